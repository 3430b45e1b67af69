"""What the engine's process is told to load."""

import json
from dataclasses import asdict, dataclass, field

from rapidwhisper.core.settings import BASIC_EN, Device

BETWEEN_PIECES_S = 5.0
"""How long a process is kept at least: the last piece of a dictation comes some moments after its end."""

WHISPER_WINDOW_S = 30.0
"""Its encoder always computes on so much, with silence where there is no speech."""


@dataclass(frozen=True, slots=True)
class Spec:
    """By default the model that comes with its engine. Two that differ need two processes."""

    name: str = BASIC_EN
    kind: str = ""
    """The name by which onnx-asr knows how to load it; empty: pocketsphinx with its own model."""
    quantization: str = ""
    folder: str = ""
    device: Device = Device.AUTO
    threads: int = 1
    keep_loaded_s: float = field(default=BETWEEN_PIECES_S, compare=False)
    """How long the process waits for another piece before its memory is given back."""

    @property
    def window_s(self) -> float:
        """Any less speech costs the model as much as this."""
        return WHISPER_WINDOW_S if self.kind.startswith("whisper") else 0.0

    def to_json(self) -> str:
        return json.dumps(asdict(self))


def from_json(text: str) -> Spec:
    read = json.loads(text)
    return Spec(**{**read, "device": Device(read["device"])})
