"""Speech to text without speech: the test says what was heard, at once or when it likes."""

from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.events import NotTranscribed, Probed, Transcribed
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.settings import Settings


class FakeTranscriber:
    """`says`: the answer to every start; None: whoever waits is answered by `answer`."""

    def __init__(self, emit: Emit, says: str | Problem | None = "hello") -> None:
        self._emit = emit
        self.says = says
        self.waiting: dict[tuple[DictationId, int], Settings] = {}
        self.followed: dict[DictationId, Settings] = {}
        self.reachable = True
        self.stand_in = ""
        """Who answers instead of the chosen provider."""
        self.dropped: list[tuple[DictationId, int]] = []

    def follow(self, dictation: DictationId, settings: Settings) -> None:
        self.followed[dictation] = settings

    def stop_following(self, dictation: DictationId) -> None:
        self.followed.pop(dictation, None)

    def start(self, dictation: DictationId, job: int, settings: Settings) -> None:
        self.waiting[dictation, job] = settings
        if self.says is not None:
            self.answer(dictation, job, self.says)

    def probe(self, settings: Settings) -> None:
        self._emit(Probed(self.reachable))

    def drop(self, dictation: DictationId, job: int) -> None:
        self.dropped.append((dictation, job))
        self.waiting.pop((dictation, job), None)

    def answer(self, dictation: DictationId, job: int, says: str | Problem) -> None:
        """The answer comes now, unless it was dropped."""
        settings = self.waiting.pop((dictation, job), None)
        if settings is None:
            return
        if isinstance(says, str):
            self._emit(Transcribed(dictation, job, says, self.stand_in or settings.ai_provider))
        else:
            self._emit(NotTranscribed(dictation, job, says))
