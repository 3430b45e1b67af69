"""The journal: what was spoken is on disk, or at least in memory, and nobody else's."""

import errno
import os
import signal
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest

from rapidwhisper.audio.disk import PAUSE_S, Disk, Flush
from rapidwhisper.audio.journal import Journal
from rapidwhisper.audio.microphone import BLOCK_S
from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.problem import Code, ProblemError
from tests.rig.full_disk import full_disk
from tests.rig.process import wait_until


def ramp(start: int, count: int) -> Samples:
    return np.arange(start, start + count, dtype=np.int16)


def recordings_open() -> int:
    """How many files of a journal this process holds open."""
    held = []
    for handle in Path("/proc/self/fd").iterdir():
        with suppress(OSError):  # another thread has just closed it
            held.append(handle.readlink().name)
    return len([name for name in held if ".pcm" in name])


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "audio"


@pytest.fixture
def journal(folder: Path) -> Journal:
    return Journal(folder)


def test_what_was_appended_is_read_back_while_recording_and_afterwards(journal: Journal) -> None:
    file = journal.open(1)
    file.append(ramp(0, 320))
    assert journal.clip(1).samples.tolist() == list(range(320))
    file.append(ramp(320, 320))
    file.close()
    clip = journal.clip(1)
    assert clip.samples.dtype == np.int16
    assert clip.samples.tolist() == list(range(640))
    assert journal.seconds(1) == 640 / RATE
    assert file.problem is None


def test_only_its_user_may_read_the_recordings(journal: Journal, folder: Path) -> None:
    journal.open(1).close()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / "1.pcm").stat().st_mode) == 0o600


