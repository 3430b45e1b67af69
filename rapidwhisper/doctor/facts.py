"""What a bug report has to know of the system: no keys, and no dictated text."""

import importlib.metadata
import os
import platform
import sys
from collections.abc import Mapping
from typing import Any

from rapidwhisper import __version__
from rapidwhisper.audio import pulse
from rapidwhisper.config.folders import Folders
from rapidwhisper.core.measured import USUAL_S
from rapidwhisper.core.problem import ProblemError
from rapidwhisper.core.settings import ABOUT, DEFAULTS, Settings, as_text
from rapidwhisper.providers.address import parse_address
from rapidwhisper.providers.local.speeds import Speeds

_SESSION = ("XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM", "LANG", "LC_ALL")
_LIBRARIES = ("PySide6-Essentials", "numpy", "openai", "pocketsphinx", "python-xlib", "sounddevice")
_TOLD_AS_SET = {"PROMPT", "INPUT_DEVICE", "LOG_FILE"}
"""They may hold names of people."""


def facts(folders: Folders, settings: Settings, about: Mapping[str, Any] | None) -> dict[str, str]:
    """`about`: what Qt knows of the desktop. Keys are stable, for programs."""
    known = {
        "rapidwhisper": __version__,
        "system": _system(),
        "python": platform.python_version(),
        **{name.lower(): os.environ[name] for name in _SESSION if name in os.environ},
        "sound_server": _sound_server(),
        "folder": str(folders.home),
    }
    if about is not None:
        known |= {"qt": about["qt"], "platform": about["platform"], "screens": "; ".join(about["screens"])}
    return known | _versions() | _speed(folders, settings) | settings_told(settings)


def _speed(folders: Folders, settings: Settings) -> dict[str, str]:
    """Of the model on this computer that is chosen, or would stand in."""
    measured = Speeds(folders.speeds).of(settings)
    if measured is None:
        return {}
    return {"local_speed": f"{measured.seconds_for(USUAL_S):.1f} s for {USUAL_S:g} s of speech"}


def settings_told(settings: Settings) -> dict[str, str]:
    """Those that are not at their defaults, as `.env` names them."""
    changed = {
        key: value
        for key in ABOUT
        if (value := getattr(settings, key.lower())) != getattr(DEFAULTS, key.lower())
    }
    return {key: _told(key, as_text(value)) for key, value in changed.items()}


def _told(key: str, value: str) -> str:
    if ABOUT[key].secret or key in _TOLD_AS_SET:
        return "set" if value else "not set"
    if key.endswith("_BASE_URL"):
        try:
            return parse_address(value, key).url  # without a query, which may hold a key
        except ProblemError:
            return "unusable"
    return value


def _system() -> str:
    try:
        name = platform.freedesktop_os_release()["PRETTY_NAME"]
    except (OSError, KeyError):
        name = platform.system()
    return f"{name}, {sys.platform} {platform.release()} {platform.machine()}"


def _sound_server() -> str:
    told = pulse.ask(("info",))()[0] or ""
    return next((line.partition(": ")[2] for line in told.splitlines() if line.startswith("Server Name")), "")


def _versions() -> dict[str, str]:
    versions = {}
    for name in _LIBRARIES:
        try:
            versions[name.lower()] = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            versions[name.lower()] = "not installed"
    return versions
