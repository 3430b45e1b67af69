"""Texts that wait for their window: another one had the focus when they were to be inserted.

Such a text is in the history already. What waits here is only the wish to see it in its window, for a while.
"""

from dataclasses import replace
from typing import TypeAlias

from rapidwhisper.core.commands import ClearTimer, Command, LookAtFocus, SetTimer
from rapidwhisper.core.dictation import DictationId, Held, Target
from rapidwhisper.core.events import Timer, TimerKind
from rapidwhisper.core.state import State

HELD_S = 60.0
LOOK_S = 0.2
"""A window must have the focus at two looks: one that is only passed by (Alt+Tab) gets nothing."""

_LOOK = Timer(TimerKind.LOOK)

Result: TypeAlias = tuple[State, tuple[Command, ...]]


def hold(state: State, text: Held) -> Result:
    held = (*(each for each in state.held if each.id != text.id), text)
    timers = SetTimer(Timer(TimerKind.HELD, text.id), HELD_S), SetTimer(_LOOK, LOOK_S)
    return replace(state, held=held), timers


def look(state: State) -> tuple[Command, ...]:
    return (LookAtFocus(),) if state.held else ()


def seen(state: State, focus: Target | None) -> tuple[State, tuple[Command, ...], tuple[Held, ...]]:
    """The last are those whose window is back; they are no longer held."""
    back = tuple(each for each in state.held if each.seen and each.target == focus)
    rest = tuple(replace(each, seen=each.target == focus) for each in state.held if each not in back)
    commands: list[Command] = [ClearTimer(Timer(TimerKind.HELD, each.id)) for each in back]
    if rest:
        commands.append(SetTimer(_LOOK, LOOK_S))
    looked = state if rest == state.held else replace(state, held=rest)  # the same state shows nothing anew
    return looked, tuple(commands), back


def let_go(state: State, dictation: DictationId) -> Result:
    """It stays in the history only, or goes another way."""
    rest = tuple(each for each in state.held if each.id != dictation)
    if len(rest) == len(state.held):
        return state, ()
    timers = (ClearTimer(Timer(TimerKind.HELD, dictation)), *(() if rest else (ClearTimer(_LOOK),)))
    return replace(state, held=rest), timers
