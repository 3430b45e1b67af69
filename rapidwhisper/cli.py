"""The command line. `status` and the like must answer at once, so heavy parts are imported where needed.

A start without arguments needs no parser, and so no word in any language.
"""

import argparse
import json
import logging
import os
import sqlite3
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

from rapidwhisper import __version__
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.ui.words import said, translate, use_translator

OK = 0
FAILED = 1
NOT_RUNNING = 3

ANSWER_S = 5.0

DOCTOR_S = 1800.0
"""A slow provider may take minutes for its answer, and there may be several."""

SHOWN = 20
EVERYTHING = -1
"""So many rows of the history, unless told otherwise."""

RETRY_S = 6 * 3600.0
"""A retry takes as long as its transcription; two hours of speech may take hours here."""


def main(argv: Sequence[str] | None = None) -> int:
    _choose_language()
    words = sys.argv[1:] if argv is None else argv
    arguments = _parser().parse_args(words) if words else argparse.Namespace(run=_start)
    try:
        return int(arguments.run(arguments))
    except KeyboardInterrupt:
        return FAILED
    except (ProblemError, sqlite3.Error, OSError) as error:
        if logging.getLogger().hasHandlers():  # the program itself has ended, and this is why
            logging.getLogger(__name__).critical("Ended by an error", exc_info=True)
        _complain(_sentence(error))
        return FAILED


def _choose_language() -> None:
    """English needs nothing; any other language loads a little of Qt with its first word."""
    from rapidwhisper.config.env_file import EnvFile
    from rapidwhisper.config.folders import current_folders
    from rapidwhisper.core.settings import AUTO_LANGUAGE, read_settings
    from rapidwhisper.ui.language_choice import meant, preferred

    try:
        settings, _ = read_settings(EnvFile(current_folders().env).read())
        setting = settings.interface_language
    except ProblemError:
        setting = AUTO_LANGUAGE  # the command itself will tell
    code = meant(setting, preferred(os.environ))
    if code != "en":
        use_translator(partial(_first_translated, code))


def _first_translated(code: str, context: str, text: str, disambiguation: str, n: int, /) -> str:
    from rapidwhisper.ui.language import speak_on_command_line

    speak_on_command_line(code)
    return translate(context, text, disambiguation, n)


