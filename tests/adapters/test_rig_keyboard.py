"""The rig itself: keys are real, and none stays down after a test."""

from collections.abc import Iterator

import pytest
from Xlib import X
from Xlib.display import Display as Connection

from tests.rig.display import x_server
from tests.rig.keyboard import Keyboard
from tests.rig.process import wait_until


@pytest.fixture(scope="module")
def server() -> Iterator[tuple[Keyboard, Connection]]:
    with x_server(window_manager=False) as display:
        connection = Connection(display.name)
        yield Keyboard(display), connection
        connection.close()


def test_a_grabbed_combination_comes_as_fingers_press_it(server: tuple[Keyboard, Connection]) -> None:
    keyboard, connection = server
    root = connection.screen().root
    space = connection.keysym_to_keycode(0x20)
    root.grab_key(space, X.ControlMask, owner_events=False, pointer_mode=X.GrabModeAsync, keyboard_mode=1)
    connection.sync()
    keyboard.press("ctrl", "space")
    seen: list[int] = []

    def released() -> bool:
        seen.extend(connection.next_event().type for _ in range(connection.pending_events()))
        return X.KeyRelease in seen

    wait_until(released, "press and release")
    assert [kind for kind in seen if kind != X.MappingNotify] == [X.KeyPress, X.KeyRelease]


def test_keys_that_a_failed_test_left_down_are_released(server: tuple[Keyboard, Connection]) -> None:
    keyboard, connection = server
    keyboard.down("shift", "F9")
    assert any(connection.query_keymap())
    keyboard.release_all()
    assert not any(connection.query_keymap())
