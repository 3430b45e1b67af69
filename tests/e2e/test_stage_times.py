"""How long each stage of a real dictation took, told by the status, the history and `rapidwhisper stats`."""

import json
from pathlib import Path

from rapidwhisper.core.laps import TOTAL, Lap
from tests.rig.app import App
from tests.rig.speech_server import SpeechServer, text
from tests.rig.targets import Window

DELAY_S = 0.4
ROUNDING_MS = 1


def test_the_stages_of_a_dictation_are_all_there_in_order_and_add_up(
    app: App, server: SpeechServer, short: Path, editor: Window
) -> None:
    server.answers(text("hello world", delay_s=DELAY_S))
    app.dictate(short)
    editor.wait_for_text("hello world ")
    spans = app.finished()["timings_ms"]
    assert list(spans) == [*Lap, TOTAL]
    assert all(span >= 0 for span in spans.values())
    assert spans[TOTAL] == sum(spans[lap] for lap in list(Lap)[1:])
    # The server may have begun to answer before the client has noted that all is sent.
    assert spans[Lap.SEND] + spans[Lap.ANSWER] >= 1000 * DELAY_S - ROUNDING_MS
    assert app.status()["last"]["timings_ms"] == spans
    (told,) = json.loads(app.tell("stats", "--json"))
    assert (told["provider"], told["dictations"]) == ("custom", 1)
    assert {name: spread["p95"] for name, spread in told["timings_ms"].items()} == spans
