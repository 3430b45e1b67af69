"""What the documentation says of providers and servers is what their files declare."""

import subprocess
import sys
from pathlib import Path

import pytest

from rapidwhisper.providers.servers import KINDS

CHECKOUT = Path(__file__).resolve().parents[2]
PAGES = ("docs/custom-providers.md", "docs/ru/custom-providers.md")


def test_the_tables_in_the_repository_are_up_to_date(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, CHECKOUT / "tools" / "provider_tables.py", tmp_path], check=True, timeout=60
    )
    for page in PAGES:
        assert (CHECKOUT / page).read_bytes() == (tmp_path / page).read_bytes(), f"{page}: run `make docs`"


@pytest.mark.parametrize("page", PAGES)
def test_every_server_is_started_and_set_up_as_its_preset_does_it(page: str) -> None:
    text = (CHECKOUT / page).read_text("utf-8")
    for kind in KINDS.values():
        values = dict(kind.preset.values)
        assert f"CUSTOM_BASE_URL={values['CUSTOM_BASE_URL']}" in text
        assert not values["CUSTOM_MODEL"] or f"CUSTOM_MODEL={values['CUSTOM_MODEL']}" in text
        assert (
            f"\n{kind.preset.start}\n" in text or kind.name == "lm_studio"
        )  # nothing is to be started there
