"""The keys that we have taken from the X server: other programs no longer see them."""

import logging
from collections.abc import Iterable

from Xlib import X, error
from Xlib.display import Display

from rapidwhisper.hotkeys.watch import Chord
from rapidwhisper.hotkeys.x11_keymap import lock_states

logger = logging.getLogger(__name__)


class Grabs:
    def __init__(self, display: Display) -> None:
        self._display = display
        self._root = display.screen().root
        self._taken: set[tuple[Chord, int]] = set()

    def __contains__(self, chord: Chord) -> bool:
        return any(chord == taken for taken, _ in self._taken)

    def settle(self, wanted: Iterable[Chord], locks: int) -> frozenset[Chord]:
        """Hold these keys and no others; returns the ones that another program holds."""
        wanted = set(wanted)
        for chord, old_locks in list(self._taken):
            if chord not in wanted or old_locks != locks:
                self._give(chord, old_locks)
        mine = {chord for chord, _ in self._taken}
        return frozenset(chord for chord in wanted - mine if not self._take(chord, locks))

    def forget(self) -> None:
        """Take everything anew next time: the server replaces a grab by the same one of the same client."""
        self._taken.clear()

    def is_free(self, chord: Chord, locks: int) -> bool:
        """Whether nobody holds this key: it is taken and given back."""
        if not self._take(chord, locks):
            return False
        self._give(chord, locks)
        return True

    def _take(self, chord: Chord, locks: int) -> bool:
        refused = error.CatchError(error.BadAccess)
        for lock in lock_states(locks):
            self._root.grab_key(
                chord.code,
                chord.modifiers | lock,
                False,  # owner_events
                X.GrabModeAsync,
                X.GrabModeAsync,
                onerror=refused,
            )
        self._display.sync()
        if refused.get_error():
            self._give(chord, locks)
            return False
        self._taken.add((chord, locks))
        return True

    def _give(self, chord: Chord, locks: int) -> None:
        for lock in lock_states(locks):
            self._root.ungrab_key(chord.code, chord.modifiers | lock)
        self._display.sync()
        self._taken.discard((chord, locks))
