"""Starting the tray program: one instance, its log, and a clear word where there is no screen.

The hotkey comes first, and what is pressed while the rest is loaded waits. A program that loses its X server
starts itself anew and waits for another one (docs/adr/0006).
"""

import gc
import importlib
import logging
import os
import sys
import time
from functools import partial

from rapidwhisper import __version__
from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.folders import Folders, current_folders
from rapidwhisper.config.log import Log, start_log
from rapidwhisper.core.ports import Emit, Hotkeys
from rapidwhisper.core.problem import ProblemError
from rapidwhisper.core.settings import DEFAULTS, Settings, read_settings
from rapidwhisper.desktop.display import answers, answers_within, x_display
from rapidwhisper.desktop.losses import VARIABLE, Losses
from rapidwhisper.desktop.memory import give_back_large_blocks
from rapidwhisper.desktop.restart import start_anew
from rapidwhisper.desktop.session import session
from rapidwhisper.desktop.waiting import begin_waiting, end_waiting
from rapidwhisper.early import EarlyEvents
from rapidwhisper.ui.words import translate

ANSWER_S = 5.0
STARTING_S = 20.0
"""A start takes a second; right after logging in, when everything starts, much longer."""

SWITCH_S = 0.0005
"""How long a busy thread keeps Python from the others. A text passes a handful of them on its way, and each
would wait up to 5 ms otherwise."""

DISPLAY_BACK_S = 60.0
"""A desktop that starts again has its display by then; after a logout nobody wants us to stay."""

log = logging.getLogger(__name__)


def start() -> int:
    """Runs until it is quit. A second start tells the first to come forward, and is done.

    Raises ProblemError, or OSError (TimeoutError where the first does not answer).
    """
    from rapidwhisper.desktop.instance import Instance, NotRunning, ask

    folders = current_folders()
    losses = Losses.read(os.environ.pop(VARIABLE, ""))
    display = x_display(os.environ, sys.platform)
    if losses.times and display is not None:
        waiting = begin_waiting(folders.runtime)
        back = answers_within(display, DISPLAY_BACK_S, wanted=waiting.exists)
        if not end_waiting(folders.runtime):
            return 0  # somebody has ended it
        if not back:
            return _left_alone(folders, display)
    instance = Instance.acquire(folders.runtime)
    if instance is None:
        try:
            ask(folders.runtime, {"command": "show"}, timeout_s=ANSWER_S, patience_s=STARTING_S)
        except NotRunning:
            return _refuse(busy())
        print(translate("CommandLine", "RapidWhisper is already running: look for its icon in the tray."))
        return 0
    missing = _missing_screen(display)
    if missing:
        instance.close()
        return _refuse(missing)
    settings = _settings(folders)
    log_file = _start_log(folders, settings)
    log.info("RapidWhisper %s, Python %s, %s", __version__, sys.version.split()[0], sys.platform)
    give_back_large_blocks()
    gc.disable()  # what is loaded now stays, and looking through it again and again takes a tenth of it all
    sys.setswitchinterval(SWITCH_S)
    early = EarlyEvents()
    hotkeys = _hotkeys(early.emit, settings, at_once=display is not None)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy makes a thread per core, and we no matrices
    from rapidwhisper.app import run

    return run(folders, instance, log_file, hotkeys, early, again=partial(_start_anew, losses))


def _missing_screen(display: str | None) -> str | None:
    """Qt would end the process without a word that anybody understands."""
    if display is not None:
        return (
            None
            if answers(display)
            else translate(
                "CommandLine",
                "RapidWhisper cannot reach the display {display}. Start it in a terminal of your desktop.",
            ).format(display=display)
        )
    if sys.platform != "linux" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return None
    return translate(
        "CommandLine",
        "RapidWhisper needs a desktop: neither DISPLAY nor WAYLAND_DISPLAY is set."
        " Start it in a terminal of your desktop.",
    )


def _left_alone(folders: Folders, display: str) -> int:
    _start_log(folders, _settings(folders))
    log.error("the display has not come back")
    return _refuse(
        translate(
            "CommandLine",
            "The display {display} was lost and has not come back within {seconds} seconds, so"
            " RapidWhisper has ended. Your speech is kept: start it again on your desktop.",
        ).format(display=display, seconds=f"{DISPLAY_BACK_S:g}")
    )


def _settings(folders: Folders) -> Settings:
    try:
        settings, _ = read_settings(EnvFile(folders.env).read())
    except ProblemError:
        return DEFAULTS  # the program itself will tell, on the screen
    return settings


def _start_log(folders: Folders, settings: Settings) -> Log:
    return start_log(folders.log_file(settings.log_file), settings.log_level)


def _hotkeys(emit: Emit, settings: Settings, *, at_once: bool) -> Hotkeys:
    """Taken at once on X11. Elsewhere each key of the desktop goes through a hook of ours, and would have to
    wait while the rest is loaded.
    """
    from rapidwhisper.hotkeys.choose import choose

    if not at_once:
        importlib.import_module("rapidwhisper.app")
    hotkeys = choose(emit, platform=sys.platform, session=session(os.environ))
    if at_once:
        hotkeys.bind(settings.hotkey)
        hotkeys.bind_paste_last(settings.paste_last_hotkey)
    return hotkeys


def _start_anew(losses: Losses) -> int:
    """Returns only where it has come to this too often."""
    losses = losses.one_more(time.monotonic())
    if not losses.too_many:
        log.warning("starting anew, and waiting for the display")
        start_anew({**os.environ, VARIABLE: str(losses)})
    log.error("the display was lost %d times in a minute: not starting anew", len(losses.times))
    return _refuse(
        translate(
            "CommandLine",
            "The display was lost again and again, so RapidWhisper has ended. Your speech is kept:"
            " start it again on your desktop.",
        )
    )


def busy() -> str:
    """Another process has the lock and does not listen."""
    return translate(
        "CommandLine",
        "RapidWhisper is just starting or ending, or “rapidwhisper retry” is at work. Try again in a moment.",
    )


def _refuse(text: str) -> int:
    print(text, file=sys.stderr)
    return 1
