"""What the program remembers by itself survives a restart, and damage costs nothing."""

import os
import stat
from pathlib import Path

import pytest

from rapidwhisper.config.remembered import Remembered


def test_what_is_set_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "data" / "state.json"
    Remembered(path).set("size", [800, 600])
    assert Remembered(path).get("size", None) == [800, 600]
    assert Remembered(path).get("other", default="nothing") == "nothing"


@pytest.mark.parametrize("rubbish", [b"", b"{", b"[1]", b"\0", b"\xff\xfe", b"[" * 100_000])
def test_a_damaged_file_is_set_aside_and_begun_anew(tmp_path: Path, rubbish: bytes) -> None:
    path = tmp_path / "state.json"
    path.write_bytes(rubbish)
    remembered = Remembered(path)
    assert remembered.get("size", default=1) == 1
    assert path.with_name("state.json.damaged").read_bytes() == rubbish
    remembered.set("size", 2)
    assert Remembered(path).get("size", None) == 2


@pytest.mark.parametrize("default", [[800, 600], False, "page"])
def test_a_value_of_another_kind_counts_as_none(tmp_path: Path, default: object) -> None:
    path = tmp_path / "state.json"
    path.write_text('{"odd": {"a": 1}, "sizes": ["a", "b"], "size": [1], "good": [1, 2]}')
    remembered = Remembered(path)
    assert remembered.get("odd", default) == default
    assert remembered.get("sizes", [800, 600]) == remembered.get("size", [800, 600]) == [800, 600]
    assert remembered.get("good", [800, 600]) == [1, 2], "the valid part counts"


def test_the_file_is_its_users_alone_whatever_the_mask(tmp_path: Path) -> None:
    path = tmp_path / "data" / "state.json"
    mask = os.umask(0)
    try:
        Remembered(path).set("size", 2)
    finally:
        os.umask(mask)
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_link_in_place_of_its_draft_is_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "state.new").symlink_to(precious)
    remembered = Remembered(tmp_path / "state.json")
    remembered.set("size", 2)
    assert precious.read_text() == "mine"
    assert Remembered(tmp_path / "state.json").get("size", None) == 2


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    remembered = Remembered(tmp_path / "file" / "state.json")
    remembered.set("size", 2)
    assert remembered.get("size", None) == 2
