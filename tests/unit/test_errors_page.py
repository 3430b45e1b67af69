"""The page about errors says what the program says."""

import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize("page", ["docs/errors.md", "docs/ru/errors.md"])
def test_the_page_in_the_repository_is_up_to_date(tmp_path: Path, page: str) -> None:
    command = [sys.executable, str(CHECKOUT / "tools" / "errors_page.py"), str(tmp_path)]
    subprocess.run(command, check=True, cwd=CHECKOUT, timeout=60)
    assert (CHECKOUT / page).read_text("utf-8") == (tmp_path / page).read_text("utf-8")
