"""The engine's own process: reads samples from standard input, writes words to standard output.

It ends with its standard input, that is with the program that started it, however that ended.
"""

import os
import signal
import sys
from contextlib import suppress
from typing import BinaryIO

from rapidwhisper.providers.local.engines import BuiltWithoutGpuError, Decode, NoGpuError, load
from rapidwhisper.providers.local.frames import Kind, read_frame, read_request, write_frame
from rapidwhisper.providers.local.no_network import refuse_network
from rapidwhisper.providers.local.spec import from_json

NICENESS = 5
"""Whoever dictates while something else keeps the processor busy wants to go on seeing the cursor move."""


def serve(decode: Decode, source: BinaryIO, sink: BinaryIO) -> None:
    """Answer every request until the source ends."""
    with suppress(EOFError, BrokenPipeError):
        while True:
            _, payload = read_frame(source)
            try:
                answer = Kind.TEXT, decode(*read_request(payload))
            except Exception as error:  # noqa: BLE001 - whatever it is, the other side must hear of it
                answer = Kind.FAILED, described(error)
            write_frame(sink, answer[0], answer[1].encode())


def described(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def main() -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in a terminal is meant for the program
    refuse_network()
    if hasattr(os, "nice"):  # on Windows it is started with less priority
        os.nice(NICENESS)
    with os.fdopen(os.dup(1), "wb") as sink:
        os.dup2(2, 1)  # native code that prints must not garble the answers
        try:
            decode = load(from_json(sys.argv[1]))
        except BuiltWithoutGpuError as error:
            write_frame(sink, Kind.WITHOUT_GPU, str(error).encode())
        except NoGpuError as error:
            write_frame(sink, Kind.NO_GPU, str(error).encode())
        except Exception as error:  # noqa: BLE001 - whatever it is, the other side must hear of it
            write_frame(sink, Kind.FAILED, described(error).encode())
        else:
            write_frame(sink, Kind.READY, b"")
            serve(decode, sys.stdin.buffer, sink)


if __name__ == "__main__":
    main()
