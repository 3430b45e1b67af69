"""Where models lie on the disk.

A download is put together in another folder, which gets the model's name after everything in it was checked.
"""

from pathlib import Path

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.local.models.catalogue import CATALOGUE
from rapidwhisper.providers.local.models.disk import disk_problems
from rapidwhisper.providers.local.models.folder import is_whole

_NO_HOME = phrase("Reason", "there is no such home folder")
_RELATIVE = phrase("Reason", "it must be named in full, or from ~ on")


def models_folder(settings: Settings) -> Path:
    """Shared by all copies of the program, wherever their settings stand; raises ProblemError.

    A relative one would be another folder for each place from which the program is started.
    """
    named = settings.local_models_folder
    if not named:
        from platformdirs import user_cache_path

        return user_cache_path("rapidwhisper", appauthor=False) / "models"
    try:
        folder = Path(named).expanduser()
    except RuntimeError:
        raise ProblemError(problem(Code.MODELS_UNUSABLE, path=named, detail=_NO_HOME)) from None
    if not folder.is_absolute():
        raise ProblemError(problem(Code.MODELS_UNUSABLE, path=named, detail=_RELATIVE))
    return folder


def model_folder(settings: Settings, name: str) -> Path:
    """Raises ProblemError."""
    return models_folder(settings) / name


def is_here(settings: Settings, name: str) -> bool:
    """Raises ProblemError where the disk does not tell."""
    folder = models_folder(settings)
    with disk_problems(folder):
        return is_whole(folder / name, CATALOGUE[name].repository)
