"""The journal: what was spoken is on disk, or at least in memory, and nobody else's."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from rapidwhisper.audio.journal import Journal
from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.problem import Code, ProblemError


def ramp(start: int, count: int) -> Samples:
    return np.arange(start, start + count, dtype=np.int16)


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
    before = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0  # noqa: PTH208
    for number in range(2, 40):
        journal.open(number).close()
    after = len(os.listdir("/proc/self/fd")) if Path("/proc/self/fd").exists() else 0  # noqa: PTH208
    assert before == after
    assert len(journal._files) <= 1
