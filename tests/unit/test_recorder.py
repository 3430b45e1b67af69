"""The recorder on scripted blocks: what reaches the journal, and when it says what."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from rapidwhisper.audio.journal import Journal
from rapidwhisper.audio.microphone import Hearing
from rapidwhisper.audio.pulse import Source
from rapidwhisper.audio.recorder import MicrophoneRecorder
from rapidwhisper.audio.recording import Patience
from rapidwhisper.audio.unjudged import Unjudged
from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.events import Event, Faulted, Listening, NotRecorded, Recorded, SilenceReached
from rapidwhisper.core.laps import Lap
from rapidwhisper.core.ports import Listener
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.settings import Settings
from tests.contracts.recorder import RecorderCase, RecorderContract
from tests.rig.events import Events
from tests.rig.fakes_recorder import FakeRecorder, ScriptedMicrophones, ScriptedStream, silence, tone
from tests.rig.full_disk import full_disk
from tests.rig.process import wait_until

SETTINGS = Settings()
HURRIED = Patience(opening_s=0.2, first_block_s=0.2, stall_s=0.2, tail_s=0.05, closing_s=0.2)
STEADY = Patience(opening_s=20, first_block_s=20, stall_s=20, tail_s=0.05, closing_s=20)
YETI = Source("yeti", "Yeti")
WEBCAM = Source("webcam", "Webcam")
SPEAKERS = Source("analog.monitor", "Monitor of Built-in Audio", monitor=True)


class Studio:
    def __init__(
        self,
        folder: Path,
        microphones: ScriptedMicrophones,
        patience: Patience = STEADY,
        play_start: Callable[[], None] = lambda: None,
        listener: Listener | None = None,
    ) -> None:
        self.events = Events()
        self.journal = Journal(folder)
        self.microphones = microphones
        self.recorder = MicrophoneRecorder(
            self.events,
            self.journal,
            open_stream=microphones,
            patience=patience,
            detector=lambda: loud_is_speech,
            play_start=play_start,
            listener=listener,
        )

    def heard(self, dictation: int = 1) -> Samples:
        return self.journal.clip(dictation).samples


def loud_is_speech(chunk: bytes) -> float:
    return float(np.abs(np.frombuffer(chunk, np.int16)).max() > 1000)


@pytest.fixture
def studio(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path, ScriptedMicrophones())
    yield made
    made.recorder.close()


@pytest.fixture
def hurried(tmp_path: Path) -> Iterator[Studio]:
    made = Studio(tmp_path, ScriptedMicrophones(), HURRIED)
    yield made
    made.recorder.close()


class TestFakeKeepsTheContract(RecorderContract):
    @pytest.fixture
    def case(self) -> RecorderCase:
        events = Events()
        return RecorderCase(FakeRecorder(events), events, lambda: None)


class TestScriptedKeepsTheContract(RecorderContract):
    @pytest.fixture
    def case(self, studio: Studio) -> RecorderCase:
        class Speaking:
            """Every stream begins with a sound, so that it is heard to be there."""

            def start(self, dictation: int, settings: Settings) -> None:
                studio.recorder.start(dictation, settings)
                studio.microphones.opened().hear(tone(0.02))

            stop = staticmethod(studio.recorder.stop)
            abort = staticmethod(studio.recorder.abort)

        def speak() -> None:
            studio.microphones.streams[-1].hear(tone(0.6))

        return RecorderCase(Speaking(), studio.events, speak)


def test_every_sample_until_the_stop_is_in_the_journal(studio: Studio) -> None:
    spoken = np.arange(RATE, dtype=np.int16)
    studio.recorder.start(1, SETTINGS)
    studio.microphones.opened().hear(spoken)
    studio.recorder.stop(1)
    recorded = studio.events.wait(Recorded)
    assert np.array_equal(studio.heard(), spoken)
    assert recorded.take.seconds == 1.0


def test_the_first_and_the_last_sample_are_stamped_when_they_come(studio: Studio) -> None:
    began_at = time.monotonic()
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.hear(tone(0.02))
    first_at = studio.events.wait(Listening).stamps[Lap.FIRST_SAMPLE]
    spoke_on_at = time.monotonic()
    stream.hear(tone(0.5))
    stopped_at = time.monotonic()
    studio.recorder.stop(1)
    last_at = studio.events.wait(Recorded).stamps[Lap.LAST_SAMPLE]
    assert began_at <= first_at <= spoke_on_at <= last_at <= stopped_at


def test_a_block_that_is_under_way_at_the_stop_key_is_still_taken(studio: Studio) -> None:
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.latency_s = stream.age_s = 0.05
    stream.hear(tone(0.5))
    studio.recorder.stop(1)
    stream.hear(tone(0.02))
    studio.events.wait(Recorded)
    assert len(studio.heard()) == round(0.52 * RATE)


@pytest.mark.parametrize(
    ("age_s", "latency_s"),
    [(0.0, 0.5), (-0.005, 0.5), (9999.0, 0.0), (-7.0, 0.0)],
    ids=["just now", "clocks are a little apart", "it seems to be hours old", "it seems to be of the future"],
)
def test_the_first_block_that_reaches_the_stop_key_is_the_last(
    studio: Studio, age_s: float, latency_s: float
) -> None:
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.latency_s, stream.age_s = latency_s, age_s
    stream.hear(tone(0.5))
    studio.recorder.stop(1)
    stream.hear(tone(0.02))
    stream.hear(tone(0.02))
    studio.events.wait(Recorded)
    studio.recorder.close()
    assert len(studio.heard()) == round(0.52 * RATE)


def test_bluetooth_zeros_are_not_called_listening(studio: Studio) -> None:
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.hear(silence(0.7))
    stream.hear(tone(0.1))
    studio.recorder.stop(1)
    studio.events.wait(Recorded)
    kinds = [type(each) for each in studio.events.all()]
    assert kinds == [Listening, Recorded]
    assert len(studio.heard()) == round(0.8 * RATE)


def faults(studio: Studio) -> list[Code]:
    return [each.problem.code for each in studio.events.all() if isinstance(each, Faulted)]


def next_start_works(studio: Studio, dictation: int = 2) -> None:
    """On a new stream, from the first block to the last."""
    spoken = tone(0.5, level=0.2)
    before = len([each for each in studio.events.all() if isinstance(each, Recorded)])
    studio.recorder.start(dictation, SETTINGS)
    studio.microphones.opened().hear(spoken)
    studio.recorder.stop(dictation)
    recorded = studio.events.wait(Recorded, count=before + 1)
    assert recorded.id == dictation
    assert recorded.problem is None
    assert np.array_equal(studio.heard(dictation), spoken)


def test_a_muted_microphone_is_told_after_a_second_and_named_as_the_cause(studio: Studio) -> None:
    studio.recorder.start(1, SETTINGS)
    studio.microphones.opened().hear(silence(5.0))
    studio.events.wait(Listening)
    assert studio.events.wait(Faulted).problem == problem(Code.MICROPHONE_SILENT)
    studio.recorder.stop(1)
    recorded = studio.events.wait(Recorded)
    assert recorded.problem == problem(Code.MICROPHONE_SILENT)
    assert not recorded.take.speech
    assert faults(studio) == [Code.MICROPHONE_SILENT]
    next_start_works(studio)


def test_a_microphone_muted_in_mid_sentence_is_told_once_and_the_recording_goes_on(studio: Studio) -> None:
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.hear(tone(0.5))
    stream.hear(silence(9.0))
    stream.hear(tone(0.5))
    studio.recorder.stop(1)
    recorded = studio.events.wait(Recorded)
    assert faults(studio) == [Code.MICROPHONE_SILENT]
    assert recorded.problem is None
    assert recorded.take.seconds == 10.0


def test_a_mute_switch_that_the_sound_server_knows_of_is_told_at_once(studio: Studio) -> None:
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.hear(tone(0.1))
    stream.moves(YETI)
    stream.moves(replace(YETI, muted=True))
    stream.moves(YETI)
    stream.moves(replace(YETI, muted=True))
    stream.hear(tone(0.1))
    studio.recorder.stop(1)
    studio.events.wait(Recorded)
    assert faults(studio) == [Code.MICROPHONE_SILENT]


def test_a_device_that_refuses_16_khz_is_resampled(tmp_path: Path) -> None:
    studio = Studio(tmp_path, ScriptedMicrophones(rate=48_000))
    studio.recorder.start(1, SETTINGS)
    studio.microphones.opened().hear(tone(2.0, rate=48_000, hertz=1000.0))
    studio.recorder.stop(1)
    studio.events.wait(Recorded)
    studio.recorder.close()
    heard = studio.heard()
    spectrum = np.abs(np.fft.rfft(heard.astype(float)))
    assert len(heard) == pytest.approx(2 * RATE, abs=2)
    assert np.argmax(spectrum) * RATE / len(heard) == pytest.approx(1000.0, abs=1)


def test_an_unplugged_microphone_ends_the_take_with_what_was_said(studio: Studio) -> None:
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.hear(tone(1.0))
    stream.unplug()
    recorded = studio.events.wait(Recorded)
    assert recorded.problem == problem(Code.MICROPHONE_LOST)
    assert recorded.take.seconds == 1.0
    assert stream.closed.wait(5)


def test_a_stall_is_noticed_although_others_are_busy(hurried: Studio) -> None:
    """An older stream that would not close still gives blocks."""
    hurried.recorder.start(1, SETTINGS)
    old = hurried.microphones.opened()
    old.hear(tone(0.1))
    hurried.recorder.abort(1)
    hurried.recorder.start(2, SETTINGS)
    hurried.microphones.opened().hear(tone(0.1))

    def noticed() -> bool:
        old.hear(tone(0.02))
        return heard_of(hurried, Recorded)

    wait_until(noticed, "the stall is noticed")
    assert hurried.events.wait(Recorded).problem == problem(Code.MICROPHONE_LOST)


def test_a_silent_stall_ends_the_take_with_what_was_said(hurried: Studio) -> None:
    hurried.recorder.start(1, SETTINGS)
    hurried.microphones.opened().hear(tone(1.0))
    recorded = hurried.events.wait(Recorded)
    assert recorded.problem == problem(Code.MICROPHONE_LOST)
    assert recorded.take.seconds == 1.0


def test_a_microphone_that_gives_nothing_is_named_and_let_go(hurried: Studio) -> None:
    hurried.recorder.start(1, SETTINGS)
    stream = hurried.microphones.opened()
    assert hurried.events.wait(NotRecorded).problem.code is Code.MICROPHONE_FAILED
    assert stream.closed.wait(5)


def test_no_microphone_is_told_and_the_next_start_works(tmp_path: Path) -> None:
    microphones = ScriptedMicrophones(failure=lambda: ProblemError(problem(Code.NO_MICROPHONE)))
    studio = Studio(tmp_path, microphones)
    studio.recorder.start(1, SETTINGS)
    assert studio.events.wait(NotRecorded).problem == problem(Code.NO_MICROPHONE)
    microphones.failure = None
    studio.recorder.start(2, SETTINGS)
    microphones.opened().hear(tone(0.1))
    assert studio.events.wait(Listening).id == 2
    studio.recorder.close()


def test_a_bug_in_a_driver_does_not_end_the_recorder(tmp_path: Path) -> None:
    microphones = ScriptedMicrophones(failure=lambda: RuntimeError("from below"))
    studio = Studio(tmp_path, microphones)
    studio.recorder.start(1, SETTINGS)
    assert studio.events.wait(NotRecorded).problem.code is Code.INTERNAL
    microphones.failure = None
    studio.recorder.start(2, SETTINGS)
    microphones.opened().hear(tone(0.1))
    studio.events.wait(Listening)
    studio.recorder.close()


def test_silence_after_speech_is_told_once_and_only_when_switched_on(studio: Studio) -> None:
    settings = Settings(silence_stop=True, silence_duration=0.5)
    studio.recorder.start(1, settings)
    stream = studio.microphones.opened()
    stream.hear(silence(2.0))
    stream.hear(tone(0.5))
    stream.hear(silence(2.0))
    studio.recorder.stop(1)
    studio.events.wait(Recorded)
    assert len([each for each in studio.events.all() if isinstance(each, SilenceReached)]) == 1

    studio.recorder.start(2, SETTINGS)
    stream = studio.microphones.opened()
    stream.hear(tone(0.5))
    stream.hear(silence(3.0))
    studio.recorder.stop(2)
    studio.events.wait(Recorded, count=2)
    assert len([each for each in studio.events.all() if isinstance(each, SilenceReached)]) == 1


def test_the_level_follows_the_sound_and_ends_with_it(studio: Studio) -> None:
    studio.recorder.start(1, SETTINGS)
    studio.microphones.opened().hear(tone(0.1, level=0.25))
    studio.events.wait(Listening)
    assert studio.recorder.level == pytest.approx(0.25, rel=0.02)
    studio.recorder.abort(1)
    studio.recorder.close()
    assert studio.recorder.level == 0.0


def test_a_full_disk_is_told_once_and_loses_nothing(studio: Studio) -> None:
    with full_disk():
        studio.recorder.start(1, SETTINGS)
        studio.microphones.opened().hear(tone(1.0))
        assert studio.events.wait(Faulted).problem.code is Code.JOURNAL_UNWRITABLE
        studio.recorder.stop(1)
        studio.events.wait(Recorded)
    assert len(studio.heard()) == RATE
    assert faults(studio) == [Code.JOURNAL_UNWRITABLE]


def test_a_disk_that_is_full_in_mid_sentence_keeps_its_part_and_memory_the_rest(
    studio: Studio, tmp_path: Path
) -> None:
    spoken = tone(2.0)
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.hear(spoken[:RATE])
    wait_until(lambda: studio.journal.seconds(1) == 1.0, "the first second is written")
    with full_disk():
        stream.hear(spoken[RATE:])
        studio.recorder.stop(1)
        studio.events.wait(Recorded)
    assert (tmp_path / "1.pcm").stat().st_size == 2 * RATE
    assert np.array_equal(studio.heard(), spoken)
    assert faults(studio) == [Code.JOURNAL_UNWRITABLE]


def test_the_named_microphone_is_opened(studio: Studio) -> None:
    studio.recorder.start(1, Settings(input_device="Headset"))
    studio.microphones.opened()
    assert studio.microphones.names == ["Headset"]
    studio.recorder.abort(1)


def test_space_that_is_back_is_used_by_the_next_dictation_and_the_next_full_disk_is_told_again(
    studio: Studio, tmp_path: Path
) -> None:
    disks: list[AbstractContextManager[None]] = [full_disk(), nullcontext(), full_disk()]
    for dictation, disk in enumerate(disks, start=1):
        with disk:
            studio.recorder.start(dictation, SETTINGS)
            studio.microphones.opened().hear(tone(1.0))
            studio.recorder.stop(dictation)
            assert studio.events.wait(Recorded, count=dictation).take.seconds == 1.0
        assert len(studio.heard(dictation)) == RATE
        assert (tmp_path / f"{dictation}.pcm").stat().st_size == (2 * RATE if dictation == 2 else 0)
    assert faults(studio) == [Code.JOURNAL_UNWRITABLE] * 2


# a driver that hangs


def test_a_microphone_that_hangs_in_opening_is_told_and_the_next_start_works(hurried: Studio) -> None:
    hurried.microphones.answers.clear()
    hurried.recorder.start(1, SETTINGS)
    told = hurried.events.wait(NotRecorded)
    assert told.id == 1
    assert told.problem.code is Code.MICROPHONE_FAILED
    hanging, hurried.microphones.answers = hurried.microphones.answers, threading.Event()
    hurried.microphones.answers.set()
    next_start_works(hurried)
    hanging.set()
    late = hurried.microphones.opened()
    assert late.closed.wait(10), "the one that came too late was never let go"
    late.hear(tone(1.0))
    next_start_works(hurried, 3)


def test_start_stop_and_abort_return_while_the_driver_hangs(studio: Studio) -> None:
    """They would never return here, if they waited: the driver answers only after them."""
    studio.microphones.answers.clear()
    studio.recorder.start(1, SETTINGS)
    studio.recorder.stop(1)
    studio.recorder.abort(1)
    studio.recorder.start(2, SETTINGS)
    studio.recorder.abort(2)
    assert studio.events.all() == []
    studio.microphones.answers.set()
    studio.microphones.opened()
    studio.microphones.opened()
    next_start_works(studio, 3)


def test_a_microphone_that_hangs_in_closing_keeps_nobody_waiting(hurried: Studio) -> None:
    hurried.recorder.start(1, SETTINGS)
    stream = hurried.microphones.opened()
    stream.lets_go.clear()
    stream.hear(tone(1.0))
    hurried.recorder.stop(1)
    assert hurried.events.wait(Recorded).take.seconds == 1.0
    next_start_works(hurried)
    assert not stream.closed.is_set()
    stream.lets_go.set()
    assert stream.closed.wait(10)


@pytest.mark.parametrize("ending", ["stop", "unplug", "stall", "next start"])
def test_a_microphone_that_fails_in_closing_costs_neither_the_recording_nor_the_next_one(
    tmp_path: Path, ending: str
) -> None:
    studio = Studio(tmp_path, ScriptedMicrophones(), HURRIED if ending == "stall" else STEADY)
    spoken = tone(1.0)
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.failure = RuntimeError("from below")
    stream.hear(spoken)
    if ending == "stop":
        studio.recorder.stop(1)
    elif ending == "unplug":
        stream.unplug()
    if ending != "next start":
        assert studio.events.wait(Recorded).take.seconds == 1.0
        next_start_works(studio)
    else:
        next_start_of_a_hurry(studio)
    assert np.array_equal(studio.heard(), spoken)
    assert not heard_of(studio, NotRecorded)
    studio.recorder.close()


def next_start_of_a_hurry(studio: Studio) -> None:
    """It comes while the recorder still waits for the last blocks."""
    studio.recorder.start(2, SETTINGS)
    studio.microphones.opened().hear(tone(0.5))
    studio.recorder.stop(2)
    recorded = studio.events.wait(Recorded, count=2)
    assert recorded.take.seconds == 0.5


def test_a_microphone_that_gives_nothing_and_fails_in_closing_does_not_end_the_recorder(
    hurried: Studio,
) -> None:
    hurried.recorder.start(1, SETTINGS)
    hurried.microphones.opened().failure = RuntimeError("from below")
    assert hurried.events.wait(NotRecorded).problem.code is Code.MICROPHONE_FAILED
    next_start_works(hurried)


def test_a_bug_in_mid_sentence_ends_the_recording_with_what_was_said(studio: Studio) -> None:
    spoken = tone(1.0)
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.hear(spoken)
    stream.hear(np.full(320, None))
    recorded = studio.events.wait(Recorded)
    assert recorded.problem is not None
    assert recorded.problem.code is Code.INTERNAL
    assert recorded.take.seconds == 1.0
    assert np.array_equal(studio.heard(), spoken)
    next_start_works(studio)


# sound that is lost, or comes from somewhere else


def test_lost_sound_is_counted_and_told_once_and_the_take_is_kept(
    studio: Studio, caplog: pytest.LogCaptureFixture
) -> None:
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.hearing.gap()
    stream.hear(tone(0.5))
    for _ in range(3):
        stream.hearing.gap()
        stream.hear(tone(0.1))
    studio.recorder.stop(1)
    recorded = studio.events.wait(Recorded)
    assert faults(studio) == [Code.SOUND_LOST]
    assert recorded.problem is None
    assert len(studio.heard()) == round(0.8 * RATE)
    studio.recorder.close()
    assert "3 times" in caplog.text, "what comes before the first sample is no gap"


def test_a_move_to_another_microphone_is_told_and_the_recording_goes_on(studio: Studio) -> None:
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.moves(YETI)
    stream.hear(tone(0.5))
    stream.moves(WEBCAM)
    stream.hear(tone(0.5))
    studio.recorder.stop(1)
    recorded = studio.events.wait(Recorded)
    assert [each for each in studio.events.all() if isinstance(each, Faulted)] == [
        Faulted(problem(Code.MICROPHONE_CHANGED, used="Webcam"))
    ]
    assert recorded.problem is None
    assert recorded.take.seconds == 1.0


def test_a_bluetooth_headset_that_changes_its_profile_while_it_wakes_up_is_not_told(studio: Studio) -> None:
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.moves(WEBCAM)
    stream.hear(silence(0.3))
    stream.moves(YETI)
    stream.hear(tone(0.5))
    studio.recorder.stop(1)
    studio.events.wait(Recorded)
    assert faults(studio) == []


def test_a_move_to_a_monitor_ends_the_recording_and_nothing_of_it_is_kept(
    studio: Studio, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = 100.0
    monkeypatch.setattr("time.monotonic", lambda: now)
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.moves(YETI)
    for _ in range(50):
        stream.hear(tone(0.02, hertz=500))
        now += 0.02
    for _ in range(10):
        stream.hear(tone(0.02, hertz=3000))
        now += 0.02
    stream.moves(SPEAKERS)
    recorded = studio.events.wait(Recorded)
    assert recorded.problem == problem(Code.MICROPHONE_IS_MONITOR, name=SPEAKERS.label)
    heard = studio.heard()
    assert recorded.take.seconds == len(heard) / RATE
    assert np.array_equal(heard, np.tile(tone(0.02, hertz=500), len(heard) // 320))
    assert len(heard) >= 0.8 * RATE, "what was said before is lost"
    assert stream.closed.wait(5)
    next_start_works(studio)


def test_a_monitor_from_the_start_leaves_nothing(studio: Studio) -> None:
    studio.recorder.start(1, SETTINGS)
    stream = studio.microphones.opened()
    stream.hear(tone(0.1))
    stream.moves(SPEAKERS)
    recorded = studio.events.wait(Recorded)
    assert recorded.take.seconds == 0
    assert recorded.problem is not None
    assert studio.journal.seconds(1) == 0


def test_a_monitor_that_the_settings_name_is_recorded(studio: Studio) -> None:
    studio.microphones.source = SPEAKERS
    studio.recorder.start(1, Settings(input_device=SPEAKERS.label))
    stream = studio.microphones.opened()
    stream.moves(SPEAKERS)
    stream.hear(tone(0.5))
    studio.recorder.stop(1)
    assert studio.events.wait(Recorded).problem is None
    assert faults(studio) == []


def test_a_missing_microphone_is_told_once_until_it_is_back(studio: Studio) -> None:
    missing = problem(Code.MICROPHONE_NOT_FOUND, name="Yeti", used="Webcam", available="Webcam")
    for dictation, notice in enumerate((missing, missing, None, missing), start=1):
        studio.microphones.notice = notice
        studio.recorder.start(dictation, SETTINGS)
        studio.microphones.opened().hear(tone(0.1))
        studio.recorder.stop(dictation)
        studio.events.wait(Recorded, count=dictation)
    assert faults(studio) == [Code.MICROPHONE_NOT_FOUND] * 2


# the starting sound


def heard_of(studio: Studio, kind: type[Event]) -> bool:
    return any(isinstance(each, kind) for each in studio.events.all())


class Loudspeaker:
    """Plays until the test lets it end."""

    def __init__(self) -> None:
        self.plays = threading.Event()
        self.end = threading.Event()

    def __call__(self) -> None:
        self.plays.set()
        assert self.end.wait(5)


@pytest.fixture
def loudspeaker() -> Loudspeaker:
    return Loudspeaker()


@pytest.fixture
def sounding(tmp_path: Path, loudspeaker: Loudspeaker) -> Iterator[Studio]:
    made = Studio(tmp_path, ScriptedMicrophones(), play_start=loudspeaker)
    yield made
    loudspeaker.end.set()
    made.recorder.close()


def test_the_starting_sound_is_not_in_the_recording_and_speech_after_it_is(
    sounding: Studio, loudspeaker: Loudspeaker
) -> None:
    sounding.recorder.start(1, replace(SETTINGS, sounds=True))
    stream = sounding.microphones.opened()
    stream.hear(tone(0.02, level=0.01))
    assert loudspeaker.plays.wait(5)
    stream.hear(tone(0.2, hertz=660))
    assert not heard_of(sounding, Listening), "it listens only after the sound"
    loudspeaker.end.set()
    speech = tone(0.02, level=0.3)

    def listens() -> bool:
        stream.hear(speech)
        return heard_of(sounding, Listening)

    wait_until(listens, "it listens")
    stream.hear(speech)
    sounding.recorder.stop(1)
    stream.hear(speech)
    sounding.events.wait(Recorded)
    heard = sounding.heard()
    assert np.array_equal(heard[:320], tone(0.02, level=0.01))
    assert len(heard) >= 3 * 320
    assert np.array_equal(heard[320:].reshape(-1, 320), np.tile(speech, (len(heard) // 320 - 1, 1)))


def test_a_stop_during_the_starting_sound_still_ends_the_recording(
    sounding: Studio, loudspeaker: Loudspeaker
) -> None:
    sounding.recorder.start(1, replace(SETTINGS, sounds=True))
    stream = sounding.microphones.opened()
    stream.hear(tone(0.02))
    assert loudspeaker.plays.wait(5)
    sounding.recorder.stop(1)
    stream.hear(tone(0.02))
    assert sounding.events.wait(Recorded).take.seconds == pytest.approx(0.02)


def test_without_sounds_nothing_is_played_and_nothing_left_out(
    sounding: Studio, loudspeaker: Loudspeaker
) -> None:
    sounding.recorder.start(1, SETTINGS)
    stream = sounding.microphones.opened()
    stream.hear(tone(0.1))
    sounding.events.wait(Listening)
    assert not loudspeaker.plays.is_set()


def test_a_word_that_was_over_before_the_microphone_was_known_to_be_one_is_kept(tmp_path: Path) -> None:
    """The sound server answers late: what was heard is passed on only then, behind the stop."""
    microphones = ScriptedMicrophones()
    studio = Studio(tmp_path, microphones)
    unjudged = Unjudged()
    opened = threading.Event()

    def open_stream(name: str, hearing: Hearing) -> ScriptedStream:
        held = replace(hearing, block=unjudged.block(hearing.block))
        stream = microphones(name, held)
        stream.hear(tone(0.6))
        opened.set()
        assert stopped.wait(5)
        unjudged.release()
        return stream

    stopped = threading.Event()
    recorder = MicrophoneRecorder(
        studio.events,
        studio.journal,
        open_stream=open_stream,
        patience=STEADY,
        detector=lambda: loud_is_speech,
    )
    recorder.start(1, SETTINGS)
    assert opened.wait(5)
    recorder.stop(1)
    stopped.set()
    assert studio.events.wait(Recorded).take.seconds == pytest.approx(0.6)
    recorder.close()


class Follower:
    def __init__(self) -> None:
        self.blocks: list[Samples] = []
        self.spoken: list[bool] = []
        self.pauses: list[int] = []

    def heard(self, dictation: int, samples: Samples, *, speech: bool) -> None:
        assert dictation == 1
        self.blocks.append(samples)
        self.spoken.append(speech)

    def paused(self, dictation: int, at: int) -> None:
        assert dictation == 1
        self.pauses.append(at)


@pytest.mark.parametrize("rate", [RATE, 48_000])
def test_who_follows_hears_every_sample_and_each_pause(tmp_path: Path, rate: int) -> None:
    follower = Follower()
    studio = Studio(tmp_path, ScriptedMicrophones(rate=rate), listener=follower)
    studio.recorder.start(1, SETTINGS)
    said = np.concatenate([part for _ in range(2) for part in (tone(1, rate=rate), silence(1, rate=rate))])
    studio.microphones.opened().hear(said)
    studio.recorder.stop(1)
    studio.events.wait(Recorded)
    studio.recorder.close()
    assert np.array_equal(np.concatenate(follower.blocks), studio.heard())
    assert [round(at / RATE, 1) for at in follower.pauses] == [1.2, 3.2]
    assert any(follower.spoken)
    assert not any(follower.spoken[-10:])


def test_where_nothing_is_sent_while_the_user_speaks_pauses_are_not_looked_for(tmp_path: Path) -> None:
    follower = Follower()
    studio = Studio(tmp_path, ScriptedMicrophones(), listener=follower)
    studio.recorder.start(1, replace(SETTINGS, segment_seconds=0))
    studio.microphones.opened().hear(np.concatenate([tone(1), silence(1)]))
    studio.recorder.stop(1)
    studio.events.wait(Recorded)
    studio.recorder.close()
    assert not follower.pauses
    assert all(follower.spoken[-10:]), "whatever is not known to be silence may be speech"
