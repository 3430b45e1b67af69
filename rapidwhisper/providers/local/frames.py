"""What the program and its engine say to each other: a letter, a length, and so many bytes.

The engine begins, with READY once its model is loaded. From then on each DECODE is answered.
"""

import struct
from enum import Enum
from typing import BinaryIO

_HEADER = struct.Struct("<cI")
_LANGUAGE = struct.Struct("8s")


class Kind(Enum):
    DECODE = b"D"  # to the engine: a request
    READY = b"R"  # from the engine: the model is loaded
    NO_GPU = b"G"  # from the engine, instead of READY: why it cannot compute where it was told to, UTF-8
    WITHOUT_GPU = b"P"  # likewise, because it is built for processors alone
    TEXT = b"T"  # from the engine: UTF-8
    FAILED = b"F"  # from the engine, also instead of READY: what went wrong, UTF-8


def request(pcm: bytes, language: str) -> bytes:
    """`pcm`: 16 bit samples, little endian, 16 kHz; `language`: ISO 639-1, empty: to be detected."""
    return _LANGUAGE.pack(language.encode()) + pcm


def read_request(payload: bytes) -> tuple[bytes, str]:
    (language,) = _LANGUAGE.unpack_from(payload)
    return payload[_LANGUAGE.size :], language.rstrip(b"\0").decode()


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
