"""Settings and folders: what is wrong with the file, whether ours can be written to, and who reads them."""

import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path

from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.folders import Folders
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import read_settings
from rapidwhisper.core.words import phrase

SETTINGS = "settings"
FOLDERS = "folders"

SPARE_MB = 300
"""Two hours of speech, and its history."""
LEAST_MB = 20
_MB = 1_000_000

_UNDERSTOOD = phrase("Check", "Every line of {path} is understood.")
_UNREADABLE = phrase("Check", "{path} cannot be read.")
_MISTAKES = phrase("Check", "There are mistakes in {path}.")
_FINE = phrase("Check", "Ours alone and writable; free on the disk: {free} MB.")
_NOT_FINE = phrase("Check", "Free on the disk: {free} MB.")


def check_settings(env: EnvFile) -> Iterator[Check]:
    try:
        _, mistakes = read_settings(env.read())
        complaints = (*mistakes, *env.complaints())
    except ProblemError as error:
        yield Check(SETTINGS, Verdict.FAILED, _UNREADABLE.filled(path=env.path), error.problem)
        return
    for complaint in complaints:
        yield Check(SETTINGS, Verdict.WARNING, _MISTAKES.filled(path=env.path), complaint)
    if not complaints:
        yield Check(SETTINGS, Verdict.OK, _UNDERSTOOD.filled(path=env.path))


def check_folders(folders: Folders) -> Iterator[Check]:
    free_mb = shutil.disk_usage(_existing(folders.data)).free // _MB
    places = dict.fromkeys([folders.home, folders.data, folders.audio, folders.log])
    unwritable = [cause for place in places if (cause := unwritable_problem(place)) is not None]
    problems = [(Verdict.FAILED, cause) for cause in unwritable]
    private = [folders.env, folders.data, folders.audio, folders.history]
    problems += [(Verdict.WARNING, cause) for path in private if (cause := open_problem(path)) is not None]
    problems += space_problem(folders.data, free_mb)
    for verdict, cause in problems:
        yield Check(FOLDERS, verdict, _NOT_FINE.filled(free=free_mb), cause)
    if not problems:
        yield Check(FOLDERS, Verdict.OK, _FINE.filled(free=free_mb))


def unwritable_problem(folder: Path) -> Problem | None:
    """Tried out, because permissions do not tell of a disk that is mounted read-only."""
    try:
        if not folder.is_dir() and folder.exists():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        with tempfile.TemporaryFile(dir=_existing(folder)):
            return None
    except OSError as error:
        return problem(Code.FOLDER_UNWRITABLE, path=folder, detail=error.strerror or error)


def open_problem(path: Path) -> Problem | None:
    """Others can read it. Windows has no such modes."""
    try:
        found = path.stat()
    except OSError:
        return None
    mode = stat.S_IMODE(found.st_mode)
    if os.name == "nt" or not mode & 0o077:
        return None
    wanted = "700" if stat.S_ISDIR(found.st_mode) else "600"
    return problem(Code.OPEN_TO_OTHERS, path=path, mode=f"{mode:o}", wanted=wanted)


def space_problem(folder: Path, free_mb: int) -> list[tuple[Verdict, Problem]]:
    if free_mb >= SPARE_MB:
        return []
    verdict = Verdict.FAILED if free_mb < LEAST_MB else Verdict.WARNING
    return [(verdict, problem(Code.DISK_NEARLY_FULL, path=folder, free=free_mb))]


def _existing(path: Path) -> Path:
    """The folder, or the nearest one above it: what is not there yet will be made in it."""
    while not path.is_dir() and path != path.parent:
        path = path.parent
    return path
