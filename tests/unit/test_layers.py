"""The house's rule, enforced: which folder may import which."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "rapidwhisper"

ALLOWED = {
    "core": set(),
    "audio": {"core"},
    "providers": {"core"},
    "hotkeys": {"core"},
    "insertion": {"core"},
    "history": {"core"},
    "config": {"core"},
    "desktop": {"core"},
    "doctor": {"core", "config", "audio", "providers", "ui"},
    "transcribing": {"core", "audio", "providers", "ui"},
    "ui": {"core", "config"},
}

FOREIGN_TO_CORE = {
    "PySide6",
    "openai",
    "sounddevice",
    "sqlite3",
    "socket",
    "subprocess",
    "threading",
    "time",
    "os",
}


def imports(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text())):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("room", sorted(ALLOWED))
def test_a_room_imports_only_what_the_plan_allows(room: str) -> None:
    for file in (PACKAGE / room).rglob("*.py"):
        for module in imports(file):
            parts = module.split(".")
            if parts[0] == "rapidwhisper" and len(parts) > 1:
                assert parts[1] in {room, *ALLOWED[room]}, f"{file.name} imports {module}"


def test_every_room_is_in_the_plan() -> None:
    rooms = {folder.name for folder in PACKAGE.iterdir() if (folder / "__init__.py").exists()}
    assert rooms == set(ALLOWED)


def test_the_core_knows_no_files_no_clock_and_no_qt() -> None:
    for file in (PACKAGE / "core").glob("*.py"):
        found = {module.split(".")[0] for module in imports(file)} & FOREIGN_TO_CORE
        assert not found, f"{file.name} imports {found}"


@pytest.mark.parametrize("heavy", ["PySide6", "numpy", "openai", "sounddevice", "pynput"])
def test_status_needs_nothing_heavy(heavy: str) -> None:
    code = (
        f"import sys; from rapidwhisper.cli import main; main(['status']); sys.exit({heavy!r} in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(
    "late",
    ["openai", "httpx2", "rapidwhisper.past", "rapidwhisper.ui.history", "rapidwhisper.ui.settings.dialog"],
)
def test_the_app_starts_without_what_is_needed_later(late: str) -> None:
    code = f"import sys, rapidwhisper.app; sys.exit({late!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
