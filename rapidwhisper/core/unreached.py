"""Recordings whose server could not be reached: it is looked for, ever more seldom, until it answers."""

from dataclasses import replace
from typing import TypeAlias

from rapidwhisper.core.commands import ClearTimer, Command, Probe, SetTimer
from rapidwhisper.core.dictation import DictationId, Unsent
from rapidwhisper.core.events import Timer, TimerKind
from rapidwhisper.core.problem import Code
from rapidwhisper.core.state import State

CAUSES = frozenset({Code.UNREACHABLE, Code.UNKNOWN_HOST, Code.CONNECTION_LOST, Code.TIMED_OUT})

FIRST_S = 5.0
LONGEST_S = 300.0

_PROBE = Timer(TimerKind.PROBE)

Result: TypeAlias = tuple[State, tuple[Command, ...]]


def add(state: State, recording: Unsent) -> Result:
    """A server that answers and then breaks off is looked for more seldom, too: each attempt may cost."""
    others = (each for each in state.unreached if each.id != recording.id)
    waiting = tuple(sorted((*others, recording), key=lambda each: each.id))
    return _later(replace(state, unreached=waiting))


def probe(state: State) -> tuple[Command, ...]:
    return (Probe(state.settings),) if state.unreached else ()


def not_yet(state: State) -> Result:
    return _later(state) if state.unreached else (state, ())


def drop(state: State, dictation: DictationId) -> State:
    """It is tried, or done without."""
    unreached = tuple(each for each in state.unreached if each.id != dictation)
    offered = tuple(each for each in state.offered if each.id != dictation)
    return replace(state, unreached=unreached, offered=offered)


def offer(state: State) -> Result:
    """The server is back and the user is asked; looking for it is over."""
    return replace(state, unreached=(), probe_s=0.0, offered=state.unreached), (ClearTimer(_PROBE),)


def _later(state: State) -> Result:
    wait_s = min(LONGEST_S, 2 * state.probe_s) if state.probe_s else FIRST_S
    return replace(state, probe_s=wait_s), (SetTimer(_PROBE, wait_s),)
