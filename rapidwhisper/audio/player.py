"""Plays recordings: one at a time, each on a thread of its own; a stuck sound server holds up nobody."""

import logging
import threading
from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from rapidwhisper.audio.devices import STREAMS, load_sounddevice
from rapidwhisper.core.audio import RATE, Clip, Samples
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem

log = logging.getLogger(__name__)

BLOCK_S = 0.05
"""How long a wish to stop may wait."""

LATENCY_S = 0.2
"""Enough for a busy computer. PortAudio's stop() throws away what is still in the buffer (measured under
PulseAudio), so silence is sent after the recording, and that is what is lost.
"""

Load: TypeAlias = Callable[[], Clip]
"""Reads the recording, on the player's thread; may raise ProblemError."""

Ended: TypeAlias = Callable[[Problem | None], None]
"""Told on the player's thread, once for each recording, however it came to its end."""


class ClipPlayer:
    """To play another recording ends the one before."""

    def __init__(self) -> None:
        self._stopping = threading.Event()

    def play(self, load: Load, ended: Ended) -> None:
        self.stop()
        stopping = self._stopping = threading.Event()
        work = threading.Thread(target=_play, args=(load, stopping, ended), name="player", daemon=True)
        work.start()

    def stop(self) -> None:
        """Returns at once."""
        self._stopping.set()


def _play(load: Load, stopping: threading.Event, ended: Ended) -> None:
    obstacle: Problem | None = None
    try:
        _through(load(), stopping)
    except ProblemError as error:
        obstacle = error.problem
        log.info("not played: %s", obstacle.code)
    except Exception as error:
        log.exception("the recording could not be played")
        obstacle = problem(Code.NOT_PLAYED, detail=type(error).__name__)
    ended(obstacle)


def _through(clip: Clip, stopping: threading.Event) -> None:
    sounddevice = load_sounddevice()
    if stopping.is_set():  # reading took a while, and a dictation may record by now
        return
    try:
        stream, rate = _opened(sounddevice)
        try:
            stream.start()
            silence = np.zeros(round(rate * 2 * stream.latency), np.int16)
            sound = np.concatenate([_at(rate, clip.samples), silence])
            _write(stream, sound, round(rate * BLOCK_S), stopping)
        finally:
            stream.close(ignore_errors=True)
            STREAMS.closed()
    except (sounddevice.PortAudioError, ValueError) as error:  # ValueError: the device cannot be described
        raise ProblemError(problem(Code.NOT_PLAYED, detail=str(error)[:300])) from error


def _write(stream: Any, samples: Samples, block: int, stopping: threading.Event) -> None:
    for start in range(0, len(samples), block):
        if stopping.is_set():
            stream.abort(ignore_errors=True)
            return
        stream.write(samples[start : start + block].tobytes())
    stream.stop()


def _opened(sounddevice: Any) -> tuple[Any, int]:
    """The default loudspeaker, also one that was plugged in after the start."""
    with STREAMS.opening():
        try:
            opened = _open(sounddevice)
        except (sounddevice.PortAudioError, ValueError):
            STREAMS.look_again(sounddevice)
            opened = _open(sounddevice)
        STREAMS.opened()
    return opened


def _open(sounddevice: Any) -> tuple[Any, int]:
    """At the recording's rate, or at the device's own where it refuses."""

    def at(rate: int) -> tuple[Any, int]:
        stream = sounddevice.RawOutputStream(samplerate=rate, channels=1, dtype="int16", latency=LATENCY_S)
        return stream, rate

    try:
        return at(RATE)
    except sounddevice.PortAudioError:
        return at(round(sounddevice.query_devices(kind="output")["default_samplerate"]))


def _at(rate: int, samples: Samples) -> Samples:
    if rate == RATE:
        return samples
    import soxr

    resampled: Samples = soxr.resample(samples, RATE, rate)
    return resampled
