"""One connection of the insertions' thread, and everything that speaks through it."""

import threading
from collections.abc import Mapping

from rapidwhisper.core.problem import Unavailable
from rapidwhisper.insertion.x11_clipboard import BorrowedClipboard
from rapidwhisper.insertion.x11_content import Content
from rapidwhisper.insertion.x11_foreground import X11Foreground
from rapidwhisper.insertion.x11_keys import Keyboard
from rapidwhisper.insertion.x11_link import Link
from rapidwhisper.insertion.x11_paste import Paster
from rapidwhisper.insertion.x11_selection import SelectionOwner
from rapidwhisper.insertion.x11_target import WindowReader
from rapidwhisper.insertion.x11_type import Typist
from rapidwhisper.insertion.x11_unread import UnreadKeys


class Session:
    """Raises Unavailable. `originals` is what one before, whose connection is lost, had to bring back.

    `pressed` belongs to UnreadKeys.
    """

    def __init__(
        self,
        display_name: str | None,
        owner: SelectionOwner,
        stopping: threading.Event,
        pressed: set[int],
        originals: Mapping[int, Content] | None = None,
    ) -> None:
        self.link = Link(display_name)
        try:
            keyboard = Keyboard(self.link)
        except Unavailable:
            self.link.close()
            raise
        windows = WindowReader(self.link)
        self.clipboard = BorrowedClipboard(self.link, owner, originals)
        self.foreground = X11Foreground(self.link, windows, stopping)
        self.unread = UnreadKeys(windows, stopping, pressed)
        self.paster = Paster(
            self.link, windows, keyboard, self.clipboard, unread=self.unread, stopping=stopping
        )
        self.typist = Typist(windows, keyboard, stopping)
