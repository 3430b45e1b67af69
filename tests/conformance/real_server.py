"""A program of somebody else's that listens on the loopback, with a model that understands one sentence."""

import os
import re
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.rig.process import running, wait_until

ROOT = Path(__file__).parents[2]

SENTENCE = "A real server said exactly this, всё до последней буквы."
"""Without a word that comes twice, and without signs such as a colon, which Whisper's engines leave out."""


@dataclass(frozen=True, slots=True)
class Served:
    connection: str
    """The client's address and port."""
    request: str
    status: int


@dataclass(frozen=True, slots=True)
class RealServer:
    url: str
    _log: Path

    def served(self) -> list[Served]:
        """What it was asked, in its own words, which are uvicorn's."""
        lines = re.findall(r'([\d.]+:\d+) - "(\w+ \S+) HTTP/1.1" (\d+)', self._log.read_text())
        return [Served(connection, request, int(status)) for connection, request, status in lines]


def make_model(python: Path, maker: str, folder: Path) -> None:
    """With a module of this folder that runs in the server's own Python."""
    folder.mkdir()
    command = [str(python), "-m", f"tests.conformance.{maker}", str(folder), SENTENCE]
    subprocess.run(command, cwd=ROOT, timeout=120, check=True)


@contextmanager
def real_server(
    command: Sequence[str], folder: Path, listens: str, *, seconds: float
) -> Iterator[RealServer]:
    """`listens`: what it says when it is ready, its address being the first group of it."""
    log = folder / "server.log"
    env = {**os.environ, "HF_HUB_OFFLINE": "1", "DO_NOT_TRACK": "1", "OMP_NUM_THREADS": "1"}
    with log.open("w") as out, running(command, env=env, cwd=folder, stdout=out, stderr=out) as process:

        def address() -> str | None:
            assert process.poll() is None, f"the server ended: {log.read_text()}"
            said = re.search(listens, log.read_text(), re.DOTALL)
            return said and f"{said[1]}/v1/"

        yield RealServer(wait_until(address, "the server listens", seconds=seconds, every=0.1), log)
