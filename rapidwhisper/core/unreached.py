"""Recordings whose server could not be reached: it is looked for, ever more seldom, until it answers.

A model that is not on this computer yet is such a server. When the program itself has downloaded it, nobody
waits for the next look.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeAlias

from rapidwhisper.core.commands import ClearTimer, Command, Probe, SetTimer
from rapidwhisper.core.dictation import DictationId, Unsent
from rapidwhisper.core.events import Timer, TimerKind
from rapidwhisper.core.problem import Code
from rapidwhisper.core.state import State

NO_MODEL = frozenset({Code.LOCAL_MODEL_ABSENT, Code.LOCAL_MODEL_COMING})

CAUSES = NO_MODEL | {
    Code.OFFLINE,
    Code.UNREACHABLE,
    Code.UNKNOWN_HOST,
    Code.CONNECTION_LOST,
    Code.TIMED_OUT,
}

FIRST_S = 5.0
LONGEST_S = 300.0

ATTEMPTS = 3
"""So often a recording is sent by itself; then the user is asked, for each attempt may cost."""

_PROBE = Timer(TimerKind.PROBE)

Result: TypeAlias = tuple[State, tuple[Command, ...]]


def add(state: State, recordings: Iterable[Unsent]) -> Result:
    """While the server is being looked for, more that wait for it change nothing about when."""
    waiting = _together(state.unreached, recordings)
    looked_for = bool(state.unreached)
    state = replace(state, unreached=waiting)
    return (state, ()) if looked_for or not waiting else _later(state)


def probe(state: State) -> tuple[Command, ...]:
    return (Probe(state.settings),) if state.unreached else ()


def not_yet(state: State) -> Result:
    return _later(state) if state.unreached else (state, ())


def offer(state: State) -> Result:
    """The server is back and the user is asked; looking for it is over."""
    offered = _together(state.offered, state.unreached)
    return replace(state, unreached=(), probe_s=0.0, offered=offered), (ClearTimer(_PROBE),)


def line_up(state: State, recordings: Iterable[Unsent]) -> State:
    """They are to be transcribed, one after the other."""
    queue = _together(state.queue, recordings)
    rest = _without(state, *(each.id for each in queue))
    return replace(rest, queue=queue)


def drop(state: State, *dictations: DictationId) -> State:
    """They are tried, or done without."""
    rest = _without(state, *dictations)
    return replace(rest, queue=_but(state.queue, dictations))


def _without(state: State, *dictations: DictationId) -> State:
    return replace(
        state, unreached=_but(state.unreached, dictations), offered=_but(state.offered, dictations)
    )


def _but(recordings: Iterable[Unsent], dictations: Iterable[DictationId]) -> tuple[Unsent, ...]:
    gone = set(dictations)
    return tuple(each for each in recordings if each.id not in gone)


def _together(some: Iterable[Unsent], others: Iterable[Unsent]) -> tuple[Unsent, ...]:
    """Each once, in the order in which they were spoken."""
    by_id = {each.id: each for each in (*some, *others)}
    return tuple(by_id[id_] for id_ in sorted(by_id))


def _later(state: State) -> Result:
    wait_s = min(LONGEST_S, 2 * state.probe_s) if state.probe_s else FIRST_S
    return replace(state, probe_s=wait_s), (SetTimer(_PROBE, wait_s),)
