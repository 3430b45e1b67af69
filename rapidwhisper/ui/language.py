"""The program's language, and switching it while it runs."""

import logging

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from rapidwhisper.ui.icons import ASSETS
from rapidwhisper.ui.language_choice import meant
from rapidwhisper.ui.words import english, use_translator

log = logging.getLogger(__name__)

OURS = str(ASSETS / "translations")


class Language:
    """The language of this application. Its widgets get a LanguageChange event when it changes."""

    def __init__(self) -> None:
        self._installed: list[QTranslator] = []
        self.code = ""

    def use(self, setting: str) -> bool:
        """True if that changed it."""
        code = meant(setting, QLocale.system().uiLanguages())
        if code == self.code:
            return False
        self.code = code
        for translator in self._installed:
            QCoreApplication.removeTranslator(translator)
        qts = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        found = (loaded(f"qtbase_{code}", qts), loaded(f"rapidwhisper_{code}", OURS))
        self._installed = [translator for translator in found if translator is not None]
        QLocale.setDefault(QLocale.system() if QLocale.system().name().startswith(code) else QLocale(code))
        use_translator(QCoreApplication.translate)
        for translator in self._installed:
            QCoreApplication.installTranslator(translator)
        return True


def loaded(name: str, folder: str) -> QTranslator | None:
    translator = QTranslator()
    if translator.load(name, folder):
        return translator
    log.warning("the translation %s is missing in %s", name, folder)
    return None


def speak_on_command_line(code: str) -> None:
    """Another language than English; without an application there is only the translator."""
    translator = loaded(f"rapidwhisper_{code}", OURS)
    if translator is None:
        use_translator(english)
        return

    def translate(context: str, text: str, disambiguation: str, n: int, /) -> str:
        found = translator.translate(context, text, disambiguation, n) or text
        return found.replace("%n", str(n)) if n >= 0 else found

    use_translator(translate)
