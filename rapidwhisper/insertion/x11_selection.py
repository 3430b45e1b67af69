"""Our own ownership of CLIPBOARD and PRIMARY, served by a thread that knows who read what."""

import logging
import select
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any, TypeVar

from Xlib import X
from Xlib.error import ConnectionClosedError, XError
from Xlib.protocol.request import SetSelectionOwner

from rapidwhisper.core.dictation import Target
from rapidwhisper.core.problem import Unavailable
from rapidwhisper.insertion.x11_content import Content
from rapidwhisper.insertion.x11_link import X_ERRORS, Link
from rapidwhisper.insertion.x11_offer import Offer
from rapidwhisper.insertion.x11_orders import Orders
from rapidwhisper.insertion.x11_serve import Holding, answer
from rapidwhisper.insertion.x11_target import WindowReader
from rapidwhisper.insertion.x11_transfer import Transfers

logger = logging.getLogger(__name__)

T = TypeVar("T")

_ANSWER_S = 8.0
"""Longest that another thread waits for this one, which only ever waits for the X server."""
_LASTING_S = 1.0
"""A new connection that is lost sooner is not replaced by itself: somebody means it."""
_HAND_OVER_S = 0.4


class SelectionLostError(Exception):
    """The selection could not be taken."""


class SelectionOwner:
    """Methods may be called from any thread. Content stays offered until another program takes over, also if
    our connection is lost: then on a new one. Raises Unavailable without an X server.
    """

    def __init__(self, display_name: str | None) -> None:
        self._display_name = display_name
        self._replaced_at = -_LASTING_S
        self._link = Link(display_name)
        self._windows = WindowReader(self._link)
        self._transfers = Transfers(self._link)
        self._held: dict[int, Holding] = {}
        self._orders = Orders()
        self._over = False
        self._thread = self._started(self._run)

    def put(self, contents: Mapping[int, Content], lent_to: Target | None = None) -> Offer:
        """Take each selection (an atom) with its content; raises SelectionLostError.

        What is lent to a window is refused to another program that has the focus.
        """
        return self._ask(lambda: self._take(contents, lent_to))

    def put_back(self, contents: Mapping[int, Content]) -> None:
        """Like `put`, but only where the selection is still ours; an empty content lets go of it."""
        self._ask(lambda: self._replace(contents))

    def held(self, selection: int) -> Content | None:
        """What we offer there, None if the selection is not ours."""
        return self._ask(lambda: self._content(selection))

    def close(self, patience_s: float) -> None:
        """A clipboard manager, if there is one, may copy what we offer before we go."""
        self._orders.give(self._finish)
        self._thread.join(patience_s)
        if not self._thread.is_alive():
            self._orders.close()

    # the thread

    def _ask(self, work: Callable[[], T]) -> T:
        if self._over:
            raise SelectionLostError("it is closed")
        if not self._thread.is_alive():
            self._thread = self._started(self._run_again)
        try:
            return self._orders.ask(work, _ANSWER_S)
        except TimeoutError as error:
            raise SelectionLostError("the X server does not answer") from error

    def _started(self, run: Callable[[], None]) -> threading.Thread:
        thread = threading.Thread(target=run, name="selection-owner", daemon=True)
        thread.start()
        return thread

    def _run(self) -> None:
        lost = True
        while lost:
            try:
                self._serve()
                lost = False
            except (*X_ERRORS, OSError, ValueError) as error:
                logger.warning("the connection that offers the clipboard is lost: %s", error)
                lasted = time.monotonic() - self._replaced_at > _LASTING_S
                lost = not self._over and lasted and self._reconnect()
        self._link.close()
        self._orders.obey()  # on a lost connection: whoever waits is told at once

    def _run_again(self) -> None:
        if self._reconnect():
            self._run()
        else:
            self._orders.obey()  # on a lost connection: whoever waits is told at once

    def _reconnect(self) -> bool:
        """What we offered is offered again, where nobody else has taken over."""
        self._link.close()
        self._replaced_at = time.monotonic()
        held, self._held = self._held, {}
        try:
            self._link = Link(self._display_name)
            self._windows = WindowReader(self._link)
            self._transfers = Transfers(self._link)
            now = self._link.server_time()
            for selection, holding in held.items():
                if self._link.display.get_selection_owner(selection):
                    holding.offer.lose(selection)
                else:
                    self._link.window.set_selection_owner(selection, now)
                    self._held[selection] = replace(holding, since=now)
        except (*X_ERRORS, Unavailable) as error:
            logger.warning("the clipboard is no longer ours: %s", error)
            return False
        return True

    def _serve(self) -> None:
        while not self._over:
            self._orders.obey()
            self._link.display.flush()  # before looking for events, for it reads too
            idle = True
            for event in self._link.events():
                self._handle(event)
                idle = False
            if idle and not self._over:
                select.select([self._link.display, self._orders], [], [])

    # orders

    def _take(self, contents: Mapping[int, Content], lent_to: Target | None) -> Offer:
        offer = Offer()
        now = self._link.server_time()
        for selection, content in contents.items():
            self._link.window.set_selection_owner(selection, now)
            if not self._is_ours(selection):
                raise SelectionLostError("another program holds on to the clipboard")
            self._held[selection] = Holding(content, offer, now, lent_to)
        return offer

    def _replace(self, contents: Mapping[int, Content]) -> None:
        # The time is taken first: whoever takes the selection after it is later than we and stays the owner.
        now = self._link.server_time()
        for selection, content in contents.items():
            if not self._is_ours(selection):
                continue
            if content.data:
                self._link.window.set_selection_owner(selection, now)
                self._held[selection] = Holding(content, Offer(), now)
            else:
                display = self._link.display.display
                SetSelectionOwner(display=display, window=X.NONE, selection=selection, time=now)
                self._held.pop(selection, None)
        self._link.display.sync()

    def _content(self, selection: int) -> Content | None:
        holding = self._held.get(selection)
        return holding.content if holding is not None and self._is_ours(selection) else None

    def _is_ours(self, selection: int) -> bool:
        return bool(self._link.display.get_selection_owner(selection) == self._link.window)

    def _finish(self) -> None:
        self._over = True
        clipboard, manager = self._link.atom("CLIPBOARD"), self._link.atom("CLIPBOARD_MANAGER")
        if not self._is_ours(clipboard) or not self._link.display.get_selection_owner(manager):
            return
        saved = self._link.atom("SAVE_TARGETS")
        self._link.window.convert_selection(manager, saved, saved, self._link.server_time())
        limit = time.monotonic() + _HAND_OVER_S
        for earlier in self._link.events():
            self._handle(earlier)
        while (event := self._link.wait_for(lambda _: True, limit)) is not None:
            if event.type == X.SelectionNotify and event.selection == manager:
                return
            self._handle(event)

    # events

    def _handle(self, event: Any) -> None:
        try:
            self._dispatch(event)
        except XError as error:
            logger.debug("a program is gone before it got its answer: %s", error)
        except ConnectionClosedError:
            raise
        except Exception:
            logger.exception("a program's wish for the clipboard could not be answered")

    def _dispatch(self, event: Any) -> None:
        if event.type == X.SelectionRequest:
            holding = self._held.get(event.selection)
            answer(self._link, self._windows, self._transfers, event, holding)
        elif event.type == X.SelectionClear:
            holding = self._held.get(event.atom)
            if holding is not None and not self._is_ours(event.atom):
                del self._held[event.atom]
                holding.offer.lose(event.atom)
        elif event.type in {X.PropertyNotify, X.DestroyNotify}:
            self._transfers.handle(event)
