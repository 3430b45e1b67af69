"""One open microphone: PortAudio through sounddevice, or 16 kHz by resampling where the device refuses it."""

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np

from rapidwhisper.audio import pulse
from rapidwhisper.audio.devices import STREAMS, Choice, choose_device, load_sounddevice, tell_pulse
from rapidwhisper.audio.pulse import Source
from rapidwhisper.audio.route import OnRoute, RouteWatch
from rapidwhisper.audio.unjudged import Unjudged
from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem

log = logging.getLogger(__name__)

BLOCK_S = 0.01
"""The last block is what the user waits for after the stop key, so it is short: 100 callbacks a second."""


OnBlock: TypeAlias = Callable[[Samples, float, float], None]


@dataclass(frozen=True, slots=True)
class Hearing:
    """Who listens to a microphone. All but `route` is called on PortAudio's thread: copy and return."""

    block: OnBlock
    """Mono, at the stream's own rate; when it came, on the monotonic clock; and how many seconds before that
    its last sample sounded, by PortAudio's clock. Some drivers tell nonsense of it.
    """
    gone: Callable[[], None]
    """The device went away."""
    gap: Callable[[], None] = lambda: None
    """Sound was lost before the next block: nobody had taken it in time."""
    route: OnRoute | None = None
    """Where the sound comes from, whenever that changes; None: not to be watched."""


class Stream(Protocol):
    rate: int
    """Samples per second of the blocks."""

    latency_s: float
    """How long sound takes from the microphone to the end of a block."""

    source: Source | None
    """What the sound server was told to give; None: whatever it likes, or there is no such server."""

    notice: Problem | None
    """It is another microphone than the settings name."""

    def close(self) -> None:
        """Lets go of the device at once; never called on the main thread."""


OpenStream: TypeAlias = Callable[[str, Hearing], Stream]


class MicrophoneStream:
    """Opens the microphone of this name, or raises ProblemError; what was plugged in a moment ago counts."""

    def __init__(self, name: str, hearing: Hearing) -> None:
        sounddevice = load_sounddevice()
        self._closing = False
        self._hearing = hearing
        self._choice = Choice(None)
        with STREAMS.opening():
            try:
                self._stream = self._open(sounddevice, name)
            except ProblemError as error:
                log.info("no microphone at first: %s", error.problem.code)
                STREAMS.look_again(sounddevice)
                self._stream = self._open(sounddevice, name)
            STREAMS.opened()
        self.rate = round(self._stream.samplerate)
        self.latency_s = float(self._stream.latency)
        self.source, self.notice = self._choice.source, self._choice.notice
        self._watch = RouteWatch(hearing.route) if hearing.route and self._choice.served else None

    def _open(self, sounddevice: Any, name: str) -> Any:
        return (None if name else self._open_default(sounddevice)) or self._open_chosen(sounddevice, name)

    def _open_default(self, sounddevice: Any) -> Any | None:
        """While the sound server is asked whether that is a microphone; None: it must be opened anew."""
        answer = pulse.ask_server()
        stream = None
        unjudged = Unjudged()
        heard = self._hearing
        held = Hearing(unjudged.block(heard.block), unjudged.sign(heard.gone), unjudged.sign(heard.gap))
        try:
            tell_pulse(None)
            with suppress(sounddevice.PortAudioError, ValueError):
                stream = self._start(sounddevice, held, None, RATE, 1)
        finally:
            server = answer()
        if stream is None:
            return None
        try:
            self._choice = choose_device(sounddevice, "", server)
        except sounddevice.PortAudioError:  # the devices cannot even be listed
            _let_go(stream)
            return None
        except BaseException:
            _let_go(stream)
            raise
        if self._choice.source is not None:
            _let_go(stream)
            return None
        unjudged.release()
        return stream

    def _open_chosen(self, sounddevice: Any, name: str) -> Any:
        refusals: list[str] = []
        try:
            self._choice = choice = choose_device(sounddevice, name, pulse.server())
            for rate, channels in _formats(sounddevice, choice.device):
                try:
                    return self._start(sounddevice, self._hearing, choice.device, rate, channels)
                except sounddevice.PortAudioError as error:
                    refusals.append(f"{rate} Hz: {error}")
        except (sounddevice.PortAudioError, ValueError) as error:  # the device cannot even be described
            refusals.append(str(error))
        raise ProblemError(problem(Code.MICROPHONE_FAILED, detail="; ".join(dict.fromkeys(refusals))[:300]))

    def _start(self, sounddevice: Any, hearing: Hearing, device: int | None, rate: int, channels: int) -> Any:
        stream = sounddevice.InputStream(
            device=device,
            samplerate=rate,
            channels=channels,
            dtype="int16",
            blocksize=round(rate * BLOCK_S),
            latency="low",
            callback=_callback(hearing, rate),
            finished_callback=lambda: None if self._closing else hearing.gone(),
        )
        try:
            stream.start()
        except sounddevice.PortAudioError:
            stream.close(ignore_errors=True)  # or it would hold the device against the next format
            raise
        log.info("microphone open: device=%s rate=%d channels=%d", device, rate, channels)
        return stream

    def close(self) -> None:
        self._closing = True
        if self._watch is not None:
            self._watch.close()
        _let_go(self._stream)
        STREAMS.closed()


def _let_go(stream: Any) -> None:
    """Abort, not stop: stop() hung for seconds on a suspended PulseAudio source (measured)."""
    stream.abort(ignore_errors=True)
    stream.close(ignore_errors=True)


def _formats(sounddevice: Any, device: int | None) -> Iterator[tuple[int, int]]:
    """16 kHz mono first; some devices give only their own rate, and some drivers only all their channels."""
    yield RATE, 1
    described = sounddevice.query_devices(device, "input")
    native = round(described["default_samplerate"]) or 48_000
    yield native, 1
    yield native, max(1, min(2, described["max_input_channels"]))


def _callback(hearing: Hearing, rate: int) -> Callable[[Any, int, Any, Any], None]:
    def callback(block: Any, frames: int, times: Any, status: Any) -> None:
        at = time.monotonic()
        if status.input_overflow:
            hearing.gap()
        age_s = times.currentTime - times.inputBufferAdcTime - frames / rate
        hearing.block(block[:, 0].copy(), at, age_s)

    return callback


class Resampler:
    """From a device's own rate to 16 kHz, block by block; a device at 16 kHz passes through."""

    def __init__(self, rate: int) -> None:
        self._stream: Any = None
        if rate != RATE:
            import soxr

            self._stream = soxr.ResampleStream(rate, RATE, 1, dtype="int16", quality="HQ")

    def feed(self, samples: Samples, *, last: bool = False) -> Samples:
        if self._stream is None:
            return samples
        resampled: Samples = self._stream.resample_chunk(samples, last=last)
        return resampled

    def rest(self) -> Samples:
        return self.feed(np.empty(0, np.int16), last=True)
