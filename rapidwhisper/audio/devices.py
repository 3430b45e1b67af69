"""Which microphones there are, and which one a name means."""

import logging
import os
import subprocess
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from rapidwhisper.core.problem import Code, ProblemError, problem

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Source:
    """A microphone of the sound server: `name` is its key there, `label` what people read."""

    name: str
    label: str


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
        self.opening = threading.RLock()
        self._open = 0

    def opened(self) -> None:
        with self.opening:
            self._open += 1

    def closed(self) -> None:
        with self.opening:
            self._open -= 1

    def look_again(self, sounddevice: Any) -> None:
        """PortAudio's list of devices is frozen when it starts (sounddevice#125).

        Starting it anew takes 84 ms and ends every open stream, so it is done only while there is none.
        """
        with self.opening:
            if self._open == 0:
                sounddevice._terminate()  # noqa: SLF001 - the way that its maintainers name
                sounddevice._initialize()  # noqa: SLF001


STREAMS = Streams()


def microphone_names() -> list[str]:
    """What INPUT_DEVICE may be set to, for a drop-down; empty where the sound system cannot say."""
    if sources := pulse_sources():
        return [source.label for source in sources]
    try:
        sounddevice = load_sounddevice()
        devices = sounddevice.query_devices()
    except ProblemError as error:
        log.info("no list of microphones: %s", error)
        return []
    return [each["name"] for each in devices if each["max_input_channels"] > 0]


def choose_device(sounddevice: Any, name: str) -> int | None:
    """PortAudio's device for a name or a part of one; None is the system's default.

    Under PulseAudio and PipeWire, PortAudio sees one device for all microphones, so the sound server is
    told through PULSE_SOURCE, which its ALSA plug-in reads when a stream is opened.
    """
    inputs = [each for each in sounddevice.query_devices() if each["max_input_channels"] > 0]
    if not inputs:
        raise ProblemError(problem(Code.NO_MICROPHONE))
    if not name:
        _tell_pulse(None)
        return None
    sources = pulse_sources()
    source = _named(name, [(source, (source.label, source.name)) for source in sources])
    _tell_pulse(source)
    if source is not None:
        return next((int(each["index"]) for each in inputs if each["name"] == "pulse"), None)
    device = _named(name, [(each, (each["name"],)) for each in inputs])
    if device is None:
        labels = [each.label for each in sources] or [each["name"] for each in inputs]
        raise ProblemError(problem(Code.MICROPHONE_NOT_FOUND, name=name, available=", ".join(labels)))
    return int(device["index"])


T = TypeVar("T")


def _named(name: str, candidates: Sequence[tuple[T, tuple[str, ...]]]) -> T | None:
    """Who is called exactly this, else whose name contains it."""
    wanted = name.casefold()
    for fits in (str.__eq__, str.__contains__):
        for candidate, names in candidates:
            if any(fits(each.casefold(), wanted) for each in names):
                return candidate
    return None


def _tell_pulse(source: Source | None) -> None:
    if source is not None:
        os.environ["PULSE_SOURCE"] = source.name
    elif "PULSE_SOURCE" in os.environ:
        del os.environ["PULSE_SOURCE"]


def pulse_sources() -> list[Source]:
    """The sound server's microphones, without the monitors of its speakers; empty without such a server."""
    try:
        listing = subprocess.run(
            ["pactl", "list", "sources"],
            capture_output=True,
            text=True,
            timeout=2,
            check=True,
            env={**os.environ, "LC_ALL": "C"},
        ).stdout
    except (OSError, subprocess.SubprocessError):
        return []
    return parse_sources(listing)


def parse_sources(listing: str) -> list[Source]:
    """From `pactl list sources` in the C locale (its JSON output lacks in PulseAudio before 16)."""
    sources = []
    for block in listing.split("Source #")[1:]:
        facts = dict(line.strip().split(": ", 1) for line in block.splitlines() if ": " in line)
        if facts.get("Monitor of Sink", "n/a") == "n/a" and "Name" in facts:
            sources.append(Source(facts["Name"], facts.get("Description", facts["Name"])))
    return sources
