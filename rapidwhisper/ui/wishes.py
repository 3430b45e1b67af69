"""What a click on a notice does, where the notice says so."""

from enum import Enum, auto
from typing import TypeAlias

from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.ui.remedies import Help


class Wish(Enum):
    INSERT_HELD = auto()
    """The held text where the cursor is."""
    TAKE_OFFER = auto()
    """Transcribe what the notice offers to."""


Offer: TypeAlias = Wish | Help

_WISHES = {
    Code.HELD_FOR_ITS_WINDOW: Wish.INSERT_HELD,
    Code.RECORDINGS_FOUND: Wish.TAKE_OFFER,
    Code.SERVER_BACK: Wish.TAKE_OFFER,
    Code.LOCAL_MODEL_BACK: Wish.TAKE_OFFER,
}


def wish_of(problem: Problem | None) -> Wish | None:
    return _WISHES.get(problem.code) if problem is not None else None
