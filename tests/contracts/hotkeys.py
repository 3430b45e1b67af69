"""What every way to global keys promises, the fake included."""

from abc import ABC, abstractmethod
from queue import SimpleQueue
from typing import Protocol

import pytest

from rapidwhisper.core.events import CancelWished, Event, PasteLastWished, Pressed, Released
from rapidwhisper.core.hotkey import parse_hotkey
from rapidwhisper.core.ports import Hotkeys

CTRL_SPACE = parse_hotkey("ctrl+space")
CTRL_ALT_R = parse_hotkey("ctrl+alt+r")
ESC = parse_hotkey("esc")


class Desk(Protocol):
    """Hotkeys, somebody who types, and what was told of it."""

    events: list[Event]

    @property
    def hotkeys(self) -> Hotkeys: ...

    def press(self, *names: str) -> None:
        """Keys go down: ctrl, alt, space, r, escape."""

    def release(self, *names: str) -> None: ...

    def settle(self) -> None:
        """Everything asked and typed until now has been dealt with."""


def kinds(desk: Desk) -> list[type[Event]]:
    desk.settle()
    return [type(event) for event in desk.events]


class HotkeysContract(ABC):
    @pytest.fixture
    @abstractmethod
    def desk(self) -> Desk: ...

    def test_it_has_a_name_for_the_status(self, desk: Desk) -> None:
        assert desk.hotkeys.name

    def test_a_key_that_could_be_had_is_no_trouble(self, desk: Desk) -> None:
        desk.hotkeys.bind(CTRL_SPACE)
        desk.settle()
        assert desk.hotkeys.trouble is None

    def test_nothing_is_told_before_a_key_is_bound(self, desk: Desk) -> None:
        desk.press("ctrl", "space")
        desk.release("space", "ctrl")
        assert kinds(desk) == []

    def test_the_hotkey_goes_down_and_up(self, desk: Desk) -> None:
        desk.hotkeys.bind(CTRL_SPACE)
        desk.settle()
        desk.press("ctrl", "space")
        desk.release("space", "ctrl")
        assert kinds(desk) == [Pressed, Released]
        pressed, released = desk.events
        assert isinstance(pressed, Pressed)
        assert isinstance(released, Released)
        assert pressed.at <= released.at

    def test_the_release_is_told_when_ctrl_is_let_go_first(self, desk: Desk) -> None:
        desk.hotkeys.bind(CTRL_SPACE)
        desk.settle()
        desk.press("ctrl", "space")
        desk.release("ctrl", "space")
        assert kinds(desk) == [Pressed, Released]

    def test_another_key_takes_the_place_of_the_first(self, desk: Desk) -> None:
        desk.hotkeys.bind(CTRL_SPACE)
        desk.hotkeys.bind(CTRL_ALT_R)
        desk.settle()
        desk.press("ctrl", "space")
        desk.release("space", "ctrl")
        assert kinds(desk) == []
        desk.press("ctrl", "alt", "r")
        desk.release("r", "alt", "ctrl")
        assert kinds(desk) == [Pressed, Released]

    def test_a_key_that_is_held_while_another_is_bound_is_released(self, desk: Desk) -> None:
        desk.hotkeys.bind(CTRL_SPACE)
        desk.settle()
        desk.press("ctrl", "space")
        desk.settle()
        desk.hotkeys.bind(CTRL_ALT_R)
        assert kinds(desk) == [Pressed, Released]
        desk.release("space", "ctrl")
        assert kinds(desk) == [Pressed, Released]

    def test_binding_the_same_key_again_while_it_is_held_changes_nothing(self, desk: Desk) -> None:
        desk.hotkeys.bind(CTRL_SPACE)
        desk.settle()
        desk.press("ctrl", "space")
        desk.settle()
        desk.hotkeys.bind(CTRL_SPACE)
        assert kinds(desk) == [Pressed]
        desk.release("space", "ctrl")
        assert kinds(desk) == [Pressed, Released]

    def test_the_cancel_key_counts_only_while_it_is_armed(self, desk: Desk) -> None:
        desk.press("escape")
        desk.release("escape")
        assert kinds(desk) == []
        desk.hotkeys.arm_cancel(ESC)
        desk.settle()
        desk.press("escape")
        desk.release("escape")
        assert kinds(desk) == [CancelWished]
        desk.hotkeys.arm_cancel(None)
        desk.settle()
        desk.press("escape")
        desk.release("escape")
        assert kinds(desk) == [CancelWished]

    def test_the_cancel_key_works_while_the_hotkey_is_held(self, desk: Desk) -> None:
        desk.hotkeys.bind(CTRL_SPACE)
        desk.hotkeys.arm_cancel(ESC)
        desk.settle()
        desk.press("ctrl", "space", "escape")
        desk.release("escape", "space", "ctrl")
        assert kinds(desk) == [Pressed, CancelWished, Released]

    def test_the_key_for_the_last_text_is_told_once_per_press(self, desk: Desk) -> None:
        desk.hotkeys.bind(CTRL_SPACE)
        desk.hotkeys.bind_paste_last(CTRL_ALT_R)
        desk.settle()
        desk.press("ctrl", "alt", "r")
        desk.release("r", "alt", "ctrl")
        desk.press("ctrl", "space")
        desk.release("space", "ctrl")
        assert kinds(desk) == [PasteLastWished, Pressed, Released]

    def test_without_a_key_for_the_last_text_it_is_anybodys(self, desk: Desk) -> None:
        desk.hotkeys.bind_paste_last(CTRL_ALT_R)
        desk.hotkeys.bind_paste_last(None)
        desk.settle()
        desk.press("ctrl", "alt", "r")
        desk.release("r", "alt", "ctrl")
        assert kinds(desk) == []

    def test_the_key_for_the_last_text_can_become_the_hotkey(self, desk: Desk) -> None:
        desk.hotkeys.bind_paste_last(CTRL_ALT_R)
        desk.hotkeys.bind(CTRL_ALT_R)
        desk.hotkeys.bind_paste_last(None)
        desk.settle()
        desk.press("ctrl", "alt", "r")
        desk.release("r", "alt", "ctrl")
        assert kinds(desk) == [Pressed, Released]

    def test_a_free_key_and_its_own_are_found_free_and_stay_as_they_were(self, desk: Desk) -> None:
        answers: SimpleQueue[object] = SimpleQueue()
        desk.hotkeys.bind(CTRL_SPACE)
        desk.settle()
        desk.hotkeys.probe(CTRL_ALT_R, answers.put)
        desk.hotkeys.probe(CTRL_SPACE, answers.put)
        assert [answers.get(timeout=5), answers.get(timeout=5)] == [None, None]
        desk.press("ctrl", "alt", "r")
        desk.release("r", "alt", "ctrl")
        assert kinds(desk) == []
        desk.press("ctrl", "space")
        desk.release("space", "ctrl")
        assert kinds(desk) == [Pressed, Released]

    def test_nothing_is_told_after_closing(self, desk: Desk) -> None:
        desk.hotkeys.bind(CTRL_SPACE)
        desk.settle()
        desk.hotkeys.close()
        desk.press("ctrl", "space")
        desk.release("space", "ctrl")
        assert desk.events == []

    def test_closing_twice_and_asking_afterwards_are_harmless(self, desk: Desk) -> None:
        desk.hotkeys.close()
        desk.hotkeys.close()
        desk.hotkeys.bind(CTRL_SPACE)
        desk.hotkeys.arm_cancel(ESC)
        desk.hotkeys.bind_paste_last(CTRL_ALT_R)
        assert desk.events == []
