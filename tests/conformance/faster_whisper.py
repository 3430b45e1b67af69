"""PyPI's faster-whisper-server. What its model lacked it would have to fetch, and that is forbidden here."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.conformance.real_server import ROOT, RealServer, make_model, real_server

_PYTHON = ROOT / ".venv-servers" / "bin" / "python"


@contextmanager
def faster_whisper(folder: Path) -> Iterator[RealServer]:
    assert _PYTHON.exists(), "the servers are not installed; “make test” does it"
    model = folder / "model"
    make_model(_PYTHON, "whisper_model", model)
    command = [str(_PYTHON), "-m", "faster_whisper_server", str(model)]
    command += ["--host", "127.0.0.1", "--port", "0", "--timeout-keep-alive", "60"]
    with real_server(command, folder, r"running on (http://[\d.:]+)", seconds=60) as listening:
        yield listening
