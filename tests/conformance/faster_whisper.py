"""PyPI's faster-whisper-server: another program, with another's engine in it, that understands one sentence.

It runs on the loopback with a model of the tests' own, and may not fetch anything.
"""

import os
import re
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.rig.process import running, wait_until

_SERVERS = Path(__file__).parents[2] / ".venv-servers"
_MODEL_MAKER = Path(__file__).with_name("whisper_model.py")

SENTENCE = "A real server said exactly this, всё до последней буквы."
"""Without a word that comes twice, and without signs such as a colon, which the engine leaves out."""


@dataclass(frozen=True, slots=True)
class Served:
    connection: str
    """The client's address and port."""
    request: str
    status: int


@dataclass(frozen=True, slots=True)
class FasterWhisper:
    url: str
    _log: Path

    def served(self) -> list[Served]:
        """What it was asked, in its own words."""
        lines = re.findall(r'([\d.]+:\d+) - "(\w+ \S+) HTTP/1.1" (\d+)', self._log.read_text())
        return [Served(connection, request, int(status)) for connection, request, status in lines]


@contextmanager
def faster_whisper(folder: Path) -> Iterator[FasterWhisper]:
    python, model, log = _SERVERS / "bin" / "python", folder / "model", folder / "server.log"
    assert python.exists(), "the servers are not installed; “make test” does it"
    model.mkdir()
    subprocess.run([python, _MODEL_MAKER, model, SENTENCE], timeout=60, check=True)
    command = [str(python), "-m", "faster_whisper_server", str(model), "--host", "127.0.0.1", "--port", "0"]
    env = {**os.environ, "HF_HUB_OFFLINE": "1", "OMP_NUM_THREADS": "1"}
    with log.open("w") as out, running(command, env=env, stdout=out, stderr=out) as process:

        def listening() -> str | None:
            assert process.poll() is None, f"the server ended: {log.read_text()}"
            place = re.search(r"running on (http://\S+)", log.read_text())
            return place and f"{place[1]}/v1/"

        yield FasterWhisper(wait_until(listening, "the server listens", seconds=60), log)
