"""The program is killed while somebody speaks: what was said is there after the next start."""

import io
import time
import wave
from collections.abc import Callable
from pathlib import Path

import numpy as np

from rapidwhisper.core.audio import Samples, rms
from tests.rig.app import App
from tests.rig.kills import STAGES, Killing, moments, told
from tests.rig.process import wait_until
from tests.rig.speech import SENTENCES, speech
from tests.rig.speech_server import SpeechServer, hang
from tests.rig.targets import Window
from tests.rig.voice import under_a_voice


def _heard(server: SpeechServer) -> Samples:
    """All that the server was sent, one request after the other."""
    parts = []
    for request in server.requests:
        assert request.file is not None
        with wave.open(io.BytesIO(request.file.data)) as file:
            parts.append(np.frombuffer(file.readframes(file.getnframes()), dtype="<i2"))
    return np.concatenate(parts)


def _on_disk_s(app: App) -> float:
    """Seconds of raw audio under the program's folder."""
    return sum(file.stat().st_size for file in app.folder.rglob("*.pcm")) / 32_000


def test_what_was_spoken_before_a_kill_is_transcribed_after_the_next_start(
    app: App, server: SpeechServer, editor: Window, tmp_path: Path
) -> None:
    server.answers("brought back")
    app.press()
    app.wait_for("recording")
    began = time.monotonic()
    with app.desktop.microphone.playing(speech(SENTENCES[0], tmp_path, times=3)):
        wait_until(lambda: _on_disk_s(app) > 5.0, "five seconds of speech are on disk")
        app.kill()
        spoken_s = time.monotonic() - began
    app.start()
    assert app.history()[0]["outcome"] != "done"
    app.tell("retry")
    assert app.history()[0]["text"] == "brought back"
    assert editor.text() == ""
    heard = _heard(server)
    missing_s = spoken_s - len(heard) / 16_000
    print(f"{missing_s:.2f} s of {spoken_s:.2f} s are missing")
    assert missing_s < 0.5
    assert rms(heard[-8_000:]) > 0.01, "the end is speech"


def test_a_kill_while_the_server_thinks_loses_nothing(
    app: App, server: SpeechServer, spoken: Callable[[str], Path]
) -> None:
    server.answers(hang())
    app.dictate(spoken(SENTENCES[1]))
    wait_until(lambda: server.requests, "the server is asked")
    app.kill()
    server.answers("brought back")
    app.start()
    app.tell("retry")
    app.wait_for_history(("brought back", "held"))


def test_a_kill_in_each_stage_loses_no_text_and_no_more_than_the_last_block(
    app: App, server: SpeechServer, editor: Window, tmp_path: Path
) -> None:
    with under_a_voice(app.desktop.microphone, tmp_path, seconds=120.0) as heard:
        killing = Killing(app, server, editor, heard)
        found = [killing.kill_at(moment) for moment in moments(seed=3, number=len(STAGES))]
    print(told(found))
    assert [each for each in found if each.lost or each.pasted > 1] == []
    assert [each for each in found if each.late_s or each.hole_s] == []
    assert max(each.cut_s for each in found) < 2.0
