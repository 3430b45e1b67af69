"""What the program remembers by itself survives a restart, and damage costs nothing."""

from pathlib import Path

import pytest

from rapidwhisper.config.remembered import Remembered


def test_what_is_set_is_there_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "data" / "state.json"
    Remembered(path).set("size", [800, 600])
    assert Remembered(path).get("size", None) == [800, 600]
    assert Remembered(path).get("other", default="nothing") == "nothing"


@pytest.mark.parametrize("rubbish", ["", "{", "[1]", "\0"])
def test_a_damaged_file_means_an_empty_one(tmp_path: Path, rubbish: str) -> None:
    path = tmp_path / "state.json"
    path.write_text(rubbish)
    remembered = Remembered(path)
    assert remembered.get("size", default=1) == 1
    remembered.set("size", 2)
    assert Remembered(path).get("size", None) == 2


def test_a_folder_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    remembered = Remembered(tmp_path / "file" / "state.json")
    remembered.set("size", 2)
    assert remembered.get("size", None) == 2
