"""The clipboard: its tool, and whether the program that holds it answers."""

from collections.abc import Callable

import pyperclip

from rapidwhisper.audio.aside import within
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Code, found_ahead, problem
from rapidwhisper.core.words import phrase

NAME = "clipboard"

_ANSWER_S = 2.0

_WORKS = phrase("Check", "It can be read.")
_NOT_READ = phrase("Check", "It cannot be read.")
_SILENT_OWNER = phrase("Problem", "the program that holds it does not answer")


def held_text(read: Callable[[], str] = pyperclip.paste) -> str:
    """What is on the clipboard, empty for what is no text; raises PyperclipException or TimeoutError."""
    return within(_ANSWER_S, read)


def check_clipboard(*, needed: bool, read: Callable[[], str] = pyperclip.paste) -> Check:
    """`needed`: texts go by this tool; on X11 only the command line's do."""
    try:
        held_text(read)
    except TimeoutError:
        cause = found_ahead(problem(Code.CLIPBOARD_FAILED, detail=_SILENT_OWNER))
    except (pyperclip.PyperclipException, OSError):
        cause = problem(Code.CLIPBOARD_MISSING)
    else:
        return Check(NAME, Verdict.OK, _WORKS)
    return Check(NAME, Verdict.FAILED if needed else Verdict.WARNING, _NOT_READ, cause)
