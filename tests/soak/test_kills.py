"""A hundred kills at random moments of a dictation: no text is lost, and hardly a block of speech."""

import random
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.rig.app import running_app
from tests.rig.desktop import virtual_desktop
from tests.rig.kills import Found, Killing, Moment, moments, told
from tests.rig.speech_server import SpeechServer
from tests.rig.targets import qt_editor
from tests.rig.voice import under_a_voice

SEED = 20_261_125
KILLS = 100
DESKTOPS = 2
VOICE_S = 1200.0
MOST_CUT_S = 2.0
"""The figures are printed; a busy computer may be this late, and more would mean that nothing is written."""


def _killed(number: int, wanted: list[Moment], folder: Path) -> list[Found]:
    """On a desktop of their own."""
    folder.mkdir()
    with (
        virtual_desktop() as desktop,
        SpeechServer() as server,
        running_app(desktop, folder / "app", AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url) as app,
        qt_editor(desktop.display, folder) as editor,
        under_a_voice(desktop.microphone, folder, seconds=VOICE_S) as heard,
    ):
        killing = Killing(app, server, editor, heard)
        found = []
        for moment in wanted:
            try:
                found.append(killing.kill_at(moment))
            except AssertionError as error:
                error.add_note(f"at {moment}; the log ends with\n{app.log[-2000:]}")
                raise
            print(f"desktop {number}, kill {len(found)}: {found[-1]}", flush=True)
        return found


def test_a_hundred_kills_lose_no_text_and_no_more_than_the_last_block(tmp_path: Path) -> None:
    began = time.monotonic()
    wanted = moments(SEED, KILLS)
    random.Random(SEED).shuffle(wanted)  # noqa: S311 - so that each desktop sees every stage
    with ThreadPoolExecutor(DESKTOPS) as pool:
        running = [
            pool.submit(_killed, number, wanted[number::DESKTOPS], tmp_path / f"desktop{number}")
            for number in range(DESKTOPS)
        ]
        found = [each for work in running for each in work.result()]
    print(f"\nseed {SEED}, {time.monotonic() - began:.0f} s\n{told(found)}")
    assert [each for each in found if each.lost or each.pasted > 1] == []
    assert [each for each in found if each.late_s or each.hole_s] == []
    assert max(each.cut_s for each in found) < MOST_CUT_S
