"""What was said, for the history's window. Disk and sound are reached on threads of their own."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from rapidwhisper.audio.journal import Journal
from rapidwhisper.audio.player import ClipPlayer
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.events import Faulted, PasteWished, RetryWished
from rapidwhisper.core.ports import Emit, Inserter
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.state import State
from rapidwhisper.file_jobs import FileJobs
from rapidwhisper.history.export import export
from rapidwhisper.history.reader import reading
from rapidwhisper.history.row import Row
from rapidwhisper.history.writer import HistoryWriter
from rapidwhisper.providers.registry import PROVIDERS, usable
from rapidwhisper.ui.focus_back import FocusBack
from rapidwhisper.ui.history.doors import Doors, Ended
from rapidwhisper.ui.history.entry import Amount, Entry, Found

FLUSH_S = 1.0
"""A history that cannot be written is shown as it stands."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Around:
    """The parts of the running program that it needs."""

    emit: Emit
    call: Callable[[Callable[[], None]], None]
    """Runs something on the main thread."""
    state: Callable[[], State]
    inserter: Inserter
    history: Path
    writer: HistoryWriter
    journal: Journal
    player: ClipPlayer
    files: FileJobs
    forgotten: Callable[[tuple[DictationId, ...] | None], None]
    """Others have texts too, and must let go of these; None: of all."""


class Past:
    """The doors of the history's window."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._focus = FocusBack(around.inserter.target)

    def doors(self) -> Doors:
        return Doors(
            search=self._search,
            providers=self._providers,
            play=self._play,
            stop=self._around.player.stop,
            copy=self._around.inserter.copy,
            paste=self._paste,
            transcribe=self._transcribe,
            transcribe_files=self._around.files.add,
            cancel_file=self._around.files.cancel,
            files_done=lambda: self._around.files.under_way,
            forget=self._forget,
            count=self._count,
            forget_all=self._forget_all,
            export=self._export,
        )

    # the disk

    def _search(self, words: str, limit: int, then: Callable[[Found], None]) -> None:
        def work() -> Callable[[], None]:
            self._around.writer.flush(FLUSH_S)
            sound = frozenset(self._around.journal.ids())
            with reading(self._around.history) as reader:
                rows = reader.search(words, limit=limit + 1)
            entries = (_entry(row, has_sound=row.id in sound) for row in rows[:limit])
            worth = tuple(each for each in entries if not _holds_nothing(each))
            return partial(then, Found(worth, more=len(rows) > limit))

        self._aside(work, lambda cause: then(Found(problem=cause)))

    def _count(self, then: Callable[[Amount | Problem], None]) -> None:
        """What clearing all would take."""
        under_way = self._under_way()

        def work() -> Callable[[], None]:
            self._around.writer.flush(FLUSH_S)
            with reading(self._around.history) as reader:
                idle = frozenset(reader.not_under_way(under_way))
                texts = sum(row.id in idle and bool(row.text) for row in reader.rows())
            return partial(then, Amount(texts, len(idle.intersection(self._around.journal.ids()))))

        self._aside(work, then)

    def _aside(self, work: Callable[[], Callable[[], None]], refused: Callable[[Problem], None]) -> None:
        """`work` gives what is then done on the main thread."""

        def run() -> None:
            try:
                then = work()
            except ProblemError as error:
                then = partial(refused, error.problem)
            except Exception as error:  # noqa: BLE001 - whoever asks must get an answer
                # its message may quote what was said
                log.error("The history could not be asked: %s", type(error).__name__)  # noqa: TRY400
                then = partial(refused, problem(Code.INTERNAL, detail=type(error).__name__))
            self._around.call(then)

        threading.Thread(target=run, name="past", daemon=True).start()

    def _export(self, words: str, file: Path, ended: Ended) -> None:
        def work() -> Callable[[], None]:
            self._around.writer.flush(FLUSH_S)
            with reading(self._around.history) as reader:
                rows = reader.search(words)
            export(rows, file)
            return partial(ended, None)

        self._aside(work, ended)

    def _forget(self, dictation: DictationId) -> None:
        self._around.writer.forget(dictation)
        self._around.forgotten((dictation,))

    def _forget_all(self) -> None:
        self._around.writer.forget_all(self._under_way())
        self._around.forgotten(None)

    def _under_way(self) -> frozenset[DictationId]:
        dictations = self._around.state().dictations
        return frozenset([*(each.id for each in dictations), *self._around.files.under_way])

    # sound, engines and windows

    def _play(self, dictation: DictationId, ended: Ended) -> None:
        def over(obstacle: Problem | None) -> None:
            self._around.call(partial(ended, obstacle))

        self._around.player.play(partial(self._around.journal.clip, dictation), over)

    def _paste(self, dictation: DictationId, text: str) -> None:
        self._focus.then(lambda target: self._around.emit(PasteWished(dictation, text, target)))

    def _transcribe(self, dictation: DictationId, provider: str) -> None:
        settings = self._around.state().settings.with_provider(provider)

        def work() -> Callable[[], None]:
            with reading(self._around.history) as reader:
                row = reader.row(dictation)
            if row is not None and row.file:
                return partial(self._around.files.again, row, settings)
            seconds = self._around.journal.seconds(dictation)
            return partial(self._around.emit, RetryWished(dictation, seconds, settings))

        self._aside(work, lambda cause: self._around.emit(Faulted(cause)))

    def _providers(self) -> tuple[ProviderCard, ...]:
        return usable(self._around.state().settings)


def _holds_nothing(entry: Entry) -> bool:
    """It failed at the start: nobody has said anything."""
    return (
        entry.outcome is Outcome.FAILED
        and not entry.text
        and not entry.has_sound
        and not entry.file
        and round(entry.seconds) == 0
    )


def _entry(row: Row, *, has_sound: bool) -> Entry:
    source = row.source
    known = PROVIDERS.get(source.provider)
    return Entry(
        id=row.id,
        started_at=row.started_at,
        seconds=row.seconds,
        provider=known.label if known is not None else source.provider,
        model=source.model,
        text=row.text or "",
        outcome=row.outcome,
        problem=row.problem,
        has_sound=has_sound,
        timings_ms=row.timings_ms,
        file=Path(row.file).name,
    )
