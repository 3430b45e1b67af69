"""The recorder on a real sound server: what is spoken reaches the journal, whatever happens to the device."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from rapidwhisper.audio.file import read_clip
from rapidwhisper.core.audio import RATE, Clip, rms
from rapidwhisper.core.events import Listening, NotRecorded, Recorded
from rapidwhisper.core.problem import Code
from rapidwhisper.core.settings import Settings
from tests.contracts.recorder import RecorderCase, RecorderContract
from tests.rig.desktop import Desktop, virtual_desktop
from tests.rig.process import running, wait_until
from tests.rig.recorder_process import recorder_process
from tests.rig.speech import SENTENCES, speech

SETTINGS = Settings()


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
    return speech(SENTENCES[1], tmp_path_factory.mktemp("speech"))


def pactl(desktop: Desktop, *arguments: str) -> str:
    done = subprocess.run(
        ["pactl", *arguments], env=desktop.env, capture_output=True, text=True, timeout=5, check=True
    )
    return done.stdout.strip()


def pactl_answers(desktop: Desktop) -> bool:
    command = ["pactl", "get-default-source"]
    return (
        subprocess.run(command, env=desktop.env, capture_output=True, timeout=5, check=False).returncode == 0
    )


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
        shared_desktop.microphone.play(sentence)
        recorder.stop(1)
        recorded = recorder.events.wait(Recorded)
        heard = recorder.journal.clip(1)
        assert heard.seconds == recorded.take.seconds
        assert spoken_seconds(heard) == pytest.approx(spoken_seconds(read_clip(sentence)), abs=0.2)
        assert rms(heard.samples) > 0.03


def test_silence_is_no_speech(shared_desktop: Desktop, tmp_path: Path) -> None:
    with recorder_process(shared_desktop, tmp_path) as recorder:
        recorder.start(1, SETTINGS)
        recorder.events.wait(Listening)
        recorder.stop(1)
        assert not recorder.events.wait(Recorded).take.speech


def test_the_microphone_is_closed_when_nothing_records(
    shared_desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    def streams() -> int:
        return len(pactl(shared_desktop, "list", "short", "source-outputs").splitlines())

    before = streams()
    with recorder_process(shared_desktop, tmp_path) as recorder:
        recorder.start(1, SETTINGS)
        recorder.events.wait(Listening)
        assert streams() == before + 1
        recorder.stop(1)
        recorder.events.wait(Recorded)
        assert streams() == before


def test_a_microphone_is_chosen_by_a_part_of_its_name(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    pactl(desktop, "load-module", "module-null-sink", "sink_name=deaf", "rate=48000")
    source = ["source_name=deaf_src", "master=deaf.monitor", "source_properties=device.description=Headset"]
    pactl(desktop, "load-module", "module-remap-source", *source)
    with recorder_process(desktop, tmp_path) as recorder:
        recorder.start(1, Settings(input_device="headset"))
        recorder.events.wait(Listening, seconds=15)
        desktop.microphone.play(sentence)
        recorder.stop(1)
        assert not recorder.events.wait(Recorded).take.speech, "it listened to the other microphone"
        recorder.start(2, SETTINGS)
        recorder.events.wait(Listening, count=2)
        desktop.microphone.play(sentence)
        recorder.stop(2)
        assert recorder.events.wait(Recorded, count=2).take.speech


def test_a_name_that_nobody_has_is_told_with_those_that_there_are(
    shared_desktop: Desktop, tmp_path: Path
) -> None:
    with recorder_process(shared_desktop, tmp_path) as recorder:
        recorder.start(1, Settings(input_device="Blue Yeti"))
        told = recorder.events.wait(NotRecorded).problem
        assert told.code is Code.MICROPHONE_NOT_FOUND
        assert told.facts["available"]


def test_a_sound_server_that_dies_leaves_what_was_said(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    with recorder_process(desktop, tmp_path) as recorder:
        recorder.start(1, SETTINGS)
        recorder.events.wait(Listening)
        desktop.microphone.play(sentence)
        pactl(desktop, "exit")
        recorded = recorder.events.wait(Recorded)
        assert recorded.problem is not None
        assert recorded.problem.code is Code.MICROPHONE_LOST
        assert recorded.take.speech
        assert recorder.journal.clip(1).seconds == recorded.take.seconds
        recorder.start(2, SETTINGS)
        assert recorder.events.wait(NotRecorded).id == 2


def test_a_sound_server_that_comes_late_is_found_without_a_restart(desktop: Desktop, tmp_path: Path) -> None:
    pactl(desktop, "exit")
    with recorder_process(desktop, tmp_path) as recorder:
        recorder.start(1, SETTINGS)
        assert recorder.events.wait(NotRecorded).id == 1
        server = ["pulseaudio", "-n", "-F", str(desktop.home / "pulse.pa"), "--daemonize=no"]
        server += ["--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes"]
        with running(server, env=desktop.env, stderr=subprocess.DEVNULL):
            wait_until(lambda: pactl_answers(desktop), "the sound server is back")
            recorder.start(2, SETTINGS)
            recorder.events.wait(Listening, seconds=15)
            recorder.abort(2)


def test_a_suspended_microphone_leaves_what_was_said_and_the_next_start_works(
    desktop: Desktop, sentence: Path, tmp_path: Path
) -> None:
    with recorder_process(desktop, tmp_path) as recorder:
        recorder.start(1, SETTINGS)
        recorder.events.wait(Listening)
        desktop.microphone.play(sentence)
        pactl(desktop, "suspend-source", "rw_src", "1")
        recorded = recorder.events.wait(Recorded)
        assert recorded.problem is not None
        assert recorded.take.speech
        pactl(desktop, "suspend-source", "rw_src", "0")
        recorder.start(2, SETTINGS)
        recorder.events.wait(Listening, count=2)
        desktop.microphone.play(sentence)
        recorder.stop(2)
        assert recorder.events.wait(Recorded, count=2).take.speech
