"""One click in the settings, one sentence, and it is known how fast this computer is."""

from collections.abc import Callable
from pathlib import Path

from tests.rig.app import watched_app
from tests.rig.desktop import Desktop
from tests.rig.speech import SENTENCES


def test_one_click_and_one_sentence_tell_how_fast_this_computer_is(
    desktop: Desktop, tmp_path: Path, spoken: Callable[[str], Path]
) -> None:
    settings = {"AI_PROVIDER": "local", "INTERFACE_LANGUAGE": "en"}
    with watched_app(desktop, tmp_path / "app", **settings) as app:
        assert app.status()["measured"] is None
        app.tell("settings")
        app.eyes.click("try_with_voice")
        app.wait_for("recording")
        desktop.microphone.play(spoken(SENTENCES[1]))
        app.eyes.click("toggle", "Finish")
        app.eyes.wait_for("words", SENTENCES[1])
        app.eyes.wait_for("speed", "s of speech: the text came")
        app.eyes.wait_for("speed", "30 s of speech take about")
        app.eyes.click("done")
        app.eyes.wait_for("measured", "30 s of speech take about")
        assert app.eyes.see("try_with_voice") is None
        measured = app.status()["measured"]
    with watched_app(desktop, tmp_path / "app") as app:
        assert app.status()["measured"] == measured, "it is known after a restart"
