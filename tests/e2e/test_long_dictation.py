"""A dictation that goes on and on: most of it has been understood when the stop key is pressed."""

from pathlib import Path

from tests.rig.app import running_app
from tests.rig.desktop import Desktop
from tests.rig.process import wait_until
from tests.rig.speech_server import Answer, Request, SpeechServer
from tests.rig.targets import qt_editor
from tests.rig.tone_speech import spoken, understands, wav

SECONDS = 26.0
"""Enough for two segments and a rest."""


def test_what_was_sent_while_it_was_spoken_is_in_the_text_once_although_a_request_failed(
    desktop: Desktop, tmp_path: Path
) -> None:
    said = spoken(range(1000), seed=8, seconds=SECONDS)
    failed: list[Request] = []

    def says(request: Request) -> Answer | str:
        if not failed:
            failed.append(request)
            return Answer(b"out of memory", 500)
        return understands(request)

    with SpeechServer() as server, qt_editor(desktop.display, tmp_path) as editor:
        server.answers(says)
        settings = {"AI_PROVIDER": "custom", "CUSTOM_BASE_URL": server.url}
        with running_app(desktop, tmp_path / "app", **settings) as app:
            app.press()
            app.wait_for("recording")
            desktop.microphone.play(wav(said.samples, tmp_path / "said.wav"))
            wait_until(lambda: len(server.requests) >= 2, "segments are sent while it is spoken")
            app.press()
            editor.wait_for_text(said.text + " ")
            assert app.finished()["outcome"] == "done"
        assert len(server.requests) == 4, "two segments, the failed one again, and the rest"
