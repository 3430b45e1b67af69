"""Windows starts what stands in the user's Run key. Tested on a stand-in only."""

import subprocess
from typing import Protocol

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.desktop.autostart import HOME_VARIABLE, Start

KEY = r"Software\Microsoft\Windows\CurrentVersion\Run"
NAME = "RapidWhisper"


class Registry(Protocol):
    """The string values of the Run key; raises OSError."""

    def read(self, name: str) -> str | None: ...

    def write(self, name: str, value: str) -> None: ...

    def remove(self, name: str) -> None: ...


class RunKey:
    def __init__(self, start: Start, values: Registry) -> None:
        self._start = start
        self._values = values

    def set(self, *, enabled: bool) -> None:
        wanted = command_line(self._start) if enabled else None
        try:
            if self._values.read(NAME) == wanted:
                return
            if wanted is None:
                self._values.remove(NAME)
            else:
                self._values.write(NAME, wanted)
        except OSError as error:
            raise ProblemError(
                problem(Code.AUTOSTART_FAILED, path=f"HKCU\\{KEY}", detail=error.strerror or error)
            ) from error


def command_line(start: Start) -> str:
    """The key has no place for a variable, so a shell sets it; pythonw has no console window."""
    program, *arguments = start.command
    windowless = (
        program.removesuffix("python.exe") + "pythonw.exe" if program.endswith("python.exe") else program
    )
    command = subprocess.list2cmdline([windowless, *arguments])
    if start.home is None:
        return command
    return f'cmd /c "set "{HOME_VARIABLE}={start.home}" && start "" {command}"'


def registry() -> Registry:
    import winreg

    class CurrentUser:
        def read(self, name: str) -> str | None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, KEY) as key:  # type: ignore[attr-defined,unused-ignore]
                try:
                    value, _ = winreg.QueryValueEx(key, name)  # type: ignore[attr-defined,unused-ignore]
                except FileNotFoundError:
                    return None
                return str(value)

        def write(self, name: str, value: str) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, KEY) as key:  # type: ignore[attr-defined,unused-ignore]
                winreg.SetValueEx(key, name, 0, winreg.REG_SZ, value)  # type: ignore[attr-defined,unused-ignore]

        def remove(self, name: str) -> None:
            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, KEY) as key:  # type: ignore[attr-defined,unused-ignore]
                winreg.DeleteValue(key, name)  # type: ignore[attr-defined,unused-ignore]

    return CurrentUser()
