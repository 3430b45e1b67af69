"""The ways through pynput against a stand-in for pynput and its system: neither system is here to try."""

import ctypes
import sys
import threading
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any, Protocol

import pytest

from rapidwhisper.core.events import CancelWished, Event, Faulted, HotkeyWorks, Pressed, Released
from rapidwhisper.core.hotkey import parse_hotkey
from rapidwhisper.core.ports import Hotkeys
from rapidwhisper.core.problem import Code, Unavailable, problem
from rapidwhisper.hotkeys import pynput_guard
from rapidwhisper.hotkeys.pynput_guard import Naps
from rapidwhisper.hotkeys.pynput_keys import PynputHotkeys
from rapidwhisper.hotkeys.pynput_macos import MacKeys
from rapidwhisper.hotkeys.pynput_windows import WindowsKeys
from tests.contracts.hotkeys import CTRL_ALT_R, ESC, HotkeysContract, kinds
from tests.rig.process import wait_until


class Suppressed(Exception):  # noqa: N818 - pynput ends the hook's work with an exception
    pass


class Listener:
    """pynput's, as far as it is used: it calls the filter for each key and obeys its answer."""

    trusted = True
    dies_at_once = False
    latest: "Listener"

    def __init__(
        self,
        win32_event_filter: Callable[[int, Any], object] | None = None,
        darwin_intercept: Callable[[int, Any], object] | None = None,
    ) -> None:
        self.win32_event_filter = win32_event_filter
        self.darwin_intercept = darwin_intercept
        self.running = False
        self.IS_TRUSTED = False
        self._ready = threading.Event()
        Listener.latest = self

    def start(self) -> None:
        self.running = not self.dies_at_once
        self.IS_TRUSTED = self.trusted
        self._ready.set()

    def wait(self) -> None:
        self._ready.wait()

    def stop(self) -> None:
        self.running = False

    def is_alive(self) -> bool:
        return self.running

    def suppress_event(self) -> None:
        raise Suppressed


def pynput_keyboard(**codes: int) -> ModuleType:
    module = ModuleType("pynput.keyboard")
    keys = {name: SimpleNamespace(value=SimpleNamespace(vk=code)) for name, code in codes.items()}
    vars(module).update(Listener=Listener, Key=SimpleNamespace(**keys))
    return module


class System(Protocol):
    """A desk that also tells what the focused program saw."""

    events: list[Event]
    seen: list[str]
    name: str

    @property
    def hotkeys(self) -> Hotkeys: ...

    def press(self, *names: str) -> None: ...

    def release(self, *names: str) -> None: ...

    def settle(self) -> None: ...


class Windows:
    name = "windows"
    codes = {"ctrl": 0xA2, "alt": 0xA4, "space": 0x20, "r": 0x52, "escape": 0x1B}  # noqa: RUF012
    generic = {0xA2: 0x11, 0xA4: 0x12}  # noqa: RUF012

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        keyboard = pynput_keyboard(space=0x20, esc=0x1B, f9=0x78, print_screen=0x2C)
        monkeypatch.setitem(sys.modules, "pynput.keyboard", keyboard)
        monkeypatch.setattr(ctypes, "CDLL", lambda name: self)
        self.events: list[Event] = []
        self.seen: list[str] = []
        self._down: set[int] = set()
        self.hotkeys = PynputHotkeys(self.events.append, WindowsKeys())

    def GetAsyncKeyState(self, key: int) -> int:  # noqa: N802
        return -0x8000 if key in self._down else 0

    def VkKeyScanW(self, character: int) -> int:  # noqa: N802
        return {"-": 0xBD, "+": 0x1BB}.get(chr(character), -1)

    def press(self, *names: str) -> None:
        for name in names:
            self._stroke(0x0104 if name == "alt" else 0x0100, name)
            self._down.add(self.generic.get(self.codes[name], self.codes[name]))

    def release(self, *names: str) -> None:
        for name in names:
            self._stroke(0x0101, name)
            self._down.discard(self.generic.get(self.codes[name], self.codes[name]))

    def _stroke(self, message: int, name: str) -> None:
        listener = Listener.latest
        try:
            if listener.running and listener.win32_event_filter:
                listener.win32_event_filter(message, SimpleNamespace(vkCode=self.codes[name]))
        except Suppressed:
            return
        self.seen.append(name)

    def settle(self) -> None:
        """The hook tells at once."""


