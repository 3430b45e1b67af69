"""What lies in the folder of a model, or of a part of one."""

import json
import os
import shutil
from pathlib import Path

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.providers.local.models.disk import size_of, sync_folder
from rapidwhisper.providers.local.models.files import ModelFile, ModelFiles, from_json

MANIFEST = "manifest.json"
"""What belongs into the folder; it is the first that is written there."""


def read_manifest(folder: Path) -> ModelFiles | None:
    """None: there is none, or what is called so is none; OSError where the disk does not tell."""
    try:
        return from_json(json.loads((folder / MANIFEST).read_bytes()))
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except (KeyError, TypeError, ValueError, OverflowError, RecursionError):
        return None


def manifest_of(folder: Path, repository: str) -> ModelFiles | None:
    """None: what lies there, if anything, is not the model of that repository."""
    files = read_manifest(folder)
    return files if files is not None and files.repository == repository else None


def is_whole(folder: Path, repository: str) -> bool:
    """As far as the sizes of the files tell, so that it can be asked often."""
    files = manifest_of(folder, repository)
    return files is not None and bool(files.files) and not damaged(folder, files)


def damaged(folder: Path, files: ModelFiles) -> list[ModelFile]:
    """Those that are missing or have another size."""
    return [file for file in files.files if size_of(folder / file.path) != file.size]


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


def freed(folder: Path) -> int:
    """Bytes that its removal gives back: files to which the shared cache has a link stay there."""
    found = (file.stat() for file in folder.rglob("*") if file.is_file())
    return sum(each.st_size for each in found if each.st_nlink == 1)


def check_ours(folder: Path, repository: str) -> None:
    """Raises ProblemError for anything but a folder of that model, or one with nothing in it."""
    if not folder.exists() and not folder.is_symlink():
        return
    own = not folder.is_symlink() and folder.is_dir()
    if not own or not (manifest_of(folder, repository) or _empty(folder)):
        raise ProblemError(problem(Code.MODEL_NOT_OURS, path=folder))


def reopen(whole: Path, part: Path, repository: str) -> None:
    """Of a model that is damaged, what is good becomes the part from which a download goes on.

    Raises ProblemError for a folder that is not of that model.
    """
    check_ours(whole, repository)
    files = manifest_of(whole, repository)
    if files is not None:
        check_ours(part, repository)
        if part.exists():
            shutil.rmtree(part)
        whole.rename(part)
        for file in damaged(part, files):  # a link into the shared cache must not be written to
            (part / file.path).unlink(missing_ok=True)
    elif whole.exists():
        whole.rmdir()


def _empty(folder: Path) -> bool:
    return next(folder.iterdir(), None) is None
