"""Which microphones there are, and which one a name means."""

import os
import subprocess
from dataclasses import dataclass
from typing import Any

from rapidwhisper.core.problem import Code, ProblemError, problem


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


def choose_device(sounddevice: Any, name: str) -> int | str | None:
    """PortAudio's device for a name or a part of one; None is the system's default.

    Under PulseAudio and PipeWire, PortAudio sees one device for all microphones, so the sound server is
    told through PULSE_SOURCE, which its ALSA plug-in reads when a stream is opened.
    """
    os.environ.pop("PULSE_SOURCE", None)
    inputs = [each for each in sounddevice.query_devices() if each["max_input_channels"] > 0]
    if not inputs:
        raise ProblemError(problem(Code.NO_MICROPHONE))
    if not name:
        return None
    wanted = name.casefold()
    sources = pulse_sources()
    for source in sources:
        if wanted in (source.name.casefold(), source.label.casefold()) or wanted in source.label.casefold():
            os.environ["PULSE_SOURCE"] = source.name
            pulse = next((each for each in inputs if each["name"] == "pulse"), None)
            return int(pulse["index"]) if pulse is not None else None
    for device in inputs:
        if wanted in device["name"].casefold():
            return int(device["index"])
    labels = [source.label for source in sources] or [device["name"] for device in inputs]
    raise ProblemError(problem(Code.MICROPHONE_NOT_FOUND, name=name, available=", ".join(labels)))


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
