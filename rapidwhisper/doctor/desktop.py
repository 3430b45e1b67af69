"""The desktop as a program with a window meets it: screen, tray, and a field that a text can be put into."""

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

import rapidwhisper
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.words import phrase

DESKTOP = "desktop"
TRAY = "tray"

_OPENS_S = 15.0
_ENDS_S = 3.0
_LAST_WORDS = 200

_WINDOW = (sys.executable, "-P", "-m", "rapidwhisper.doctor.window")
_PACKAGES = str(Path(rapidwhisper.__file__).parents[1])

_SHOWN = phrase("Check", "A window can be shown ({platform}, {screens}).")
_NOT_SHOWN = phrase("Check", "No window can be shown.")
_TRAY = phrase("Check", "There is one.")
_NO_TRAY = phrase("Check", "There is none.")
_NO_WINDOW = phrase("Problem", "no window appeared")


class Field:
    """The window of `rapidwhisper.doctor.window`, seen from outside."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._told: SimpleQueue[dict[str, Any] | None] = SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="field", daemon=True)
        self._reader.start()

    def wait_for(self, fact: str, seconds: float, wanted: object = None) -> Any:
        """The next value of this fact, or the wanted one; None if it does not come."""
        until = time.monotonic() + seconds
        while (left_s := until - time.monotonic()) > 0:
            try:
                told = self._told.get(timeout=left_s)
            except Empty:
                return None
            if told is None:
                return None
            if fact in told and wanted in {None, told[fact]}:
                return told[fact]
        return None

    def about(self) -> dict[str, Any] | None:
        """What Qt knows of this desktop; None if no window can be shown."""
        try:
            return self._told.get(timeout=_OPENS_S)
        except Empty:
            return None

    def last_words(self) -> str:
        """Why it has ended, as Qt says."""
        self._process.kill()
        complaints = self._process.stderr.read() if self._process.stderr else ""
        lines = [line.strip() for line in complaints.splitlines() if line.strip()]
        return lines[0][:_LAST_WORDS] if lines else ""

    def close(self) -> None:
        if self._process.stdin is not None:
            self._process.stdin.close()
        try:
            self._process.wait(_ENDS_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
        self._reader.join()  # its file must not be closed under it

    def _read(self) -> None:
        for line in self._process.stdout or ():
            self._told.put(json.loads(line))
        self._told.put(None)


@contextmanager
def field(language: str) -> Iterator[Field]:
    """`language`: INTERFACE_LANGUAGE. The window is gone at the end."""
    others = os.environ.get("PYTHONPATH")
    process = subprocess.Popen(
        [*_WINDOW, language],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join([_PACKAGES, *([others] if others else [])])},
    )
    with process:
        made = Field(process)
        try:
            yield made
        finally:
            made.close()


def check_desktop(about: Mapping[str, Any]) -> Check:
    screens = "; ".join(about["screens"])
    return Check(DESKTOP, Verdict.OK, _SHOWN.filled(platform=about["platform"], screens=screens))


def no_desktop(last_words: str) -> Check:
    cause = problem(Code.NO_DESKTOP, detail=last_words or _NO_WINDOW)
    return Check(DESKTOP, Verdict.FAILED, _NOT_SHOWN, cause)


def check_tray(about: Mapping[str, Any]) -> Check:
    """Without a tray everything works but its menu."""
    if about["tray"]:
        return Check(TRAY, Verdict.OK, _TRAY)
    return Check(TRAY, Verdict.WARNING, _NO_TRAY, problem(Code.NO_TRAY))