def _sentence(error: ProblemError | sqlite3.Error | OSError) -> str:
    from rapidwhisper.ui.messages import message

    match error:
        case ProblemError():
            return str(message(error.problem))
        case TimeoutError():
            return translate(
                "CommandLine",
                "RapidWhisper is running and does not answer. Wait a little, or end and start it.",
            )
        case sqlite3.Error():
            return str(message(problem(Code.HISTORY_UNREADABLE, detail=error)))
        case _:
            return translate("CommandLine", "The system refuses: {detail}").format(detail=error)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="rapidwhisper",
        description=translate("CommandLine", "Dictate into any program. Without a command: start it."),
    )
    parser.add_argument("--version", action="version", version=f"rapidwhisper {__version__}")
    parser.set_defaults(run=_start)
    commands = parser.add_subparsers(
        title=translate("CommandLine", "commands"), dest="command", metavar="COMMAND"
    )

    status = commands.add_parser("status", help=translate("CommandLine", "what the running program is doing"))
    status.add_argument("--json", action="store_true")
    status.set_defaults(run=_status)

    doctor = commands.add_parser(
        "doctor", help=translate("CommandLine", "check everything that a dictation needs")
    )
    doctor.add_argument(
        "--send",
        action="store_true",
        help=translate("CommandLine", "also send about a second of recorded speech to each provider"),
    )
    doctor.add_argument("--json", action="store_true")
    doctor.set_defaults(run=_doctor)

    wishes = {
        "toggle": translate("CommandLine", "start or finish a dictation, as the hotkey does"),
        "start": translate("CommandLine", "start a dictation"),
        "stop": translate("CommandLine", "finish the dictation"),
        "cancel": translate("CommandLine", "discard the dictation"),
        "paste-last": translate("CommandLine", "insert the text that is held, else the last one"),
        "settings": translate("CommandLine", "open the settings"),
        "quit": translate("CommandLine", "end the program"),
    }
    for name, text in wishes.items():
        commands.add_parser(name, help=text).set_defaults(run=_wish, command=name)

    history = commands.add_parser("history", help=translate("CommandLine", "what was said, newest first"))
    history.add_argument("--json", action="store_true")
    history.add_argument("--limit", type=_positive, metavar="N")
    history.add_argument(
        "--search",
        nargs="+",
        default=(),
        metavar="WORD",
        help=translate("CommandLine", "only texts with all these words or parts of words"),
    )
    history.add_argument(
        "--export",
        type=_export_file,
        metavar="FILE",
        help=translate("CommandLine", "what is found, into a .txt, .json or .srt file"),
    )
    history.add_argument(
        "--window", action="store_true", help=translate("CommandLine", "open it in the running program")
    )
    history.set_defaults(run=_history)

    stats = commands.add_parser(
        "stats", help=translate("CommandLine", "how long the stages of dictations took, by provider")
    )
    stats.add_argument("--json", action="store_true")
    stats.add_argument(
        "--days",
        type=_positive,
        metavar="N",
        help=translate("CommandLine", "only what was said in the last N days"),
    )
    stats.set_defaults(run=_stats)

    _add_models(commands.add_parser("models", help=translate("CommandLine", "models for this computer")))

    copy_last = commands.add_parser(
        "copy-last", help=translate("CommandLine", "put the last text on the clipboard")
    )
    copy_last.set_defaults(run=_copy_last)

    retry = commands.add_parser(
        "retry", help=translate("CommandLine", "transcribe a kept recording again, onto the clipboard")
    )
    retry.add_argument("id", type=_positive, nargs="?", metavar="ID")
    retry.add_argument("--provider", type=_provider, metavar="NAME")
    retry.set_defaults(run=_retry)

    transcribe = commands.add_parser(
        "transcribe", help=translate("CommandLine", "transcribe sound files of any length")
    )
    transcribe.add_argument("files", nargs="+", metavar="FILE")
    transcribe.add_argument("--provider", type=_provider, metavar="NAME")
    transcribe.add_argument(
        "--language",
        type=str.strip,
        metavar="CODE",
        help=translate("CommandLine", "the language that is spoken, such as en or ru"),
    )
    form = transcribe.add_mutually_exclusive_group()
    form.add_argument(
        "--format",
        choices=("text", "json", "srt", "vtt"),
        default="text",
        help=translate("CommandLine", "what is written: srt and vtt are subtitles"),
    )
    form.add_argument("--json", action="store_const", const="json", dest="format")
    transcribe.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help=translate("CommandLine", "where it is written; for several files a folder"),
    )
    transcribe.add_argument("--quiet", action="store_true", help=translate("CommandLine", "show no progress"))
    transcribe.set_defaults(run=_transcribe)
    return parser


def _add_models(models: argparse.ArgumentParser) -> None:
    models.add_argument("--json", action="store_true")
    models.set_defaults(run=_models)
    actions = models.add_subparsers(
        title=translate("CommandLine", "commands"), dest="action", metavar="COMMAND"
    )
    listed = actions.add_parser("list", help=translate("CommandLine", "which there are, and which are here"))
    listed.add_argument("--json", action="store_true", default=argparse.SUPPRESS)
    listed.set_defaults(run=_models)
    download = actions.add_parser(
        "download", help=translate("CommandLine", "bring one here, or go on with it; Ctrl+C pauses")
    )
    download.add_argument("name", metavar="NAME")
    download.set_defaults(run=_models_download)
    remove = actions.add_parser("remove", help=translate("CommandLine", "remove one, or a part of one"))
    remove.add_argument("name", metavar="NAME")
    remove.set_defaults(run=_models_remove)
    verify = actions.add_parser(
        "verify", help=translate("CommandLine", "compare the checksums of what is here")
    )
    verify.add_argument("name", nargs="?", metavar="NAME")
    verify.set_defaults(run=_models_verify)


def _positive(text: str) -> int:
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(translate("CommandLine", "it must be 1 or more"))
    return number


def _export_file(name: str) -> Path:
    from rapidwhisper.history.export import FORMATS

    path = Path(name)
    if path.suffix.lower() not in FORMATS:
        raise argparse.ArgumentTypeError(
            translate("CommandLine", "the file's name must end in {endings}").format(
                endings=", ".join(FORMATS)
            )
        )
    return path


def _provider(text: str) -> str:
    from rapidwhisper.core.settings import DEFAULTS

    try:
        return DEFAULTS.with_provider(text).ai_provider
    except ValueError as error:
        raise argparse.ArgumentTypeError(said(error.args[0])) from error


