"""Which microphones there are, and which one a name means."""

import logging
import os
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from rapidwhisper.audio import pulse
from rapidwhisper.audio.pulse import Server, Source
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem

log = logging.getLogger(__name__)

OPENING_S = 1.0
"""Opening takes milliseconds, and starting PortAudio anew 84: whoever takes longer hangs."""

_VIRTUAL = {"default", "pipewire", "pulse", "sysdefault"}
"""Names behind which there is the sound server: without a microphone there, there is none here."""


@dataclass(frozen=True, slots=True)
class Choice:
    device: int | None
    """PortAudio's number; None is the system's default."""
    source: Source | None = None
    """The one that the sound server was told to give; None leaves that to it."""
    notice: Problem | None = None
    """It is not the one that was asked for."""
    served: bool = False
    """There is a sound server, which may move the stream to another source at any time."""


def load_sounddevice() -> Any:
    """sounddevice, imported late: a broken ALSA configuration makes the import itself raise (measured)."""
    try:
        import sounddevice
    except Exception as error:  # PortAudioError cannot be named before the import has worked
        raise ProblemError(problem(Code.AUDIO_UNAVAILABLE, detail=str(error)[:300])) from error
    return sounddevice


class Streams:
    """The streams of this process that are open. One is opened at a time: PULSE_SOURCE is the process's."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._count = threading.Lock()
        self._opening = 0
        self._open = 0

    @contextmanager
    def opening(self) -> Iterator[None]:
        """Wait for one's turn; whoever hangs in PortAudio loses it, or nobody could ever open again."""
        turn = self._turn
        if not turn.acquire(timeout=OPENING_S):
            log.warning("opening a microphone hangs; the next one is opened all the same")
            turn = self._turn = threading.Lock()
            turn.acquire()
        self._add(opening=1)
        try:
            yield
        finally:
            self._add(opening=-1)
            turn.release()

    def opened(self) -> None:
        self._add(open_=1)

    def closed(self) -> None:
        self._add(open_=-1)

    def _add(self, *, opening: int = 0, open_: int = 0) -> None:
        with self._count:
            self._opening += opening
            self._open += open_

    def look_again(self, sounddevice: Any) -> None:
        """PortAudio's list of devices is frozen when it starts (sounddevice#125).

        Starting it anew ends every open stream, so it is done only while there is none, and none that hangs.
        """
        if self._open == 0 and self._opening <= 1:
            sounddevice._terminate()  # noqa: SLF001 - the way that its maintainers name
            sounddevice._initialize()  # noqa: SLF001


STREAMS = Streams()


def microphone_names() -> list[str]:
    """What INPUT_DEVICE may be set to, for a drop-down; empty where the sound system cannot say."""
    server = pulse.server()
    if server is not None and server.microphones:
        return [each.label for each in server.microphones]
    try:
        devices = _all_devices(load_sounddevice())
    except ProblemError as error:
        log.info("no list of microphones: %s", error)
        return []
    return [each["name"] for each in devices if each["max_input_channels"] > 0]


def _all_devices(sounddevice: Any) -> Any:
    """Not while PortAudio is started anew: there is no list then."""
    with STREAMS.opening():
        try:
            return sounddevice.query_devices()
        except sounddevice.PortAudioError as error:
            raise ProblemError(problem(Code.AUDIO_UNAVAILABLE, detail=error)) from error


def choose_device(sounddevice: Any, name: str, server: Server | None) -> Choice:
    """The microphone of this name or with this part in its name, else the system's default and a notice.

    The sound server is told through PULSE_SOURCE, which its ALSA plug-in reads when a stream is opened.
    """
    inputs = [each for each in sounddevice.query_devices() if each["max_input_channels"] > 0]
    if name and (source := _source(server, name)):
        tell_pulse(source)
        pulse_device = next((int(each["index"]) for each in inputs if each["name"] == "pulse"), None)
        return Choice(pulse_device, source, served=True)
    if name and (device := _named(name, [(each, (each["name"],)) for each in inputs])):
        tell_pulse(None)
        return Choice(int(device["index"]), served=server is not None)
    if not inputs or (server and not server.microphones and {each["name"] for each in inputs} <= _VIRTUAL):
        raise ProblemError(problem(Code.NO_MICROPHONE))
    source = _instead_of_monitor(server)
    tell_pulse(source)
    if not name:
        return Choice(None, source, served=server is not None)
    labels = [each.label for each in server.microphones] if server else []
    notice = problem(
        Code.MICROPHONE_NOT_FOUND,
        name=name,
        used=source.label if source else _default_label(sounddevice, server),
        available=", ".join(labels or [each["name"] for each in inputs]),
    )
    return Choice(None, source, notice, served=server is not None)


def _source(server: Server | None, name: str) -> Source | None:
    """A monitor only by its full name: a part of it would also fit the headset whose microphone is gone."""
    if server is None:
        return None
    found = _named(name, [(each, (each.label, each.name)) for each in server.microphones])
    exact = (each for each in server.sources if name.casefold() in _casefolded(each.label, each.name))
    return found or next(exact, None)


def _instead_of_monitor(server: Server | None) -> Source | None:
    """Without a microphone, or by a slip, the default is a monitor: what the computer itself plays."""
    if server is None or not server.microphones:
        return None
    default = server.default_source
    return server.microphones[0] if default is not None and default.monitor else None


def _default_label(sounddevice: Any, server: Server | None) -> str:
    if server is not None and server.default_source is not None:
        return server.default_source.label
    return str(sounddevice.query_devices(None, "input")["name"])


T = TypeVar("T")


def _named(name: str, candidates: Sequence[tuple[T, tuple[str, ...]]]) -> T | None:
    """Who is called exactly this, else whose name contains it."""
    wanted = name.casefold()
    for fits in (str.__eq__, str.__contains__):
        for candidate, names in candidates:
            if any(fits(each, wanted) for each in _casefolded(*names)):
                return candidate
    return None


def _casefolded(*names: str) -> tuple[str, ...]:
    return tuple(each.casefold() for each in names)


def tell_pulse(source: Source | None) -> None:
    if source is not None:
        os.environ["PULSE_SOURCE"] = source.name
    elif "PULSE_SOURCE" in os.environ:
        del os.environ["PULSE_SOURCE"]
