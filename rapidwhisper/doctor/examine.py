"""Every check in turn, on the thread that asks; the main thread has nothing to do with it."""

import logging
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.words import phrase
from rapidwhisper.doctor import clipboard, desktop, hotkeys, insertion, microphone, providers, storage
from rapidwhisper.doctor.desktop import Field
from rapidwhisper.doctor.doors import Doors
from rapidwhisper.doctor.facts import facts
from rapidwhisper.doctor.report import Report

log = logging.getLogger(__name__)

_FAILED = phrase("Check", "The check itself failed.")
_NOT_TRIED = phrase("Check", "It was not tried out.")

_turn = threading.Lock()
"""One examination at a time: they would take each other's windows for strangers."""


def examine(doors: Doors, *, send: bool) -> Report:
    """It takes some seconds, with a slow provider much longer. `send`: speech goes to the providers."""
    settings, folders = doors.settings, doors.folders
    with _turn:
        with desktop.field(settings.interface_language) as window:
            about = window.about()
            around = tuple(_around(window, about, doors))
        checks = (
            *_surely(microphone.NAME, lambda: _microphone(doors)),
            *around,
            *_surely(storage.SETTINGS, lambda: storage.check_settings(EnvFile(folders.env))),
            *_surely(storage.FOLDERS, lambda: storage.check_folders(folders)),
            *_surely("provider", lambda: providers.check_providers(doors.speech, settings, send=send)),
        )
        return Report(checks, facts(folders, settings, about))


def _microphone(doors: Doors) -> list[Check]:
    if doors.busy():
        return [Check(microphone.NAME, Verdict.WARNING, _NOT_TRIED, problem(Code.DICTATION_UNDER_WAY))]
    return [microphone.check_microphone(doors.settings.input_device)]


def _around(window: Field, about: Mapping[str, Any] | None, doors: Doors) -> Iterator[Check]:
    """The clipboard before the insertion, by which an owner that hangs loses it."""
    if about is None:
        yield desktop.no_desktop(window.last_words())
        return
    yield desktop.check_desktop(about)
    yield desktop.check_tray(about)
    yield from _surely(hotkeys.NAME, lambda: hotkeys.check_hotkeys(doors.hotkeys, doors.settings))
    yield from _surely(clipboard.NAME, lambda: [clipboard.check_clipboard(needed=not doors.can_paste)])
    yield from _surely(insertion.NAME, lambda: [insertion.check_insertion(window, doors)])


def _surely(name: str, look: Callable[[], Iterable[Check]]) -> tuple[Check, ...]:
    """Whatever goes wrong in one check, the others tell what they find."""
    try:
        return tuple(look())
    except Exception as error:
        log.exception("the check of %s failed", name)
        return (Check(name, Verdict.FAILED, _FAILED, problem(Code.INTERNAL, detail=type(error).__name__)),)
