"""Events that come before the program can act on them."""

from rapidwhisper.core.events import CancelWished, Event, Pressed, Released
from rapidwhisper.early import EarlyEvents


def test_what_came_early_comes_in_order_and_before_what_comes_later() -> None:
    early, told = EarlyEvents(), list[Event]()
    early.emit(Pressed(1.0))
    early.emit(Released(2.0))
    assert not told
    early.go_to(told.append)
    early.emit(CancelWished())
    assert told == [Pressed(1.0), Released(2.0), CancelWished()]
