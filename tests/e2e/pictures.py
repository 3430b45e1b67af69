"""The pictures of the documentation, from the program on a virtual desktop: `make pictures`."""

import subprocess
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np

from rapidwhisper.audio.journal import Journal
from rapidwhisper.core.audio import RATE
from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import Outcome
from rapidwhisper.core.laps import TOTAL, Lap
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.history.row import Source
from rapidwhisper.history.store import Store
from tests.rig.app import App, watched_app
from tests.rig.desktop import Desktop, virtual_desktop
from tests.rig.process import wait_until
from tests.rig.screen import screenshot
from tests.rig.speech import speech
from tests.rig.speech_server import SpeechServer, hang, text
from tests.rig.targets import qt_editor
from tests.rig.tray_icon import tray_icon

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
SPOKEN = {"en": "The words stand where the cursor is.", "ru": "Слова появляются там, где стоит курсор."}
SAID = {
    "en": (
        "Dear Anna, thank you for the plan. I have read it twice, and the second half is just what we need.",
        "Milk, bread, two lemons, and something for the cat.",
        "The meeting is moved to Thursday at ten.",
    ),
    "ru": (
        "Анна, спасибо за план. Я прочитал его дважды, и вторая половина — именно то, что нам нужно.",
        "Молоко, хлеб, два лимона и что-нибудь для кошки.",
        "Встреча переносится на четверг, в десять.",
    ),
}
TIMINGS_MS = {
    Lap.FIRST_SAMPLE: 118,
    Lap.LAST_SAMPLE: 34,
    Lap.PREPARE: 3,
    Lap.ENCODE: 2,
    Lap.CONNECT: 0,
    Lap.SEND: 61,
    Lap.ANSWER: 287,
    Lap.TEXT: 1,
    Lap.WAIT: 4,
    Lap.PASTE: 7,
    Lap.RECEIPT: 32,
    TOTAL: 431,
}
FIELD = "#6b7f92"
FRAME = 12
PAGES = {
    "provider": "label/AI_PROVIDER",
    "microphone": "label/INPUT_DEVICE",
    "hotkey": "label/HOTKEY",
    "text": "label/LANGUAGE",
    "insertion": "label/PASTE_METHOD",
    "history": "label/HISTORY",
    "general": "label/THEME",
    "about": "about",
}
"""What is seen of each when it is open."""


class Camera:
    """Takes pictures of one window, with a little of the desktop around it."""

    def __init__(self, app: App, folder: Path) -> None:
        self._app = app
        self._folder = folder

    def take(self, name: str, *shown: str, above: int = 26) -> None:
        """So much that all of these are in the picture."""
        boxes = [self._app.eyes.wait_for(each).box for each in shown]
        left = max(0, min(x for x, _, _, _ in boxes) - FRAME)
        top = max(0, min(y for _, y, _, _ in boxes) - above - FRAME)
        right = max(x + width for x, _, width, _ in boxes) + FRAME
        bottom = max(y + height for _, y, _, height in boxes) + FRAME
        size = f"{right - left}x{bottom - top}+{left}+{top}"
        png = screenshot(self._app.desktop.display, self._folder / f"{name}.png")
        subprocess.run(["mogrify", "-crop", size, "+repage", "-strip", str(png)], check=True)


def windows(desktop: Desktop, folder: Path, language: str, theme: str, home: Path) -> None:
    """Welcome, every page of the settings and the tray's menu."""
    with watched_app(desktop, home, INTERFACE_LANGUAGE=language, THEME=theme) as app:
        camera = Camera(app, folder)
        camera.take(f"welcome-{theme}", "welcome")
        app.eyes.click("way/custom")
        app.eyes.wait_for("CUSTOM_BASE_URL")
        camera.take(f"welcome-own-server-{theme}", "welcome")
        app.eyes.click("way/local")
        app.eyes.wait_for("model/basic-en")
        camera.take(f"welcome-local-{theme}", "welcome")
        app.eyes.click("model/basic-en")
        app.eyes.click("use")
        app.eyes.wait_for("words")
        camera.take(f"welcome-try-{theme}", "welcome")
        app.eyes.click("done")
        app.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL="http://localhost:8000/v1/")
        app.tell("settings")
        wait_until(
            lambda: _told(app, "about_keyring/CUSTOM_API_KEY"), "it is known whether there is a keyring"
        )
        for number, (page, seen) in enumerate(PAGES.items()):
            app.eyes.click(f"pages/{number}")
            app.eyes.wait_for(seen)
            camera.take(f"settings-{page}-{theme}", "settings")
        app.eyes.click("cancel")
        app.eyes.wait_until_gone("settings")
        app.eyes.click_at(tray_icon(desktop), button=3)
        app.eyes.wait_for("tray_menu")
        camera.take(f"tray-{theme}", "tray_menu", above=0)
        app.press("Escape")


