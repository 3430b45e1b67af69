"""Starting the tray program: one instance, its log, and a clear word where there is no screen."""

import logging
import os
import sys

from rapidwhisper import __version__
from rapidwhisper.core.problem import ProblemError
from rapidwhisper.ui.words import translate

ANSWER_S = 5.0
STARTING_S = 20.0
"""A start takes a second; right after logging in, when everything starts, much longer."""


def start() -> int:
    """Runs until it is quit. A second start tells the first to come forward, and is done.

    Raises ProblemError, or OSError (TimeoutError where the first does not answer).
    """
    from rapidwhisper.config.folders import current_folders
    from rapidwhisper.desktop.instance import Instance, NotRunning, ask

    folders = current_folders()
    instance = Instance.acquire(folders.runtime)
    if instance is None:
        try:
            ask(folders.runtime, {"command": "show"}, timeout_s=ANSWER_S, patience_s=STARTING_S)
        except NotRunning:
            return _refuse(busy())
        print(translate("CommandLine", "RapidWhisper is already running: look for its icon in the tray."))
        return 0
    if sys.platform == "linux" and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        instance.close()
        return _refuse(
            translate(
                "CommandLine",
                "RapidWhisper needs a desktop: neither DISPLAY nor WAYLAND_DISPLAY is set."
                " Start it in a terminal of your desktop.",
            )
        )
    from rapidwhisper.config.env_file import EnvFile
    from rapidwhisper.config.log import start_log
    from rapidwhisper.core.settings import DEFAULTS, read_settings

    try:
        settings, _ = read_settings(EnvFile(folders.env).read())
    except ProblemError:
        settings = DEFAULTS  # the program itself will tell, on the screen
    log_file = start_log(folders.log_file(settings.log_file), settings.log_level)
    logging.getLogger(__name__).info(
        "RapidWhisper %s, Python %s, %s", __version__, sys.version.split()[0], sys.platform
    )
    from rapidwhisper.app import run

    return run(folders, instance, log_file)


def busy() -> str:
    """Another process has the lock and does not listen."""
    return translate(
        "CommandLine",
        "RapidWhisper is just starting or ending, or “rapidwhisper retry” is at work. Try again in a moment.",
    )


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
