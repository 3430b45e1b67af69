"""What other programs have already downloaded from the hub, taken from the cache that they share.

Its files are named by their checksums: `models--owner--name/blobs/…`
(https://huggingface.co/docs/huggingface_hub/guides/manage-cache).
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path

from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.local.models.files import ModelFile
from rapidwhisper.providers.local.models.part import Part

BLOCK_BYTES = 1 << 20


def shared_cache(environ: Mapping[str, str]) -> Path | None:
    """Where the hub's own client keeps it (HF_HUB_CACHE in huggingface_hub/constants.py); None: nowhere."""
    try:
        return _named(environ)
    except RuntimeError:  # it is below a home folder that there is not
        return None


def _named(environ: Mapping[str, str]) -> Path:
    if cache := environ.get("HF_HUB_CACHE"):
        return Path(cache).expanduser()
    if home := environ.get("HF_HOME"):
        return Path(home).expanduser() / "hub"
    return Path(environ.get("XDG_CACHE_HOME") or "~/.cache").expanduser() / "huggingface" / "hub"


def find(cache: Path, repository: str, file: ModelFile) -> Path | None:
    """None: the cache does not have it. Whether what it has is whole, its checksum will tell."""
    found = cache / f"models--{repository.replace('/', '--')}" / "blobs" / file.checksum.partition(":")[2]
    try:
        return found.resolve() if found.stat().st_size == file.size else None
    except OSError:
        return None


def link(found: Path, to: Path) -> bool:
    """False: it lies on another disk, or on one that has no links."""
    to.unlink(missing_ok=True)
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(found, to)
    except OSError:
        return False
    return True


def copy(found: Path, to: Path, abort: Abort, grown: Callable[[], None]) -> None:
    """As much of it as can be read; raises AbortedError."""
    with closing(Part(to)) as part:
        for block in _blocks(found):
            part.append(block)
            grown()
            if abort.asked:
                raise AbortedError


def _blocks(path: Path) -> Iterator[bytes]:
    with suppress(OSError), path.open("rb", buffering=0) as file:
        while block := file.read(BLOCK_BYTES):
            yield block
