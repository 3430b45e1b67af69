"""The table of all faults."""

from tests.rig.fault import Fault, Meeting, Stage
from tests.rig.faults_disk import DISK_FAULTS
from tests.rig.faults_keys import KEY_FAULTS
from tests.rig.faults_process import PROCESS_FAULTS
from tests.rig.faults_server import SERVER_FAULTS
from tests.rig.faults_sound import SOUND_FAULTS
from tests.rig.faults_windows import WINDOW_FAULTS

FAULTS: tuple[Fault, ...] = (
    *SERVER_FAULTS,
    *WINDOW_FAULTS,
    *KEY_FAULTS,
    *DISK_FAULTS,
    *PROCESS_FAULTS,
    *SOUND_FAULTS,
)


def met_in(stage: Stage, *, slow: bool = False) -> list[Fault]:
    """What the tests of this stage go through, every day or in `make soak`."""
    return [fault for fault in FAULTS if (meeting := fault.meets.get(stage)) and _is_due(meeting, slow=slow)]


def _is_due(meeting: Meeting, *, slow: bool) -> bool:
    return meeting.slow == slow and not meeting.pending
