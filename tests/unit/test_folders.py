"""Where the files stand, and which runtime folder is refused."""

import subprocess
import sys
from pathlib import Path

import pytest

from rapidwhisper.config.folders import (
    Folders,
    System,
    current_folders,
    find_checkout,
    find_folders,
    find_runtime,
    make_private,
)
from rapidwhisper.core.problem import Code, ProblemError

SYSTEM = System(Path("/sys/config"), Path("/sys/data"), Path("/sys/log"))
RUNTIME = Path("/run/me")


def found(
    environ: dict[str, str] | None = None, *, cwd: Path | None = None, checkout: Path | None = None
) -> Folders:
    return find_folders(environ or {}, cwd=cwd, checkout=checkout, system=lambda: SYSTEM, runtime=RUNTIME)


def test_the_systems_folders_are_the_last_choice() -> None:
    assert found() == Folders(SYSTEM.config, SYSTEM.data, SYSTEM.log, RUNTIME)


def test_a_given_home_comes_before_everything(tmp_path: Path) -> None:
    folders = found({"RAPIDWHISPER_HOME": "/given"}, cwd=tmp_path, checkout=tmp_path)
    assert folders == Folders(Path("/given"), Path("/given/data"), Path("/given"), RUNTIME, Path("/given"))
    assert folders.env == Path("/given/.env")
    assert folders.history == Path("/given/data/history.sqlite3")
    assert folders.audio == Path("/given/data/audio")


def test_a_relative_home_means_from_the_current_folder(tmp_path: Path) -> None:
    assert found({"RAPIDWHISPER_HOME": "mine"}, cwd=tmp_path).home == tmp_path / "mine"


def test_an_empty_home_is_none(tmp_path: Path) -> None:
    assert found({"RAPIDWHISPER_HOME": " "}, checkout=tmp_path).home == tmp_path


def test_the_checkout_comes_before_the_current_folder(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("HOTKEY=f9\n")
    assert found(cwd=tmp_path, checkout=Path("/checkout")).home == Path("/checkout")


@pytest.mark.parametrize("text", ["AI_PROVIDER=local\n", "X=1\r\n  export HOTKEY = f9\r\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_current_folder_with_our_settings_is_home(tmp_path: Path, text: str, encoding: str) -> None:
    (tmp_path / ".env").write_bytes(text.encode(encoding))
    assert found(cwd=tmp_path).home == tmp_path


@pytest.mark.parametrize("text", ["DATABASE_URL=x\n", "# HOTKEY=f9\n", "MY_HOTKEY=f9\n", "HOTKEYS=f9\n", ""])
def test_somebody_elses_settings_are_never_touched(tmp_path: Path, text: str) -> None:
    (tmp_path / ".env").write_text(text)
    assert found(cwd=tmp_path).home == SYSTEM.config


def test_a_folder_called_env_is_no_settings_file(tmp_path: Path) -> None:
    (tmp_path / ".env").mkdir()
    assert found(cwd=tmp_path).home == SYSTEM.config


def test_the_log_file_stands_in_its_folder_unless_it_says_where(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")
    folders = found()
    assert folders.log_file("rapidwhisper.log") == Path("/sys/log/rapidwhisper.log")
    assert folders.log_file("/var/log/rw.log") == Path("/var/log/rw.log")
    assert folders.log_file("~/rw.log") == Path("/home/me/rw.log")


@pytest.mark.parametrize(
    ("project", "is_ours"),
    [('[project]\nname = "rapidwhisper"\n', True), ('[project]\nname = "other"\n', False), (None, False)],
)
def test_a_checkout_is_a_folder_whose_project_is_ours(
    tmp_path: Path, project: str | None, *, is_ours: bool
) -> None:
    if project is not None:
        (tmp_path / "pyproject.toml").write_text(project)
    assert find_checkout(tmp_path / "rapidwhisper") == (tmp_path if is_ours else None)


def test_the_runtime_folder_is_the_sessions_own(tmp_path: Path) -> None:
    uid = tmp_path.stat().st_uid
    here = {"XDG_RUNTIME_DIR": str(tmp_path)}
    temp = Path("/temp")
    assert find_runtime(here, uid=uid, temp=temp) == tmp_path / "rapidwhisper"


def test_another_users_runtime_folder_is_passed_over(tmp_path: Path) -> None:
    here = {"XDG_RUNTIME_DIR": str(tmp_path)}
    stranger = tmp_path.stat().st_uid + 1
    assert find_runtime(here, uid=stranger, temp=Path("/temp")) == Path(f"/temp/rapidwhisper-{stranger}")


def test_a_folder_too_deep_for_a_socket_is_passed_over(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 100)
    deep.mkdir()
    uid = tmp_path.stat().st_uid
    environ = {"XDG_RUNTIME_DIR": str(deep)}
    assert find_runtime(environ, uid=uid, temp=Path("/temp"), run_user=tmp_path) == Path(
        f"/temp/rapidwhisper-{uid}"
    )


def test_a_bare_shell_finds_the_sessions_folder(tmp_path: Path) -> None:
    uid = tmp_path.stat().st_uid
    (tmp_path / str(uid)).mkdir()
    for environ in ({}, {"XDG_RUNTIME_DIR": "relative"}, {"XDG_RUNTIME_DIR": "/not/there"}):
        runtime = find_runtime(environ, uid=uid, temp=Path("/temp"), run_user=tmp_path)
        assert runtime == tmp_path / str(uid) / "rapidwhisper"


def test_without_user_ids_the_temporary_folder_is_the_users_own() -> None:
    assert find_runtime({}, uid=None, temp=Path("/Temp")) == Path("/Temp/rapidwhisper")


def test_a_private_folder_is_made_and_accepted_again(tmp_path: Path) -> None:
    folder = tmp_path / "rapidwhisper"
    uid = tmp_path.stat().st_uid
    assert make_private(folder, uid=uid) == make_private(folder, uid=uid) == folder
    assert folder.stat().st_mode & 0o777 == 0o700


def test_a_folder_that_somebody_could_have_prepared_is_refused(tmp_path: Path) -> None:
    uid = tmp_path.stat().st_uid
    loose, link, file, closed = (tmp_path / name for name in ("loose", "link", "file", "closed"))
    loose.mkdir()
    loose.chmod(0o777)
    closed.mkdir(mode=0o700)
    link.symlink_to(closed)
    file.write_text("")
    for folder, owner, reason in (
        (loose, uid, "0777"),
        (link, uid, "not a folder"),
        (file, uid, "exists"),
        (closed, uid + 1, "belongs"),
    ):
        with pytest.raises(ProblemError) as caught:
            make_private(folder, uid=owner)
        assert caught.value.problem.code is Code.RUNTIME_REFUSED
        assert caught.value.problem.facts["path"] == str(folder)
        assert reason in caught.value.problem.facts["detail"]


def test_this_checkout_is_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    folders = current_folders()
    assert folders.home == Path(__file__).resolve().parents[2]
    assert folders.runtime == tmp_path / "rapidwhisper"


def test_finding_the_instance_imports_nothing_heavy() -> None:
    script = (
        "import sys, rapidwhisper.config.folders, rapidwhisper.desktop.instance\n"
        "heavy = {'numpy', 'PySide6', 'openai', 'dotenv', 'platformdirs', 'logging'}\n"
        "print(sorted(heavy & sys.modules.keys()))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    assert done.stdout == "[]\n"
