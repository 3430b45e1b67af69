"""The short sounds: made by their script, and never part of a recording."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from rapidwhisper.core.cue import Cue

CHECKOUT = Path(__file__).parents[2]


@pytest.fixture
def script() -> ModuleType:
    spec = importlib.util.spec_from_file_location("sounds", CHECKOUT / "tools" / "sounds.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    sys.modules.pop("sounds", None)
    return module


def test_the_script_makes_the_sounds_that_are_shipped(script: ModuleType, tmp_path: Path) -> None:
    script.write(tmp_path)
    shipped = CHECKOUT / "assets" / "sounds"
    assert sorted(file.stem for file in shipped.iterdir()) == sorted(Cue)
    for file in shipped.iterdir():
        assert file.read_bytes() == (tmp_path / file.name).read_bytes(), file.name
