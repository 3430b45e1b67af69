"""A picture of the models for this computer in the settings, in every state that one can be in."""

import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtWidgets import QApplication

from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.core.problem import Code, of_download, problem
from rapidwhisper.core.settings import DEFAULTS, Theme
from rapidwhisper.providers.local.models.catalogue import RECOMMENDED
from rapidwhisper.ui.language import Language
from rapidwhisper.ui.theme import apply_theme
from tests.rig.fakes_provider import FakeProvider
from tests.rig.fakes_store import FakeModels
from tests.rig.provider_pages import Page

MB = 1_000_000
BROKEN_OFF = of_download(problem(Code.CONNECTION_LOST, host="huggingface.co"))
KNOWN = {
    RECOMMENDED: Standing(Phase.DOWNLOADING, 288 * MB, 670 * MB, 12.3 * MB),
    "whisper-base": Standing(Phase.PAUSED, 43 * MB, 110 * MB, problem=BROKEN_OFF),
}
"""As these sizes might be: the hub tells them."""
ON_DISK = {"gigaam-v3": Standing(Phase.READY, 230 * MB, 230 * MB)}


def main(file: str, language: str, theme: str) -> None:
    app = QApplication([])
    spoken = Language()
    spoken.use(language)
    apply_theme(Theme(theme))
    settings = replace(DEFAULTS, ai_provider="local", local_model="whisper-large-v3-turbo")
    with tempfile.TemporaryDirectory() as scratch:
        page = Page(settings, FakeProvider(), Path(scratch), FakeModels(ON_DISK, KNOWN))
        page.taken().save(file)
    app.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
