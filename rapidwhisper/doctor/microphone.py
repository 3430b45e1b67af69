"""The microphone: whether it opens, and whether anything but silence comes out of it."""

import queue
from contextlib import suppress
from dataclasses import dataclass

import numpy as np

from rapidwhisper.audio import pulse
from rapidwhisper.audio.aside import within
from rapidwhisper.audio.microphone import Hearing, MicrophoneStream, OpenStream, Stream
from rapidwhisper.audio.recording import PATIENCE
from rapidwhisper.core.audio import Samples, dbfs, rms
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.silence import WAKING_S
from rapidwhisper.core.words import phrase

NAME = "microphone"

_LISTEN_S = 0.5
_ZEROS_S = WAKING_S + 0.5

_NOT_USABLE = phrase("Check", "It cannot be used.")
_FOUND = phrase("Check", "{name}: {rate} Hz, level {level} dBFS.")
_DEFAULT = phrase("Check", "the system's default")
_NO_SOUND = phrase("Problem", "it gives no sound")
_NO_ANSWER = phrase("Problem", "it does not answer")


@dataclass(frozen=True, slots=True)
class Heard:
    name: str
    rate: int
    samples: Samples
    notice: Problem | None = None
    """It is not the microphone that the settings name."""


def check_microphone(input_device: str, open_stream: OpenStream = MicrophoneStream) -> Check:
    """It takes half a second, and up to two if nothing is heard."""
    try:
        return judge(_listen(input_device, open_stream))
    except ProblemError as error:
        return Check(NAME, Verdict.FAILED, _NOT_USABLE, error.problem)


def judge(heard: Heard) -> Check:
    """A microphone that is switched on always hears something: exact zeros are a mute switch."""
    level = f"{dbfs(rms(heard.samples)):.0f}".replace("-", "−")
    found = _FOUND.filled(name=heard.name, rate=heard.rate, level=level)
    if not heard.samples.any():
        return Check(NAME, Verdict.FAILED, found, problem(Code.MICROPHONE_SILENT))
    if heard.notice is not None:
        return Check(NAME, Verdict.WARNING, found, heard.notice)
    return Check(NAME, Verdict.OK, found)


def _listen(input_device: str, open_stream: OpenStream) -> Heard:
    blocks: queue.SimpleQueue[Samples] = queue.SimpleQueue()
    hearing = Hearing(lambda samples, _at, _age_s: blocks.put(samples), gone=lambda: None)
    try:
        stream = within(
            PATIENCE.opening_s,
            lambda: open_stream(input_device, hearing),
            late=lambda stream: stream.close(),
        )
    except TimeoutError:
        raise ProblemError(problem(Code.MICROPHONE_FAILED, detail=_NO_ANSWER)) from None
    try:
        samples = _collected(blocks, stream.rate)
        return Heard(_name(stream), stream.rate, samples, stream.notice)
    finally:
        with suppress(TimeoutError):  # a driver that hangs is left to itself
            within(PATIENCE.closing_s, stream.close)


def _collected(blocks: "queue.SimpleQueue[Samples]", rate: int) -> Samples:
    """From the first sound on: a microphone that wakes up begins with zeros."""
    zeros: list[Samples] = []
    heard: list[Samples] = []
    while sum(map(len, heard)) < _LISTEN_S * rate and sum(map(len, zeros)) < _ZEROS_S * rate:
        try:
            block = blocks.get(timeout=PATIENCE.first_block_s)
        except queue.Empty:
            raise ProblemError(problem(Code.MICROPHONE_FAILED, detail=_NO_SOUND)) from None
        (heard if heard or block.any() else zeros).append(block)
    return np.concatenate(heard or zeros)


def _name(stream: Stream) -> str:
    if stream.source is not None:
        return stream.source.label
    server = pulse.server()
    source = server.default_source if server is not None else None
    return source.label if source is not None else _DEFAULT