def _ask(request: dict[str, Any], timeout_s: float) -> dict[str, Any] | None:
    """The running program's answer; None where none is running, ProblemError where it failed at it."""
    from rapidwhisper.config.folders import current_runtime
    from rapidwhisper.desktop.instance import NotRunning, ask

    try:
        answer = ask(current_runtime(), request, timeout_s=timeout_s)
    except NotRunning:
        return None
    if "error" in answer:
        raise ProblemError(problem(Code.INTERNAL, detail=answer["error"]))
    return answer


def _not_running() -> int:
    _complain(translate("CommandLine", "RapidWhisper is not running. Start it with: rapidwhisper"))
    return NOT_RUNNING


def _refused(answer: dict[str, Any]) -> int:
    _complain(answer["message"])
    return FAILED


def _complain(text: str) -> None:
    print(text, file=sys.stderr)


def _start(_arguments: argparse.Namespace) -> int:
    from rapidwhisper.start import start

    return start()


def _status(arguments: argparse.Namespace) -> int:
    answer = _ask({"command": "status"}, ANSWER_S)
    if answer is None:
        return _not_running()
    if arguments.json:
        print(json.dumps(answer, ensure_ascii=False))
        return OK
    from rapidwhisper.ui.status import status_lines

    print("\n".join(status_lines(answer)))
    return OK


def _doctor(arguments: argparse.Namespace) -> int:
    answer = _ask({"command": "doctor", "send": arguments.send}, DOCTOR_S)
    if answer is None:
        from rapidwhisper.checkup import check_up

        answer = check_up(send=arguments.send)
    elif "checks" not in answer:  # it is of another version
        return _refused(answer)
    if arguments.json:
        print(json.dumps(answer, ensure_ascii=False, indent=2))
    else:
        from rapidwhisper.doctor.report import lines

        print("\n".join(lines(answer)))
    return OK if answer["ok"] else FAILED


def _wish(arguments: argparse.Namespace) -> int:
    return _tell(arguments.command)


def _tell(command: str) -> int:
    answer = _ask({"command": command}, ANSWER_S)
    if answer is None and command == "quit" and _waiting_ended():
        return OK
    if answer is None:
        return _not_running()
    return OK if answer["ok"] else _refused(answer)


def _waiting_ended() -> bool:
    """A program whose display is gone waits for it without a socket."""
    from rapidwhisper.config.folders import current_runtime
    from rapidwhisper.desktop.waiting import end_waiting

    return end_waiting(current_runtime())


def _history(arguments: argparse.Namespace) -> int:
    if arguments.window:
        return _tell("history")
    from rapidwhisper.offline import export_history, print_history

    words = " ".join(arguments.search)
    if arguments.export is not None:
        return export_history(arguments.export, words=words, limit=arguments.limit or EVERYTHING)
    return print_history(words=words, limit=arguments.limit or SHOWN, as_json=arguments.json)


def _stats(arguments: argparse.Namespace) -> int:
    from rapidwhisper.stats import print_stats

    return print_stats(days=arguments.days, as_json=arguments.json)


def _models(arguments: argparse.Namespace) -> int:
    from rapidwhisper.models import print_models

    return print_models(as_json=arguments.json)


def _models_download(arguments: argparse.Namespace) -> int:
    from rapidwhisper.models import download

    return download(arguments.name)


def _models_remove(arguments: argparse.Namespace) -> int:
    from rapidwhisper.models import remove

    return remove(arguments.name)


def _models_verify(arguments: argparse.Namespace) -> int:
    from rapidwhisper.models import verify

    return verify(arguments.name)


def _copy_last(_arguments: argparse.Namespace) -> int:
    answer = _ask({"command": "copy-last"}, ANSWER_S)
    if answer is None:
        from rapidwhisper.offline import copy_last

        return copy_last()
    return OK if answer["ok"] else _refused(answer)


def _retry(arguments: argparse.Namespace) -> int:
    from rapidwhisper.offline import print_text, retry

    request = {"command": "retry", "id": arguments.id, "provider": arguments.provider}
    answer = _ask(request, RETRY_S)
    if answer is None:
        return retry(arguments.id, arguments.provider)
    if not answer["ok"]:
        return _refused(answer)
    if "message" in answer:
        _complain(answer["message"])
    return print_text(answer["id"])


def _transcribe(arguments: argparse.Namespace) -> int:
    from rapidwhisper.transcribe import Wish, transcribe_files

    return transcribe_files(
        Wish(
            files=tuple(arguments.files),
            form=arguments.format,
            output=arguments.output,
            provider=arguments.provider,
            language=arguments.language,
            quiet=arguments.quiet,
        )
    )
