"""The clipboard as we borrow it: a text for a moment, then what was there before."""

import logging
import time
from collections.abc import Mapping

from rapidwhisper.core.dictation import Target
from rapidwhisper.insertion.x11_content import Content, text_content
from rapidwhisper.insertion.x11_link import Link
from rapidwhisper.insertion.x11_offer import Offer
from rapidwhisper.insertion.x11_saved import TOTAL_S, SelectionReader
from rapidwhisper.insertion.x11_selection import SelectionOwner

logger = logging.getLogger(__name__)

_PRIMARY_TEXT = frozenset({"UTF8_STRING", "STRING", "TEXT", "COMPOUND_TEXT", "text/plain;charset=utf-8"})


class BorrowedClipboard:
    """For one thread. What is to come back is kept over several loans until `restore`.

    An owner that was too slow to be saved leaves nothing to bring back: our text then stays.
    """

    def __init__(
        self, link: Link, owner: SelectionOwner, originals: Mapping[int, Content] | None = None
    ) -> None:
        self._link = link
        self._owner = owner
        self._reader = SelectionReader(link)
        self.clipboard = link.atom("CLIPBOARD")
        self.primary = link.atom("PRIMARY")
        self._originals = dict(originals or {})

    def lend(self, text: str, target: Target, *, primary: bool) -> Offer:
        selections = (self.clipboard, self.primary) if primary else (self.clipboard,)
        until = time.monotonic() + TOTAL_S
        for selection in selections:
            self._save(selection, until)
        content = text_content(self._link.atom, text, passing=True)
        return self._owner.put(dict.fromkeys(selections, content), target)

    @property
    def originals(self) -> Mapping[int, Content]:
        """What is to come back: for whoever goes on where this one's connection is lost."""
        return self._originals

    def is_lent(self) -> bool:
        """False if something else has been copied since."""
        return self._owner.held(self.clipboard) is not None

    def shows(self, text: str) -> bool:
        """Whether anybody, ourselves included, offers just this text."""
        utf8 = self._link.atom("UTF8_STRING")
        there = self._owner.held(self.clipboard) or self._reader.read(
            self.clipboard, only=frozenset({"UTF8_STRING"})
        )
        return there is not None and utf8 in there.data and there.data[utf8].value == text.encode()

    def keep(self, text: str) -> None:
        """Put the text there for good."""
        self._owner.put({self.clipboard: text_content(self._link.atom, text)})
        self._originals.pop(self.clipboard, None)
        self.restore()

    def keep_lent(self, text: str) -> bool:
        """A window that has not taken the text may still do so: leave it. False if it is no longer there.

        Some clipboard managers take the clipboard over with the same text, and that is as good.
        """
        self._originals.clear()
        self._owner.put_back({self.clipboard: text_content(self._link.atom, text)})
        return self.shows(text)

    def restore(self) -> None:
        """Only where the selection is still ours: if the user has copied something, that stays."""
        originals, self._originals = self._originals, {}
        self._owner.put_back(originals)

    def _save(self, selection: int, until: float) -> None:
        held = self._owner.held(selection)
        if held is None:
            only = _PRIMARY_TEXT if selection == self.primary else None
            held = self._reader.read(selection, only, until=until)
        elif selection in self._originals:
            return
        if held is None:
            logger.info("what was on the clipboard could not be saved")
            self._originals.pop(selection, None)
        else:
            self._originals[selection] = held
