"""The player on a real sound server: what is played is heard in the room, and stops when it is told to."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rapidwhisper.core.audio import RATE, Clip
from tests.rig.desktop import Desktop, virtual_desktop
from tests.rig.player_process import player_process
from tests.rig.process import wait_until

HERTZ = {"low": 500.0, "high": 1500.0}
AUDIBLE = 0.05


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """One whose sound server a test may break."""
    with virtual_desktop(tray=False) as made:
        yield made


def tone(folder: Path, name: str, seconds: float) -> Path:
    sine = np.sin(2 * np.pi * HERTZ[name] * np.arange(round(RATE * seconds)) / RATE)
    file = folder / f"{name}.wav"
    file.write_bytes(Clip((sine * 8000).astype(np.int16)).wav())
    return file


def heard(room: "np.ndarray[tuple[int], np.dtype[np.float64]]", name: str) -> float:
    """For how many seconds the tone was in the room."""
    size = RATE // 20
    note = np.exp(-2j * np.pi * HERTZ[name] * np.arange(size) / RATE)
    blocks = (room[at : at + size] for at in range(0, len(room) - size, size))
    return size / RATE * sum(1 for block in blocks if 2 * abs(np.dot(block, note)) / size > AUDIBLE)


def test_what_is_played_is_heard_from_its_beginning_to_its_end(desktop: Desktop, tmp_path: Path) -> None:
    wav = tone(tmp_path, "low", 1.5)
    with desktop.microphone.overheard(tmp_path / "room.raw") as room, player_process(desktop) as player:
        player.play(wav)
        assert player.ended() == "over"
        wait_until(lambda: heard(room(), "low") >= 1.4, "all of it is heard")


def test_it_stops_at_once_and_the_next_one_can_be_played(desktop: Desktop, tmp_path: Path) -> None:
    long, short = tone(tmp_path, "low", 60), tone(tmp_path, "high", 0.5)
    with desktop.microphone.overheard(tmp_path / "room.raw") as room, player_process(desktop) as player:
        player.play(long)
        wait_until(lambda: heard(room(), "low") > 0.3, "it is heard", seconds=20)
        player.stop()
        assert player.ended() == "over"
        player.play(short)
        assert player.ended() == "over"
        wait_until(lambda: heard(room(), "high") > 0.3, "the next is heard")
        assert heard(room(), "low") < 30


def test_playing_another_recording_ends_the_one_before(desktop: Desktop, tmp_path: Path) -> None:
    long, short = tone(tmp_path, "low", 60), tone(tmp_path, "high", 1.0)
    with desktop.microphone.overheard(tmp_path / "room.raw") as room, player_process(desktop) as player:
        player.play(long)
        wait_until(lambda: heard(room(), "low") > 0.3, "it is heard", seconds=20)
        player.play(short)
        assert [player.ended(), player.ended()] == ["over", "over"]
        wait_until(lambda: heard(room(), "high") > 0.7, "the other is heard")


def test_a_recording_that_is_gone_is_a_problem_and_no_silence(desktop: Desktop, tmp_path: Path) -> None:
    with player_process(desktop) as player:
        player.play(tmp_path / "gone.wav")
        assert player.ended() == "file_missing"


def test_without_a_sound_server_it_says_that_it_cannot_play(desktop: Desktop, tmp_path: Path) -> None:
    wav = tone(tmp_path, "low", 0.5)
    subprocess.run(["pactl", "exit"], env=desktop.env, check=True, timeout=5)
    with player_process(desktop) as player:
        player.play(wav)
        assert player.ended() == "not_played"
