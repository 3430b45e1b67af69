"""The starting sound is heard in the room and not in the recording, though the microphone hears the room."""

import io
import wave
from pathlib import Path

import numpy as np

from rapidwhisper.core.audio import RATE
from tests.rig.app import App
from tests.rig.speech_server import SpeechServer
from tests.rig.targets import Window

CUE_HZ = (660.0, 880.0)
NOTE_S = 0.06


def loudest(samples: "np.ndarray[tuple[int], np.dtype[np.float64]]") -> float:
    """How strong the sound's two notes are where they are strongest, as an amplitude of 0 to 1."""
    size = round(RATE * NOTE_S)
    notes = [np.exp(-2j * np.pi * hertz * np.arange(size) / RATE) for hertz in CUE_HZ]
    starts = range(0, len(samples) - size, size // 4)
    found = (abs(np.dot(samples[at : at + size], note)) for note in notes for at in starts)
    return 2 * float(max(found, default=0.0)) / size


def test_the_starting_sound_is_not_in_the_recording(
    app: App, server: SpeechServer, two_words: Path, editor: Window, tmp_path: Path
) -> None:
    server.answers("after the sound")
    app.change_settings(SOUNDS="on", CUSTOM_MODEL="any")
    with app.desktop.microphone.overheard(tmp_path / "room.raw") as room:
        app.press()
        app.wait_for("recording")
    assert loudest(room()) > 0.03, "the sound was played into the room"
    app.desktop.microphone.play(two_words)
    app.press()
    editor.wait_for_text("after the sound ")
    upload = server.requests[-1].file
    assert upload is not None
    with wave.open(io.BytesIO(upload.data)) as sent:
        heard = np.frombuffer(sent.readframes(sent.getnframes()), np.int16) / 32768
    assert loudest(heard[: RATE // 4]) < 0.002
    assert np.abs(heard).max() > 0.05, "the speech after it is there"
