"""Where the output goes, for commands whose reader leaves, or that start a program which outlives them.

A clipboard's owner on X11 must.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

STANDARD = (1, 2)
"""Output and errors."""


@contextmanager
def output_not_inherited() -> Iterator[None]:
    """Who reads our output, as `$(rapidwhisper retry)` does, would wait for the end of that program too."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    saved = [os.dup(number) for number in STANDARD]  # not inheritable
    nowhere = os.open(os.devnull, os.O_WRONLY)
    try:
        for number in STANDARD:
            os.dup2(nowhere, number)
        yield
    finally:
        for number, original in zip(STANDARD, saved, strict=True):
            os.dup2(original, number)
            os.close(original)
        os.close(nowhere)


def silence_output() -> None:
    """Nobody reads any more: what is left goes nowhere, or Python's end would complain of it."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def printed(text: str, *, end: str = "\n") -> bool:
    """False if whoever read has gone, as `| head` does."""
    try:
        print(text, end=end, flush=True)
    except BrokenPipeError:
        silence_output()
        return False
    except OSError:  # a full disk: what Python still holds of the text fails once more when it ends
        silence_output()
        raise
    return True
