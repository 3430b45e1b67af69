"""Every fault that can meet a dictation while it is transcribing: six promises are kept each time."""

from collections.abc import Iterator

import pytest

from tests.rig.canary import leaks
from tests.rig.fault import Fault, Stage
from tests.rig.fault_program import fault_scene
from tests.rig.fault_report import Record, record_account, record_cell
from tests.rig.faults import met_in
from tests.rig.invariants import CANARY, KEY
from tests.rig.scene import Scene
from tests.rig.stages import meet


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with fault_scene(tmp_path_factory.mktemp("faults")) as made:
        yield made


@pytest.mark.parametrize("fault", met_in(Stage.TRANSCRIBING), ids=lambda fault: fault.name)
def test_fault(scene: Scene, fault: Fault, record_property: Record) -> None:
    record_cell(record_property, fault, Stage.TRANSCRIBING)
    record_account(record_property, meet(scene, fault, Stage.TRANSCRIBING))


def test_neither_key_nor_words_are_anywhere_else(scene: Scene) -> None:
    """After all of them, also in the files that any program here has open."""
    assert leaks(scene.app, [KEY, CANARY]) == []