def _told(app: App, label: str) -> str:
    seen = app.eyes.see(label)
    return seen.text.strip() if seen else ""


def dictation(desktop: Desktop, folder: Path, language: str, theme: str, home: Path) -> None:
    """The overlay in its states, and an animation of a whole dictation."""
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(SpeechServer())
        server.answers(text(SPOKEN[language], delay_s=1.0))
        settings = {"AI_PROVIDER": "custom", "CUSTOM_BASE_URL": server.url}
        app = stack.enter_context(
            watched_app(desktop, home, **settings, INTERFACE_LANGUAGE=language, THEME=theme)
        )
        stack.enter_context(qt_editor(desktop.display, scratch))
        camera = Camera(app, folder)
        frames: list[Path] = []

        def frame() -> None:
            frames.append(screenshot(desktop.display, scratch / f"{len(frames):02}.png"))

        frame()
        app.press()
        app.eyes.wait_for("overlay_detail")
        with desktop.microphone.playing(speech("the words stand where the cursor is", scratch)) as player:
            while player.poll() is None:
                frame()
                camera.take(f"overlay-recording-{theme}", "overlay", above=0)
        app.press()
        frame()
        camera.take(f"overlay-transcribing-{theme}", "overlay", above=0)
        app.eyes.wait_for("overlay_detail", SPOKEN[language][:5])
        frame()
        camera.take(f"overlay-done-{theme}", "overlay", above=0)
        app.eyes.wait_until_gone("overlay_title")
        frame()
        if theme == "light":
            command = ["convert", "-delay", "60", "-loop", "0", *map(str, frames), "-resize", "50%"]
            subprocess.run(
                [*command, "-layers", "Optimize", str(folder / "dictation.gif")], check=True, timeout=120
            )
        app.change_settings(CUSTOM_BASE_URL="http://localhost:9/v1", CUSTOM_MODEL="any")
        app.dictate(speech("hello", scratch))
        app.eyes.wait_for("overlay_detail", "")
        app.wait_for("error", "idle")
        app.finished()
        camera.take(f"overlay-error-{theme}", "overlay", above=0)


def history(desktop: Desktop, folder: Path, language: str, theme: str, home: Path) -> None:
    """One that went well, one that waits, one that failed, and an older one."""
    fill_history(home / "data", SAID[language])
    settings = {
        "AI_PROVIDER": "local",
        "INTERFACE_LANGUAGE": language,
        "THEME": theme,
        "KEEP_AUDIO_DAYS": "36500",
    }
    with watched_app(desktop, home, **settings) as app:
        app.tell("history", "--window")
        app.eyes.wait_for("text", SAID[language][0])
        Camera(app, folder).take(f"history-{theme}", "history")


def fill_history(folder: Path, texts: Sequence[str]) -> None:
    first, second, third = texts
    groq, own = Source("groq", "whisper-large-v3", ""), Source("custom", "large-v3-turbo", "")
    told: tuple[tuple[Source, float, Outcome, str | None, Problem | None], ...] = (
        (groq, 3.4, Outcome.DONE, third, None),
        (own, 35.0, Outcome.FAILED, None, problem(Code.CONNECTION_LOST, host="speech.example.org")),
        (groq, 4.2, Outcome.HELD, second, problem(Code.KEPT_WRONG_WINDOW)),
        (groq, 7.9, Outcome.DONE, first, None),
    )
    clock = iter(datetime(2026, 3, 5, 14, 2, tzinfo=UTC) + timedelta(minutes=7 * turn) for turn in range(99))
    journal = Journal(folder / "audio")
    with Store(folder / "history.sqlite3", now=lambda: next(clock)) as store:
        for number, (source, seconds, outcome, words, cause) in enumerate(told, 1):
            store.begin(number, source)
            row = UpdateRow(number, outcome=outcome, text=words, seconds=seconds, problem=cause)
            store.update(replace(row, timings_ms=TIMINGS_MS if outcome is Outcome.DONE else {}), None)
            recording = journal.open(number)
            recording.append(np.zeros(RATE, np.int16))
            recording.close()


