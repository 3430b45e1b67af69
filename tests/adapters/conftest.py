"""An X server for each module of tests, and an inserter on it for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.rig.display import Display, x_server
from tests.rig.x11_bench import X11Bench, x11_bench


@pytest.fixture(scope="module")
def display() -> Iterator[Display]:
    with x_server() as made:
        yield made


@pytest.fixture
def x11(display: Display, tmp_path: Path) -> Iterator[X11Bench]:
    with x11_bench(display, tmp_path) as made:
        yield made
