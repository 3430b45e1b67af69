"""What every recorder keeps to: the fake, and the real one on scripted blocks and on a sound server."""

from collections.abc import Callable
from dataclasses import dataclass

from rapidwhisper.core.events import Listening, NotRecorded, Recorded
from rapidwhisper.core.ports import Recorder
from rapidwhisper.core.settings import Settings
from tests.rig.events import Events

SETTINGS = Settings()


@dataclass(frozen=True, slots=True)
class RecorderCase:
    recorder: Recorder
    events: Events
    speak: Callable[[], None]
    """Make at least half a second of speech come out of the microphone that is open."""


class RecorderContract:
    def test_a_recording_begins_with_listening_and_ends_with_one_take(self, case: RecorderCase) -> None:
        case.recorder.start(1, SETTINGS)
        case.events.wait(Listening)
        case.speak()
        case.recorder.stop(1)
        recorded = case.events.wait(Recorded)
        assert recorded.id == 1
        assert recorded.take.speech
        assert recorded.take.seconds > 0.5
        assert recorded.problem is None

    def test_nothing_more_is_heard_of_an_aborted_recording(self, case: RecorderCase) -> None:
        case.recorder.start(1, SETTINGS)
        case.events.wait(Listening)
        case.recorder.abort(1)
        case.recorder.start(2, SETTINGS)
        case.events.wait(Listening, count=2)
        case.speak()
        case.recorder.stop(2)
        assert case.events.wait(Recorded).id == 2
        assert not [each for each in case.events.all() if isinstance(each, NotRecorded)]

    def test_stop_and_abort_of_something_else_are_harmless(self, case: RecorderCase) -> None:
        case.recorder.stop(7)
        case.recorder.abort(7)
        case.recorder.start(1, SETTINGS)
        case.events.wait(Listening)
        case.recorder.stop(7)
        case.recorder.abort(7)
        case.speak()
        case.recorder.stop(1)
        assert case.events.wait(Recorded).id == 1

    def test_the_next_recording_may_begin_while_the_last_is_finishing(self, case: RecorderCase) -> None:
        case.recorder.start(1, SETTINGS)
        case.events.wait(Listening)
        case.speak()
        case.recorder.stop(1)
        case.recorder.start(2, SETTINGS)
        assert case.events.wait(Recorded).id == 1
        case.events.wait(Listening, count=2)
        case.speak()
        case.recorder.stop(2)
        assert case.events.wait(Recorded, count=2).id == 2
