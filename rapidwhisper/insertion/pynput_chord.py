"""Presses the paste keys through pynput, V by its place on the keyboard, so that any layout will do."""

from collections.abc import Callable

_V_ON_WINDOWS = 0x56
_V_ON_MACOS = 0x09


def ctrl_v() -> Callable[[], None]:
    return _chord("ctrl", _V_ON_WINDOWS)


def cmd_v() -> Callable[[], None]:
    return _chord("cmd", _V_ON_MACOS)


def _chord(modifier: str, virtual_key: int) -> Callable[[], None]:
    from pynput.keyboard import Controller, Key, KeyCode

    controller = Controller()
    key = KeyCode.from_vk(virtual_key)

    def press() -> None:
        with controller.pressed(Key[modifier]):
            controller.press(key)
            controller.release(key)

    return press
