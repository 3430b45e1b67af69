"""The window that a text goes into: its own, or what WRONG_WINDOW says if another one is in front."""

from typing import Protocol

from rapidwhisper.core.dictation import Target
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import WrongWindow


class Foreground(Protocol):
    """The window in front, as this system knows it."""

    def active(self) -> Target | None:
        """None if there is none or it is our own."""

    def is_gone(self, target: Target) -> bool:
        """Closed, or its number is another program's by now."""

    def bring_forward(self, target: Target) -> bool:
        """Whether it has the focus now."""


def destination(foreground: Foreground, target: Target | None, wish: WrongWindow) -> Target | Problem:
    """A window that has the focus, or why there is none."""
    active = foreground.active()
    gone = target is None or foreground.is_gone(target)
    if active is not None and (wish is WrongWindow.PASTE or (active == target and not gone)):
        return active
    if target is None:
        return problem(Code.KEPT_NO_WINDOW)
    if gone:
        return problem(Code.KEPT_WINDOW_CLOSED)
    if wish is WrongWindow.REFOCUS and foreground.bring_forward(target):
        return target
    return problem(Code.HELD_FOR_ITS_WINDOW)
