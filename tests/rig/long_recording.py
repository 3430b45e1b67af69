"""A long dictation in a process of its own, which tells what it cost: `python -m tests.rig.long_recording`.

Its sound is made of counted words (`coded.py`), so that the text shows whether all of it was heard.
"""

import json
import math
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

from rapidwhisper.core.audio import RATE
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.speech import SpeechToText
from tests.rig.coded import coded, sound, understands
from tests.rig.speech_server import Answer, Request, SpeechServer, as_json, plain

MINUTES = 40

_TOO_LARGE = plain("Request Entity Too Large", 413)


@dataclass(frozen=True, slots=True)
class Cost:
    text: str
    seconds: float
    recording_bytes: int
    peak_bytes: int
    """What Python and numpy held at most, the recording included; only where it was traced."""
    growth_kb: int
    """By how much the process grew beyond the recording."""


def dictated(server: SpeechServer, provider: str, *, traced: bool = False) -> Cost:
    """Forty minutes, in another process."""
    command = [sys.executable, "-m", "tests.rig.long_recording", server.url, provider, "traced" * traced]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=300)
    return Cost(**json.loads(done.stdout))


def limited(seconds: float, mebibytes: float, refusal: Answer) -> Callable[[Request], Answer | str]:
    """For `SpeechServer.answers`: a server that understands the words, and takes no more than this."""

    def says(request: Request) -> Answer | str:
        too_large = int(request.headers["content-length"]) > mebibytes * 1024**2
        return refusal if too_large or len(sound(request)) > seconds * RATE else understands(request)

    return says


LIMITED = {
    "30 s and 25 MB, as GLM": ("glm", limited(30, 25, as_json({"error": {"code": "1214"}}, 400))),
    "15 MB, as LocalAI": ("custom", limited(math.inf, 15, _TOO_LARGE)),
    "6 MB, which nobody declared": ("custom", limited(math.inf, 6, _TOO_LARGE)),
    "25 MB, as Groq": ("groq", limited(math.inf, 25, _TOO_LARGE)),
}
"""Which provider is asked, and how its server answers."""


def main() -> None:
    url, provider, traced = sys.argv[1:]
    account = {f"{provider}_base_url": url, f"{provider}_api_key": "key"}
    settings = Settings(ai_provider=provider, **account)  # type: ignore[arg-type]
    with closing(SpeechToText()) as speech:
        speech.warm_up(settings)  # imports what costs memory, whatever is dictated
        if traced:
            tracemalloc.start()
        clip = coded(MINUTES * 60)
        before_kb = _most_kb()
        began = time.monotonic()
        text = speech.text(clip, settings, Abort()).text
        cost = Cost(
            text,
            time.monotonic() - began,
            clip.samples.nbytes,
            tracemalloc.get_traced_memory()[1],
            _most_kb() - before_kb,
        )
    print(json.dumps(asdict(cost)))


def _most_kb() -> int:
    """What the process has held at most so far; `ru_maxrss` would count what its parent held as well."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmHWM:"))


if __name__ == "__main__":
    main()
