"""The bytes of a text file that some editor saved, as text, and back.

UTF-8 with or without its mark, UTF-16 by its mark (PowerShell's `>` writes that), otherwise the 8-bit pages:
Windows-1251 first, because most of our users who have an old editor write Cyrillic, and Latin-1, which takes
any byte. Keys, addresses and names of settings are ASCII and the same in all of them.
"""

import codecs

UTF8 = "utf-8"


def decode(data: bytes) -> tuple[str, str]:
    """The text and the name of its encoding; never fails."""
    if data.startswith(codecs.BOM_UTF8):
        return data.decode("utf-8-sig", "replace"), "utf-8-sig"
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, "replace"), encoding
    for encoding in (UTF8, "cp1251"):
        try:
            return data.decode(encoding), encoding
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1"), "latin-1"


def encode(text: str, encoding: str) -> bytes:
    """The text in the encoding its file had; in UTF-8 where that page lacks a letter."""
    marks = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}
    try:
        return marks.get(encoding, b"") + text.encode(encoding)
    except UnicodeEncodeError:
        return text.encode(UTF8)
