"""Checksums as the hub tells them: SHA-256 of large files, Git's own of small ones.

`sha256:…` or `git:…`; the latter is SHA-1 over a header with the size and the file
(https://git-scm.com/book/en/v2/Git-Internals-Git-Objects).
"""

import hashlib
from pathlib import Path

from rapidwhisper.providers.abort import Abort, AbortedError

SHA256 = "sha256:"
GIT = "git:"

_CHUNK = 1 << 20


def matches(path: Path, checksum: str, abort: Abort | None = None) -> bool:
    return checksum_of(path, checksum.partition(":")[0] + ":", abort) == checksum


def checksum_of(path: Path, kind: str, abort: Abort | None = None) -> str:
    with path.open("rb", buffering=0) as file:
        if kind == SHA256:
            digest = hashlib.sha256()
        else:
            digest = hashlib.sha1(b"blob %d\0" % path.stat().st_size, usedforsecurity=False)
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
            if abort is not None and abort.asked:
                raise AbortedError
    return kind + digest.hexdigest()
