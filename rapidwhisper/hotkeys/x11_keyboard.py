"""The X11 keyboard as the hotkey thread sees it: keys to take, key events to tell, and what is due when."""

import logging
import math
import time
from collections.abc import Sequence

from Xlib import X
from Xlib.display import Display

from rapidwhisper.core.events import Event
from rapidwhisper.core.hotkey import Hotkey, parse_hotkey
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.hotkeys.troubles import Troubles
from rapidwhisper.hotkeys.wanted import Wanted
from rapidwhisper.hotkeys.watch import KeyWatch
from rapidwhisper.hotkeys.x11_events import Releases, ServerClock, XEvent, without_repeats
from rapidwhisper.hotkeys.x11_grabs import Grabs
from rapidwhisper.hotkeys.x11_keymap import ALL_MODIFIERS, Keymap
from rapidwhisper.hotkeys.x11_xkb import use_xkb

logger = logging.getLogger(__name__)

_ALTERNATIVES = ("ctrl+shift+space", "ctrl+alt+space", "f9", "ctrl+alt+r", "f8", "pause")

_LOOK_AT_KEYS_S = 0.25
"""While a key is held: its release can get lost, for example when another program takes the keyboard."""

_TRY_AGAIN_S = 2.0
"""While another program holds the hotkey: nothing tells us when it lets go."""


