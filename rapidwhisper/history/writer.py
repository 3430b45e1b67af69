"""The History port: every change of the store, in order, on a thread of its own."""

import logging
import queue
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from rapidwhisper.core.commands import BeginRow, UpdateRow
from rapidwhisper.core.dictation import DictationId, Unsent
from rapidwhisper.core.events import Faulted, Saved
from rapidwhisper.core.passage import Passage
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.retention import Retention
from rapidwhisper.core.settings import Settings
from rapidwhisper.history.damage import is_damage
from rapidwhisper.history.reader import MOST_ID
from rapidwhisper.history.row import Source
from rapidwhisper.history.sound import Door, Sound
from rapidwhisper.history.store import Store, local_time

CLOSE_WITHIN_S = 2.0
TRY_AGAIN_S = 5.0
LEISURE_S = 0.05
"""A text is on its way into its window when it is to be written here too: each would slow the other. Nothing
is at stake: the recording stays until the text is on disk."""

Describe: TypeAlias = Callable[[Settings], tuple[str, str]]
"""The provider and model that these settings mean, as people know them."""

_Work: TypeAlias = Callable[[Store], None]

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Recovered:
    next_id: DictationId
    interrupted: tuple[DictationId, ...]
    """Cut off by a crash, and there is sound to try again with; newest first."""
    texts: int = 0
    """Cut off with their text, which may not have reached its window."""
    unreached: tuple[Unsent, ...] = ()
    """Failed before, because their server could not be reached."""