def notices(desktop: Desktop, folder: Path, language: str, theme: str, home: Path) -> None:
    """What waits: a held text, what a crash left, a server that is back; and every notice on one sheet."""
    with ExitStack() as stack:
        scratch = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        server = stack.enter_context(SpeechServer())
        settings = {"AI_PROVIDER": "custom", "CUSTOM_BASE_URL": server.url, "INTERFACE_LANGUAGE": language}
        app = stack.enter_context(
            watched_app(desktop, home, **settings, THEME=theme, NOTIFICATIONS="off", CUSTOM_MODEL="one")
        )
        camera = Camera(app, folder)
        server.answers(text(SPOKEN[language], delay_s=1.5))
        with qt_editor(desktop.display, scratch):
            app.dictate(speech("hello", scratch))
            with qt_editor(desktop.display, scratch, name="other"):
                app.wait_for_history((SPOKEN[language], "held"))
                camera.take(f"notice-held-{theme}", "overlay", above=0)
            server.answers(hang())
            app.dictate(speech("hello", scratch))
            wait_until(lambda: len(server.requests) > 1, "the server is asked")
            app.kill()
            app.start(watched=True)
            app.eyes.wait_for("overlay_detail")
            camera.take(f"notice-found-{theme}", "overlay", above=0)
            app.eyes.click_at(tray_icon(desktop), button=3)
            app.eyes.wait_for("tray_menu")
            app.eyes.click("unsent/2")
            app.eyes.wait_for("retry/2")
            camera.take(f"tray-unsent-{theme}", "tray_menu", "retry/2", "discard/2", above=0)
            app.press("Escape")
            app.press("Escape")
    sheet = folder / f"notices-{theme}.png"
    command = [sys.executable, "-m", "tests.rig.notices", str(sheet), language, theme]
    subprocess.run(command, env=desktop.env, check=True, timeout=60)
    _lighten(sheet)


def providers(desktop: Desktop, folder: Path, language: str, theme: str, _home: Path) -> None:
    """The provider's page with each preset and failure: many pictures, so light and with few colours."""
    if theme == "dark":
        return
    pages = ["tests.rig.provider_pages", str(folder)]
    failures = ["tests.rig.provider_failures", str(folder / "provider-failures.png")]
    for module in (pages, failures):
        command = [sys.executable, "-m", *module, language]
        subprocess.run(command, env=desktop.env, check=True, timeout=300)
    _lighten(*folder.glob("provider-*.png"))


def models(desktop: Desktop, folder: Path, language: str, theme: str, _home: Path) -> None:
    """The models for this computer in the settings."""
    picture = folder / f"models-{theme}.png"
    command = [sys.executable, "-m", "tests.rig.model_pages", str(picture), language, theme]
    subprocess.run(command, env=desktop.env, check=True, timeout=60)
    _lighten(picture)


def _lighten(*pictures: Path) -> None:
    """Windows have few colours."""
    subprocess.run(["mogrify", "+dither", "-colors", "64", "-strip", *pictures], check=True, timeout=300)


PARTS = (windows, history, dictation, notices, providers, models)


def main(names: Sequence[str]) -> int:
    """All parts, or those of these names."""
    parts = [part for part in PARTS if not names or part.__name__ in names]
    for language in SPOKEN:
        folder = FOLDER / language
        with virtual_desktop() as desktop, tempfile.TemporaryDirectory() as home:
            desktop.display.run("xsetroot", "-solid", FIELD)
            for theme in ("light", "dark"):
                for part in parts:
                    part(desktop, folder, language, theme, Path(home) / f"{part.__name__}-{theme}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
