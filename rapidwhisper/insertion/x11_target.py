"""The window that has the focus: which one it is, whose, and whether it still answers."""

import os
import threading
import time
from typing import Any

from Xlib import X, Xutil
from Xlib.error import XError
from Xlib.ext import res
from Xlib.protocol.event import ClientMessage

from rapidwhisper.core.dictation import Target
from rapidwhisper.insertion.x11_link import LONGS, X_ERRORS, Link

_TERMINALS = {
    *("xterm", "uxterm", "urxvt", "rxvt", "st", "st-256color", "alacritty", "kitty", "foot", "wezterm"),
    *(
        "org.wezfurlong.wezterm",
        "com.mitchellh.ghostty",
        "ghostty",
        "gnome-terminal",
        "gnome-terminal-server",
    ),
    *("org.gnome.terminal", "org.gnome.console", "kgx", "org.gnome.ptyxis", "ptyxis", "xfce4-terminal"),
    *("mate-terminal", "lxterminal", "terminator", "tilix", "guake", "tilda", "sakura", "termite", "roxterm"),
    *("konsole", "org.kde.konsole", "yakuake", "qterminal", "deepin-terminal", "io.elementary.terminal"),
    *("terminology", "cool-retro-term", "terminal", "tabby", "hyper", "contour", "mlterm", "eterm", "aterm"),
}
"""By WM_CLASS, in small letters."""
_PASTE_PRIMARY = _TERMINALS | {"gvim", "vim", "xedit", "nedit", "xnedit"}
"""What takes PRIMARY for Shift+Insert."""
_LOOK_S = 0.1
_EVERY_DESKTOP = 0xFFFFFFFF
_MANAGED = {Xutil.NormalState, Xutil.IconicState}
"""Of WM_STATE: shown or minimized, perhaps on another desktop."""


