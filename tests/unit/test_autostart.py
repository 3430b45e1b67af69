"""Starting at login: what each system is told, and that nothing is written without need."""

import plistlib
import re
from pathlib import Path

import pytest

from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.desktop.autostart import Start, choose
from rapidwhisper.desktop.autostart_macos import LaunchAgent
from rapidwhisper.desktop.autostart_windows import NAME, RunKey, command_line
from rapidwhisper.desktop.autostart_xdg import DesktopEntry, entry

START = Start(("/opt/my apps/python3", "-m", "rapidwhisper"), Path('/home/me/50% $HOME "x"'))
PLAIN = Start(("/usr/bin/python3", "-m", "rapidwhisper"), None)


class FakeRegistry:
    def __init__(self) -> None:
        self.values: dict[str, str] = {}
        self.writes = 0

    def read(self, name: str) -> str | None:
        return self.values.get(name)

    def write(self, name: str, value: str) -> None:
        self.values[name] = value
        self.writes += 1

    def remove(self, name: str) -> None:
        del self.values[name]


@pytest.mark.parametrize("kind", [DesktopEntry, LaunchAgent])
def test_a_file_comes_and_goes(tmp_path: Path, kind: type[DesktopEntry | LaunchAgent]) -> None:
    made = kind(PLAIN, tmp_path / "new" / "folder")
    made.set(enabled=False)
    assert not made.path.exists()
    made.set(enabled=True)
    before = made.path.stat().st_mtime_ns
    made.set(enabled=True)
    assert made.path.stat().st_mtime_ns == before
    made.set(enabled=False)
    assert not made.path.exists()


@pytest.mark.parametrize("kind", [DesktopEntry, LaunchAgent])
def test_a_folder_that_cannot_be_written_is_a_problem(
    tmp_path: Path, kind: type[DesktopEntry | LaunchAgent]
) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProblemError) as refused:
        kind(PLAIN, tmp_path / "file").set(enabled=True)
    assert refused.value.problem.code is Code.AUTOSTART_FAILED


def test_the_desktop_entry_is_quoted_as_its_specification_wants() -> None:
    line = next(line for line in entry(START).splitlines() if line.startswith("Exec="))
    string = line.removeprefix("Exec=").replace("\\\\", "\\")  # a string's own escapes
    quoted = re.findall(r'"((?:\\.|[^"\\])*)"', string.replace("%%", "%"))
    arguments = [re.sub(r"\\(.)", r"\1", each) for each in quoted]
    assert arguments == ["env", f"RAPIDWHISPER_HOME={START.home}", *START.command]
    assert "env" not in entry(PLAIN).partition("Exec=")[2].splitlines()[0]


def test_the_launch_agent_starts_at_login_in_its_folder(tmp_path: Path) -> None:
    made = LaunchAgent(START, tmp_path)
    made.set(enabled=True)
    written = plistlib.loads(made.path.read_bytes())
    assert written["ProgramArguments"] == list(START.command)
    assert written["RunAtLoad"]
    assert written["EnvironmentVariables"] == {"RAPIDWHISPER_HOME": str(START.home)}


def test_the_run_key_is_written_once_and_removed() -> None:
    registry = FakeRegistry()
    key = RunKey(PLAIN, registry)
    key.set(enabled=True)
    key.set(enabled=True)
    assert registry.writes == 1
    assert registry.values == {NAME: "/usr/bin/python3 -m rapidwhisper"}
    key.set(enabled=False)
    assert registry.values == {}


def test_windows_starts_without_a_console_and_with_the_folder() -> None:
    start = Start(("C:\\Program Files\\python.exe", "-m", "rapidwhisper"), None)
    assert command_line(start) == '"C:\\Program Files\\pythonw.exe" -m rapidwhisper'
    assert 'set "RAPIDWHISPER_HOME=D:' in command_line(Start(start.command, Path("D:/mine")))


def test_the_config_folder_of_the_environment_counts(tmp_path: Path) -> None:
    made = choose(PLAIN, platform="linux", environ={"XDG_CONFIG_HOME": str(tmp_path)})
    made.set(enabled=True)
    assert (tmp_path / "autostart" / "rapidwhisper.desktop").exists()
