"""What the documentation says of models for this computer is what the catalogue says."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("page", ["docs/on-this-computer.md", "docs/ru/on-this-computer.md"])
def test_the_table_in_the_repository_is_up_to_date(tmp_path: Path, page: str) -> None:
    subprocess.run([sys.executable, CHECKOUT / "tools" / "model_table.py", tmp_path], check=True, timeout=60)
    assert (CHECKOUT / page).read_bytes() == (tmp_path / page).read_bytes(), f"{page}: run `make docs`"
