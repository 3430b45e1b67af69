"""The doctor's judgement of settings and folders, on real files."""

import os
from pathlib import Path

import pytest

from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.folders import Folders
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Code
from rapidwhisper.doctor.storage import LEAST_MB, SPARE_MB, check_folders, check_settings, space_problem


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    """As the program makes them."""
    home = tmp_path / "home"
    made = Folders(home, home / "data", home, tmp_path)
    for folder in (made.home, made.data, made.audio):
        folder.mkdir(mode=0o700)
    for file in (made.env, made.history):
        file.touch(mode=0o600)
    return made


def problems(checks: list[Check]) -> list[tuple[Verdict, Code]]:
    return [(each.verdict, each.problem.code) for each in checks if each.problem is not None]


def test_folders_as_the_program_makes_them_are_all_right(folders: Folders) -> None:
    (check,) = check_folders(folders)
    assert (check.verdict, check.problem) == (Verdict.OK, None)


def test_folders_that_will_be_made_later_are_all_right(tmp_path: Path) -> None:
    later = tmp_path / "config" / "rapidwhisper"
    (check,) = check_folders(Folders(later, later / "data", later, tmp_path))
    assert check.verdict is Verdict.OK
    assert not later.exists()


def test_a_file_in_the_place_of_a_folder_is_a_failure(folders: Folders) -> None:
    folders.audio.rmdir()
    folders.audio.touch(mode=0o600)
    (check,) = check_folders(folders)
    assert problems([check]) == [(Verdict.FAILED, Code.FOLDER_UNWRITABLE)]
    assert check.problem is not None
    assert check.problem.facts == {"path": str(folders.audio), "detail": os.strerror(20)}


@pytest.mark.parametrize(("name", "mode", "wanted"), [("env", 0o644, "600"), ("data", 0o750, "700")])
def test_what_others_may_read_is_a_warning_with_the_command_that_closes_it(
    folders: Folders, name: str, mode: int, wanted: str
) -> None:
    path: Path = getattr(folders, name)
    path.chmod(mode)
    (check,) = check_folders(folders)
    assert problems([check]) == [(Verdict.WARNING, Code.OPEN_TO_OTHERS)]
    assert check.problem is not None
    assert check.problem.facts == {"path": str(path), "mode": f"{mode:o}", "wanted": wanted}


@pytest.mark.parametrize(
    ("free_mb", "verdicts"),
    [(SPARE_MB, []), (SPARE_MB - 1, [Verdict.WARNING]), (LEAST_MB - 1, [Verdict.FAILED])],
)
def test_a_disk_that_fills_up_is_told_in_time(tmp_path: Path, free_mb: int, verdicts: list[Verdict]) -> None:
    assert [verdict for verdict, _ in space_problem(tmp_path, free_mb)] == verdicts


def test_settings_without_a_mistake_are_all_right(tmp_path: Path) -> None:
    assert [each.verdict for each in check_settings(EnvFile(tmp_path / ".env"))] == [Verdict.OK]


def test_each_mistake_in_the_settings_is_a_warning(tmp_path: Path) -> None:
    env = tmp_path / ".env"
    env.write_text("THEME=purple\nthis is no setting\n")
    assert problems(list(check_settings(EnvFile(env)))) == [
        (Verdict.WARNING, Code.SETTING_INVALID),
        (Verdict.WARNING, Code.SETTINGS_ODD_LINES),
    ]


def test_settings_that_cannot_be_read_are_a_failure(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    assert problems(list(check_settings(EnvFile(tmp_path / ".env")))) == [
        (Verdict.FAILED, Code.SETTINGS_UNREADABLE)
    ]
