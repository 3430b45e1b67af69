"""What the program and its engine say to each other: a letter, a length, and so many bytes."""

import struct
from enum import Enum
from typing import BinaryIO

_HEADER = struct.Struct("<cI")


class Kind(Enum):
    DECODE = b"D"  # to the engine: 16 bit samples, little endian, 16 kHz
    TEXT = b"T"  # from the engine: UTF-8
    FAILED = b"F"  # from the engine: what went wrong, UTF-8


def write_frame(stream: BinaryIO, kind: Kind, payload: bytes) -> None:
    stream.write(_HEADER.pack(kind.value, len(payload)))
    stream.write(payload)
    stream.flush()


def read_frame(stream: BinaryIO) -> tuple[Kind, bytes]:
    """Raises EOFError when the other side is gone, ValueError when it talks nonsense."""
    kind, length = _HEADER.unpack(_exactly(stream, _HEADER.size))
    return Kind(kind), _exactly(stream, length)


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data
