"""The fake that the core's tests press keeps the promises of the real ones."""

from collections.abc import Mapping

import pytest

from rapidwhisper.core.events import Event, Pressed, Released
from rapidwhisper.core.hotkey import Hotkey, Modifier
from tests.contracts.hotkeys import Desk, HotkeysContract, kinds
from tests.rig.fakes_hotkeys import FakeHotkeys

_MODIFIERS: Mapping[str, Modifier] = {"ctrl": Modifier.CTRL, "alt": Modifier.ALT}


class FakeDesk:
    """Turns the typist's keys into the wishes that the fake knows."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.hotkeys = FakeHotkeys(self.events.append)
        self._modifiers: frozenset[Modifier] = frozenset()
        self._held = ""

    def press(self, *names: str) -> None:
        for name in names:
            if name in _MODIFIERS:
                self._modifiers |= {_MODIFIERS[name]}
            elif name == "escape":
                self.hotkeys.press_cancel()
            elif Hotkey(name, self._modifiers) == self.hotkeys.bound:
                self._held = name
                self.hotkeys.press()
            elif Hotkey(name, self._modifiers) == self.hotkeys.paste_last:
                self.hotkeys.press_paste_last()

    def release(self, *names: str) -> None:
        for name in names:
            if name in _MODIFIERS:
                self._modifiers -= {_MODIFIERS[name]}
            elif name == self._held:
                self.hotkeys.release()

    def settle(self) -> None:
        """The fake tells at once."""


class TestFakeHotkeys(HotkeysContract):
    @pytest.fixture
    def desk(self) -> Desk:
        return FakeDesk()

    def test_a_key_repeat_presses_once(self) -> None:
        desk = FakeDesk()
        desk.hotkeys.bind(Hotkey("f9"))
        desk.press("f9", "f9", "f9")
        desk.release("f9", "f9")
        assert kinds(desk) == [Pressed, Released]
