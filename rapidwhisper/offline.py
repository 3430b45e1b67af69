"""Commands that work without the running program: the history, and retry."""

import json
import shutil
import sqlite3
import sys
from contextlib import closing, suppress
from pathlib import Path

from rapidwhisper.audio.journal import Journal
from rapidwhisper.complaints import complain, settings_for, tell_who_stood_in
from rapidwhisper.config.folders import Folders, current_folders
from rapidwhisper.control import unsent
from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.retention import keeps_audio, keeps_text
from rapidwhisper.core.settings import Settings
from rapidwhisper.desktop.instance import Instance
from rapidwhisper.hearing import speech_to_text
from rapidwhisper.history.export import export
from rapidwhisper.history.reader import reading
from rapidwhisper.history.row import Row, Source
from rapidwhisper.history.store import Store
from rapidwhisper.insertion.copy_only import copied
from rapidwhisper.insertion.text import clean
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.chain import Heard
from rapidwhisper.providers.registry import describe
from rapidwhisper.quiet import output_not_inherited, printed
from rapidwhisper.start import busy
from rapidwhisper.ui.history.listing import in_one_line, listed
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.words import translate


def print_history(*, words: str, limit: int, as_json: bool) -> int:
    rows = _found(words, limit)
    if as_json:
        print(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=2))
        return 0
    if words and not rows:
        print(translate("History", "No dictation holds these words."), file=sys.stderr)
    columns = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    for row in rows:
        line = listed(row.id, row.started_at, row.seconds, row.text, row.problem or row.outcome)
        print(line if columns is None else in_one_line(line, columns))
    return 0


def export_history(path: Path, *, words: str, limit: int) -> int:
    export(_found(words, limit), path)
    return 0


def copy_last() -> int:
    with reading(current_folders().history) as reader:
        text = reader.last_text()
    failure = _copied(text) if text else problem(Code.NOTHING_TO_COPY)
    return complain(failure) if failure is not None else 0


def _found(words: str, limit: int) -> list[Row]:
    with reading(current_folders().history) as reader:
        return reader.search(words, limit=limit)


def retry(wanted: DictationId | None, provider: str | None) -> int:
    """The text onto the clipboard and standard output; the program cannot be started meanwhile."""
    folders = current_folders()
    instance = Instance.acquire(folders.runtime)
    if instance is None:
        print(busy(), file=sys.stderr)
        return 1
    try:
        return _retry(folders, wanted, settings_for(folders, provider))
    except ProblemError as error:
        return complain(error.problem)
    except sqlite3.Error as error:
        return complain(problem(Code.HISTORY_UNWRITABLE, detail=error))
    finally:
        instance.close()


def print_text(dictation: DictationId) -> int:
    with reading(current_folders().history) as reader:
        row = reader.row(dictation)
    print((row and row.text) or "")
    return 0


def _retry(folders: Folders, wanted: DictationId | None, settings: Settings) -> int:
    """A text that may not be kept is never written down; until it is printed, its sound stays instead."""
    journal = Journal(folders.audio)
    with _opened(folders.history) as store:
        store.recover(journal.recordings())
        dictation = unsent(folders.history, journal, wanted)
        heard = _heard(folders, store, journal, dictation, settings)
        text, source = heard.text, Source(heard.provider, heard.model, settings.language)
        keeps = keeps_text(settings)
        if keeps:
            store.update(UpdateRow(dictation, outcome=Outcome.HELD, text=text, timings_ms={}), source)
        failure = _copied(text)
        if failure is not None:  # where there is no clipboard the text is only printed
            said = message(failure)
            tells_true = keeps or failure.code is Code.CLIPBOARD_MISSING  # others name the history
            print(said if tells_true else said.what, file=sys.stderr)
        read = printed(text)
        if keeps or read:
            _put_away(journal, dictation, settings)
        if read and not keeps:
            _forget_unkept(store, dictation)
        return 0 if read else 1


def _opened(history: Path) -> Store:
    try:
        return Store(history)
    except OSError as error:
        raise ProblemError(problem(Code.HISTORY_UNWRITABLE, detail=error)) from error


def _heard(
    folders: Folders, store: Store, journal: Journal, dictation: DictationId, settings: Settings
) -> Heard:
    try:
        with closing(speech_to_text(folders)) as speech:
            heard = speech.text(journal.clip(dictation), settings, Abort())
    except ProblemError as error:
        info = describe(settings)
        source = Source(info.name, info.model, settings.language)
        store.update(UpdateRow(dictation, outcome=Outcome.FAILED, problem=error.problem), source)
        raise
    tell_who_stood_in(heard.provider, settings)
    return heard


def _put_away(journal: Journal, dictation: DictationId, settings: Settings) -> None:
    with suppress(OSError, ValueError):  # the program does it when it runs again
        if keeps_audio(settings):
            journal.keep(dictation)
        else:
            journal.discard(dictation)


def _forget_unkept(store: Store, dictation: DictationId) -> None:
    """A text that was kept before stays for as long as any other."""
    row = store.row(dictation)
    if row is None or row.text is None:
        store.forget([dictation])


def _copied(text: str) -> Problem | None:
    with output_not_inherited():
        return copied(clean(text))
