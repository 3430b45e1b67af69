"""From the stop key to the text nothing sleeps for a fixed time: whatever is waited for is an event."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import rapidwhisper

PACKAGE = Path(rapidwhisper.__file__).parent
ON_THE_WAY = (
    *("hotkeys/x11*.py", "core/*.py", "audio/rec*.py", "audio/microphone.py", "audio/unjudged.py"),
    *(
        "providers/*.py",
        "providers/local/*.py",
        "insertion/x11*.py",
        "insertion/worker.py",
        "ui/main_thread.py",
    ),
)
FILES = sorted(path for pattern in ON_THE_WAY for path in PACKAGE.glob(pattern))


def test_the_files_are_there() -> None:
    assert len(FILES) > 80


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_nothing_sleeps(path: Path) -> None:
    assert not list(_sleeps(ast.parse(path.read_text("utf-8"))))


def _sleeps(tree: ast.AST) -> Iterator[int]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in {"sleep", "msleep", "usleep", "qSleep", "qWait", "processEvents"}:
                yield node.lineno
