"""What other programs have already downloaded from the hub, taken from the cache that they share.

Its files are named by their checksums: `models--owner--name/blobs/…`
(https://huggingface.co/docs/huggingface_hub/guides/manage-cache).
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from rapidwhisper.providers.local.models.files import ModelFile


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


def take(cache: Path, repository: str, file: ModelFile, to: Path) -> None:
    """Put the file there if the cache has it; whether it is whole, its checksum will tell."""
    found = cache / f"models--{repository.replace('/', '--')}" / "blobs" / file.checksum.partition(":")[2]
    try:
        if found.stat().st_size != file.size:
            return
    except OSError:
        return
    to.unlink(missing_ok=True)
    to.parent.mkdir(parents=True, exist_ok=True)
    try:
        os.link(found.resolve(), to)
    except OSError:  # on another disk, or one that has no links
        shutil.copyfile(found, to)
