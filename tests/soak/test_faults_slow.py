"""The cells of the fault matrix that take as long as a request may take."""

from collections.abc import Iterator

import pytest

from tests.rig.fault import Fault, Stage
from tests.rig.fault_program import fault_scene
from tests.rig.fault_report import Record, record_account, record_cell
from tests.rig.faults import met_in
from tests.rig.scene import Scene
from tests.rig.stages import meet

CELLS = [(fault, stage) for stage in Stage for fault in met_in(stage, slow=True)]


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scene]:
    with fault_scene(tmp_path_factory.mktemp("faults")) as made:
        yield made


@pytest.mark.parametrize(("fault", "stage"), CELLS, ids=[f"{stage}-{fault.name}" for fault, stage in CELLS])
def test_fault(scene: Scene, fault: Fault, stage: Stage, record_property: Record) -> None:
    record_cell(record_property, fault, stage)
    record_account(record_property, meet(scene, fault, stage))
