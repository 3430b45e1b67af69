"""One open microphone over a PortAudio that does what the test says: formats, flags, and ends."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from rapidwhisper.audio import microphone, pulse
from rapidwhisper.audio.microphone import Hearing, MicrophoneStream, Resampler
from rapidwhisper.audio.pulse import Server, Source
from rapidwhisper.audio.route import OnRoute
from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.problem import Code, ProblemError
from tests.rig.fakes_recorder import tone

YETI = Source("yeti", "Yeti")


class PortAudioError(Exception):
    pass


AGE_S = 0.004
"""How long sound takes to us, by the clock of this PortAudio."""


class InputStream:
    latency = 0.01

    def __init__(self, device: "PortAudio", asked: dict[str, Any]) -> None:
        self.samplerate = float(asked["samplerate"])
        self.channels = int(asked["channels"])
        self._device = device
        self._callback: Callable[..., None] = asked["callback"]
        self._finished: Callable[[], None] = asked["finished_callback"]
        self.open = True

    def start(self) -> None:
        if self._device.refuses(round(self.samplerate), self.channels):
            raise PortAudioError("Invalid sample rate")

    def abort(self, *, ignore_errors: bool) -> None:
        self._finished()

    def close(self, *, ignore_errors: bool) -> None:
        self.open = False

    def give(self, samples: Samples, *, overflow: bool = False) -> None:
        block = np.repeat(samples[:, None], self.channels, axis=1)
        captured = SimpleNamespace(
            currentTime=7.0, inputBufferAdcTime=7.0 - AGE_S - len(block) / self.samplerate
        )
        self._callback(block, len(block), captured, SimpleNamespace(input_overflow=overflow))

    def unplug(self) -> None:
        self._finished()


class PortAudio:
    """A microphone that takes only some formats."""

    PortAudioError = PortAudioError

    def __init__(self, refuses: Callable[[int, int], bool], native: int = 48_000) -> None:
        self.refuses = refuses
        self.native = native
        self.streams: list[InputStream] = []

    def query_devices(self, device: int | None = None, kind: str | None = None) -> Any:
        described = {
            "index": 0,
            "name": "USB",
            "max_input_channels": 2,
            "default_samplerate": float(self.native),
        }
        return described if kind else [described]

    def InputStream(self, **asked: Any) -> InputStream:  # noqa: N802 - sounddevice's name
        self.streams.append(InputStream(self, asked))
        return self.streams[-1]

    def _terminate(self) -> None:
        assert not [each for each in self.streams if each.open], "it ended an open stream"

    def _initialize(self) -> None:
        pass


class Ear:
    def __init__(self) -> None:
        self.blocks: list[Samples] = []
        self.ages_s: list[float] = []
        self.gaps = 0
        self.gone = 0

    def hearing(self) -> Hearing:
        def gap() -> None:
            self.gaps += 1

        def gone() -> None:
            self.gone += 1

        def block(samples: Samples, at: float, age_s: float) -> None:
            self.blocks.append(samples)
            self.ages_s.append(age_s)

        return Hearing(block, gone, gap)


class Watch:
    closed = False

    def close(self) -> None:
        self.closed = True


@pytest.fixture
def ear() -> Ear:
    return Ear()


def plugged(monkeypatch: pytest.MonkeyPatch, device: PortAudio) -> PortAudio:
    monkeypatch.setattr(microphone, "load_sounddevice", lambda: device)
    monkeypatch.setattr(pulse, "ask_server", lambda: lambda: None)
    return device


def loudest_hertz(samples: Samples) -> float:
    spectrum = np.abs(np.fft.rfft(samples.astype(float)))
    return float(np.argmax(spectrum)) * RATE / len(samples)


@pytest.mark.parametrize("native", [8_000, 11_025, 22_050, 44_100, 48_000, 96_000, 192_000])
def test_a_device_that_takes_only_its_own_rate_gives_a_clean_tone_at_16_khz(
    monkeypatch: pytest.MonkeyPatch, ear: Ear, native: int
) -> None:
    device = plugged(monkeypatch, PortAudio(lambda rate, _: rate != native, native))
    stream = MicrophoneStream("", ear.hearing())
    assert stream.rate == native
    for block in np.array_split(tone(2.0, rate=native, hertz=1000.0), 100):
        device.streams[-1].give(block)
    stream.close()
    resampler = Resampler(native)
    heard = np.concatenate([*(resampler.feed(each) for each in ear.blocks), resampler.rest()])
    assert len(heard) == pytest.approx(2 * RATE, abs=2)
    assert loudest_hertz(heard) == pytest.approx(1000.0, abs=1)
    spectrum = np.abs(np.fft.rfft(heard[1000:-1000] * np.hanning(len(heard) - 2000)))
    peak = int(np.argmax(spectrum))
    rest = np.concatenate((spectrum[: peak - 20], spectrum[peak + 20 :]))
    assert rest.max() < spectrum[peak] / 1000, "something else sounds along"
    assert not [each for each in device.streams if each.open], "a refused format holds the device"


def test_a_driver_that_gives_only_all_its_channels_is_heard(
    monkeypatch: pytest.MonkeyPatch, ear: Ear
) -> None:
    device = plugged(monkeypatch, PortAudio(lambda _, channels: channels != 2))
    stream = MicrophoneStream("", ear.hearing())
    device.streams[-1].give(tone(0.02, rate=48_000))
    stream.close()
    assert [each.shape for each in ear.blocks] == [(960,)]
    assert ear.ages_s == [pytest.approx(AGE_S)]


def test_a_device_that_refuses_everything_is_told_with_its_reasons(
    monkeypatch: pytest.MonkeyPatch, ear: Ear
) -> None:
    device = plugged(monkeypatch, PortAudio(lambda *_: True))
    with pytest.raises(ProblemError) as caught:
        MicrophoneStream("", ear.hearing())
    assert caught.value.problem.code is Code.MICROPHONE_FAILED
    assert "Invalid sample rate" in caught.value.problem.facts["detail"]
    assert not [each for each in device.streams if each.open]
    device.refuses = lambda *_: False
    MicrophoneStream("", ear.hearing()).close()


def test_sound_that_nobody_took_in_time_is_reported_as_a_gap(
    monkeypatch: pytest.MonkeyPatch, ear: Ear
) -> None:
    device = plugged(monkeypatch, PortAudio(lambda *_: False))
    stream = MicrophoneStream("", ear.hearing())
    device.streams[-1].give(tone(0.02))
    assert ear.gaps == 0
    device.streams[-1].give(tone(0.02), overflow=True)
    stream.close()
    assert ear.gaps == 1
    assert len(ear.blocks) == 2


@pytest.mark.parametrize("server", [Server((YETI,), "yeti"), None], ids=["server", "none"])
def test_where_the_sound_comes_from_is_watched_only_where_a_sound_server_may_change_it(
    monkeypatch: pytest.MonkeyPatch, ear: Ear, server: Server | None
) -> None:
    watches: list[Watch] = []

    def watch(_: OnRoute) -> Watch:
        watches.append(Watch())
        return watches[-1]

    plugged(monkeypatch, PortAudio(lambda *_: False))
    monkeypatch.setattr(microphone, "RouteWatch", watch)
    monkeypatch.setattr(pulse, "ask_server", lambda: lambda: server)
    MicrophoneStream("", replace(ear.hearing(), route=lambda _: None)).close()
    assert [each.closed for each in watches] == ([True] if server else [])
    MicrophoneStream("", ear.hearing()).close()
    assert len(watches) == (1 if server else 0), "a mere look at the level needs no watch"


def test_a_device_that_goes_is_told_but_not_the_end_that_we_make(
    monkeypatch: pytest.MonkeyPatch, ear: Ear
) -> None:
    device = plugged(monkeypatch, PortAudio(lambda *_: False))
    MicrophoneStream("", ear.hearing()).close()
    assert ear.gone == 0
    stream = MicrophoneStream("", ear.hearing())
    device.streams[-1].unplug()
    assert ear.gone == 1
    stream.close()
