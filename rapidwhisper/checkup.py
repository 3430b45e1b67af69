"""The doctor without the running program: it builds what it looks at, and lets go of it again."""

import os
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from typing import Any

import pyperclip

from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.folders import current_folders
from rapidwhisper.core.events import Event
from rapidwhisper.core.problem import ProblemError
from rapidwhisper.core.settings import DEFAULTS, Settings, read_settings
from rapidwhisper.desktop.session import session
from rapidwhisper.doctor.clipboard import held_text
from rapidwhisper.doctor.delivery import Delivery
from rapidwhisper.doctor.doors import Doors
from rapidwhisper.doctor.examine import examine
from rapidwhisper.hearing import speech_to_text
from rapidwhisper.hotkeys.choose import choose as choose_hotkeys
from rapidwhisper.insertion.choose import choose as choose_inserter
from rapidwhisper.insertion.copy_only import CopyOnly, copied
from rapidwhisper.quiet import output_not_inherited


def check_up(*, send: bool) -> dict[str, Any]:
    """The report, as JSON has it."""
    folders, delivery, desktop = current_folders(), Delivery(), session(os.environ)

    def emit(event: Event) -> None:
        delivery.takes(event)

    with (
        _same_clipboard(),
        closing(speech_to_text(folders)) as speech,
        closing(choose_hotkeys(emit, platform=sys.platform, session=desktop)) as hotkeys,
        closing(choose_inserter(emit, platform=sys.platform, session=desktop)) as inserter,
    ):
        doors = Doors(
            folders=folders,
            settings=_settings(EnvFile(folders.env)),
            hotkeys=hotkeys,
            inserter=inserter,
            can_paste=not isinstance(inserter, CopyOnly),
            delivery=delivery,
            speech=speech,
            busy=lambda: False,
        )
        return examine(doors, send=send).as_json()


def _settings(env: EnvFile) -> Settings:
    try:
        settings, _ = read_settings(env.read())
    except ProblemError:
        return DEFAULTS  # the check of the settings tells
    return settings


@contextmanager
def _same_clipboard() -> Iterator[None]:
    """What the inserter has put back goes with this process, unless a clipboard manager takes it."""
    before = _held()
    yield
    if before and _held() != before:
        with output_not_inherited():
            copied(before)


def _held() -> str:
    with suppress(pyperclip.PyperclipException, TimeoutError, OSError):
        return held_text()
    return ""
