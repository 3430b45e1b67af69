"""A fault: how it comes about, which stages of a dictation it can meet, and what becomes of the words."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from enum import StrEnum, auto
from typing import TypeAlias

from rapidwhisper.core.problem import Code
from tests.rig.scene import Scene


class Stage(StrEnum):
    RECORDING = auto()
    TRANSCRIBING = auto()
    INSERTING = auto()


class Fate(StrEnum):
    """What becomes of the words while nobody asks for them."""

    ARRIVES = auto()  # they are in their window
    HELD = auto()  # they are text in the history, and in no window
    KEPT = auto()  # they are sound, and a retry makes them text
    SAFE = auto()  # any of these: it depends on who was quicker


Happening: TypeAlias = Callable[[Scene], AbstractContextManager[None]]
"""Entered when the fault strikes. What passes by itself is over then; the rest lasts as long as the block."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A fault in one stage."""

    fate: Fate
    told: tuple[Code, ...] = ()
    """One of these is told to the user; empty: there is nothing to tell."""
    ends_recording: bool = False
    """The program itself ends the recording, without the stop key."""
    may_end_recording: bool = False
    """It depends on the moment, so the recording is stopped by a wish that cannot begin another one."""
    slow: bool = False
    """Takes so long that it waits for `make soak`."""
    pending: str = ""
    """What is still to be built for it."""


ARRIVES = Meeting(Fate.ARRIVES)
HELD = Meeting(Fate.HELD)
KEPT = Meeting(Fate.KEPT)
SAFE = Meeting(Fate.SAFE)


@dataclass(frozen=True, slots=True)
class Fault:
    name: str
    happening: Happening
    meets: Mapping[Stage, Meeting] = field(default_factory=dict)
    """A stage that is missing cannot be met."""
    early: bool = False
    """It strikes before the first press."""
    keys_down: bool = False
    """The insertion that it strikes waits for keys to come up, and not for its window to read."""
    restarts: bool = False
    """The program does not survive it."""


def everywhere(meeting: Meeting) -> Mapping[Stage, Meeting]:
    return dict.fromkeys(Stage, meeting)
