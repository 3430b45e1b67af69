"""The rig itself: what is played into the virtual microphone is what PortAudio records."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from rapidwhisper.core.audio import RATE, Samples, dbfs, rms
from tests.rig.desktop import Desktop, virtual_desktop
from tests.rig.process import running
from tests.rig.screen import screenshot
from tests.rig.speech import SENTENCES, seconds, speech

_RECORD = """
import json, queue, sys
import numpy as np, sounddevice
blocks = queue.SimpleQueue()
keep = lambda data, *_: blocks.put(data.copy())
with sounddevice.InputStream(16000, 320, channels=1, dtype="int16", callback=keep):
    blocks.get(timeout=10)
    print("listening", flush=True)
    taken = [blocks.get(timeout=5) for _ in range(int(float(sys.argv[1]) * 50))]
np.save(sys.argv[2], np.concatenate(taken)[:, 0])
"""


@pytest.fixture(scope="module")
def desktop() -> Iterator[Desktop]:
    with virtual_desktop() as made:
        yield made


def _record(desktop: Desktop, length_s: float, file: Path, *, play: Path | None = None) -> Samples:
    command = [sys.executable, "-c", _RECORD, str(length_s), str(file)]
    with running(command, env=desktop.env, stdout=subprocess.PIPE) as recorder:
        assert recorder.stdout is not None
        assert recorder.stdout.readline() == "listening\n"
        if play:
            desktop.microphone.play(play)
        assert recorder.wait(20) == 0
    heard: Samples = np.load(file)
    return heard


def _spoken_seconds(samples: Samples) -> float:
    loud = np.flatnonzero(np.abs(samples) > 300)
    return float(loud[-1] - loud[0]) / RATE


def test_portaudio_hears_what_is_played(desktop: Desktop, tmp_path: Path) -> None:
    wav = speech(SENTENCES[1], tmp_path)
    heard = _record(desktop, seconds(wav) + 1.0, tmp_path / "heard.npy", play=wav)
    said, _ = soundfile.read(wav, dtype="int16")
    assert rms(heard) > 0.03
    assert _spoken_seconds(heard) == pytest.approx(_spoken_seconds(said), abs=0.2)


def test_a_microphone_nobody_speaks_into_hears_next_to_nothing(desktop: Desktop, tmp_path: Path) -> None:
    heard = _record(desktop, 0.5, tmp_path / "heard.npy")
    assert -110 < dbfs(rms(heard)) < -80


def test_programs_of_the_desktop_see_nothing_of_the_users_environment(
    desktop: Desktop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "canary")
    assert "canary" not in desktop.env.values()
    assert desktop.runtime.stat().st_mode & 0o777 == 0o700


def test_the_screen_can_be_photographed(desktop: Desktop, tmp_path: Path) -> None:
    png = screenshot(desktop.display, tmp_path / "screen.png")
    assert png.read_bytes().startswith(b"\x89PNG")
