"""Windows and a clipboard without a desktop."""

from collections import defaultdict
from functools import partial

from rapidwhisper.core.dictation import DictationId, Target
from rapidwhisper.core.events import FocusSeen, Inserted, NotInserted, TargetNoted
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import PasteMethod, Settings, WrongWindow


class FakeInserter:
    """The test decides: `focused` is the active window, `deaf` ones take nothing, `gone` ones are closed;
    `windows` holds what arrived, `clipboard` what lies there. While `paused`, insertions wait for `resume`.
    """

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self.focused: Target | None = Target(1)
        self.deaf: set[Target] = set()
        self.gone: set[Target] = set()
        self.windows: defaultdict[Target, str] = defaultdict(str)
        self.clipboard = ""
        self.paused = False
        self.closed = False
        self._waiting: list[partial[None]] = []

    def target(self) -> Target | None:
        return self.focused

    def note_target(self, dictation: DictationId) -> None:
        self._emit(TargetNoted(dictation, self.focused))

    def look_at_focus(self) -> None:
        self._emit(FocusSeen(self.focused))

    def insert(self, dictation: DictationId, text: str, target: Target | None, settings: Settings) -> None:
        self._waiting.append(partial(self._insert, dictation, text, target, settings))
        if not self.paused:
            self.resume()

    def copy(self, text: str) -> None:
        self.clipboard = text

    def close(self) -> None:
        self.closed = True

    def resume(self) -> None:
        """The insertions that wait come to their end, in order."""
        self.paused = False
        waiting, self._waiting = self._waiting, []
        for job in waiting:
            job()

    def _insert(self, dictation: DictationId, text: str, target: Target | None, settings: Settings) -> None:
        text = "".join(char for char in text if char.isprintable() or char in "\n\t")
        window = target
        if target != self.focused and settings.wrong_window is WrongWindow.PASTE:
            window = self.focused
        elif target not in self.gone and settings.wrong_window is WrongWindow.REFOCUS:
            self.focused = target
        if settings.paste_method is PasteMethod.COPY:
            code = Code.COPIED
        elif window is None:
            code = Code.KEPT_NO_WINDOW
        elif window in self.gone:
            code = Code.KEPT_WINDOW_CLOSED
        elif window != self.focused:
            self._emit(NotInserted(dictation, problem(Code.HELD_FOR_ITS_WINDOW)))
            return
        elif window in self.deaf:
            code = Code.KEPT_NOT_TAKEN
        else:
            self.windows[window] += text
            self._emit(Inserted(dictation))
            return
        self.clipboard = text
        self._emit(NotInserted(dictation, problem(code)))
