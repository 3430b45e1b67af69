"""Commands that work without the running program: history, retry, transcribe."""

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rapidwhisper.audio.file import read_clip
from rapidwhisper.audio.journal import Journal
from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.folders import Folders, current_folders
from rapidwhisper.control import unsent
from rapidwhisper.core.audio import Clip
from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings, read_settings
from rapidwhisper.history.reader import reading
from rapidwhisper.history.row import Row, Source
from rapidwhisper.history.store import Store
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.registry import describe
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.ui.messages import message


def print_history(*, limit: int, as_json: bool) -> int:
    try:
        with reading(current_folders().history) as reader:
            rows = reader.rows(limit)
    except ProblemError as error:
        return _failure(error.problem)
    if as_json:
        print(json.dumps([row.as_json() for row in rows], ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        print(_line(row))
    return 0


def _line(row: Row) -> str:
    said = row.text or f"({message(row.problem).what if row.problem else row.outcome})"
    return f"{row.id:>5}  {row.started_at[:16].replace('T', ' ')}  {row.seconds:6.1f} s  {said}"


def retry(wanted: DictationId | None, provider: str | None) -> dict[str, Any]:
    """The same answer as from the running program."""
    folders = current_folders()
    journal = Journal(folders.audio)
    try:
        settings = _settings(folders, provider)
        with Store(folders.history) as store:
            store.recover(journal.recordings())
            dictation = unsent(folders.history, journal, wanted)
            text = _retried(store, journal, dictation, settings)
        journal.discard(dictation)
        _copy(text)
    except ProblemError as error:
        return {"ok": False, "code": error.problem.code.value, "message": str(message(error.problem))}
    except ValueError as error:
        return {"ok": False, "message": str(error)}
    return {"ok": True, "id": dictation}


def print_text(dictation: DictationId) -> int:
    with reading(current_folders().history) as reader:
        row = reader.row(dictation)
    print(row.text if row is not None else "")
    return 0


def _retried(store: Store, journal: Journal, dictation: DictationId, settings: Settings) -> str:
    info = describe(settings)
    source = Source(info.name, info.model, settings.language)
    try:
        text = _text(journal.clip(dictation), settings)
    except ProblemError as error:
        store.update(UpdateRow(dictation, outcome=Outcome.FAILED, problem=error.problem), source)
        raise
    store.update(UpdateRow(dictation, outcome=Outcome.HELD, text=text), source)
    return text


def _copy(text: str) -> None:
    """The text is safe already; where there is no clipboard it is only printed."""
    import pyperclip

    try:
        pyperclip.copy(text)
    except pyperclip.PyperclipException as error:
        _failure(problem(Code.CLIPBOARD_FAILED, detail=str(error).strip().splitlines()[0]))


def transcribe_files(files: Sequence[str], *, provider: str | None, as_json: bool) -> int:
    """Each file's text on standard output; one that fails is named on standard error."""
    try:
        settings = _settings(current_folders(), provider)
    except (ProblemError, ValueError) as error:
        return _failure(error.problem if isinstance(error, ProblemError) else str(error))
    status = 0
    results: list[dict[str, Any]] = []
    for name in files:
        try:
            clip = read_clip(Path(name))
            results.append({"file": name, "seconds": round(clip.seconds, 3), "text": _text(clip, settings)})
        except ProblemError as error:
            results.append({"file": name, "error": error.problem.code.value})
            status = _failure(error.problem, about=name)
            continue
        if not as_json:
            print(results[-1]["text"])
    if as_json:
        print(json.dumps(results, ensure_ascii=False, indent=2))
    return status


def _text(clip: Clip, settings: Settings) -> str:
    speech = SpeechToText()
    try:
        return speech.text(clip, settings, Abort())
    finally:
        speech.close()


def _settings(folders: Folders, provider: str | None) -> Settings:
    settings, complaints = read_settings(EnvFile(folders.env).read())
    for complaint in complaints:
        _failure(complaint)
    return settings.with_provider(provider) if provider else settings


def _failure(cause: Problem | str, *, about: str = "") -> int:
    text = cause if isinstance(cause, str) else str(message(cause))
    print(": ".join(filter(None, (about, text))), file=sys.stderr)
    return 1
