"""`rapidwhisper transcribe`: long sound files into text or subtitles, without the running program."""

import json
import logging
import sys
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from rapidwhisper.audio.file import SoundFile
from rapidwhisper.complaints import complain, settings_for, tell_who_stood_in
from rapidwhisper.config.folders import current_folders
from rapidwhisper.core.pace import Pace
from rapidwhisper.core.passage import Passage, worth_showing
from rapidwhisper.core.problem import Code, Problem, ProblemError, found_ahead, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.times import clock
from rapidwhisper.hearing import speech_to_text
from rapidwhisper.interrupt import STATUS, Interrupt
from rapidwhisper.providers.registry import PROVIDERS
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.quiet import printed
from rapidwhisper.transcribing.draft import Draft
from rapidwhisper.transcribing.forms import AsSubtitles, AsText, Form, as_record
from rapidwhisper.transcribing.lengths import FOR_SUBTITLES, FOR_TEXT, lengths
from rapidwhisper.transcribing.outputs import outputs
from rapidwhisper.transcribing.parts import parts
from rapidwhisper.transcribing.work import Work
from rapidwhisper.ui.progress_bar import NoProgress, ProgressBar
from rapidwhisper.ui.words import translate


@dataclass(frozen=True, slots=True)
class Wish:
    files: tuple[str, ...]
    form: str
    output: Path | None
    """A file, or a folder; None: standard output."""
    provider: str | None
    language: str | None
    quiet: bool


def transcribe_files(wish: Wish) -> int:
    """Each file's text as it grows; what fails is named on standard error and does not stop the next one."""
    form = Form(wish.form)
    try:
        places = outputs([Path(name) for name in wish.files], wish.output, form)
    except ValueError as error:
        print(error, file=sys.stderr)
        return 2
    logging.getLogger("rapidwhisper").addHandler(logging.NullHandler())  # or warnings stand beside the words
    folders = current_folders()
    settings = settings_for(folders, wish.provider)
    if wish.language is not None:
        settings = replace(settings, language=wish.language)
    interrupt = Interrupt()
    with closing(speech_to_text(folders)) as speech, interrupt.heeded():
        desk = _Desk(speech, settings, form, interrupt, quiet=wish.quiet)
        for name, place in zip(wish.files, places, strict=True):
            if not desk.is_over():
                desk.transcribe(name, place)
        return desk.finish()


class _Desk:
    """What the files of one command share."""

    def __init__(
        self, speech: SpeechToText, settings: Settings, form: Form, interrupt: Interrupt, *, quiet: bool
    ) -> None:
        self._speech = speech
        self._settings = settings
        self._form = form
        self._interrupt = interrupt
        self._quiet = quiet
        self._records: list[dict[str, Any]] = []
        """For JSON on standard output: there go those without a text, too."""
        self._by = {settings.ai_provider}
        """Who has answered, as far as it was told."""
        self._unread = False
        self._failed = False

    def is_over(self) -> bool:
        return self._unread or self._interrupt.asked()

    def transcribe(self, name: str, place: Path | None) -> None:
        try:
            with SoundFile(Path(name)) as file, _draft(place) as out:
                passages = self._passages(file, name, out)
                if self._form is Form.JSON:
                    self._record(as_record(name, file.seconds, self._settings.language, passages), out)
                if out is not None:
                    self._keep(out, passages, name)
        except ProblemError as error:
            if self._form is Form.JSON:
                self._record({"file": name, "error": error.problem.code.value}, None)
            self._complain(error.problem, name)
        else:
            self._tell_what_is_missing(passages, name)

    def finish(self) -> int:
        """The exit status."""
        if self._records:
            self._print(_json(self._records))
        if self._interrupt.asked():
            return STATUS
        return int(self._unread or self._failed)

    def _passages(self, file: SoundFile, name: str, out: Draft | None) -> list[Passage]:
        """All of them; their text is written by then."""
        can = self._speech.capabilities(self._settings)
        pieces = parts(file, lengths(FOR_SUBTITLES if self._form.is_subtitles else FOR_TEXT, can))
        work = Work(self._speech, self._settings, at_once=can.at_once, stopped=self.is_over)
        in_lines = out is None and self._form is Form.TEXT and sys.stdout.isatty()
        # What grows before one's eyes is progress enough, and a bar on the same terminal would tear it apart.
        bar = NoProgress() if self._quiet or in_lines else ProgressBar(sys.stderr, name)
        growing = AsSubtitles(self._form) if self._form.is_subtitles else AsText(lines=in_lines)
        begun = time.monotonic()
        bar.show(Pace(0.0, file.seconds, 0.0))
        found: list[Passage] = []

        def passing() -> Iterator[Passage]:
            for passage in work.passages(pieces, file.seconds):
                found.append(passage)
                yield passage
                bar.show(Pace(passage.stop_s, file.seconds, time.monotonic() - begun))  # below what it says

        for shown in worth_showing(passing()):
            bar.clear()
            self._tell_who_stood_in(shown.provider)
            self._write(growing.add(shown), out)
        bar.clear()
        self._write(growing.end(), out)
        return found

    def _write(self, text: str, out: Draft | None) -> None:
        if self._form is Form.JSON:
            return
        if out is None:
            self._print(text, end="")
        else:
            out.write(text)

    def _print(self, text: str, end: str = "\n") -> None:
        if not self._unread:
            self._unread = not printed(text, end=end)

    def _record(self, record: dict[str, Any], out: Draft | None) -> None:
        if out is None or not record["text"]:
            self._records.append(record)
        else:
            out.write(_json([record]) + "\n")

    def _keep(self, out: Draft, passages: list[Passage], name: str) -> None:
        if not out.keep(whole=not any(each.problem for each in passages)):
            told = translate("CommandLine", "{name}: {place} stays; what came this time is in {beside}.")
            print(told.format(name=name, place=out.place, beside=out.beside), file=sys.stderr)

    def _tell_who_stood_in(self, provider: str) -> None:
        if provider and provider not in self._by:
            self._by.add(provider)
            tell_who_stood_in(provider, self._settings)

    def _tell_what_is_missing(self, passages: list[Passage], name: str) -> None:
        if not any(each.text or each.problem for each in passages):
            provider = PROVIDERS[self._settings.ai_provider].label
            self._complain(problem(Code.NOTHING_RECOGNISED, provider=provider), name)
        for gap in worth_showing(passages):
            if gap.problem is not None:
                told = translate("CommandLine", "{name}: {start} to {stop} is missing.")
                start, stop = clock(gap.start_s), clock(gap.stop_s)
                print(told.format(name=name, start=start, stop=stop), file=sys.stderr)
        for cause in {each.problem.code: each.problem for each in passages if each.problem}.values():
            self._complain(cause, name)

    def _complain(self, cause: Problem, name: str) -> None:
        self._failed = True
        if cause.code is Code.CANCELLED:
            told = translate("CommandLine", "{name}: stopped; what was transcribed until then is kept.")
            print(told.format(name=name), file=sys.stderr)
        else:
            complain(found_ahead(cause), about=name)


def _draft(place: Path | None) -> AbstractContextManager[Draft | None]:
    return nullcontext() if place is None else Draft(place)


def _json(records: list[dict[str, Any]]) -> str:
    return json.dumps(records, ensure_ascii=False, indent=2)
