"""The files of models as the hub had them on one day; `make pin-models` writes it.

Where a model is pinned the hub is not asked what it has: these files are fetched, with these checksums.
"""

import json
from functools import cache
from pathlib import Path

from rapidwhisper.providers.local.models.files import ModelFiles, from_json

PINS = Path(__file__).with_name("pins.json")


@cache
def pinned() -> dict[str, ModelFiles]:
    """By the models' names; empty where nothing was pinned."""
    return read_pins(PINS) if PINS.exists() else {}


def read_pins(path: Path) -> dict[str, ModelFiles]:
    return {name: from_json(fields) for name, fields in json.loads(path.read_text("utf-8"))["models"].items()}
