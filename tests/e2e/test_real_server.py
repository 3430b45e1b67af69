"""A server that is not ours, with a model in it: what it makes of the speech stands in the window."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conformance.faster_whisper import faster_whisper
from tests.conformance.real_server import SENTENCE, RealServer
from tests.rig.app import App, running_app
from tests.rig.desktop import Desktop
from tests.rig.targets import Window


@pytest.fixture
def real(tmp_path: Path) -> Iterator[RealServer]:
    with faster_whisper(tmp_path) as listening:
        yield listening


@pytest.fixture
def app(desktop: Desktop, real: RealServer, tmp_path: Path) -> Iterator[App]:
    with running_app(desktop, tmp_path / "app", AI_PROVIDER="custom", CUSTOM_BASE_URL=real.url) as started:
        yield started


def test_a_real_servers_sentence_stands_in_the_window(
    app: App, real: RealServer, editor: Window, short: Path
) -> None:
    for spoken in (1, 2):
        app.dictate(short)
        editor.wait_for_text(f"{SENTENCE} " * spoken)
    app.wait_for_history((SENTENCE, "done"), (SENTENCE, "done"))
    transcriptions = [served for served in real.served() if served.request.startswith("POST ")]
    assert [served.status for served in transcriptions] == [200, 200]
