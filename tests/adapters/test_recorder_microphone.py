"""The recorder on a real sound server: what is spoken reaches the journal, whatever happens to the device."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from operator import le
from pathlib import Path

import numpy as np
import pytest

from rapidwhisper.audio.file import read_clip
from rapidwhisper.core.audio import RATE, Clip, rms
from rapidwhisper.core.events import Event, Faulted, Listening, NotRecorded, Recorded
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import Settings
from tests.contracts.recorder import RecorderCase, RecorderContract
from tests.rig.desktop import Desktop, virtual_desktop
from tests.rig.fakes_recorder import tone
from tests.rig.process import wait_until
from tests.rig.recorder_process import RecorderProcess, recorder_process
from tests.rig.sound import Microphone, sound_server
from tests.rig.speech import speech

SETTINGS = Settings()
BEEP_HERTZ = 7000.0


@pytest.fixture(scope="module")
def shared_desktop() -> Iterator[Desktop]:
    with virtual_desktop(tray=False) as made:
        yield made


@pytest.fixture
def desktop() -> Iterator[Desktop]:
    """One whose sound server a test may break."""
    with virtual_desktop(tray=False) as made:
        yield made


@pytest.fixture(scope="module")
def sentence(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short one: it is spoken, in its own time, up to three times in a test."""
    return speech("hello world", tmp_path_factory.mktemp("speech"))


