"""The tray icon for each phase, from `assets/icons/`."""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QIcon

from rapidwhisper.core.state import Phase

_PACKAGE = Path(__file__).parent.parent
ASSETS = next(
    folder for folder in (_PACKAGE / "assets", _PACKAGE.parent / "assets") if (folder / "icons").is_dir()
)
"""Inside the package when installed, beside it in a checkout."""

_NAMES = {Phase.INSERTING: "transcribing"}


@cache
def icon(phase: Phase) -> QIcon:
    return QIcon(str(ASSETS / "icons" / f"{_NAMES.get(phase, phase.value)}.svg"))