class Mac:
    name = "mac"
    codes = {"ctrl": 59, "alt": 58, "space": 49, "r": 15, "escape": 53}  # noqa: RUF012
    flags = {"ctrl": 1 << 18, "alt": 1 << 19}  # noqa: RUF012

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        quartz = ModuleType("Quartz")
        vars(quartz).update(
            kCGEventKeyDown=10,
            kCGEventKeyUp=11,
            kCGKeyboardEventKeycode=9,
            CGEventGetIntegerValueField=lambda event, field: event.code,
            CGEventGetFlags=lambda event: event.flags,
        )
        monkeypatch.setitem(sys.modules, "pynput.keyboard", pynput_keyboard(space=49, esc=53, f9=101))
        monkeypatch.setitem(sys.modules, "Quartz", quartz)
        self.events: list[Event] = []
        self.seen: list[str] = []
        self._flags = 1 << 16  # Caps Lock is on
        self.hotkeys = PynputHotkeys(self.events.append, MacKeys())

    def press(self, *names: str) -> None:
        for name in names:
            self._flags |= self.flags.get(name, 0)
            self._stroke(12 if name in self.flags else 10, name)

    def release(self, *names: str) -> None:
        for name in names:
            self._flags &= ~self.flags.get(name, 0)
            self._stroke(12 if name in self.flags else 11, name)

    def _stroke(self, kind: int, name: str) -> None:
        listener = Listener.latest
        event = SimpleNamespace(code=self.codes[name], flags=self._flags)
        if listener.running and listener.darwin_intercept and listener.darwin_intercept(kind, event) is None:
            return
        self.seen.append(name)

    def settle(self) -> None:
        """The tap tells at once."""


