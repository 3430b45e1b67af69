"""The way to global keys is chosen by the desktop."""

import gc
import sys
import warnings
from collections.abc import Iterator

import pytest

from rapidwhisper.core.events import Event, Faulted
from rapidwhisper.core.hotkey import parse_hotkey
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.hotkeys.choose import choose
from rapidwhisper.hotkeys.wayland import DesktopShortcut
from tests.contracts.hotkeys import CTRL_SPACE, ESC
from tests.rig.display import Display, x_server


@pytest.fixture(scope="module")
def display() -> Iterator[Display]:
    with x_server(window_manager=False) as display:
        yield display


def chosen(platform: str, session: dict[str, str]) -> str:
    hotkeys = choose(lambda event: None, platform=platform, session=session)
    hotkeys.close()
    return hotkeys.name


def test_an_x11_session_takes_grabs(display: Display) -> None:
    assert chosen("linux", {"DISPLAY": display.name, "XDG_SESSION_TYPE": "x11"}) == "x11"
    assert chosen("linux", {"DISPLAY": display.name, "WAYLAND_DISPLAY": ""}) == "x11"
    assert chosen("freebsd14", {"DISPLAY": display.name}) == "x11"


def test_a_wayland_session_takes_the_desktops_shortcut_even_with_xwayland(display: Display) -> None:
    assert chosen("linux", {"DISPLAY": display.name, "WAYLAND_DISPLAY": "wayland-0"}) == "desktop"
    assert chosen("linux", {"DISPLAY": display.name, "XDG_SESSION_TYPE": "wayland"}) == "desktop"


def test_without_any_display_the_last_candidate_is_left() -> None:
    assert chosen("linux", {}) == "desktop"


def test_a_display_that_does_not_answer_leaves_the_last_candidate() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # python-xlib leaves its socket to the collector
        assert chosen("linux", {"DISPLAY": ":4711"}) == "desktop"
        gc.collect()


@pytest.mark.parametrize("platform", ["win32", "darwin"])
def test_a_system_whose_pynput_does_not_load_leaves_the_last_candidate(
    platform: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pynput.keyboard", None)
    assert chosen(platform, {}) == "desktop"


def test_the_desktops_shortcut_says_once_what_to_do() -> None:
    events: list[Event] = []
    hotkeys = DesktopShortcut(events.append)
    hotkeys.bind(CTRL_SPACE)
    hotkeys.bind(parse_hotkey("f9"))
    hotkeys.arm_cancel(ESC)
    hotkeys.arm_cancel(None)
    hotkeys.bind_paste_last(None)
    hotkeys.close()
    assert events == [Faulted(problem(Code.HOTKEY_NEEDS_DESKTOP, command="rapidwhisper toggle"))]


def test_the_desktops_shortcut_names_the_command_that_pastes_the_last_text() -> None:
    events: list[Event] = []
    hotkeys = DesktopShortcut(events.append)
    hotkeys.bind_paste_last(CTRL_SPACE)
    hotkeys.bind_paste_last(parse_hotkey("f9"))
    assert events == [Faulted(problem(Code.HOTKEY_NEEDS_DESKTOP, command="rapidwhisper paste-last"))]