class HistoryWriter:
    """Emits Saved and Faulted. What cannot be written waits, in order, until it can."""

    def __init__(
        self,
        emit: Emit,
        path: Path,
        discard: Door,
        describe: Describe,
        *,
        keep: Door,
        now: Callable[[], datetime] = local_time,
    ) -> None:
        """`discard` and `keep` are what becomes of a recording; both are called on the writer's thread."""
        self._emit = emit
        self._path = path
        self._sound = Sound(discard=discard, keep=keep)
        self._describe = describe
        self._now = now
        self._queue: queue.SimpleQueue[_Work | None] = queue.SimpleQueue()
        self._pending: deque[_Work] = deque()
        self._store: Store | None = None
        self._told = False
        self._forgotten: set[DictationId] = set()
        self._checked = False
        self._awaited = threading.Event()
        """Somebody waits for what was asked for."""
        self._thread = threading.Thread(target=self._run, name="history", daemon=True)
        self._thread.start()

    def begin(self, row: BeginRow) -> None:
        source = self._source(row.settings)
        self._queue.put(lambda store: store.begin(row.id, source))

    def update(self, row: UpdateRow) -> None:
        source = self._source(row.settings) if row.settings is not None else None

        def work(store: Store) -> None:
            if row.id in self._forgotten:
                return
            store.update(row, source)
            if row.text is not None:
                self._emit(Saved(row.id))

        self._queue.put(work)

    def begin_file(self, number: DictationId, settings: Settings, file: str) -> None:
        """A sound file among the dictations."""
        source = self._source(settings)
        self._queue.put(lambda store: store.begin(number, source, file=file))

    def update_file(self, row: UpdateRow, passages: Sequence[Passage] | None = None) -> None:
        """As `update`; there is no recording of ours to be put away once its text is safe."""
        source = self._source(row.settings) if row.settings is not None else None

        def work(store: Store) -> None:
            if row.id not in self._forgotten:
                store.update(row, source, passages=passages)

        self._queue.put(work)

    def discard_audio(self, dictation: DictationId) -> None:
        self._queue.put(lambda _: self._sound.let_go(dictation))

    def keep_audio(self, dictation: DictationId) -> None:
        self._queue.put(lambda _: self._sound.put_away(dictation))

    def forget_unkept(self, dictation: DictationId) -> None:
        def work(store: Store) -> None:
            row = store.row(dictation)
            if row is None or row.text is None:
                self._forget(store, [dictation])

        self._queue.put(work)

    def forget(self, dictation: DictationId) -> None:
        def work(store: Store) -> None:
            self._forget(store, [dictation])

        self._queue.put(work)

    def forget_all(self, spared: Collection[DictationId]) -> None:
        def work(store: Store) -> None:
            self._forget(store, store.not_under_way(spared))

        self._queue.put(work)

    def expire(self, audio: Callable[[], Collection[DictationId]], retention: Retention) -> None:
        """Lets go of what is no longer to be kept; `audio` tells, on the writer's thread, of which dictations
        there is sound.
        """

        def work(store: Store) -> None:
            recorded = frozenset(audio())
            if not self._checked:  # at the first expiry, when nobody waits for the start any more
                store.check_index()
                self._checked = True
            store.clear_beside()
            now = self._now()
            outdated = store.outdated(now, recorded, days=retention.text_days)
            expired = set(store.expired(now, recorded, days=retention.audio_days))
            self._sound.let_go_at_last(recorded)
            for dictation in expired:
                self._sound.let_go(dictation)
            if outdated:
                self._forget(store, outdated)
            for dictation in store.with_safe_text(recorded):
                if dictation not in expired:  # what an earlier run had no time for
                    self._sound.put_away(dictation)

        self._queue.put(work)

    def recover(self, audio: Mapping[DictationId, float], *, timeout_s: float = 6.0) -> Recovered:
        """Before the first dictation; waits. Where the store cannot be read, numbers come from the clock,
        so that they are not those of older dictations. What could not be put in order is not named.
        """
        answer: queue.SimpleQueue[Recovered] = queue.SimpleQueue()

        def work(store: Store) -> None:
            interrupted: tuple[DictationId, ...] = ()
            texts = 0
            unreached: tuple[Unsent, ...] = ()
            try:
                texts = store.unfinished_texts()
                unreached = tuple(Unsent(row.id, row.seconds) for row in store.unreached(audio))
                interrupted = store.recover(audio)
            finally:
                beyond = max((number for number in audio if number <= MOST_ID), default=0) + 1
                answer.put(Recovered(max(store.next_id(), beyond), interrupted, texts, unreached))

        self._hurry(work)
        limit = time.monotonic() + timeout_s
        while True:
            try:
                return answer.get(timeout=0.05)
            except queue.Empty:
                if self._told or time.monotonic() > limit:
                    return Recovered(int(self._now().timestamp()), ())

    def flush(self, timeout_s: float) -> bool:
        """Waits until everything asked for so far is on disk; False if it is not by then."""
        done = threading.Event()
        self._hurry(lambda _: done.set())
        return done.wait(timeout_s)

    def close(self) -> None:
        self._awaited.set()
        self._queue.put(None)
        self._thread.join(CLOSE_WITHIN_S)

    def _hurry(self, work: _Work) -> None:
        def and_then(store: Store) -> None:
            self._awaited.clear()
            work(store)

        self._awaited.set()
        self._queue.put(and_then)

    def _forget(self, store: Store, dictations: Collection[DictationId]) -> None:
        for dictation in dictations:  # first: sound without a row would be taken for what a crash cut off
            self._sound.let_go(dictation)
        self._forgotten.update(dictations)
        store.forget(dictations)

    def _source(self, settings: Settings) -> Source:
        provider, model = self._describe(settings)
        return Source(provider, model, settings.language)

    def _run(self) -> None:
        while True:
            try:
                work = self._queue.get(timeout=TRY_AGAIN_S if self._pending else None)
            except queue.Empty:
                self._work_off()
                continue
            if work is None:
                break
            self._awaited.wait(LEISURE_S)
            self._pending.append(work)
            self._work_off()
        self._work_off()
        self._close_store()

    def _work_off(self) -> None:
        while self._pending:
            try:
                self._pending[0](self._opened())
            except (sqlite3.OperationalError, OSError, ProblemError) as error:
                self._failed(error)
                return
            except sqlite3.DatabaseError as error:
                if is_damage(error):  # opening it again sets the file aside
                    self._failed(error)
                    return
                self._drop(error)
            except Exception as error:  # noqa: BLE001 - one bad row must not end the history
                self._drop(error)
            else:
                self._told = False
                self._pending.popleft()

    def _opened(self) -> Store:
        if self._store is not None and not self._store.is_in_place():
            self._close_store()
        if self._store is None:
            self._store = Store(self._path, now=self._now)
        return self._store

    def _failed(self, error: Exception) -> None:
        log.error("The history cannot be written: %s", error)
        self._close_store()
        if not self._told:
            self._told = True
            self._emit(Faulted(_cause(error)))

    def _drop(self, error: Exception) -> None:
        # the message of such an error may quote the row
        log.error("A change of the history was dropped: %s", type(error).__name__)
        self._pending.popleft()
        self._emit(Faulted(problem(Code.INTERNAL, detail=f"history: {type(error).__name__}")))

    def _close_store(self) -> None:
        if self._store is not None:
            self._store.close()
            self._store = None


def _cause(error: Exception) -> Problem:
    if isinstance(error, ProblemError):
        return error.problem
    return problem(Code.HISTORY_UNWRITABLE, detail=error)
