"""Models as they were when the program was tested with them: `make pin-models`, and what follows from it."""

import json
import os
import random
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.providers.local.models.catalogue import CATALOGUE
from rapidwhisper.providers.local.models.pins import read_pins
from tests.rig.hub import Hub
from tests.rig.hub_faults import damaged
from tests.rig.models import LARGE, NAME, REPOSITORY, Models, contents, publish, wanted

TOOL = Path(__file__).parents[2] / "tools" / "pin_models.py"


@pytest.fixture
def hub() -> Iterator[Hub]:
    """It has all models of the catalogue."""
    noise = random.Random(3)  # noqa: S311 - the same each time
    with Hub() as hub:
        for model in CATALOGUE.values():
            if model.repository != REPOSITORY:
                hub.publish(model.repository, {path: noise.randbytes(2000) for path in model.files})
        publish(hub, contents())
        yield hub


def pin(hub: Hub, to: Path) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, str(TOOL), str(to)]
    env = {**os.environ, "HF_ENDPOINT": hub.url}
    return subprocess.run(command, env=env, capture_output=True, text=True, timeout=60, check=False)


@pytest.fixture
def pinned(hub: Hub, tmp_path: Path) -> Models:
    done = pin(hub, tmp_path / "pins.json")
    assert done.returncode == 0, done.stderr
    return Models(tmp_path / "models", hub.url, pins=read_pins(tmp_path / "pins.json"))


def test_every_model_that_can_be_downloaded_is_pinned_with_sizes_and_checksums(
    hub: Hub, tmp_path: Path
) -> None:
    done = pin(hub, tmp_path / "pins.json")
    pins = read_pins(tmp_path / "pins.json")
    assert set(pins) == {name for name, model in CATALOGUE.items() if not model.card.built_in}
    assert pins[NAME].size == sum(map(len, wanted(contents()).values()))
    assert pins[NAME].commit in done.stdout
    assert date.fromisoformat(json.loads((tmp_path / "pins.json").read_text())["pinned_on"])


def test_a_hub_that_lacks_one_leaves_the_pins_as_they_were(hub: Hub, tmp_path: Path) -> None:
    (tmp_path / "pins.json").write_text("as it was")
    hub.publish(REPOSITORY, {})
    done = pin(hub, tmp_path / "pins.json")
    assert done.returncode == 1
    assert "does not have the files of this model" in done.stderr
    assert (tmp_path / "pins.json").read_text() == "as it was"


def test_a_pinned_model_comes_as_it_was_whatever_the_hub_has_now(hub: Hub, pinned: Models) -> None:
    publish(hub, contents(seed=2))
    hub.forget()
    pinned.download()
    assert pinned.content() == wanted(contents())
    assert not [asked for asked in hub.asked if "/revision/" in asked.path]


def test_a_pinned_model_that_differs_is_refused(hub: Hub, pinned: Models) -> None:
    hub.misbehave(LARGE, damaged(), damaged())
    with pytest.raises(ProblemError) as caught:
        pinned.download()
    assert caught.value.problem.code is Code.DOWNLOAD_DAMAGED
    assert not pinned.whole.exists()
