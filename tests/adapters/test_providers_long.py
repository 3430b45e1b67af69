"""Forty minutes through servers that take less at a time: each word once, and the sound in memory once."""

import pytest

from tests.rig.coded import words
from tests.rig.long_recording import LIMITED, MINUTES, dictated
from tests.rig.speech_server import SpeechServer


@pytest.mark.parametrize("limit", LIMITED)
def test_forty_minutes_become_a_complete_text(limit: str) -> None:
    provider, takes = LIMITED[limit]
    with SpeechServer() as server:
        server.answers(takes)
        cost = dictated(server, provider, traced=True)
    assert cost.text.split() == words(MINUTES * 60)
    assert cost.peak_bytes < 2 * cost.recording_bytes