class X11Keyboard:
    """Used by one thread only, and blocks for round trips to the server.

    `watch` and `troubles` outlive a connection: what was held or told before is known to the next one.
    """

    def __init__(self, display: Display, emit: Emit, watch: KeyWatch, troubles: Troubles) -> None:
        self._display = display
        self._emit = emit
        self._watch = watch
        self._troubles = troubles
        self._clock = ServerClock()
        self._grabs = Grabs(display)
        self._wanted = Wanted()
        self._releases = Releases()
        self._look_at: float | None = None
        self._try_at: float | None = None
        self._xkb_event = use_xkb(display)
        self._changes = {X.MappingNotify, self._xkb_event}
        self._keymap = self._read_keymap()
        self._plan_look()

    def want(self, wanted: Wanted) -> None:
        """These keys and no others from now on."""
        if self._wanted.hotkey is not None and wanted.hotkey != self._wanted.hotkey:
            self._tell(self._watch.bind(None, time.monotonic()))
        self._wanted = wanted
        self._troubles.keep(tuple(wanted))
        self._settle()

    def take_anew(self) -> None:
        """Nobody knows what became of the grabs meanwhile."""
        self._grabs.forget()
        self._settle()

    def probe(self, hotkey: Hotkey) -> Problem | None:
        """What would stand in the way of this hotkey; ours is free for us."""
        chord = self._keymap.chord(hotkey)
        if chord is None:
            return self._problem(Code.HOTKEY_UNTYPABLE, hotkey, "HOTKEY")
        if chord in self._grabs or self._grabs.is_free(chord, self._keymap.locks):
            return None
        return self._problem(Code.HOTKEY_TAKEN, hotkey, "HOTKEY")

    def take_events(self) -> None:
        """Everything that has arrived, what arrives meanwhile included."""
        while count := self._display.pending_events():
            events = [self._display.next_event() for _ in range(count)]
            if any(event.type in self._changes for event in events):
                self._keymap = self._read_keymap()
                self._settle()
            for event in without_repeats(e for e in events if e.type in {X.KeyPress, X.KeyRelease}):
                self._take_key(event)

    def tend(self) -> None:
        """Do what is due by now."""
        now = time.monotonic()
        for code, at in self._releases.due(now):
            self._release(code, at)
        if self._look_at is not None and now >= self._look_at:
            self._look_at_keys(now)
        if self._try_at is not None and now >= self._try_at:
            self._settle()

    def patience_s(self) -> float | None:
        """How long to wait for events until something is due; None: for ever."""
        due = [at for at in (self._look_at, self._try_at, self._releases.next_due) if at is not None]
        return max(0.0, min(due) - time.monotonic()) if due else None

    def give_back(self) -> None:
        self._grabs.settle((), self._keymap.locks)

    def _settle(self) -> None:
        """Take exactly the keys that are wanted now, and tell once what stands in the way."""
        chords = {hotkey: self._keymap.chord(hotkey) for hotkey in self._wanted}
        refused = self._grabs.settle({chord for chord in chords.values() if chord}, self._keymap.locks)
        had = {hotkey: None if chord in refused else chord for hotkey, chord in chords.items()}
        wanted = self._wanted
        self._watch.hotkey = had[wanted.hotkey] if wanted.hotkey else None
        self._watch.cancel = had[wanted.cancel] if wanted.cancel else None
        self._watch.paste_last = had[wanted.paste_last] if wanted.paste_last else None
        self._try_at = time.monotonic() + _TRY_AGAIN_S if refused else None
        if wanted.cancel and not self._watch.cancel:
            logger.info("the cancel key %s cannot be taken", wanted.cancel)
        for hotkey, key in ((wanted.hotkey, "HOTKEY"), (wanted.paste_last, "PASTE_LAST_HOTKEY")):
            if hotkey is not None:
                untypable = Code.HOTKEY_UNTYPABLE if chords[hotkey] is None else None
                self._judge(hotkey, key, Code.HOTKEY_TAKEN if chords[hotkey] in refused else untypable)

    def _judge(self, hotkey: Hotkey, key: str, code: Code | None) -> None:
        if code is None:
            self._troubles.end(hotkey)
        elif code is not self._troubles.code(hotkey):
            self._troubles.tell(hotkey, self._problem(code, hotkey, key))

    def _problem(self, code: Code, hotkey: Hotkey, key: str) -> Problem:
        if code is Code.HOTKEY_UNTYPABLE:
            return problem(code, hotkey=hotkey, key=key)
        return problem(code, hotkey=hotkey, key=key, alternative=self._free_alternative())

    def _free_alternative(self) -> str:
        for text in _ALTERNATIVES:
            other = parse_hotkey(text)
            chord = self._keymap.chord(other)
            if other in self._wanted or chord is None:
                continue
            if self._grabs.is_free(chord, self._keymap.locks):
                return text
        return ""

    def _take_key(self, event: XEvent) -> None:
        now = time.monotonic()
        at = self._clock.monotonic(event.time, now)
        code = event.detail
        if event.type == X.KeyRelease:
            if code in self._watch.down and not self._may_repeat(code):
                self._releases.add(code, at, now)
        elif not self._releases.undo(code, at):
            for earlier, up_at in self._releases.due(math.inf):
                self._release(earlier, up_at)
            modifiers = event.state & ALL_MODIFIERS & ~self._keymap.locks
            self._tell(self._watch.press(code, modifiers, at))
        self._plan_look()

    def _release(self, code: int, at: float) -> None:
        self._tell(self._watch.release(code, at))
        self._plan_look()

    def _may_repeat(self, code: int) -> bool:
        """Without Xkb a repeat's press may be read after its release; the key itself is down meanwhile."""
        return self._xkb_event is None and _is_down(code, self._display.query_keymap())

    def _look_at_keys(self, now: float) -> None:
        """Unless there are events to be read first: on a busy computer the release may be among them."""
        pressed = self._display.query_keymap()
        self._look_at = None
        if self._display.pending_events():
            self._plan_look()
            return
        for code in self._watch.down - self._releases.codes:
            if not _is_down(code, pressed):
                logger.info("the release of a key got lost")
                self._tell(self._watch.release(code, now))
        self._plan_look()

    def _plan_look(self) -> None:
        if not self._watch.down:
            self._look_at = None
        elif self._look_at is None:
            self._look_at = time.monotonic() + _LOOK_AT_KEYS_S

    def _read_keymap(self) -> Keymap:
        info = self._display.display.info
        first, count = info.min_keycode, info.max_keycode - info.min_keycode + 1
        rows = self._display.get_keyboard_mapping(first, count)
        keysyms = {first + i: tuple(row) for i, row in enumerate(rows)}
        return Keymap(keysyms, tuple(tuple(codes) for codes in self._display.get_modifier_mapping()))

    def _tell(self, event: Event | None) -> None:
        if event is not None:
            self._emit(event)


def _is_down(code: int, keys: Sequence[int]) -> bool:
    return bool(keys[code // 8] & 1 << code % 8)
