"""What servers have taught us is there after a restart, and nothing depends on its file."""

import json
import logging
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from rapidwhisper.core.settings import Settings
from rapidwhisper.providers import custom
from rapidwhisper.providers.answers import Answer
from rapidwhisper.providers.capabilities import Format
from rapidwhisper.providers.learnt import NOTHING, Learnt, LearntServers
from rapidwhisper.providers.profile import learn_kind

URL = "http://localhost:8080/v1"
TAUGHT = Learnt("localai", frozenset({Format.FLAC}), 15e6, no_prompt=True, no_evidence=True)


def test_what_was_learnt_survives_the_program(tmp_path: Path) -> None:
    path = tmp_path / "state" / "servers.json"
    LearntServers(path).note(URL, lambda _: TAUGHT)
    assert LearntServers(path).of(URL) == TAUGHT
    assert LearntServers(path).of("http://localhost:1234/v1") == NOTHING
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_lesson_is_forgotten_after_a_month(tmp_path: Path) -> None:
    """The server may take more by now."""
    path = tmp_path / "servers.json"
    LearntServers(path, lambda: date(2026, 1, 1)).note(URL, lambda _: TAUGHT)
    assert LearntServers(path, lambda: date(2026, 1, 31)).of(URL) == TAUGHT
    later = LearntServers(path, lambda: date(2026, 2, 1))
    assert later.of(URL) == NOTHING
    later.note(URL, lambda learnt: replace(learnt, no_prompt=True))
    assert LearntServers(path, lambda: date(2026, 3, 1)).of(URL) == Learnt(no_prompt=True)


def test_what_a_command_learns_meanwhile_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "servers.json"
    program, command = LearntServers(path), LearntServers(path)
    command.note("http://localhost:1234/v1", lambda _: TAUGHT)
    program.note(URL, lambda _: TAUGHT)
    assert LearntServers(path).of("http://localhost:1234/v1") == TAUGHT


def test_another_kind_of_server_at_the_same_address_has_taught_nothing_yet() -> None:
    servers = LearntServers(None)
    servers.note(URL, lambda _: TAUGHT)
    ollama = Answer(200, {}, b'{"object":"list","data":[{"id":"gemma4:e4b","owned_by":"library"}]}')
    settings = Settings(ai_provider="custom", custom_base_url=URL)
    learn_kind(ollama, URL, custom.PROVIDER, settings, servers)
    assert servers.of(URL) == Learnt("ollama")


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


def test_what_a_newer_version_has_learnt_about_one_server_costs_nothing_about_the_others(
    tmp_path: Path,
) -> None:
    path = tmp_path / "servers.json"
    LearntServers(path).note(URL, lambda _: TAUGHT)
    newer = {"since": "2026-11-26", "refused": ["opus"]}
    path.write_text(json.dumps({"newer": newer, **json.loads(path.read_text("utf-8"))}), "utf-8")
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
