"""Which keys the program wants at this moment, as the settings name them."""

from collections.abc import Iterator
from dataclasses import dataclass

from rapidwhisper.core.hotkey import Hotkey


@dataclass(frozen=True, slots=True)
class Wanted:
    hotkey: Hotkey | None = None
    cancel: Hotkey | None = None
    paste_last: Hotkey | None = None

    def __iter__(self) -> Iterator[Hotkey]:
        return (each for each in (self.hotkey, self.cancel, self.paste_last) if each is not None)
