"""Wayland lets no program listen for keys: the desktop's own shortcut runs `rapidwhisper toggle`."""

from collections.abc import Callable

from rapidwhisper.core.events import Faulted
from rapidwhisper.core.hotkey import Hotkey
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, problem

_NEEDS_DESKTOP = problem(Code.HOTKEY_NEEDS_DESKTOP, command="rapidwhisper toggle")
_PASTE_NEEDS_DESKTOP = problem(Code.HOTKEY_NEEDS_DESKTOP, command="rapidwhisper paste-last")


class DesktopShortcut:
    """Works on every desktop, after the user has set the shortcut up; says so once."""

    name = "desktop"
    trouble = _NEEDS_DESKTOP

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._told: set[str] = set()

    def bind(self, hotkey: Hotkey) -> None:  # noqa: ARG002 - the key is chosen in the desktop's settings
        self._tell_once(_NEEDS_DESKTOP)

    def arm_cancel(self, hotkey: Hotkey | None) -> None:
        """Cancelling is in the tray menu and in `rapidwhisper cancel`."""

    def bind_paste_last(self, hotkey: Hotkey | None) -> None:
        if hotkey is not None:
            self._tell_once(_PASTE_NEEDS_DESKTOP)

    def probe(self, hotkey: Hotkey, answer: Callable[[Problem | None], None]) -> None:  # noqa: ARG002
        answer(_NEEDS_DESKTOP)

    def close(self) -> None:
        """Nothing is held."""

    def _tell_once(self, need: Problem) -> None:
        command = need.facts["command"]
        if command not in self._told:
            self._told.add(command)
            self._emit(Faulted(need))
