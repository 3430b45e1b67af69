"""The log file: enough to find out why something does not work, never a key and never dictated text."""

import contextlib
import logging
import os
import re
import sys
import threading
from collections.abc import Iterable
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import TextIO

MAX_BYTES = 1_000_000
OLD_FILES = 2
LONGEST = 20_000
"""Characters of one record: a library's error may quote everything that it was given."""

_TALKATIVE = ("openai", "httpx", "httpx2", "httpcore", "httpcore2")
"""At DEBUG these write request bodies and headers, that is speech and keys."""

_SHORTEST_SECRET = 6
"""Anything shorter ("none", "x") is no secret and part of other words."""

_PATTERNS = (
    (re.compile(r"\b(g?sk)[-_][\w*.-]{4,}"), r"\1-***"),
    (re.compile(r"\b(Bearer)\s+[^\s'\",]+", re.IGNORECASE), r"\1 ***"),
    (re.compile(r"(://)[^\s/?#]*@"), r"\1***@"),
    (re.compile(r"(://[^\s?#'\"<>]*\?)[^\s#'\"<>]+"), r"\1***"),
)

log = logging.getLogger(__name__)


class _Redacting(logging.Formatter):
    """Works on the finished text, so that tracebacks are covered too."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(threadName)s %(name)s: %(message)s")
        self.secrets: tuple[str, ...] = ()

    def format(self, record: logging.LogRecord) -> str:
        text = redacted(super().format(record), self.secrets)
        return text if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)} characters)"


class _PrivateFile(RotatingFileHandler):
    def __init__(self, path: Path) -> None:
        super().__init__(path, maxBytes=MAX_BYTES, backupCount=OLD_FILES, encoding="utf-8", errors="replace")

    def _open(self) -> TextIOWrapper:
        def opener(path: str, flags: int) -> int:
            return os.open(path, flags, 0o600)

        file = open(  # noqa: SIM115 - the handler closes it; only open() takes an opener
            self.baseFilename, "a", encoding=self.encoding, errors=self.errors, opener=opener
        )
        Path(self.baseFilename).chmod(0o600)  # an older file may be open to others
        return file

    def doRollover(self) -> None:  # noqa: N802
        """Where files cannot be renamed, the newest lines are worth more than the old ones."""
        try:
            super().doRollover()
        except OSError:
            if self.stream is not None:  # it is open where a file was in the way only of the last step
                self.stream.close()
            os.truncate(self.baseFilename, 0)
            self.stream = self._open()

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        """A full disk must neither stop the program nor put unredacted records on the terminal."""


class Log:
    """The running log; `path` is None when no file could be written."""

    def __init__(self, path: Path | None, handler: logging.Handler, formatter: _Redacting) -> None:
        self.path = path
        self._handler = handler
        self._formatter = formatter
        self._hooks = sys.excepthook, threading.excepthook

    def set_level(self, level: str) -> None:
        logging.getLogger().setLevel(level)
        for name in _TALKATIVE:
            logging.getLogger(name).setLevel(logging.WARNING)

    def hide(self, secrets: Iterable[str]) -> None:
        """From now on these never appear: a key of one's own server may look like anything."""
        self._formatter.secrets = tuple(one for one in secrets if len(one) >= _SHORTEST_SECRET)

    def watch_for_crashes(self) -> None:
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def close(self) -> None:
        sys.excepthook, threading.excepthook = self._hooks
        logging.getLogger().removeHandler(self._handler)
        with contextlib.suppress(OSError):  # the disk is full: there is nowhere left to say it
            self._handler.close()

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not issubclass(kind, KeyboardInterrupt):
            log.critical("Uncaught exception", exc_info=(kind, error, trace))
        self._hooks[0](kind, error, trace)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            log.critical(
                "Uncaught exception in a thread",
                exc_info=(args.exc_type, args.exc_value, args.exc_traceback),
            )
        self._hooks[1](args)


def start_log(path: Path, level: str, *, stderr: TextIO | None = None) -> Log:
    """Sends all loggers to this file; where it cannot be written, to stderr, and says so there."""
    formatter = _Redacting()
    failure: OSError | None = None
    handler: logging.Handler
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        handler = _PrivateFile(path)
    except OSError as error:
        failure = error
        stream = stderr or sys.stderr
        # a program without a console has no stderr (pythonw)
        handler = logging.NullHandler() if stream is None else logging.StreamHandler(stream)
    handler.setFormatter(formatter)
    logging.getLogger().addHandler(handler)
    started = Log(None if failure else path, handler, formatter)
    started.set_level(level)
    started.watch_for_crashes()
    if failure is not None:
        log.warning("The log file %s cannot be written (%s); logging here instead", path, failure.strerror)
    return started


def redacted(text: str, secrets: Iterable[str] = ()) -> str:
    for secret in secrets:
        text = text.replace(secret, "***")
    for pattern, replacement in _PATTERNS:
        text = pattern.sub(replacement, text)
    return text
