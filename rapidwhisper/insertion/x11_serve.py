"""Answers to programs that ask for a selection of ours (ICCCM 2.2)."""

from dataclasses import dataclass
from typing import Any

from Xlib import X
from Xlib.error import XError
from Xlib.protocol.event import SelectionNotify

from rapidwhisper.core.dictation import Target
from rapidwhisper.insertion.x11_content import Content
from rapidwhisper.insertion.x11_link import LONGS, Link
from rapidwhisper.insertion.x11_offer import Offer, Read
from rapidwhisper.insertion.x11_target import WindowReader
from rapidwhisper.insertion.x11_transfer import Transfers


@dataclass(frozen=True, slots=True)
class Holding:
    """What a selection of ours offers, since when (server time), and the book of who has taken it.

    `lent_to` is the window that a passing text is meant for.
    """

    content: Content
    offer: Offer
    since: int
    lent_to: Target | None = None


def answer(
    link: Link, windows: WindowReader, transfers: Transfers, event: Any, holding: Holding | None
) -> None:
    into = event.property or event.target  # clients from before the ICCCM leave the property out
    if holding is None or not _Answer(link, windows, transfers, event, holding).give(event.target, into):
        into = X.NONE
    event.requestor.send_event(
        SelectionNotify(
            time=event.time,
            requestor=event.requestor,
            selection=event.selection,
            target=event.target,
            property=into,
        )
    )


class _Answer:
    def __init__(
        self, link: Link, windows: WindowReader, transfers: Transfers, event: Any, holding: Holding
    ) -> None:
        self._atom = link.atom
        self._windows = windows
        self._transfers = transfers
        self._selection = event.selection
        self._requestor = event.requestor
        self._holding = holding

    def give(self, target: int, into: int) -> bool:
        """Whether there was something to put into that property of the requestor."""
        datum = self._holding.content.data.get(target)
        if datum is not None and self._has_strayed():
            self._holding.offer.refuse()
            return False
        if datum is not None:
            read = Read(self._selection, target, self._requestor.id)
            self._transfers.send(self._requestor, into, datum, lambda: self._holding.offer.note(read))
        elif target == self._atom("TARGETS"):
            targets = [*self._holding.content.data, target, self._atom("MULTIPLE"), self._atom("TIMESTAMP")]
            self._requestor.change_property(into, self._atom("ATOM"), LONGS, targets)
        elif target == self._atom("TIMESTAMP"):
            self._requestor.change_property(into, self._atom("INTEGER"), LONGS, [self._holding.since])
        elif target == self._atom("MULTIPLE"):
            return self._give_each(into)
        else:
            return False
        return True

    def _has_strayed(self) -> bool:
        """The paste key went to another program: it has the focus now, and asks."""
        meant = self._holding.lent_to
        try:
            return meant is not None and is_astray(self._windows, self._requestor.id, meant)
        except XError:
            return False

    def _give_each(self, listed: int) -> bool:
        """The property lists pairs of target and property; a pair that cannot be served is marked in it."""
        wanted = self._requestor.get_property(listed, X.AnyPropertyType, 0, 1024)
        if wanted is None or wanted.format != LONGS:
            return False
        pairs = list(zip(wanted.value[::2], wanted.value[1::2], strict=False))
        served = [
            number
            for target, into in pairs
            for number in (target, into if self._give_one(target, into) else X.NONE)
        ]
        self._requestor.change_property(listed, wanted.property_type, LONGS, served)
        return True

    def _give_one(self, target: int, into: int) -> bool:
        return target != self._atom("MULTIPLE") and self.give(target, into)


def is_astray(windows: WindowReader, requestor: int, meant: Target) -> bool:
    """Of the program in front, and that is not the one meant. Others may ask: clipboard managers do."""
    active = windows.active()
    if active is None or not windows.same_program(requestor, active):
        return False
    if windows.same_program(active, meant.window) and not windows.is_gone(meant):
        return False
    return meant.process is None or windows.process(active) != meant.process