@pytest.fixture(params=[Windows, Mac])
def desk(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[System]:
    monkeypatch.setattr(pynput_guard, "TICK_S", 0.02)
    made: System = request.param(monkeypatch)
    yield made
    made.hotkeys.close()


class TestPynputHotkeys(HotkeysContract):
    @pytest.fixture
    def desk(self, desk: System) -> System:
        return desk


def test_the_focused_program_sees_everything_but_our_keys(desk: System) -> None:
    desk.hotkeys.bind(CTRL_ALT_R)
    desk.hotkeys.arm_cancel(ESC)
    desk.press("r")
    desk.release("r")
    desk.press("ctrl", "alt", "r", "r", "r")
    desk.release("ctrl", "alt", "r")
    desk.press("escape")
    desk.release("escape")
    assert desk.seen == ["r", "r", "ctrl", "alt", "ctrl", "alt"]


def test_a_cancel_key_disarmed_while_it_is_down_is_still_swallowed(desk: System) -> None:
    desk.hotkeys.arm_cancel(ESC)
    desk.press("escape")
    desk.hotkeys.arm_cancel(None)
    desk.press("escape")
    desk.release("escape")
    assert kinds(desk) == [CancelWished]
    assert desk.seen == []


def test_a_key_that_the_keyboard_lacks_is_named(desk: System) -> None:
    desk.hotkeys.bind(parse_hotkey("ctrl+ж"))
    desk.hotkeys.bind(parse_hotkey("scroll_lock"))
    desk.hotkeys.arm_cancel(parse_hotkey("scroll_lock"))
    desk.hotkeys.bind_paste_last(parse_hotkey("scroll_lock"))
    codes = [event.problem.facts["hotkey"] for event in desk.events if isinstance(event, Faulted)]
    assert codes == ["ctrl+ж", "scroll_lock", "scroll_lock"]
    assert all(isinstance(e, Faulted) and e.problem.code is Code.HOTKEY_UNTYPABLE for e in desk.events)


def test_a_fault_in_our_own_code_does_not_take_the_key_from_the_program(
    desk: System, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(_event: Event) -> None:
        raise RuntimeError("the other side is gone")

    desk.hotkeys._emit = fail  # type: ignore[attr-defined]
    desk.hotkeys.bind(CTRL_ALT_R)
    desk.press("ctrl", "alt", "r")
    assert "r" in desk.seen
    assert "could not be handled" in caplog.text


def test_a_mac_that_does_not_trust_the_program_is_told_with_the_two_permissions(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Listener, "trusted", False)
    desk = Mac(monkeypatch)
    wait_until(lambda: desk.events, "the missing permission is told")
    (event,) = desk.events
    assert isinstance(event, Faulted)
    assert event.problem.code is Code.HOTKEY_FAILED
    assert "Accessibility" in event.problem.facts["detail"]
    assert "Input Monitoring" in event.problem.facts["detail"]
    desk.hotkeys.close()


def test_a_listener_that_has_ended_gives_way_to_another_before_anybody_notices(desk: System) -> None:
    desk.hotkeys.bind(CTRL_ALT_R)
    ended = Listener.latest
    ended.running = False
    wait_until(lambda: Listener.latest is not ended and Listener.latest.running, "another listens")
    desk.press("ctrl", "alt", "r")
    desk.release("r", "alt", "ctrl")
    assert kinds(desk) == [Pressed, Released]
    assert desk.hotkeys.trouble is None


def test_a_key_that_was_held_when_the_listener_ended_is_not_held_for_ever(desk: System) -> None:
    desk.hotkeys.bind(CTRL_ALT_R)
    desk.press("ctrl", "alt", "r")
    Listener.latest.running = False
    wait_until(lambda: len(desk.events) > 1, "the key is given up")
    desk.release("r", "alt", "ctrl")
    desk.press("ctrl", "alt", "r")
    assert kinds(desk) == [Pressed, Released, Pressed]


def test_listeners_that_all_end_are_told_once_and_so_is_the_one_that_stays(
    desk: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.hotkeys.bind(CTRL_ALT_R)
    with monkeypatch.context() as patch:
        patch.setattr(Listener, "dies_at_once", True)
        Listener.latest.running = False
        wait_until(lambda: desk.events, "it is told")
        failed = [Listener.latest]
        wait_until(lambda: Listener.latest not in failed, "it goes on trying")
        assert desk.hotkeys.trouble == problem(Code.HOTKEY_FAILED, detail="pynput")
    wait_until(lambda: len(desk.events) > 1, "its end is told")
    assert desk.events == [
        Faulted(problem(Code.HOTKEY_FAILED, detail="pynput")),
        HotkeyWorks(CTRL_ALT_R),
    ]
    assert desk.hotkeys.trouble is None


def test_after_a_sleep_the_hook_is_set_anew_for_windows_may_have_dropped_it(
    desk: System, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Listener.latest
    naps = iter([True])
    monkeypatch.setattr(Naps, "slept", lambda *_: next(naps, False))
    wait_until(lambda: Listener.latest is not before and Listener.latest.running, "another listens")
    assert not before.running
    assert desk.events == []


@pytest.mark.parametrize("clock", [0, 1])
def test_a_wait_that_took_far_longer_by_either_clock_was_a_sleep(clock: int) -> None:
    now = [1000.0, 50.0]
    naps = Naps((lambda: now[0], lambda: now[1]))
    now[0], now[1] = 1004.5, 54.5
    assert not naps.slept(4.0)
    now[clock] += 3600.0
    assert naps.slept(4.0)
    assert not naps.slept(4.0)


def test_a_mac_that_comes_to_trust_the_program_needs_no_new_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pynput_guard, "TICK_S", 0.02)
    with monkeypatch.context() as patch:
        patch.setattr(Listener, "trusted", False)
        desk = Mac(monkeypatch)
        desk.hotkeys.bind(CTRL_ALT_R)
        wait_until(lambda: desk.events, "the missing permission is told")
        assert desk.hotkeys.trouble is not None
    wait_until(lambda: desk.hotkeys.trouble is None, "the permission is noticed")
    desk.press("ctrl", "alt", "r")
    assert kinds(desk) == [Faulted, HotkeyWorks, Pressed]
    desk.hotkeys.close()


@pytest.mark.parametrize("kind", [0xFFFF_FFFE, 0xFFFF_FFFF])
def test_a_tap_that_macos_has_disabled_is_replaced(kind: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pynput_guard, "TICK_S", 0.02)
    desk = Mac(monkeypatch)
    disabled = Listener.latest
    assert disabled.darwin_intercept is not None
    disabled.darwin_intercept(kind, None)
    wait_until(lambda: Listener.latest is not disabled and Listener.latest.running, "another listens")
    desk.hotkeys.close()


def test_windows_asks_for_the_place_of_signs_only(monkeypatch: pytest.MonkeyPatch) -> None:
    Windows(monkeypatch).hotkeys.close()
    system = WindowsKeys()
    assert [system.character_code(sign) for sign in "r1-+ж"] == [0x52, 0x31, 0xBD, 0xBB, None]


@pytest.mark.parametrize("system", [WindowsKeys, MacKeys])
def test_without_pynput_it_is_unavailable(system: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pynput.keyboard", None)
    with pytest.raises(Unavailable) as raised:
        system()
    assert raised.value.problem.code is Code.HOTKEY_FAILED
    assert raised.value.problem != problem(Code.HOTKEY_FAILED)
