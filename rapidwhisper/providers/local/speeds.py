"""How fast each model decodes on this computer, by model and device; it survives the program."""

import math
import threading
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

from rapidwhisper.core.measured import Measured
from rapidwhisper.core.settings import Device, Settings
from rapidwhisper.providers.local.spec import Spec
from rapidwhisper.providers.small_json import read_object, write_object

_WHAT = "the measured speed of models"


class Speeds:
    """A JSON file with sums and nothing that was said; any number of threads may use it."""

    def __init__(self, path: Path | None) -> None:
        """None: for this run only."""
        self._path = path
        self._lock = threading.Lock()
        self._by_key = {} if path is None else _read(path)

    def of(self, settings: Settings) -> Measured | None:
        """Of the chosen model on the chosen device; None: never measured."""
        with self._lock:
            return self._by_key.get(_key(settings.local_model, settings.local_device))

    def note(self, spec: Spec, speech_s: float, took_s: float) -> None:
        """One piece was decoded."""
        key = _key(spec.name, spec.device)
        with self._lock:
            if self._path is not None:  # the command line may have measured meanwhile
                self._by_key |= _read(self._path)
            before = self._by_key.get(key) or Measured(window_s=spec.window_s)
            self._by_key[key] = before.and_piece(speech_s, took_s)
            if self._path is not None:
                content = {key: asdict(measured) for key, measured in self._by_key.items()}
                write_object(self._path, content, _WHAT)


def _key(model: str, device: Device) -> str:
    return f"{model} {device}"


def _read(path: Path) -> dict[str, Measured]:
    found = ((key, _measured(sums)) for key, sums in read_object(path, _WHAT).items())
    return {key: measured for key, measured in found if measured is not None}


def _measured(sums: Any) -> Measured | None:
    """None where these are none, or those of another version."""
    names = {field.name for field in fields(Measured)}
    if not isinstance(sums, dict) or sums.keys() != names:
        return None
    if not all(isinstance(each, float) and 0 <= each < math.inf for each in sums.values()):
        return None
    return Measured(**sums) if sums["pieces"] and sums["speech_s"] else None
