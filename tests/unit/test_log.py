"""The log: on disk, bounded, its user's own, and without secrets."""

import io
import logging
import os
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from rapidwhisper.config import log as log_module
from rapidwhisper.config.log import Log, redacted, start_log

logger = logging.getLogger("rapidwhisper.test")


@contextmanager
def logging_to(path: Path, level: str = "INFO", stderr: io.StringIO | None = None) -> Iterator[Log]:
    root = logging.getLogger()
    before = root.level
    log = start_log(path, level, stderr=stderr)
    try:
        yield log
    finally:
        log.close()
        root.setLevel(before)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "log" / "rapidwhisper.log"


def test_records_are_on_disk_and_only_its_user_may_read_them(path: Path) -> None:
    with logging_to(path) as log:
        logger.info("It works")
        assert log.path == path
        assert "INFO" in path.read_text()
        assert "It works" in path.read_text()
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_an_older_log_that_others_could_read_is_closed_to_them(path: Path) -> None:
    path.parent.mkdir()
    path.touch(mode=0o644)
    with logging_to(path):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_the_log_never_grows_beyond_three_files(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(log_module, "MAX_BYTES", 5000)
    with logging_to(path):
        for number in range(1000):
            logger.info("Take %d of many", number)
    files = sorted(path.parent.iterdir())
    assert [file.name for file in files] == [path.name, f"{path.name}.1", f"{path.name}.2"]
    assert all(file.stat().st_size <= 5000 for file in files)
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}


@pytest.mark.parametrize("old", ["", ".1", ".2"])
def test_where_files_cannot_be_renamed_the_newest_lines_stay_and_the_rest_goes(
    path: Path, monkeypatch: pytest.MonkeyPatch, old: str
) -> None:
    """A folder in the way of one of the steps; at the first, no file can be renamed at all."""
    monkeypatch.setattr(log_module, "MAX_BYTES", 5000)
    if old:
        path.with_name(path.name + old).mkdir(parents=True)
        (path.with_name(path.name + old) / "full").touch()
    else:
        monkeypatch.setattr(os, "rename", _refused)
    with logging_to(path):
        for number in range(1000):
            logger.info("Take %d of many", number)
    assert "Take 999 of many" in path.read_text()
    assert sum(file.stat().st_size for file in path.parent.iterdir() if file.is_file()) <= 15_000


def _refused(*_: object) -> None:
    raise PermissionError


def test_one_record_however_long_stays_within_bounds(path: Path) -> None:
    with logging_to(path) as log:
        log.hide(["canary-key"])
        logger.error("%scanary-key%s", "x" * 19_950, "y" * 10_000_000)
    written = path.read_text()
    assert len(written) < 21_000
    assert "canary" not in written


def test_the_level_can_be_changed_while_it_runs(path: Path) -> None:
    with logging_to(path) as log:
        logger.debug("unheard")
        log.set_level("DEBUG")
        logger.debug("heard")
    assert "unheard" not in path.read_text()
    assert "heard" in path.read_text()


def test_libraries_that_would_log_bodies_stay_quiet_at_debug(path: Path) -> None:
    with logging_to(path, "DEBUG"):
        for name in ("openai", "openai._base_client", "httpx2", "httpcore2.http11"):
            logging.getLogger(name).debug("Request body: canary")
    assert "canary" not in path.read_text()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("key sk-abcDEF123456", "key sk-***"),
        ("key 'sk-proj-ab_c-9'", "key 'sk-***'"),
        ("Incorrect API key provided: sk-ab***xyz.", "Incorrect API key provided: sk-***"),
        ("gsk_abcdef0123", "gsk-***"),
        ("{'Authorization': 'Bearer ab.c-d=='}", "{'Authorization': 'Bearer ***'}"),
        ("https://me:p%40ss@host/v1/", "https://***@host/v1/"),
        ("https://me:p@ss@host/v1/", "https://***@host/v1/"),
        ("POST http://host:8/v1/a?token=x&b=1 200", "POST http://host:8/v1/a?*** 200"),
        ("http://localhost:8000/v1/audio/transcriptions", "http://localhost:8000/v1/audio/transcriptions"),
        ("task-force risk-averse", "task-force risk-averse"),
    ],
)
def test_what_looks_like_a_secret_is_replaced(text: str, shown: str) -> None:
    assert redacted(text) == shown


def test_the_users_own_keys_are_hidden_whatever_they_look_like(path: Path) -> None:
    with logging_to(path) as log:
        log.hide(["canary key", "x", ""])
        logger.error("Refused: canary key, next")
    assert "Refused: ***, next" in path.read_text()


def test_tracebacks_are_cleaned_too(path: Path) -> None:
    with logging_to(path):
        try:
            raise ValueError("sk-canary123456")  # noqa: TRY301 - the traceback is what is tested
        except ValueError:
            logger.exception("Failed")
    assert "ValueError: sk-***" in path.read_text()
    assert "canary" not in path.read_text()


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[type[BaseException]]:
    """What reached the hook that was there before."""
    seen: list[type[BaseException]] = []
    monkeypatch.setattr(sys, "excepthook", lambda kind, error, trace: seen.append(kind))
    return seen


def test_a_crash_of_the_main_thread_is_logged_and_shown(path: Path, shown: list[type[BaseException]]) -> None:
    with logging_to(path):
        try:
            raise RuntimeError("boom")  # noqa: TRY301 - a real traceback is wanted
        except RuntimeError as error:
            sys.excepthook(type(error), error, error.__traceback__)
    assert "RuntimeError: boom" in path.read_text()
    assert shown == [RuntimeError]


def test_an_interrupt_from_the_keyboard_is_no_crash(path: Path, shown: list[type[BaseException]]) -> None:
    with logging_to(path):
        sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert path.read_text() == ""
    assert shown == [KeyboardInterrupt]


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_a_crash_of_another_thread_is_logged(path: Path) -> None:
    def fail() -> None:
        raise RuntimeError("boom")

    with logging_to(path):
        thread = threading.Thread(target=fail, name="doomed")
        thread.start()
        thread.join()
    assert "doomed" in path.read_text()
    assert "RuntimeError: boom" in path.read_text()


def test_hooks_are_given_back(path: Path) -> None:
    before = sys.excepthook, threading.excepthook
    with logging_to(path):
        assert sys.excepthook != before[0]
    assert (sys.excepthook, threading.excepthook) == before


def test_a_log_that_cannot_be_written_goes_to_the_terminal_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "log").write_text("a file where the folder should be")
    terminal = io.StringIO()
    with logging_to(tmp_path / "log" / "rw.log", stderr=terminal) as log:
        logger.error("key sk-canary123456")
        assert log.path is None
    assert "cannot be written" in terminal.getvalue()
    assert "key sk-***" in terminal.getvalue()


def test_without_a_terminal_it_still_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    with logging_to(tmp_path) as log:  # a folder is no log file
        logger.error("nobody hears this")
        assert log.path is None


def test_a_full_disk_neither_stops_the_program_nor_fills_the_terminal(path: Path) -> None:
    """A limit on the size of files stands for the full disk."""
    script = (
        "import logging, resource, sys\n"
        "from pathlib import Path\n"
        "from rapidwhisper.config.log import start_log\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))\n"
        "log = start_log(Path(sys.argv[1]), 'INFO')\n"
        "for number in range(5000):\n"
        "    logging.getLogger('x').info('sk-canary %d', number)\n"
        "log.close()\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(path)], check=True, capture_output=True)
    assert done.stderr == b""
    assert path.stat().st_size == 2000
