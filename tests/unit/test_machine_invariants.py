"""Random event streams against the machine: what must hold whatever happens, in whatever order."""

from collections import Counter
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from rapidwhisper.core.commands import (
    AbortRecording,
    BeginRow,
    ClearTimer,
    Command,
    DiscardAudio,
    DropTranscription,
    Forget,
    Insert,
    KeepAudio,
    SetTimer,
    StartRecording,
    StopRecording,
    Tell,
    Transcribe,
    UpdateRow,
)
from rapidwhisper.core.dictation import Delivery, Outcome, Stage, Take, Target, Unsent
from rapidwhisper.core.events import (
    CancelWished,
    CommandFailed,
    DiscardWished,
    Event,
    Faulted,
    FocusSeen,
    Forgotten,
    HotkeyWorks,
    Inserted,
    Listening,
    ModelAwaited,
    NotInserted,
    NotRecorded,
    NotTranscribed,
    OfferTaken,
    PasteLastWished,
    PasteWished,
    Pressed,
    Probed,
    Ready,
    Recorded,
    RecordingsFound,
    Released,
    RetryWished,
    Saved,
    SettingsChanged,
    SilenceReached,
    StartWished,
    StopWished,
    TargetNoted,
    Timer,
    TimerFired,
    TimerKind,
    ToggleWished,
    Transcribed,
)
from rapidwhisper.core.hotkey import HotkeyMode
from rapidwhisper.core.machine import step
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import PROVIDER_NAMES, HistoryMode, PasteMethod, Settings, WhenPossible
from rapidwhisper.core.state import Phase, State, phase

SECRET_KEY = "canary-key-4711"
SPOKEN = "canary sentence number"
KEPT = "a text of before"
FAULT = problem(Code.INTERNAL, detail="made up")
HELD = problem(Code.HELD_FOR_ITS_WINDOW)
COPIED = problem(Code.COPIED)
UNREACHED = problem(Code.UNREACHABLE, host="made.up")
SETTINGS = [
    replace(
        Settings(), hotkey_mode=mode, custom_api_key=SECRET_KEY, history=history, retry=when, recover=when
    )
    for mode in HotkeyMode
    for history in HistoryMode
    for when in WhenPossible
]

ids = st.integers(1, 5)
jobs = st.integers(1, 8)
takes = st.builds(Take, st.sampled_from([0.0, 0.2, 3.0]), st.booleans())
faults = st.just(FAULT)
recordings = st.lists(st.builds(Unsent, ids, st.just(3.0)), max_size=3).map(tuple)
texts = st.integers(1, 9).map(lambda number: f"{SPOKEN} {number}")
targets = st.sampled_from([None, Target(1), Target(2)])

events = st.one_of(
    st.just(Ready()),
    st.sampled_from(SETTINGS).map(SettingsChanged),
    st.sampled_from([StartWished(), StopWished(), ToggleWished(), CancelWished()]),
    st.builds(PasteWished, ids, st.just(KEPT), targets),
    st.builds(RetryWished, ids, st.just(3.0), st.sampled_from(SETTINGS)),
    st.builds(Listening, ids),
    st.builds(SilenceReached, ids),
    st.builds(Recorded, ids, takes, st.none() | faults),
    st.builds(NotRecorded, ids, faults),
    st.builds(TargetNoted, ids, targets),
    st.builds(Transcribed, ids, jobs, texts, st.sampled_from(PROVIDER_NAMES)),
    st.builds(NotTranscribed, ids, jobs, faults | st.just(UNREACHED)),
    st.builds(Inserted, ids),
    st.builds(NotInserted, ids, faults | st.sampled_from([HELD, COPIED])),
    st.builds(FocusSeen, targets),
    st.builds(Probed, st.booleans()),
    st.builds(RecordingsFound, recordings, st.integers(0, 1), recordings),
    st.just(OfferTaken()),
    st.just(PasteLastWished()),
    st.just(HotkeyWorks(Settings().hotkey)),
    st.builds(ModelAwaited, st.booleans()),
    st.builds(DiscardWished, ids),
    st.builds(Forgotten, st.none() | st.tuples(ids)),
    st.builds(Saved, ids),
    st.builds(Faulted, faults),
    st.builds(CommandFailed, ids, faults),
)
"""Well-formed events in any order, most of them to dictations that are long over or never were."""


