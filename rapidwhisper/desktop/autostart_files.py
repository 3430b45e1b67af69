"""Writing and removing the one file that some systems start programs by."""

from pathlib import Path

from rapidwhisper.core.problem import Code, ProblemError, problem


def write(path: Path, data: bytes) -> None:
    try:
        if path.is_file() and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    except OSError as error:
        raise _failed(path, error) from error


def remove(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise _failed(path, error) from error


def _failed(path: Path, error: OSError) -> ProblemError:
    return ProblemError(problem(Code.AUTOSTART_FAILED, path=path, detail=error.strerror or error))
