"""What stands on a display besides windows: a window manager and a panel, put up again after it was lost."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.rig.desktop import Desktop
from tests.rig.display import managed


class Furniture:
    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop
        self._stack = ExitStack()
        self.put_up()

    def put_up(self) -> None:
        """What stood there before has gone with its display."""
        self._stack.close()
        self._stack.enter_context(managed(self._desktop.display))
        self._stack.enter_context(self._desktop.tray())

    def close(self) -> None:
        self._stack.close()


@contextmanager
def furnished(desktop: Desktop) -> Iterator[Furniture]:
    furniture = Furniture(desktop)
    try:
        yield furniture
    finally:
        furniture.close()
