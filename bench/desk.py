"""A virtual desktop of one program, its server and an editor, on which dictations are timed."""

import json
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Any

from rapidwhisper.core.audio import RATE
from tests.rig.app import App
from tests.rig.desktop import Desktop, virtual_desktop
from tests.rig.process import wait_until
from tests.rig.relay import Relay, relay
from tests.rig.speech_server import Answer, Request, Served, SpeechServer
from tests.rig.speech_server import text as says
from tests.rig.tap import Tap, tapping
from tests.rig.targets import Window, qt_editor
from tests.rig.tone_speech import Spoken, sound, spoken

Understands = Callable[[Request], str]

KEY = "bench-key"
UPLINK_BYTES_PER_S = 625_000
"""5 Mbit/s, as a slow household has it."""
REST_S = 0.5
"""Between dictations: the old clipboard is back by then, and the history is written."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One dictation; all times by `time.monotonic`, which is one clock for the whole computer."""

    start_at: float
    """Just before the key press that started it was sent."""
    stop_at: float
    """Just before the key press that ended it was sent."""
    visible_at: float
    """The text was in the editor."""
    text: str
    served: tuple[Served, ...]

    @property
    def latency_s(self) -> float:
        return self.visible_at - self.stop_at

    @property
    def server_s(self) -> float:
        """How long the server had something to think about after the stop key: from a request's last byte to
        the first of its answer, and no moment counted twice.
        """
        spans = sorted((max(self.stop_at, each.read_at), each.answered_at) for each in self.served)
        total, until = 0.0, self.stop_at
        for begin, end in spans:
            total += max(0.0, end - max(begin, until))
            until = max(until, end)
        return total

    @property
    def overhead_ms(self) -> float:
        return 1000 * (self.latency_s - self.server_s)


@dataclass(slots=True)
class Desk:
    desktop: Desktop
    server: SpeechServer
    uplink: Relay | None
    app: App
    folder: Path
    editor: Window
    tap: Tap
    _times: Path

    def dictate(self, recording: Path, heard: Callable[[str], bool]) -> Timed:
        """Speak it between two taps; `heard` tells whether the editor's text has all of it."""
        start_at = self.tap()
        self.desktop.microphone.play(recording, timeout=600)
        return self.stop(start_at, heard)

    def stop(self, start_at: float, heard: Callable[[str], bool]) -> Timed:
        stop_at = self.tap()
        visible_at, text = wait_until(
            lambda: self.seen(stop_at, heard), "the text is visible", seconds=60, every=0.02
        )
        with self.server.lock:
            served = tuple(each for each in self.server.served if start_at <= each.read_at <= visible_at)
        return Timed(start_at, stop_at, visible_at, text, served)

    def seen(self, since: float, heard: Callable[[str], bool]) -> tuple[float, str] | None:
        """The first change of the editor's text since then by which it held what was said."""
        for line in self._times.read_text(encoding="utf-8").splitlines():
            at, text = json.loads(line)
            if at >= since and heard(text):
                return at, text
        return None

    def clear(self) -> None:
        """What stands in the editor is selected, so that the next text takes its place."""
        self.desktop.display.run("xdotool", "key", "ctrl+a")
        time.sleep(REST_S)

    def connections_between(self, begin: float, end: float) -> int:
        with self.server.lock:
            return sum(begin <= at <= end for at in self.server.opened_at)


@contextmanager
def desk(
    *inside: str,
    uplink_bytes_per_s: float | None = None,
    closes_idle_after_s: float | None = None,
    settings: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Desk]:
    """A program that has not been started, with an editor in front.

    `inside`: the module that starts it instead, with its arguments. `closes_idle_after_s`: as of
    SpeechServer.
    """
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rw-bench-")))
        desktop = stack.enter_context(virtual_desktop())
        server = stack.enter_context(SpeechServer())
        server.closes_idle_after_s = closes_idle_after_s
        uplink = None
        if uplink_bytes_per_s is not None:
            uplink = stack.enter_context(relay(server.port, bytes_per_s=uplink_bytes_per_s))
        (folder / "app").mkdir()
        app = App(desktop, folder / "app")
        if inside:
            app.program = [sys.executable, "-m", *inside]
        url = server.url if uplink is None else uplink.url
        app.configure(**{"AI_PROVIDER": "custom", "CUSTOM_BASE_URL": url, "CUSTOM_API_KEY": KEY, **settings})
        stack.callback(app.close)
        times = folder / "times"
        times.touch()
        editor = stack.enter_context(qt_editor(desktop.display, folder, f"--times={times}"))
        tap = stack.enter_context(tapping(desktop.display))
        yield Desk(desktop, server, uplink, app, folder, editor, tap, times)


@contextmanager
def running_desk(*inside: str, **about: Any) -> Iterator[Desk]:
    """As `desk`, with the program started."""
    with desk(*inside, **about) as made:
        made.app.start()
        yield made


def speech(seconds: float, **how: Any) -> Spoken:
    """About so long; the last word is hardly over when the stop key comes, as with people in a hurry."""
    return spoken(range(1000), seconds=seconds, after_s=0.0, **how)


def is_whole(timed: Timed, told: Spoken) -> bool:
    """Whether every word came once and in its place; what came instead is told of."""
    heard = timed.text.strip()
    if heard != told.text:
        print(f"spoken: {told.text}\nheard: {heard}", file=sys.stderr)
    return heard == told.text


def something(text: str) -> bool:
    """For `Desk.dictate`, where what came is looked at afterwards."""
    return bool(text.strip())


def exactly(words: str) -> Callable[[str], bool]:
    """Whether an editor's text is this; the program adds a space behind it."""
    return lambda text: text.strip() == words


def thinking(
    understands: Understands, takes_s: float, takes_s_per_s: float = 0.0
) -> Callable[[Request], Answer]:
    """For `SpeechServer.answers`: a server that takes so long, and longer for longer sound; its own work on
    the sound counts as thinking.
    """

    def answer(request: Request) -> Answer:
        began = time.monotonic()
        words = understands(request)
        length_s = len(sound(request)) / RATE if takes_s_per_s else 0.0
        due = began + takes_s + takes_s_per_s * length_s
        return says(words, delay_s=max(0.0, due - time.monotonic()))

    return answer
