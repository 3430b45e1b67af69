"""The engine's own process: reads samples from standard input, writes words to standard output.

It ends with its standard input, that is with the program that started it, however that ended.
"""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import BinaryIO

from rapidwhisper.providers.local.frames import Kind, read_frame, write_frame


def serve(decode: Callable[[bytes], str], source: BinaryIO, sink: BinaryIO) -> None:
    """Answer every request until the source ends."""
    with suppress(EOFError, BrokenPipeError):
        while True:
            _, pcm = read_frame(source)
            try:
                answer = Kind.TEXT, decode(pcm)
            except Exception as error:  # noqa: BLE001 - whatever it is, the other side must hear of it
                answer = Kind.FAILED, f"{type(error).__name__}: {error}"
            write_frame(sink, answer[0], answer[1].encode())


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is meant for the program
    with os.fdopen(os.dup(1), "wb") as sink:
        os.dup2(2, 1)  # native code that prints must not garble the answers
        from rapidwhisper.providers.local.pocketsphinx_engine import PocketSphinx

        serve(PocketSphinx().decode, sys.stdin.buffer, sink)


if __name__ == "__main__":
    main()
