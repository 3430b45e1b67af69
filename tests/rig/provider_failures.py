"""What “Test connection” says of each failure: `python -m tests.rig.provider_failures FILE LANGUAGE`.

Each is told of a provider where it happens.
"""

import sys
import tempfile
from itertools import takewhile
from pathlib import Path

from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QApplication

from rapidwhisper.core.problem import Code
from rapidwhisper.core.settings import Settings, Theme
from rapidwhisper.ui.language import Language
from rapidwhisper.ui.theme import apply_theme
from tests.rig.fakes_provider import FakeProvider
from tests.rig.provider_facts import FACTS, GROQ_SAYS, OWN_SERVER_SAYS
from tests.rig.provider_pages import GROQ, KEYED, Page, fails
from tests.rig.sheet import sheet

COLUMNS = 2
ELSEWHERE = {Code.URL_INVALID, Code.HTTP_NOT_ALLOWED, Code.KEYRING_MISSING, Code.KEYRING_UNWRITABLE}
"""The page tells these beside the field, asks, or tells them when it is saved."""
CODES = [
    code for code in takewhile(lambda code: code is not Code.NO_MICROPHONE, Code) if code not in ELSEWHERE
]
"""Those of providers come first in the list."""


def _card(code: Code, scratch: Path) -> QPixmap:
    of_groq = code in GROQ_SAYS
    settings: Settings = GROQ if of_groq else KEYED
    facts = {**FACTS, "host": "api.groq.com"} if of_groq else FACTS
    page = Page(settings, FakeProvider(), scratch)
    fails(code, **{**facts, **GROQ_SAYS.get(code, {}), **OWN_SERVER_SAYS.get(code, {})})(page)
    QApplication.processEvents()
    picture = page.area.foot.grab()
    page.close()
    return picture


def main(file: str, language: str) -> None:
    app = QApplication([])
    spoken = Language()
    spoken.use(language)
    apply_theme(Theme.LIGHT)
    with tempfile.TemporaryDirectory() as scratch:
        sheet([_card(code, Path(scratch)) for code in CODES], COLUMNS).save(file)
    app.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
