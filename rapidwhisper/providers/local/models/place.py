"""Where models lie on the disk.

A model is here when its folder is: a download is put together in another one, which gets this name after
everything in it was checked.
"""

from pathlib import Path

from rapidwhisper.core.settings import Settings


def models_folder(settings: Settings) -> Path:
    """Shared by all copies of the program, wherever their settings stand."""
    if settings.local_models_folder:
        return Path(settings.local_models_folder).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("rapidwhisper", appauthor=False) / "models"


def model_folder(settings: Settings, name: str) -> Path:
    return models_folder(settings) / name


def is_here(settings: Settings, name: str) -> bool:
    return model_folder(settings, name).is_dir()
