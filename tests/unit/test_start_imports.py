"""What a start has loaded by the time its hotkey is taken, whatever the language."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

_UNTIL_THE_HOTKEY = """
import sys
from importlib.abc import MetaPathFinder

class End(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "rapidwhisper.app":
            print(*sys.modules, sep="\\n")
            raise SystemExit

sys.meta_path.insert(0, End())
from rapidwhisper.cli import main
main([])
"""

_HEAVY = {"PySide6", "numpy", "openai", "httpx2", "sounddevice", "ssl", "urllib.request", "email", "asyncio"}


@pytest.mark.parametrize("language", ["en", "ru"])
def test_nothing_heavy_is_loaded_before_the_hotkey_is_taken(language: str, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"INTERFACE_LANGUAGE={language}\n")
    (tmp_path / "run").mkdir(mode=0o700)
    env = {
        "PATH": os.environ["PATH"],
        "RAPIDWHISPER_HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
        "WAYLAND_DISPLAY": "wayland-0",  # where no server need answer before Qt
    }
    done = subprocess.run(
        [sys.executable, "-c", _UNTIL_THE_HOTKEY],
        env=env,
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    loaded = set(done.stdout.split())
    assert "rapidwhisper.hotkeys.choose" in loaded
    assert sorted(_HEAVY & loaded) == []
