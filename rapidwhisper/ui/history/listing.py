"""A dictation as a line on the terminal."""

from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.problem import Problem
from rapidwhisper.ui.history.fates import fate_of
from rapidwhisper.ui.length import length
from rapidwhisper.ui.messages import message

LENGTH_WIDTH = 11


def listed(
    dictation: DictationId, started_at: str, seconds: float, text: str | None, told: Problem | Outcome
) -> str:
    """`told`: why there is no text, or what became of it."""
    when = started_at[:16].replace("T", " ")
    why = message(told).what if isinstance(told, Problem) else fate_of(told)
    return f"{dictation:>5}  {when}  {length(seconds):>{LENGTH_WIDTH}}  {text or f'({why})'}"


def in_one_line(line: str, columns: int) -> str:
    """As much as a terminal shows; elsewhere, as in a pipe, a text stays whole."""
    line = line.replace("\n", " ")
    return line if len(line) <= columns else line[: columns - 1].rstrip() + "…"
