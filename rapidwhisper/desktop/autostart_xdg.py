"""Linux desktops start what lies in ~/.config/autostart (Desktop Application Autostart Specification)."""

from pathlib import Path

from rapidwhisper.desktop.autostart import HOME_VARIABLE, Start
from rapidwhisper.desktop.autostart_files import remove, write

_RESERVED = '"`$\\'


class DesktopEntry:
    def __init__(self, start: Start, folder: Path) -> None:
        self._start = start
        self.path = folder / "rapidwhisper.desktop"

    def set(self, *, enabled: bool) -> None:
        if enabled:
            write(self.path, entry(self._start).encode())
        else:
            remove(self.path)


def entry(start: Start) -> str:
    command = list(start.command)
    if start.home is not None:
        command = ["env", f"{HOME_VARIABLE}={start.home}", *command]
    return "\n".join(
        (
            "[Desktop Entry]",
            "Type=Application",
            "Name=RapidWhisper",
            "Comment=Dictate into any program",
            "Comment[ru]=Диктовка в любую программу",
            f"Exec={' '.join(map(quoted, command))}",
            "Icon=audio-input-microphone",
            "Terminal=false",
            "X-GNOME-Autostart-enabled=true",
            "",
        )
    )


def quoted(argument: str) -> str:
    """An argument of Exec: quoted, and then escaped once more as every string of the file is."""
    inner = "".join(f"\\{each}" if each in _RESERVED else each for each in argument)
    return f'"{inner}"'.replace("\\", "\\\\").replace("%", "%%")
