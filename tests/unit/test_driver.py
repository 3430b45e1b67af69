"""The driver with fakes at every door: commands reach the ports, and a port that raises strands nothing."""

from dataclasses import replace

import pytest

from rapidwhisper.core.cue import Cue
from rapidwhisper.core.dictation import Outcome, Target
from rapidwhisper.core.driver import Driver, Ports
from rapidwhisper.core.events import (
    CancelWished,
    Event,
    Inserted,
    Pressed,
    Ready,
    Released,
    RetryWished,
    SettingsChanged,
    Timer,
    TimerKind,
    ToggleWished,
)
from rapidwhisper.core.hotkey import parse_hotkey
from rapidwhisper.core.laps import Lap
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import HistoryMode
from rapidwhisper.core.state import Phase, State, phase
from tests.rig.fakes import FakeCues, FakeNotifier, FakeTimers
from tests.rig.fakes_history import FakeHistory
from tests.rig.fakes_hotkeys import FakeHotkeys
from tests.rig.fakes_inserter import FakeInserter
from tests.rig.fakes_recorder import FakeRecorder
from tests.rig.fakes_transcriber import FakeTranscriber

WINDOW = Target(7)


class Desk:
    """The whole core with a fake at every door; its clock ticks a second at every look."""

    def __init__(self) -> None:
        self.recorder = FakeRecorder(self.emit)
        self.transcriber = FakeTranscriber(self.emit)
        self.inserter = FakeInserter(self.emit)
        self.inserter.focused = WINDOW
        self.hotkeys = FakeHotkeys(self.emit)
        self.history = FakeHistory(self.emit)
        self.timers = FakeTimers(self.emit)
        self.notifier = FakeNotifier()
        self.cues = FakeCues()
        self.phases: list[Phase] = []
        self._seconds = 0.0
        ports = Ports(
            recorder=self.recorder,
            transcriber=self.transcriber,
            inserter=self.inserter,
            hotkeys=self.hotkeys,
            history=self.history,
            timers=self.timers,
            notifier=self.notifier,
            cues=self.cues,
        )
        self.driver = Driver(State(), ports, clock=self._tick, on_change=self._note)
        self.emit(Ready())

    def emit(self, event: Event) -> None:
        self.driver.feed(event)

    def toggle(self) -> None:
        self.emit(ToggleWished())

    def told(self) -> list[Code]:
        return [each.code for each in self.notifier.told]

    def _note(self, state: State) -> None:
        self.phases.append(phase(state))

    def _tick(self) -> float:
        self._seconds += 1.0
        return self._seconds


@pytest.fixture
def desk() -> Desk:
    return Desk()


def broken(*_: object) -> None:
    raise RuntimeError("this port is broken")


def test_a_dictation_goes_through_all_ports(desk: Desk) -> None:
    desk.toggle()
    desk.toggle()
    assert desk.inserter.windows == {WINDOW: "hello "}
    assert desk.history.outcomes == {1: Outcome.DONE}
    assert desk.history.kept == [1]
    assert desk.phases[-1] is Phase.IDLE
    assert list(desk.transcriber.followed) == [1]
    assert desk.hotkeys.bound == desk.driver.state.settings.hotkey
    assert desk.hotkeys.armed is None
    assert desk.hotkeys.paste_last is None
    assert not desk.timers.running


def test_a_real_press_and_release_are_push_to_talk(desk: Desk) -> None:
    desk.emit(Pressed(10.0))
    desk.emit(Released(13.0))
    assert desk.inserter.windows == {WINDOW: "hello "}


def test_the_key_for_the_last_text_reaches_the_keyboard(desk: Desk) -> None:
    key = parse_hotkey("ctrl+alt+v")
    desk.emit(SettingsChanged(replace(desk.driver.state.settings, paste_last_hotkey=key)))
    assert desk.hotkeys.paste_last == key


def test_the_laps_reach_the_history_and_whoever_asks_for_the_last_ones(desk: Desk) -> None:
    desk.inserter.paused = True
    desk.emit(Pressed(10.0))
    desk.emit(Released(13.0))
    desk.emit(Inserted(1, {Lap.PASTE: 13.4, Lap.RECEIPT: 13.5}))
    assert desk.history.updates[-1].timings_ms == {"paste": 400, "receipt": 100, "total": 500}
    assert desk.driver.timings_ms(1) == desk.history.updates[-1].timings_ms


def test_the_laps_of_what_may_not_be_kept_are_known_of_the_last_one(desk: Desk) -> None:
    settings = replace(desk.driver.state.settings, history=HistoryMode.OFF)
    desk.emit(SettingsChanged(settings))
    desk.inserter.paused = True
    desk.emit(Pressed(10.0))
    desk.emit(Released(13.0))
    desk.emit(Inserted(1, {Lap.RECEIPT: 13.5}))
    assert desk.history.forgotten == [1]
    assert desk.driver.timings_ms(1) == {"receipt": 500, "total": 500}


def test_cancel_reaches_the_recorder_and_the_transcriber(desk: Desk) -> None:
    desk.toggle()
    desk.emit(CancelWished())
    assert desk.recorder.open is None
    desk.transcriber.says = None
    desk.toggle()
    desk.toggle()
    desk.emit(CancelWished())
    assert desk.transcriber.dropped == [(2, 1)]
    assert not desk.inserter.windows