@st.composite
def streams(draw: st.DrawFn) -> list[Event]:
    """Events with key presses among them, on a clock that only goes forward."""
    now = 0.0
    stream: list[Event] = []
    for _ in range(draw(st.integers(0, 60))):
        now += draw(st.sampled_from([0.001, 0.02, 0.2, 0.5, 5.0]))
        key = draw(st.integers(0, 3))
        if key == 0:
            stream.append(Pressed(now))
        elif key == 1:
            stream.append(Released(now))
        else:
            stream.append(draw(events))
    return stream


class World:
    """Keeps count of what the machine has ordered."""

    def __init__(self) -> None:
        self.state = State(settings=SETTINGS[0])
        self.timers: set[Timer] = set()
        self.begun: set[int] = set()
        self.saved: set[int] = set()
        self.arrived: set[int] = set()
        """Whose text a window took, or the clipboard where that is the way."""
        self.held: Counter[int] = Counter()
        """How often a text may go to its window after it was held back."""
        self.inserts: Counter[int] = Counter()
        self.pastes: Counter[int] = Counter()
        self.order: list[int] = []
        self.outcomes: dict[int, list[Outcome]] = {}
        self.texts: dict[int, str] = {}

    def feed(self, event: Event) -> None:
        if isinstance(event, Saved):
            self.saved.add(event.id)
        if isinstance(event, PasteWished):
            self.pastes[event.id] += 1
        if isinstance(event, TimerFired):
            self.timers.discard(event.timer)
        self._note_receipt(event)
        self.state, commands = step(self.state, event)
        for command in commands:
            self._note(command)
        self._check()

    def _note_receipt(self, event: Event) -> None:
        match event:
            case Inserted(dictation) | NotInserted(dictation, _) if (
                found := self.state.find(dictation)
            ) is not None and found.stage is Stage.INSERTING:
                if isinstance(event, Inserted) or event.problem is COPIED:
                    self.arrived.add(dictation)
                elif event.problem is HELD and found.target is not None:
                    self.held[dictation] += 1

    def _note(self, command: Command) -> None:  # noqa: C901, PLR0912 - a case per command
        match command:
            case BeginRow(dictation, _):
                self.begun.add(dictation)
            case SetTimer(timer, seconds):
                assert seconds > 0
                self.timers.add(timer)
            case ClearTimer(timer):
                self.timers.discard(timer)
            case DiscardAudio(dictation) | KeepAudio(dictation):
                assert dictation in self.saved, "I1: audio touched before its text was on disk"
            case Forget(dictation):
                assert dictation in self.arrived, "I1: forgotten before its text had arrived"
                self.outcomes.setdefault(dictation, []).append(Outcome.DONE)
            case Insert(_, _, target, wish) if wish.paste_method is PasteMethod.COPY:
                assert target is None, "a copy goes into no window"
            case Insert(dictation, _, target, _) if self.held[dictation] and (
                self.inserts[dictation] or not self.pastes[dictation]
            ):
                self.held[dictation] -= 1
                assert target == self.target_of(dictation), "I3: another window than it was held for"
            case Insert(dictation, text, target, _) if text.strip() == KEPT:
                self.pastes[dictation] -= 1
                assert self.pastes[dictation] >= 0, "pasted more often than wished"
                assert target == self.target_of(dictation), "pasted into another window"
            case Insert(dictation, text, target, _):
                self.inserts[dictation] += 1
                assert self.inserts[dictation] == 1, "I2: inserted twice"
                assert not self.order or dictation > self.order[-1], "texts out of spoken order"
                self.order.append(dictation)
                assert target == self.target_of(dictation), "I3: another window than at the stop key"
                assert text.strip() == self.texts.get(dictation, text.strip()), "another dictation's text"
            case UpdateRow(dictation, outcome, _, text, _, cause, _):
                if text is not None:
                    self.texts[dictation] = text
                if outcome is not None:
                    self.outcomes.setdefault(dictation, []).append(outcome)
                self.no_canary(cause)
            case Tell(cause):
                self.no_canary(cause)
            case _:
                pass

    def target_of(self, dictation: int) -> Target | None:
        found = self.state.find(dictation)
        return found.target if found else None

    @staticmethod
    def no_canary(cause: object) -> None:
        assert SPOKEN not in repr(cause), "I6: dictated text in a Problem"
        assert SECRET_KEY not in repr(cause), "I6: a key in a Problem"

    def _check(self) -> None:
        state = self.state
        assert sum(each.stage.value in ("opening", "recording") for each in state.dictations) <= 1
        assert len({each.id for each in state.dictations}) == len(state.dictations)
        armed = any(
            each.stage.value != "inserting" and each.delivery is not Delivery.CLIPBOARD
            for each in state.dictations
        )
        assert (state.cancel_key is not None) == armed
        for each in state.dictations:
            waits_on = {timer.kind for timer in self.timers if timer.id == each.id}
            assert waits_on or each.stage.value == "waiting", f"no way out of {each.stage}"

    def let_everything_end(self) -> None:
        """Every timer fires until nothing is under way: ports that stay silent must not matter."""
        self.feed(Released(1e6))
        for _ in range(100):
            if not self.state.dictations:
                break
            for timer in sorted(self.timers, key=repr):
                self.feed(TimerFired(timer))


