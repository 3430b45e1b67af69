"""A History that keeps everything in memory, for tests of what is built on it."""

from collections.abc import Collection

from rapidwhisper.core.commands import BeginRow, UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.events import Saved
from rapidwhisper.core.ports import Emit


class FakeHistory:
    """Saves at once, and remembers what became of each dictation."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self.outcomes: dict[DictationId, Outcome] = {}
        self.texts: dict[DictationId, str] = {}
        self.updates: list[UpdateRow] = []
        self.discarded: list[DictationId] = []
        self.kept: list[DictationId] = []
        self.forgotten: list[DictationId] = []

    def begin(self, row: BeginRow) -> None:
        self.outcomes.setdefault(row.id, Outcome.UNFINISHED)

    def update(self, row: UpdateRow) -> None:
        self.updates.append(row)
        if row.id in self.forgotten:
            return
        self.outcomes[row.id] = row.outcome or self.outcomes.get(row.id, Outcome.UNFINISHED)
        if row.text is not None:
            self.texts[row.id] = row.text
            self._emit(Saved(row.id))

    def discard_audio(self, dictation: DictationId) -> None:
        self.discarded.append(dictation)

    def keep_audio(self, dictation: DictationId) -> None:
        self.kept.append(dictation)

    def forget_unkept(self, dictation: DictationId) -> None:
        if dictation not in self.texts:
            self.forget(dictation)

    def forget(self, dictation: DictationId) -> None:
        self.forgotten.append(dictation)
        self.outcomes.pop(dictation, None)
        self.texts.pop(dictation, None)
        self.discarded.append(dictation)

    def forget_all(self, spared: Collection[DictationId]) -> None:
        for dictation, outcome in list(self.outcomes.items()):
            if outcome is not Outcome.UNFINISHED and dictation not in spared:
                self.forget(dictation)