def test_a_retry_copies_the_text(desk: Desk) -> None:
    desk.transcriber.says = problem(Code.CONNECTION_LOST, host="x")
    desk.toggle()
    desk.toggle()
    desk.transcriber.says = "after all"
    desk.emit(RetryWished(1, 2.0, desk.driver.state.settings))
    assert desk.inserter.clipboard == "after all"
    assert not desk.inserter.windows
    assert desk.told() == [Code.CONNECTION_LOST, Code.COPIED]


def test_timers_fire_into_the_machine(desk: Desk) -> None:
    desk.toggle()
    desk.timers.fire(Timer(TimerKind.FULL, 1))
    assert desk.inserter.windows == {WINDOW: "hello "}


@pytest.mark.parametrize(
    ("port", "method", "outcome"),
    [
        ("recorder", "start", Outcome.FAILED),
        ("recorder", "stop", Outcome.FAILED),
        ("transcriber", "start", Outcome.FAILED),
        ("inserter", "insert", Outcome.HELD),
        ("inserter", "note_target", Outcome.HELD),
        ("history", "begin", Outcome.DONE),
        ("hotkeys", "arm_cancel", Outcome.DONE),
        ("transcriber", "follow", Outcome.DONE),
    ],
)
def test_a_port_that_raises_strands_nothing(
    desk: Desk, port: str, method: str, outcome: Outcome, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(getattr(desk, port), method, broken)
        desk.toggle()
        desk.toggle()
        if desk.driver.state.recording is not None:  # the first toggle had already failed
            desk.emit(CancelWished())
    assert desk.history.outcomes[1] is outcome
    assert not desk.driver.state.dictations
    desk.toggle()
    assert desk.driver.state.recording is not None


def test_a_notifier_that_raises_is_not_told_of_it_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk.notifier, "tell", broken)
    desk.recorder.present = False
    desk.toggle()
    assert desk.history.outcomes[1] is Outcome.FAILED


@pytest.mark.parametrize(
    ("history", "kept", "discarded", "outcomes"),
    [
        (HistoryMode.ON, [1], [], {1: Outcome.DONE}),
        (HistoryMode.TEXT, [], [1], {1: Outcome.DONE}),
        (HistoryMode.OFF, [], [1], {}),
    ],
)
def test_the_history_keeps_what_the_settings_allow(
    history: HistoryMode, kept: list[int], discarded: list[int], outcomes: dict[int, Outcome]
) -> None:
    desk = Desk()
    desk.emit(SettingsChanged(replace(desk.driver.state.settings, history=history)))
    desk.toggle()
    desk.toggle()
    assert desk.history.kept == kept
    assert desk.history.discarded == discarded
    assert desk.history.outcomes == outcomes


def test_the_end_of_a_recording_is_heard_where_that_is_wished() -> None:
    desk = Desk()
    desk.emit(SettingsChanged(replace(desk.driver.state.settings, sounds=True)))
    desk.toggle()
    desk.toggle()
    assert desk.cues.played == [Cue.STOP]


def test_a_held_text_goes_in_when_its_window_has_the_focus_again(desk: Desk) -> None:
    elsewhere = Target(9)
    desk.toggle()
    desk.transcriber.says = None
    desk.toggle()
    desk.inserter.focused = elsewhere
    desk.transcriber.answer(1, 1, "hello")
    assert not desk.inserter.windows
    look = Timer(TimerKind.LOOK)
    desk.timers.fire(look)
    desk.inserter.focused = WINDOW
    desk.timers.fire(look)
    assert not desk.inserter.windows
    desk.timers.fire(look)
    assert desk.inserter.windows == {WINDOW: "hello "}
    assert desk.history.outcomes == {1: Outcome.DONE}
    assert not desk.inserter.clipboard


def test_a_server_that_is_back_is_noticed_by_a_probe(desk: Desk) -> None:
    desk.emit(SettingsChanged(replace(desk.driver.state.settings, ai_provider="custom")))
    desk.transcriber.says = problem(Code.UNREACHABLE, host="x")
    desk.transcriber.reachable = False
    desk.toggle()
    desk.toggle()
    probe = Timer(TimerKind.PROBE)
    desk.timers.fire(probe)
    assert Code.SERVER_BACK not in desk.told()
    desk.transcriber.reachable = True
    desk.timers.fire(probe)
    assert desk.told()[-1] is Code.SERVER_BACK


@pytest.mark.parametrize(("port", "method"), [("inserter", "look_at_focus"), ("transcriber", "probe")])
def test_a_look_or_a_probe_that_raises_is_tried_again(
    desk: Desk, port: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.toggle()
    desk.transcriber.says = None
    desk.toggle()
    desk.inserter.focused = Target(9)
    desk.transcriber.answer(1, 1, "hello")
    desk.toggle()
    desk.toggle()
    desk.transcriber.answer(2, 2, problem(Code.UNREACHABLE, host="x"))
    timer = Timer(TimerKind.LOOK if method == "look_at_focus" else TimerKind.PROBE)
    monkeypatch.setattr(getattr(desk, port), method, broken)
    desk.timers.fire(timer)
    assert timer in desk.timers.running
