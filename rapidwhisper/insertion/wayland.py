"""On Wayland the text goes to the clipboard: no program may press keys in another's window there."""

import shutil

from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Unavailable, problem
from rapidwhisper.insertion.copy_only import CopyOnly


class WaylandInserter(CopyOnly):
    """Through wl-copy, which may set the clipboard without having the focus; Qt may not.

    Raises Unavailable if it is not installed.
    """

    def __init__(self, emit: Emit) -> None:
        if shutil.which("wl-copy") is None:
            raise Unavailable(problem(Code.KEPT_NO_WAY, reason="wl-copy is missing (package wl-clipboard)"))
        super().__init__(emit, "Wayland")
