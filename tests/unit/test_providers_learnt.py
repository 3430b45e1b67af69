"""What servers have taught us is there after a restart, and nothing depends on its file."""

import logging
from pathlib import Path

import pytest

from rapidwhisper.providers.capabilities import Format
from rapidwhisper.providers.learnt import NOTHING, Learnt, LearntServers

URL = "http://localhost:8080/v1"
TAUGHT = Learnt("localai", frozenset({Format.FLAC}), 15e6, no_prompt=True, no_evidence=True)


def test_what_was_learnt_survives_the_program(tmp_path: Path) -> None:
    path = tmp_path / "state" / "servers.json"
    LearntServers(path).note(URL, lambda _: TAUGHT)
    assert LearntServers(path).of(URL) == TAUGHT
    assert LearntServers(path).of("http://localhost:1234/v1") == NOTHING


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"u": 5}', '{"u": {"refused": ["mp9"]}}', '{"u": {"max_bytes": "many"}}']
)
def test_a_damaged_file_is_as_good_as_none(content: str, tmp_path: Path) -> None:
    path = tmp_path / "servers.json"
    path.write_text(content, "utf-8")
    servers = LearntServers(path)
    assert servers.of("u") == NOTHING
    servers.note(URL, lambda _: TAUGHT)
    assert LearntServers(path).of(URL) == TAUGHT


def test_a_folder_that_cannot_be_written_is_only_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "state").write_text("a file in the way", "utf-8")
    servers = LearntServers(tmp_path / "state" / "servers.json")
    with caplog.at_level(logging.INFO):
        servers.note(URL, lambda _: TAUGHT)
    assert servers.of(URL) == TAUGHT
    assert "cannot be written" in caplog.text
