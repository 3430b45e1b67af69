"""The search for what must not leak finds it in any place and dress, or its silence would mean nothing."""

import base64
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from tests.rig.canary import SETTINGS, in_files, in_open_files, in_processes, processes_of
from tests.rig.process import running, wait_until

SENTENCE = "тайное слово canary"
WORD = [SENTENCE]


@pytest.mark.parametrize(
    "data",
    [
        SENTENCE.encode(),
        SENTENCE.encode("utf-16-le"),
        json.dumps({"text": SENTENCE}).encode(),
        *(base64.b64encode(before + SENTENCE.encode() + b" and on") for before in (b"", b"x", b"xy")),
    ],
)
def test_a_word_is_found_in_any_dress(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "deep").mkdir()
    file = tmp_path / "deep" / "some.log"
    file.write_bytes(b"\0before " + data + b" behind")
    assert in_files([tmp_path], [SENTENCE, "another"]) == [f"{file}: {SENTENCE}"]
    assert in_files([tmp_path], WORD, besides=[file]) == []


def test_settings_and_history_may_hold_it(tmp_path: Path) -> None:
    for name in (".env", "history.sqlite3", "history.sqlite3-wal", "history.sqlite3.damaged-1"):
        (tmp_path / name).write_text(SENTENCE)
    assert in_files([tmp_path], WORD) == []


def test_only_the_settings_may_hold_a_key(tmp_path: Path) -> None:
    for name in (".env", "history.sqlite3"):
        (tmp_path / name).write_text(SENTENCE)
    found = in_files([tmp_path], WORD, allowed=SETTINGS)
    assert found == [f"{tmp_path / 'history.sqlite3'}: {SENTENCE}"]


def test_a_command_line_and_an_environment_are_searched(tmp_path: Path) -> None:
    sleeper = [sys.executable, "-c", "input()"]
    env = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    with running([*sleeper, SENTENCE], env=env, stdin=subprocess.PIPE) as spoken:
        wait_until(lambda: list(processes_of(tmp_path)) == [spoken.pid], "the system knows its environment")
        assert in_processes([spoken.pid], WORD) == [f"cmdline of {spoken.pid}: {SENTENCE}"]
    with running(sleeper, env={**env, "TEXT": SENTENCE}, stdin=subprocess.PIPE) as inherited:
        wait_until(
            lambda: list(processes_of(tmp_path)) == [inherited.pid], "the system knows its environment"
        )
        assert in_processes([inherited.pid], WORD) == [f"environ of {inherited.pid}: {SENTENCE}"]


def test_a_file_that_is_deleted_but_open_is_searched() -> None:
    with tempfile.TemporaryFile() as file:
        file.write(SENTENCE.encode())
        file.flush()
        (found,) = in_open_files([os.getpid()], WORD)
    assert found.endswith(f"open in {os.getpid()}: {SENTENCE}")