class WindowReader:
    """Questions about windows, for the thread that owns the link. A window that is gone has no answers."""

    def __init__(self, link: Link) -> None:
        self._link = link
        self._has_res = bool(link.display.has_extension(res.extname))

    def active(self) -> int | None:
        """The focused program window.

        Window managers tell, but openbox goes on telling of a window that is closed, when nothing is left to
        focus, and some tell nothing: so the X server's own word is asked too.
        """
        focus = self._link.display.get_input_focus().focus
        focused = None if focus in {X.NONE, X.PointerRoot} or focus == self._link.root else int(focus.id)
        told = next(iter(self._property(self._link.root.id, "_NET_ACTIVE_WINDOW")), 0)
        if told and self._is_visible(told) and (focused is None or self._same_client(told, focused)):
            return told
        manager = next(iter(self._property(self._link.root.id, "_NET_SUPPORTING_WM_CHECK")), 0)
        return None if focused is None or self._same_client(focused, manager) else focused

    def is_gone(self, target: Target) -> bool:
        """Closed, hidden for good, or its number is another program's by now."""
        try:
            unmapped = self._window(target.window).get_attributes().map_state == X.IsUnmapped
        except XError:
            return True
        if unmapped and self._property(target.window, "WM_STATE")[:1] not in [[state] for state in _MANAGED]:
            return True
        return target.process is not None and self.process(target.window) != target.process

    def manager_obeys(self, wish: str) -> bool:
        """Whether a window manager is there that knows this message; one that has died leaves its list."""
        check = self._property(self._link.root.id, "_NET_SUPPORTING_WM_CHECK")
        alive = bool(check) and self._property(check[0], "_NET_SUPPORTING_WM_CHECK") == check
        return alive and self._link.atom(wish) in self._property(self._link.root.id, "_NET_SUPPORTED")

    def desktop(self, window: int) -> int | None:
        """None if it is on all of them, or if there is but one."""
        told = self._property(window, "_NET_WM_DESKTOP")
        return told[0] if told and told[0] != _EVERY_DESKTOP else None

    def outermost(self, window: int) -> Any:
        """The window around it, or itself, that lies directly on the screen."""
        inner = self._window(window)
        while (outer := inner.query_tree().parent) != self._link.root:
            inner = outer
        return inner

    def _is_visible(self, window: int) -> bool:
        try:
            return bool(self._window(window).get_attributes().map_state == X.IsViewable)
        except X_ERRORS:
            return False

    def _same_client(self, window: int, other: int) -> bool:
        """Each connection numbers its windows in a range of its own."""
        client = ~int(self._link.display.display.info.resource_id_mask)
        return window & client == other & client

    def process(self, window: int) -> int | None:
        """As the X server knows its connection, else as the window says (which may lie in a container)."""
        if self._has_res:
            spec = {"client": window, "mask": res.LocalClientPIDMask}
            try:
                ids = self._link.display.res_query_client_ids([spec]).ids
            except X_ERRORS:
                return None
            if ids and ids[0].value:
                return int(ids[0].value[0])
        said = self._property(window, "_NET_WM_PID")
        return int(said[0]) if said else None

    def same_program(self, window: int, other: int) -> bool:
        """Of one connection, or of one process with several."""
        if self._same_client(window, other):
            return True
        process = self.process(window)
        return process is not None and process == self.process(other)

    def is_ours(self, window: int) -> bool:
        """What a window says of its process tells us apart from programs behind the same ssh."""
        said = self._property(window, "_NET_WM_PID")
        return said in ([], [os.getpid()]) and self.same_program(window, self._link.window.id)

    def box(self, window: int) -> tuple[int, int, int, int] | None:
        """x, y, width, height on the whole screen."""
        try:
            size = self._window(window).get_geometry()
            corner = self._link.root.translate_coords(window, 0, 0)
        except X_ERRORS:
            return None
        return int(corner.x), int(corner.y), int(size.width), int(size.height)

    def is_terminal(self, window: int) -> bool:
        return not _TERMINALS.isdisjoint(self._class_names(window))

    def pastes_primary(self, window: int) -> bool:
        return not _PASTE_PRIMARY.isdisjoint(self._class_names(window))

    def _class_names(self, window: int) -> list[str]:
        """Without a window manager the focused window may be an inner one, which has no class."""
        asked = self._window(window)
        try:
            while (names := asked.get_wm_class()) is None and asked != self._link.root:
                asked = asked.query_tree().parent
        except X_ERRORS:
            return []
        return [name.lower() for name in names or ()]

    def can_answer(self, window: int) -> bool:
        return self._link.atom("_NET_WM_PING") in self._property(window, "WM_PROTOCOLS")

    def answers(self, window: int, timeout_s: float, stopping: threading.Event | None = None) -> bool:
        """Whether its program handles events: it is sent _NET_WM_PING and must send it back."""
        until = time.monotonic() + timeout_s
        protocols, ping = self._link.atom("WM_PROTOCOLS"), self._link.atom("_NET_WM_PING")
        stamp = self._link.server_time()
        # GTK answers to those who watch the root's children, Qt to those who watch the root itself.
        self._link.root.change_attributes(event_mask=X.SubstructureNotifyMask | X.StructureNotifyMask)
        try:
            message = ClientMessage(
                window=self._window(window), client_type=protocols, data=(LONGS, [ping, stamp, window, 0, 0])
            )
            self._window(window).send_event(message)
            pong = None
            while pong is None and time.monotonic() < until and not (stopping and stopping.is_set()):
                pong = self._link.wait_for(
                    lambda event: (
                        event.type == X.ClientMessage
                        and event.client_type == protocols
                        and list(event.data[1][:3]) == [ping, stamp, window]
                    ),
                    min(until, time.monotonic() + _LOOK_S),
                )
        finally:
            self._link.root.change_attributes(event_mask=X.NoEventMask)
        return pong is not None

    def _window(self, window: int) -> Any:
        return self._link.display.create_resource_object("window", window)

    def _property(self, window: int, name: str) -> list[int]:
        try:
            found = self._window(window).get_property(self._link.atom(name), X.AnyPropertyType, 0, 1024)
        except X_ERRORS:
            return []
        return list(found.value) if found is not None and found.format == LONGS else []