@pytest.fixture(scope="module")
def beep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute of a tone that no voice has."""
    wav = tmp_path_factory.mktemp("beep") / "beep.wav"
    wav.write_bytes(Clip(tone(60.0, hertz=BEEP_HERTZ, level=0.3)).wav())
    return wav


def first_take(recorder: RecorderProcess, microphone: Microphone, sentence: Path) -> None:
    """A sentence, spoken and not yet ended."""
    recorder.start(1, SETTINGS)
    recorder.events.wait(Listening, seconds=15)
    microphone.play(sentence)


def next_start_works(
    recorder: RecorderProcess, microphone: Microphone, sentence: Path, dictation: int = 2
) -> None:
    """A sentence from beginning to end, whatever was before."""
    listened, recorded = (count(recorder, kind) for kind in (Listening, Recorded))
    recorder.start(dictation, SETTINGS)
    recorder.events.wait(Listening, count=listened + 1, seconds=15)
    microphone.play(sentence)
    recorder.stop(dictation)
    told = recorder.events.wait(Recorded, count=recorded + 1)
    assert told.id == dictation
    assert told.problem is None
    assert told.take.speech
    assert spoken_seconds(recorder.journal.clip(dictation)) > spoken_seconds(read_clip(sentence)) - 0.2


def count(recorder: RecorderProcess, kind: type[Event]) -> int:
    return len([each for each in recorder.events.all() if isinstance(each, kind)])


def faults(recorder: RecorderProcess) -> list[Code]:
    return [each.problem.code for each in recorder.events.all() if isinstance(each, Faulted)]


def stream_of(recorder: RecorderProcess, microphone: Microphone) -> str:
    """Its number at the sound server."""
    listing = microphone.pactl("list", "source-outputs").split("Source Output #")
    mine = next(each for each in listing if f'application.process.id = "{recorder.pid}"' in each)
    return mine.split()[0]


def children(recorder: RecorderProcess) -> list[int]:
    """The processes below it, at any depth."""
    parents = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):  # it has just ended
            parents[int(stat.parent.name)] = int(stat.read_text().rpartition(")")[2].split()[1])
    found = [recorder.pid]
    for each in found:
        found += [child for child, parent in parents.items() if parent == each]
    return found[1:]


def is_running(pid: int) -> bool:
    with suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    return False


def loudest_hertz(clip: Clip) -> float:
    spectrum = np.abs(np.fft.rfft(clip.samples.astype(float)))
    return float(np.argmax(spectrum)) * RATE / len(clip.samples)


def beeps(clip: Clip) -> bool:
    """Whether the beep is anywhere in it: louder there than beside it, in any twentieth of a second."""
    size = RATE // 20
    blocks = clip.samples[: len(clip.samples) // size * size].reshape(-1, size) * np.hanning(size)
    spectrum = np.abs(np.fft.rfft(blocks.astype(float)))
    there = round(BEEP_HERTZ * size / RATE)
    return bool((spectrum[:, there] > 50_000).any())


def spoken_seconds(clip: Clip) -> float:
    """From the first loud sample to the last."""
    loud = np.flatnonzero(np.abs(clip.samples) > 300)
    return float(loud[-1] - loud[0]) / RATE


class TestRealMicrophoneKeepsTheContract(RecorderContract):
    @pytest.fixture
    def case(self, shared_desktop: Desktop, sentence: Path, tmp_path: Path) -> Iterator[RecorderCase]:
        with recorder_process(shared_desktop, tmp_path) as recorder:
            yield RecorderCase(recorder, recorder.events, lambda: shared_desktop.microphone.play(sentence))


def test_all_that_is_spoken_is_in_the_journal(
    shared_desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    with recorder_process(shared_desktop, tmp_path) as recorder:
        recorder.start(1, SETTINGS)
        recorder.events.wait(Listening)
        with shared_desktop.microphone.overheard(tmp_path / "room.raw") as room:  # a busy player stretches
            shared_desktop.microphone.play(sentence)
            recorder.stop(1)
            recorded = recorder.events.wait(Recorded)
        heard = recorder.journal.clip(1)
        sounded = Clip(np.round(room() * 32768).astype(np.int16))
        assert heard.seconds == recorded.take.seconds
        assert spoken_seconds(heard) == pytest.approx(spoken_seconds(sounded), abs=0.2)
        assert spoken_seconds(heard) > spoken_seconds(read_clip(sentence)) - 0.2
        assert rms(heard.samples) > 0.03


def test_silence_is_no_speech(shared_desktop: Desktop, tmp_path: Path) -> None:
    with recorder_process(shared_desktop, tmp_path) as recorder:
        recorder.start(1, SETTINGS)
        recorder.events.wait(Listening)
        recorder.stop(1)
        assert not recorder.events.wait(Recorded).take.speech


# which microphone


def test_a_microphone_is_chosen_by_a_part_of_its_name(
    shared_desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    with (
        shared_desktop.microphone.another("Headset"),
        recorder_process(shared_desktop, tmp_path) as recorder,
    ):
        recorder.start(1, Settings(input_device="headse"))
        recorder.events.wait(Listening, seconds=15)
        shared_desktop.microphone.play(sentence)
        recorder.stop(1)
        assert not recorder.events.wait(Recorded).take.speech, "it listened to the other microphone"
        next_start_works(recorder, shared_desktop.microphone, sentence)


def test_a_microphone_that_is_missing_is_replaced_and_told_with_those_that_there_are(
    shared_desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    """The user speaks already: a sentence by another microphone is better than none."""
    with recorder_process(shared_desktop, tmp_path) as recorder:
        recorder.start(1, Settings(input_device="Blue Yeti"))
        told = recorder.events.wait(Faulted).problem
        assert told.code is Code.MICROPHONE_NOT_FOUND
        assert told.facts["available"]
        assert told.facts["used"] in told.facts["available"]
        recorder.events.wait(Listening)
        shared_desktop.microphone.play(sentence)
        recorder.stop(1)
        assert recorder.events.wait(Recorded).take.speech


def test_a_default_that_changes_between_two_dictations_is_used_by_the_next(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    microphone = desktop.microphone
    with microphone.another("Headset") as headset, recorder_process(desktop, tmp_path) as recorder:
        first_take(recorder, microphone, sentence)
        recorder.stop(1)
        recorder.events.wait(Recorded)
        microphone.pactl("set-default-source", headset.source)
        next_start_works(recorder, headset, sentence)


def test_a_monitor_that_has_become_the_default_is_not_listened_to(
    desktop: Desktop, sentence: Path, beep: Path, tmp_path: Path
) -> None:
    microphone = desktop.microphone
    with (
        microphone.another("Speakers") as speakers,
        recorder_process(desktop, tmp_path) as recorder,
        speakers.playing(beep),
    ):
        speakers.unplug()
        microphone.pactl("set-default-source", "Speakers.monitor")
        next_start_works(recorder, microphone, sentence, 1)
        assert not beeps(recorder.journal.clip(1))


def test_where_only_monitors_are_left_there_is_no_microphone_until_one_is_plugged_in(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    desktop.microphone.unplug()
    with recorder_process(desktop, tmp_path) as recorder:
        recorder.start(1, SETTINGS)
        assert recorder.events.wait(NotRecorded).problem.code is Code.NO_MICROPHONE
        desktop.microphone.plug_in()
        next_start_works(recorder, desktop.microphone, sentence)


def test_a_monitor_is_recorded_when_the_settings_name_it(
    shared_desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    with recorder_process(shared_desktop, tmp_path) as recorder:
        recorder.start(1, Settings(input_device="rw_mic.monitor"))
        recorder.events.wait(Listening)
        shared_desktop.microphone.play(sentence)
        recorder.stop(1)
        assert recorder.events.wait(Recorded).take.speech
        assert faults(recorder) == []


@pytest.mark.parametrize("rate", [8_000, 11_025, 22_050, 44_100, 96_000, 192_000])
def test_a_microphone_of_any_rate_gives_the_right_pitch(
    shared_desktop: Desktop, tmp_path: Path, rate: int
) -> None:
    wav = tmp_path / "tone.wav"
    wav.write_bytes(Clip(tone(1.5, hertz=1000.0)).wav())
    with (
        shared_desktop.microphone.another("Odd", rate=rate) as odd,
        recorder_process(shared_desktop, tmp_path) as recorder,
    ):
        recorder.start(1, Settings(input_device="Odd"))
        recorder.events.wait(Listening, seconds=15)
        odd.play(wav)
        recorder.stop(1)
        recorder.events.wait(Recorded)
        assert loudest_hertz(recorder.journal.clip(1)) == pytest.approx(1000.0, abs=5)
        assert faults(recorder) == []


# what happens to it while it records


def test_an_unplugged_microphone_is_replaced_by_another_and_that_is_told_once(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    microphone = desktop.microphone
    with microphone.another("Headset") as headset, recorder_process(desktop, tmp_path) as recorder:
        first_take(recorder, microphone, sentence)
        microphone.unplug()
        told = recorder.events.wait(Faulted).problem
        assert told == problem(Code.MICROPHONE_CHANGED, used="Headset")
        headset.play(sentence)
        recorder.stop(1)
        recorded = recorder.events.wait(Recorded)
        assert recorded.problem is None
        assert spoken_seconds(recorder.journal.clip(1)) > 1.5 * spoken_seconds(read_clip(sentence))
        assert faults(recorder) == [Code.MICROPHONE_CHANGED]
        next_start_works(recorder, headset, sentence)


def test_an_unplugged_microphone_with_only_monitors_left_ends_the_recording(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    microphone = desktop.microphone
    with recorder_process(desktop, tmp_path) as recorder:
        first_take(recorder, microphone, sentence)
        microphone.unplug()
        recorded = recorder.events.wait(Recorded)
        assert recorded.problem is not None
        assert recorded.problem.code is Code.MICROPHONE_IS_MONITOR
        assert recorded.take.speech
        assert recorder.journal.clip(1).seconds == recorded.take.seconds
        microphone.plug_in()
        next_start_works(recorder, microphone, sentence)


def test_nothing_is_kept_of_what_the_computer_plays(
    desktop: Desktop, sentence: Path, beep: Path, tmp_path: Path
) -> None:
    microphone = desktop.microphone
    with (
        microphone.another("Speakers") as speakers,
        recorder_process(desktop, tmp_path) as recorder,
        speakers.playing(beep),
    ):
        first_take(recorder, microphone, sentence)
        microphone.pactl("move-source-output", stream_of(recorder, microphone), "Speakers.monitor")
        recorded = recorder.events.wait(Recorded)
        assert recorded.problem is not None
        assert recorded.problem.code is Code.MICROPHONE_IS_MONITOR
        heard = recorder.journal.clip(1)
        assert spoken_seconds(heard) > spoken_seconds(read_clip(sentence)) - 0.3
        assert not beeps(heard)
        assert (tmp_path / "1.pcm").stat().st_size == 2 * len(heard.samples)
        next_start_works(recorder, microphone, sentence)


def test_the_last_source_that_goes_leaves_what_was_said_and_the_next_that_comes_is_used(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    microphone = desktop.microphone
    with recorder_process(desktop, tmp_path) as recorder:
        first_take(recorder, microphone, sentence)
        microphone.unplug_sink()
        recorded = recorder.events.wait(Recorded)
        assert recorded.problem == problem(Code.MICROPHONE_LOST)
        assert recorded.take.speech
        recorder.start(2, SETTINGS)
        assert recorder.events.wait(NotRecorded).problem.code is Code.NO_MICROPHONE
        with microphone.another("Headset") as headset:
            next_start_works(recorder, headset, sentence, 3)


def test_a_muted_microphone_is_told_while_it_records_and_named_at_the_end(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    microphone = desktop.microphone
    with recorder_process(desktop, tmp_path) as recorder:
        with microphone.muted():
            recorder.start(1, SETTINGS)
            assert recorder.events.wait(Faulted).problem == problem(Code.MICROPHONE_SILENT)
            recorder.events.wait(Listening)
            microphone.play(sentence)
            recorder.stop(1)
            recorded = recorder.events.wait(Recorded)
            assert recorded.problem == problem(Code.MICROPHONE_SILENT)
            assert not recorded.take.speech
            assert faults(recorder) == [Code.MICROPHONE_SILENT]
        next_start_works(recorder, microphone, sentence)


def test_a_microphone_muted_in_mid_sentence_is_told_at_once_and_goes_on(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    microphone = desktop.microphone
    with recorder_process(desktop, tmp_path) as recorder:
        first_take(recorder, microphone, sentence)
        with microphone.muted():
            assert recorder.events.wait(Faulted).problem == problem(Code.MICROPHONE_SILENT)
        microphone.play(sentence)
        recorder.stop(1)
        recorded = recorder.events.wait(Recorded)
        assert recorded.problem is None
        assert spoken_seconds(recorder.journal.clip(1)) > 1.5 * spoken_seconds(read_clip(sentence))


def test_a_suspended_microphone_leaves_what_was_said_and_the_next_start_works(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    microphone = desktop.microphone
    with recorder_process(desktop, tmp_path) as recorder:
        first_take(recorder, microphone, sentence)
        microphone.pactl("suspend-source", microphone.source, "1")
        recorded = recorder.events.wait(Recorded)
        assert recorded.problem == problem(Code.MICROPHONE_LOST)
        assert recorded.take.speech
        microphone.pactl("suspend-source", microphone.source, "0")
        next_start_works(recorder, microphone, sentence)


# the sound server itself


@pytest.mark.parametrize("how", ["exit", "kill"])
def test_a_sound_server_that_dies_leaves_what_was_said_and_a_new_one_is_found(
    desktop: Desktop, sentence: Path, tmp_path: Path, how: str
) -> None:
    microphone = desktop.microphone
    assert microphone.server is not None
    with recorder_process(desktop, tmp_path) as recorder:
        first_take(recorder, microphone, sentence)
        if how == "kill":
            microphone.server.kill()
        else:
            microphone.pactl("exit")
        recorded = recorder.events.wait(Recorded)
        assert recorded.problem == problem(Code.MICROPHONE_LOST)
        assert recorded.take.speech
        assert recorder.journal.clip(1).seconds == recorded.take.seconds
        recorder.start(2, SETTINGS)
        assert recorder.events.wait(NotRecorded).id == 2
        microphone.server.wait(10)
        with sound_server(microphone.env):
            next_start_works(recorder, microphone, sentence, 3)


def test_a_sound_server_that_comes_late_is_found_without_a_restart(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    microphone = desktop.microphone
    assert microphone.server is not None
    microphone.pactl("exit")
    microphone.server.wait(10)
    with recorder_process(desktop, tmp_path) as recorder:
        recorder.start(1, SETTINGS)
        assert recorder.events.wait(NotRecorded).id == 1
        with sound_server(microphone.env):
            next_start_works(recorder, microphone, sentence)


def test_a_sound_server_that_is_restarted_between_two_dictations_is_found(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    microphone = desktop.microphone
    assert microphone.server is not None
    with recorder_process(desktop, tmp_path) as recorder:
        first_take(recorder, microphone, sentence)
        recorder.stop(1)
        recorder.events.wait(Recorded)
        microphone.pactl("exit")
        microphone.server.wait(10)
        with sound_server(microphone.env):
            next_start_works(recorder, microphone, sentence)


def test_a_sound_server_that_hangs_holds_up_nothing_for_ever(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    server = desktop.microphone.server
    assert server is not None
    with recorder_process(desktop, tmp_path) as recorder:
        first_take(recorder, desktop.microphone, sentence)
        server.send_signal(signal.SIGSTOP)
        recorded = recorder.events.wait(Recorded)
        assert recorded.problem == problem(Code.MICROPHONE_LOST)
        assert recorded.take.speech
        recorder.start(2, SETTINGS)
        assert recorder.events.wait(NotRecorded, seconds=30).id == 2
        server.send_signal(signal.SIGCONT)
        next_start_works(recorder, desktop.microphone, sentence, 3)


# what is left behind


def test_the_microphone_is_closed_when_nothing_records(shared_desktop: Desktop, tmp_path: Path) -> None:
    def streams() -> int:
        return len(shared_desktop.microphone.pactl("list", "short", "source-outputs").splitlines())

    before = streams()
    with recorder_process(shared_desktop, tmp_path) as recorder:
        recorder.start(1, SETTINGS)
        recorder.events.wait(Listening)
        assert streams() == before + 1
        recorder.stop(1)
        recorder.events.wait(Recorded)
        assert streams() == before


def test_two_hundred_recordings_leave_no_thread_file_or_process_behind(
    shared_desktop: Desktop, tmp_path: Path
) -> None:
    with recorder_process(shared_desktop, tmp_path) as recorder:
        process = Path("/proc") / str(recorder.pid)

        def record(dictation: int) -> None:
            recorder.start(dictation, SETTINGS)
            recorder.events.wait(Listening, count=dictation)
            if dictation % 2:
                recorder.stop(dictation)
                recorder.events.wait(Recorded, count=(dictation + 1) // 2)
            else:
                recorder.abort(dictation)

        def held() -> tuple[int, ...]:
            return tuple(len(list((process / each).iterdir())) for each in ("task", "fd"))

        for dictation in range(1, 11):
            record(dictation)
        wait_until(lambda: children(recorder) == [], "the first ones are over")
        before = held()
        for dictation in range(11, 211):
            record(dictation)
        wait_until(lambda: children(recorder) == [], "no process is left")
        wait_until(lambda: all(map(le, held(), before)), f"threads and files as before: {before}")


def test_a_killed_program_leaves_no_process_behind(shared_desktop: Desktop, tmp_path: Path) -> None:
    with recorder_process(shared_desktop, tmp_path) as recorder:
        recorder.start(1, SETTINGS)
        recorder.events.wait(Listening)
        watching = wait_until(lambda: children(recorder), "the sound server is watched")
        os.kill(recorder.pid, signal.SIGKILL)
        wait_until(lambda: not [each for each in watching if is_running(each)], "nobody watches any more")
