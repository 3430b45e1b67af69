"""What is asked before something is gone for good. The answer comes later; nothing waits for it."""

from collections.abc import Callable

from PySide6.QtWidgets import QMessageBox, QWidget

from rapidwhisper.ui.history.entry import Amount
from rapidwhisper.ui.question import ask
from rapidwhisper.ui.words import counted, translate


def ask_to_clear(parent: QWidget, amount: Amount, then: Callable[[], None]) -> None:
    texts = counted("History", "%n text(s)", "", 2)(amount.texts)
    recordings = counted("History", "%n recording(s)", "", 2)(amount.recordings)
    question = translate("History", "Delete the whole history: {texts} and {recordings}?").format(
        texts=texts, recordings=recordings
    )
    _ask(parent, "clear_all_question", question, translate("History", "Delete everything"), then)


def ask_to_discard(parent: QWidget, then: Callable[[], None]) -> None:
    question = translate("History", "This recording has no text yet. Delete it all the same?")
    _ask(parent, "discard_question", question, translate("History", "Delete"), then)


def _ask(parent: QWidget, name: str, question: str, yes: str, then: Callable[[], None]) -> None:
    ask(
        parent,
        name,
        title=translate("History", "History"),
        question=question,
        more=translate("History", "This cannot be undone."),
        yes=yes,
        role=QMessageBox.ButtonRole.DestructiveRole,
        then=then,
    )