@settings(max_examples=400)
@given(streams())
def test_whatever_happens_the_invariants_hold(stream: list[Event]) -> None:
    world = World()
    for event in stream:
        world.feed(event)
    world.let_everything_end()

    assert not world.state.dictations, "I4: something is stuck"
    for dictation in world.begun:
        outcomes = world.outcomes[dictation]
        assert outcomes[-1] is not Outcome.UNFINISHED, "I1: a dictation vanished without an outcome"

    before = world.state.next_id
    world.feed(Ready())
    world.feed(Pressed(2e6))
    world.feed(Listening(before))
    assert phase(world.state) is Phase.RECORDING, "I5: the next press does not record"


class Desk:
    """Ports that answer each command, well or badly, in an order that hypothesis chooses."""

    def __init__(self, data: st.DataObject) -> None:
        self.data = data
        self.world = World()
        self.now = 0.0
        self.open: list[Command] = []
        self.handed_over: list[int] = []

    def feed(self, event: Event) -> None:
        state, commands = step(self.world.state, event)
        self.world.feed(event)
        assert self.world.state == state
        answered = (StartRecording, StopRecording, Transcribe, Insert)
        self.open += [each for each in commands if isinstance(each, answered)]
        for each in commands:
            if isinstance(each, AbortRecording | DropTranscription):
                self.open = [one for one in self.open if one.id != each.id]  # type: ignore[union-attr]
            if isinstance(each, UpdateRow) and each.text:
                self.feed(Saved(each.id))

    def press(self) -> None:
        self.now += self.data.draw(st.sampled_from([0.4, 1.5]))
        self.feed(Pressed(self.now))
        self.now += self.data.draw(st.sampled_from([0.05, 0.6]))
        self.feed(Released(self.now))

    def answer(self) -> None:
        command = self.open.pop(self.data.draw(st.integers(0, len(self.open) - 1)))
        well = self.data.draw(st.integers(0, 3)) > 0
        match command:
            case StartRecording(dictation):
                self.feed(Listening(dictation) if well else NotRecorded(dictation, FAULT))
            case StopRecording(dictation):
                self.feed(TargetNoted(dictation, Target(dictation)))
                self.feed(Recorded(dictation, Take(3.0, speech=well)))
            case Transcribe(dictation, job):
                provider = self.data.draw(st.sampled_from(PROVIDER_NAMES))
                heard = Transcribed(dictation, job, f"{SPOKEN} {dictation}", provider)
                self.feed(heard if well else NotTranscribed(dictation, job, FAULT))
            case Insert(dictation, text):
                assert text.strip() == f"{SPOKEN} {dictation}"
                self.feed(Inserted(dictation) if well else NotInserted(dictation, FAULT))
                self.handed_over.append(dictation)


@settings(max_examples=200)
@given(st.data())
def test_several_dictations_at_once_end_each_in_one_way_and_in_order(data: st.DataObject) -> None:
    desk = Desk(data)
    desk.feed(Ready())
    for _ in range(data.draw(st.integers(1, 25))):
        if len(desk.open) > 0 and data.draw(st.booleans()):
            desk.answer()
        elif data.draw(st.integers(0, 9)) == 0:
            desk.feed(CancelWished())
        else:
            desk.press()
    while desk.open:
        desk.answer()
    desk.world.let_everything_end()
    assert not desk.world.state.dictations
    assert desk.world.order == sorted(desk.world.order)
    for dictation in desk.world.begun:
        ends = [each for each in desk.world.outcomes[dictation] if each is not Outcome.UNFINISHED]
        assert len(ends) == 1, "more than one end, or none"


def test_every_timer_kind_has_an_end() -> None:
    """A new kind must be added to the table of ways out."""
    assert {kind.value for kind in TimerKind} == {
        "opening", "nearly_full", "full", "stopping", "transcribing", "inserting", "error",
        "held", "look", "probe",
    }  # fmt: skip
