"""Commands that work without the running program: history, retry, transcribe."""

import json
import shutil
import sqlite3
import sys
from collections.abc import Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any

from rapidwhisper import stand_in
from rapidwhisper.audio.file import read_clip
from rapidwhisper.audio.journal import Journal
from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.folders import Folders, current_folders
from rapidwhisper.control import unsent
from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.retention import keeps_audio, keeps_text
from rapidwhisper.core.settings import Settings, read_settings
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
from rapidwhisper.quiet import output_not_inherited, silence_output
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
    return _failure(failure) if failure is not None else 0


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
        return _retry(folders, wanted, _settings(folders, provider))
    except ProblemError as error:
        return _failure(error.problem)
    except sqlite3.Error as error:
        return _failure(problem(Code.HISTORY_UNWRITABLE, detail=error))
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
        printed = _printed(text)
        if keeps or printed:
            _put_away(journal, dictation, settings)
        if printed and not keeps:
            _forget_unkept(store, dictation)
        return 0 if printed else 1


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
    _tell_who_stood_in(heard, settings)
    return heard


def _tell_who_stood_in(heard: Heard, settings: Settings) -> None:
    if heard.provider != settings.ai_provider:
        print(stand_in.told(settings.ai_provider, heard.provider), file=sys.stderr)


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


def _printed(text: str) -> bool:
    """False if whoever read has gone, as `| head` does."""
    try:
        print(text, flush=True)
    except BrokenPipeError:
        silence_output()
        return False
    except OSError:  # a full disk: what Python still holds of the text fails once more when it ends
        silence_output()
        raise
    return True


def transcribe_files(files: Sequence[str], *, provider: str | None, as_json: bool) -> int:
    """Each file's text on standard output; one that fails is named on standard error."""
    folders = current_folders()
    settings = _settings(folders, provider)
    status = 0
    results: list[dict[str, Any]] = []
    with closing(speech_to_text(folders)) as speech:
        for name in files:
            try:
                clip = read_clip(Path(name))
                heard = speech.text(clip, settings, Abort())
            except ProblemError as error:
                results.append({"file": name, "error": error.problem.code.value})
                status = _failure(error.problem, about=name)
                continue
            _tell_who_stood_in(heard, settings)
            told = {"text": heard.text, "provider": heard.provider, "model": heard.model}
            results.append({"file": name, "seconds": round(clip.seconds, 3), **told})
            if not as_json:
                print(heard.text)
    if as_json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
    return status


def _copied(text: str) -> Problem | None:
    with output_not_inherited():
        return copied(clean(text))


def _settings(folders: Folders, provider: str | None) -> Settings:
    env = EnvFile(folders.env)
    settings, complaints = read_settings(env.read())
    for complaint in (*complaints, *env.complaints()):
        _failure(complaint)
    return settings.with_provider(provider) if provider else settings


def _failure(cause: Problem, *, about: str = "") -> int:
    told = str(message(cause))
    print(told if not about or cause.facts.get("path") == about else f"{about}: {told}", file=sys.stderr)
    return 1
