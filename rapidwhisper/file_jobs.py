"""Sound files that become rows of the history, one after the other, beside the dictations.

A dictation always comes first: while one is under way no part of a file is asked for, and for an engine that
hears one at a time the parts are so short that it has done with it while the user still speaks. The file
itself is only read; it is neither copied nor changed, and what the settings say of recordings is not about
it. One that is under way when the program ends is told as interrupted at the next start and keeps its text.
"""

import queue
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from rapidwhisper.audio.file import SoundFile
from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.events import Event, Faulted, NumberTaken
from rapidwhisper.core.passage import Passage, text_of
from rapidwhisper.core.problem import Code, Problem, ProblemError, found_ahead, problem
from rapidwhisper.core.retention import keeps_text
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.state import State
from rapidwhisper.history.row import Row
from rapidwhisper.history.writer import HistoryWriter
from rapidwhisper.providers.registry import PROVIDERS
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.transcribing.lengths import BESIDE_DICTATIONS, FOR_TEXT, lengths
from rapidwhisper.transcribing.parts import parts
from rapidwhisper.transcribing.work import Work


@dataclass(frozen=True, slots=True)
class Around:
    """The parts of the running program that it needs."""

    feed: Callable[[Event], None]
    call: Callable[[Callable[[], None]], None]
    """Runs something on the main thread."""
    state: Callable[[], State]
    writer: HistoryWriter
    speech: SpeechToText
    changed: Callable[[], None]
    """Called on the main thread: a file has begun, got on or ended."""


@dataclass(slots=True, eq=False)
class _Job:
    number: DictationId
    file: Path
    settings: Settings
    kept: int = 0
    """Characters of the text that an earlier attempt has brought; it stays as it is until there is more."""
    whole: bool = False
    """It is all of the file: until the new one is, too, there is not more."""
    begun: bool = False
    stopped: bool = False
    passages: list[Passage] = field(default_factory=list)

    def is_more(self, text: str) -> bool:
        return len(text) > self.kept and not self.whole


class FileJobs:
    """Used on the main thread."""

    def __init__(self, around: Around) -> None:
        self._around = around
        self._jobs: dict[DictationId, _Job] = {}
        self._shares: dict[DictationId, float] = {}
        self._queue: queue.SimpleQueue[_Job] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None
        self._work: Work | None = None
        """On the last file that has had its turn."""
        self._dictating = False
        self._closed = False

    @property
    def under_way(self) -> Mapping[DictationId, float]:
        """How much of each is done, 0 to 1."""
        return self._shares

    def add(self, files: Sequence[Path]) -> None:
        for file in files:
            state = self._around.state()
            self._around.writer.begin_file(state.next_id, state.settings, str(file))
            self._begin(_Job(state.next_id, file, state.settings))
            self._around.feed(NumberTaken())

    def again(self, row: Row, settings: Settings) -> None:
        if row.id in self._jobs:
            return
        kept = len(row.text or "")
        if not kept:
            self._around.writer.update_file(UpdateRow(row.id, outcome=Outcome.UNFINISHED))
        self._begin(_Job(row.id, Path(row.file), settings, kept, whole=row.outcome is Outcome.DONE))

    def cancel(self, number: DictationId) -> None:
        job = self._jobs.get(number)
        if job is None:
            return
        job.stopped = True
        if not job.begun:  # nor does it wait for those before it
            self._write_end(job, Outcome.CANCELLED, None)
            self._ended(job)

    def show_state(self, state: State) -> None:
        self._dictating = bool(state.dictations)
        if not keeps_text(state.settings):  # there is no place for their texts any more
            for job in self._jobs.values():
                job.stopped = True

    def close(self) -> None:
        """Nothing is waited for, and no row is called cancelled because the program ends."""
        self._closed = True
        for job in self._jobs.values():
            job.stopped = True
        if self._work is not None:
            self._work.give_up()

    def _begin(self, job: _Job) -> None:
        self._jobs[job.number] = job
        self._shares[job.number] = 0.0
        self._queue.put(job)
        if self._thread is None:
            self._thread = threading.Thread(target=self._run, daemon=True, name="files")
            self._thread.start()
        self._around.changed()

    def _got_on(self, job: _Job, share: float) -> None:
        if job.number in self._jobs:
            self._shares[job.number] = share
            self._around.changed()

    def _ended(self, job: _Job) -> None:
        if self._jobs.pop(job.number, None) is not None:
            del self._shares[job.number]
            self._around.changed()

    # on the thread of the files

    def _run(self) -> None:
        while True:
            job = self._queue.get()
            if job.stopped:
                continue
            job.begun = True
            outcome, cause = self._transcribed(job)
            if not self._closed:
                self._write_end(job, outcome, cause)
                self._around.call(partial(self._ended, job))

    def _transcribed(self, job: _Job) -> tuple[Outcome, Problem | None]:
        """How it has ended."""
        try:
            self._read(job)
        except ProblemError as error:
            return Outcome.FAILED, error.problem
        except Exception as error:  # noqa: BLE001 - the next file must have its turn
            return Outcome.FAILED, problem(Code.INTERNAL, detail=type(error).__name__)
        cause = next((each.problem for each in job.passages if each.problem is not None), None)
        if cause is not None and job.stopped:
            return Outcome.CANCELLED, None
        if cause is not None:
            return Outcome.FAILED, cause
        return Outcome.DONE if any(each.text for each in job.passages) else Outcome.EMPTY, None

    def _write_end(self, job: _Job, outcome: Outcome, cause: Problem | None) -> None:
        text = text_of(job.passages)
        if outcome is Outcome.DONE or job.is_more(text):
            self._write(job, outcome, cause, text)
        elif not job.kept:
            row = UpdateRow(job.number, outcome=outcome, problem=cause, settings=job.settings)
            self._around.writer.update_file(row)
        elif outcome is not Outcome.CANCELLED:  # its row stays as it was, so it is told in another way
            label = PROVIDERS[job.settings.ai_provider].label
            told = found_ahead(cause or problem(Code.NOTHING_RECOGNISED, provider=label))
            self._around.call(partial(self._around.feed, Faulted(told)))

    def _write(self, job: _Job, outcome: Outcome, cause: Problem | None, text: str) -> None:
        """The text, and who has understood it, in place of what was there before."""
        row = UpdateRow(job.number, outcome=outcome, text=text, problem=cause, settings=_by(job))
        self._around.writer.update_file(row, tuple(job.passages))

    def _read(self, job: _Job) -> None:
        with SoundFile(job.file) as file:
            self._around.writer.update_file(UpdateRow(job.number, seconds=file.seconds))
            can = self._around.speech.capabilities(job.settings)
            self._work = work = Work(
                self._around.speech,
                job.settings,
                at_once=can.at_once,
                stopped=lambda: job.stopped,
                free=lambda: not self._dictating,
            )
            wished = BESIDE_DICTATIONS if can.at_once == 1 else FOR_TEXT
            for passage in work.passages(parts(file, lengths(wished, can)), file.seconds):
                job.passages.append(passage)
                self._keep(job, passage.stop_s / max(file.seconds, passage.stop_s))

    def _keep(self, job: _Job, share: float) -> None:
        text = text_of(job.passages)
        if job.is_more(text) and not self._closed:
            self._write(job, Outcome.UNFINISHED, None, text)
        self._around.call(partial(self._got_on, job, share))


def _by(job: _Job) -> Settings:
    """As they would be if whoever has understood it had been chosen."""
    by = next((each.provider for each in job.passages if each.text), job.settings.ai_provider)
    return job.settings if by == job.settings.ai_provider else job.settings.with_provider(by)
