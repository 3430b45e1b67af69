"""The sample is what its script makes."""

import subprocess
import sys
from pathlib import Path

import numpy as np

from rapidwhisper.audio.file import read_clip
from rapidwhisper.ui.icons import ASSETS

SAMPLE = ASSETS / "sample.flac"

SCRIPT = Path(__file__).parents[2] / "tools" / "sample.py"


def test_the_script_makes_the_sample_that_is_shipped(tmp_path: Path) -> None:
    made = tmp_path / "made.flac"
    subprocess.run([sys.executable, SCRIPT, made], check=True, timeout=60)
    assert np.array_equal(read_clip(made).samples, read_clip(SAMPLE).samples)
