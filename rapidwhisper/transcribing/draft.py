"""A text on its way into its file: it grows beside it, and what stood there stays until it is whole."""

import shutil
from pathlib import Path
from types import TracebackType
from typing import Self

BESIDE = ".part"


class Draft:
    """A context; OSError, before anything is asked for, where nothing can be written.

    Beside the file the text survives whatever ends the program; one without a word leaves nothing behind.
    """

    def __init__(self, place: Path) -> None:
        place.parent.mkdir(parents=True, exist_ok=True)
        is_door = place.exists() and not place.is_file()  # a pipe or a terminal, where nothing lies
        self.place = place if is_door else place.resolve()
        self.beside = place if is_door else self.place.with_name(self.place.name + BESIDE)
        self._file = self.beside.open("a", encoding="utf-8", newline="\n")
        self._begun = is_door
        if self.place.is_file():
            self.place.open("a").close()  # one that may not be written is not replaced either
            shutil.copymode(self.place, self.beside)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        if self.beside.is_file() and not self.beside.stat().st_size:
            self.beside.unlink()

    def write(self, text: str) -> None:
        if text and not self._begun:
            self._file.truncate(0)  # what an earlier attempt has left
            self._begun = True
        self._file.write(text)
        self._file.flush()

    def keep(self, *, whole: bool) -> bool:
        """Whether it is in its place now: what is not whole takes it only where nothing stands."""
        if not self._begun or self.beside == self.place:
            return True
        self._file.close()
        if self.place.exists() and not whole:
            return False
        self.beside.replace(self.place)
        return True
