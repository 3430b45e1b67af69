"""What lies in the folder of a model, or of a part of one."""

import json
import os
from pathlib import Path

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.providers.local.models.disk import size_of, sync_folder
from rapidwhisper.providers.local.models.files import ModelFiles, from_json

MANIFEST = "manifest.json"
"""What belongs into the folder; it is the first that is written there."""


def read_manifest(folder: Path) -> ModelFiles | None:
    """None: there is none that can be read."""
    try:
        return from_json(json.loads((folder / MANIFEST).read_bytes()))
    except (OSError, KeyError, TypeError, ValueError, OverflowError, RecursionError):
        return None


def write_manifest(folder: Path, files: ModelFiles) -> None:
    """Whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f"{MANIFEST}.new"
    with draft.open("w", encoding="utf-8") as file:
        json.dump(files.as_json(), file, indent=2)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / MANIFEST)
    sync_folder(folder)


def present(folder: Path, files: ModelFiles) -> int:
    """So many bytes of them are here."""
    return sum(min(size_of(folder / file.path), file.size) for file in files.files)


def disk_use(folder: Path) -> int:
    return sum(size_of(file) for file in folder.rglob("*") if file.is_file())


def check_ours(folder: Path) -> None:
    """Raises ProblemError for anything but a folder with a manifest, or with nothing in it."""
    if not folder.exists() and not folder.is_symlink():
        return
    if folder.is_symlink() or not folder.is_dir() or not ((folder / MANIFEST).is_file() or _empty(folder)):
        raise ProblemError(problem(Code.MODEL_NOT_OURS, path=folder))


def _empty(folder: Path) -> bool:
    return next(folder.iterdir(), None) is None
