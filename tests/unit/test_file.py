"""Sound files of every shape become the one shape that is sent; others are a Problem."""

from pathlib import Path

import numpy as np
import pytest
import soundfile

from rapidwhisper.audio.file import read_clip
from rapidwhisper.core.audio import RATE
from rapidwhisper.core.problem import Code, ProblemError, problem


def tone(seconds: float, rate: int) -> "np.ndarray[tuple[int], np.dtype[np.float32]]":
    return (np.sin(np.arange(int(seconds * rate)) * 2 * np.pi * 440 / rate) * 0.5).astype(np.float32)


@pytest.mark.parametrize("name", ["a.wav", "a.flac", "a.ogg"])
def test_two_channels_at_another_rate_become_one_at_ours(tmp_path: Path, name: str) -> None:
    mono = tone(1.0, 44_100)
    soundfile.write(tmp_path / name, np.stack([mono, mono], axis=1), 44_100)
    clip = read_clip(tmp_path / name)
    assert clip.samples.dtype == np.int16
    assert clip.seconds == pytest.approx(1.0, abs=0.01)
    assert np.abs(clip.samples).max() == pytest.approx(16384, rel=0.1)


def test_sound_louder_than_full_scale_is_limited_and_does_not_turn_over(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", tone(0.5, RATE) * 4, RATE, subtype="FLOAT")
    samples = read_clip(tmp_path / "a.wav").samples
    assert (samples.max(), samples.min()) == (32767, -32768)


def test_a_file_without_samples_is_an_empty_clip(tmp_path: Path) -> None:
    soundfile.write(tmp_path / "a.wav", tone(0, 44_100), 44_100)
    assert read_clip(tmp_path / "a.wav").seconds == 0


@pytest.mark.parametrize("name", ["x.raw", "text.wav", "folder"])
def test_what_is_no_sound_file_is_a_problem_and_no_type_error(tmp_path: Path, name: str) -> None:
    (tmp_path / "x.raw").write_bytes(bytes(3200))
    (tmp_path / "text.wav").write_text("no sound at all")
    (tmp_path / "folder").mkdir()
    with pytest.raises(ProblemError) as caught:
        read_clip(tmp_path / name)
    assert caught.value.problem.code is Code.FILE_UNREADABLE
    assert caught.value.problem.facts["path"] == str(tmp_path / name)


@pytest.mark.parametrize("name", ["nowhere.wav", "nowhere.raw"])
def test_a_file_that_is_not_there_is_told_as_such(tmp_path: Path, name: str) -> None:
    with pytest.raises(ProblemError) as caught:
        read_clip(tmp_path / name)
    assert caught.value.problem == problem(Code.FILE_MISSING, path=tmp_path / name)