def test_a_killed_process_loses_nothing_it_had_appended(journal: Journal, folder: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "import numpy as np\n"
        "from rapidwhisper.audio.journal import Journal\n"
        "file = Journal(Path(sys.argv[1])).open(5)\n"
        "for block in range(50):\n"
        "    file.append(np.full(320, block, np.int16))\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], check=False)
    assert done.returncode == -signal.SIGKILL
    assert journal.recordings() == {5: 1.0}
    assert journal.clip(5).samples[::320].tolist() == list(range(50))


def test_a_full_disk_moves_the_rest_into_memory_and_no_sample_is_lost(folder: Path) -> None:
    """A limit on the size of files stands for the full disk: the write stops in the middle of a block."""
    script = (
        "import resource, sys\n"
        "from pathlib import Path\n"
        "import numpy as np\n"
        "from rapidwhisper.audio.journal import Journal\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1001, 1001))\n"
        "journal = Journal(Path(sys.argv[1]))\n"
        "file = journal.open(1)\n"
        "for start in range(0, 3200, 320):\n"
        "    file.append(np.arange(start, start + 320, dtype=np.int16))\n"
        "file.close()\n"
        "journal.open(2).close()\n"
        "assert journal.clip(1).samples.tolist() == list(range(3200))\n"
        "assert journal.seconds(1) == 0.2\n"
        "print(file.problem.code)\n"
        "journal.discard(1)\n"
        "print(journal.ids())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], check=True, capture_output=True, text=True
    )
    assert done.stdout.split("\n")[:2] == [Code.JOURNAL_UNWRITABLE, "(2,)"]


def test_a_folder_that_cannot_be_made_means_memory_and_a_problem(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("a file where the folder should be")
    journal = Journal(tmp_path / "data" / "audio")
    file = journal.open(1)
    file.append(ramp(0, 320))
    file.close()
    assert file.problem is not None
    assert file.problem.code is Code.JOURNAL_UNWRITABLE
    assert journal.ids() == (1,)
    assert journal.clip(1).samples.tolist() == list(range(320))
    journal.discard(1)
    assert journal.ids() == ()


def test_an_older_recording_of_the_same_number_is_never_touched(journal: Journal, folder: Path) -> None:
    old = Journal(folder).open(1)
    old.append(ramp(0, 10))
    old.close()
    new = journal.open(1)
    new.append(ramp(500, 5))
    assert new.problem is not None
    assert journal.clip(1).samples.tolist() == [500, 501, 502, 503, 504]
    assert (folder / "1.pcm").read_bytes() == ramp(0, 10).tobytes()


@pytest.mark.parametrize("linked", ["file", "folder"])
def test_links_are_not_followed(tmp_path: Path, folder: Path, linked: str) -> None:
    elsewhere = tmp_path / "elsewhere"
    folder.parent.mkdir()
    if linked == "folder":
        elsewhere.mkdir()
        folder.symlink_to(elsewhere)
    else:
        elsewhere.write_bytes(b"secret")
        folder.mkdir()
        (folder / "1.pcm").symlink_to(elsewhere)
    journal = Journal(folder)
    file = journal.open(1)
    file.append(ramp(0, 10))
    assert file.problem is not None
    assert journal.clip(1).samples.tolist() == list(range(10))
    assert list(elsewhere.iterdir()) == [] if linked == "folder" else elsewhere.read_bytes() == b"secret"


def test_a_linked_recording_is_not_read_either(folder: Path, journal: Journal, tmp_path: Path) -> None:
    folder.mkdir(parents=True)
    (tmp_path / "other.pcm").write_bytes(b"\0" * 64)
    (folder / "3.pcm").symlink_to(tmp_path / "other.pcm")
    with pytest.raises(ProblemError):
        journal.clip(3)
    assert journal.seconds(3) == 0


@pytest.mark.parametrize("content", [None, b"", b"\x01"])
def test_no_sound_is_a_problem_that_says_so(folder: Path, journal: Journal, content: bytes | None) -> None:
    if content is not None:
        folder.mkdir(parents=True)
        (folder / "1.pcm").write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        journal.clip(1)
    assert caught.value.problem.code is Code.AUDIO_GONE
    assert journal.seconds(1) == 0


def test_half_a_sample_at_the_end_is_ignored(folder: Path, journal: Journal) -> None:
    folder.mkdir(parents=True)
    (folder / "1.pcm").write_bytes(ramp(0, 3).tobytes() + b"\x07")
    assert journal.clip(1).samples.tolist() == [0, 1, 2]


def test_only_recordings_are_listed_in_the_order_of_their_numbers(folder: Path, journal: Journal) -> None:
    assert journal.ids() == ()
    for number in (10, 9):
        journal.open(number).close()
    (folder / "notes.txt").touch()
    (folder / "copy of 9.pcm").touch()
    assert journal.ids() == (9, 10)


def test_a_discarded_recording_is_gone_even_while_it_is_written(journal: Journal, folder: Path) -> None:
    file = journal.open(1)
    file.append(ramp(0, 320))
    journal.discard(1)
    journal.discard(1)
    file.close()
    assert os.listdir(folder) == []  # noqa: PTH208 - names suffice
    with pytest.raises(ProblemError):
        journal.clip(1)


def test_finished_recordings_hold_no_open_files(journal: Journal) -> None:
    journal.open(1).close()
    for number in range(2, 40):
        journal.open(number).close()
    wait_until(lambda: recordings_open() == 0, "all files are closed")
    journal.open(40).close()
    assert len(journal._files) <= 1


# the disk itself: what a power cut leaves


class SlowDisk:
    """Takes as long over each file as the test wants; remembers how much was there when it began."""

    def __init__(self) -> None:
        self.asked = threading.Semaphore(0)
        self.lets_go = threading.Semaphore(0)
        self.lengths: list[int] = []

    def __call__(self, handle: int) -> None:
        self.lengths.append(os.fstat(handle).st_size)
        self.asked.release()
        assert self.lets_go.acquire(timeout=20)


@pytest.fixture
def slow() -> Iterator[SlowDisk]:
    made = SlowDisk()
    yield made
    made.lets_go.release(1000)


def test_speech_reaches_the_disk_while_it_is_spoken_and_the_end_of_it_after_the_close(folder: Path) -> None:
    lengths: list[int] = []
    file = Journal(folder, Disk(lambda handle: lengths.append(os.fstat(handle).st_size))).open(1)
    file.append(ramp(0, 320))
    wait_until(lambda: 640 in lengths, "the first block is on the disk")
    file.append(ramp(320, 320))
    wait_until(lambda: 1280 in lengths, "the second one too")
    file.append(ramp(640, 320))
    file.close()
    wait_until(lambda: lengths[-1] == 1920 and recordings_open() == 0, "the last one, then it is closed")


def test_a_block_and_the_pause_of_the_disk_take_less_than_a_tenth_of_a_second() -> None:
    assert BLOCK_S + PAUSE_S <= 0.08


def test_a_slow_disk_holds_up_no_recording_and_no_second_thread(folder: Path, slow: SlowDisk) -> None:
    journal = Journal(folder, Disk(slow))
    first = journal.open(1)
    first.append(ramp(0, 320))
    assert slow.asked.acquire(timeout=10)
    threads = threading.active_count()
    for start in range(320, 320 * 100, 320):
        first.append(ramp(start, 320))
    first.close()
    for number in range(2, 10):
        file = journal.open(number)
        file.append(ramp(0, 320))
        file.close()
    assert threading.active_count() == threads
    assert slow.lengths == [640], "it was asked again before it had answered"
    assert journal.clip(1).samples.tolist() == ramp(0, 32_000).tolist()
    slow.lets_go.release(1000)
    wait_until(lambda: recordings_open() == 0, "all files are closed")
    assert len(slow.lengths) == 10, "one more for the rest of the first, one for each other"
    assert slow.lengths[1] == 64_000


def test_a_disk_with_nothing_to_do_is_left_alone(folder: Path) -> None:
    asked = threading.Semaphore(0)
    file = Journal(folder, Disk(lambda _: asked.release())).open(1)
    file.append(ramp(0, 320))
    assert asked.acquire(timeout=10)
    assert not asked.acquire(timeout=3 * PAUSE_S)
    file.close()


def test_a_disk_that_reports_an_error_late_is_told_and_the_rest_stays_in_memory(folder: Path) -> None:
    def broken(_: int) -> None:
        raise OSError(5, "Input/output error")

    journal = Journal(folder, Disk(broken))
    file = journal.open(1)
    file.append(ramp(0, 320))
    told = wait_until(lambda: file.problem, "the error is told")
    assert told.code is Code.JOURNAL_UNWRITABLE
    file.append(ramp(320, 320))
    file.close()
    assert journal.clip(1).samples.tolist() == list(range(640))
    wait_until(lambda: recordings_open() == 0, "the file is closed")


@pytest.fixture
def quota(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """A disk that tells only in closing that it did not take it; the handles that were closed."""
    closed: list[int] = []
    real = os.close

    def close(handle: int) -> None:
        recording = Path(f"/proc/self/fd/{handle}").readlink().suffix == ".pcm"
        real(handle)
        if recording:
            closed.append(handle)
            raise OSError(errno.EDQUOT, "Disk quota exceeded")

    monkeypatch.setattr(os, "close", close)
    return closed


def test_an_error_in_closing_is_told_and_the_disk_goes_on_with_the_next_recordings(
    journal: Journal, folder: Path, quota: list[int]
) -> None:
    for number in (1, 2):
        file = journal.open(number)
        file.append(ramp(0, 320))
        file.close()
        told = wait_until(lambda: file.problem, "the error is told")  # noqa: B023 - used within the loop
        assert told.code is Code.JOURNAL_UNWRITABLE
        wait_until(lambda: recordings_open() == 0, "the file is closed")
        assert journal.clip(number).samples.tolist() == list(range(320))
    journal.discard(1)
    journal.discard(2)
    assert list(folder.iterdir()) == []
    assert len(quota) == 2, "a number was closed again that may be another file's by now"


def test_a_discarded_recording_goes_even_if_it_cannot_be_closed_well(
    folder: Path, slow: SlowDisk, quota: list[int]
) -> None:
    journal = Journal(folder, Disk(slow))
    slow.lets_go.release(1000)
    journal.open(1).append(ramp(0, 320))
    journal.discard(1)
    assert list(folder.iterdir()) == []
    assert len(quota) == 1


def test_a_bug_in_one_recording_does_not_end_the_disk() -> None:
    synced = threading.Event()

    class Broken:
        def sync(self, flush: Flush) -> None:
            raise RuntimeError("from below")

    class Whole:
        def sync(self, flush: Flush) -> None:
            synced.set()

    disk = Disk()
    disk.wish(Broken())
    disk.wish(Whole())
    assert synced.wait(10)


def test_a_new_recording_is_entered_in_its_folder_on_the_disk(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bool] = []
    real = os.fsync

    def fsync(handle: int) -> None:
        synced.append(stat.S_ISDIR(os.fstat(handle).st_mode))
        real(handle)

    monkeypatch.setattr(os, "fsync", fsync)
    file = Journal(folder, Disk(lambda _: None)).open(1)
    for _ in range(3):
        file.append(ramp(0, 320))
    file.close()
    wait_until(lambda: recordings_open() == 0, "the file is closed")
    assert synced == [True]


def test_a_discarded_recording_waits_for_the_disk_and_is_gone(folder: Path, slow: SlowDisk) -> None:
    journal = Journal(folder, Disk(slow))
    file = journal.open(1)
    file.append(ramp(0, 320))
    assert slow.asked.acquire(timeout=10)
    discarding = threading.Thread(target=journal.discard, args=(1,))
    discarding.start()
    slow.lets_go.release()
    discarding.join(10)
    assert not discarding.is_alive()
    assert not (folder / "1.pcm").exists()
    assert recordings_open() == 0


# what should never have been recorded


@pytest.mark.parametrize("kept", [0, 100, 320, 500, 640, 900])
def test_a_recording_can_be_cut_on_disk_and_in_memory(journal: Journal, kept: int) -> None:
    file = journal.open(1)
    file.append(ramp(0, 320))
    with full_disk():
        file.append(ramp(320, 320))
    file.cut(kept)
    assert journal.seconds(1) == min(kept, 640) / RATE
    if kept:
        assert journal.clip(1).samples.tolist() == list(range(min(kept, 640)))


def test_a_cut_recording_goes_on_where_it_was_cut(journal: Journal) -> None:
    file = journal.open(1)
    file.append(ramp(0, 320))
    file.cut(100)
    file.append(ramp(100, 10))
    assert journal.clip(1).samples.tolist() == list(range(110))
