"""Recordings that stay beside their text become FLAC; whatever happens on the way, none is lost."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
import soundfile

from rapidwhisper.audio import flac
from rapidwhisper.audio import journal as journal_module
from rapidwhisper.audio.journal import Journal
from rapidwhisper.core.audio import RATE, Samples
from rapidwhisper.core.problem import Code, ProblemError

SPEECH = (np.sin(np.arange(RATE * 2) / 20) * 9000).astype(np.int16)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data" / "audio"


@pytest.fixture
def journal(folder: Path) -> Journal:
    return Journal(folder)


def record(journal: Journal, dictation: int, samples: Samples = SPEECH) -> None:
    file = journal.open(dictation)
    file.append(samples)
    file.close()


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize("later", [False, True], ids=["in this run", "in a later run"])
def test_a_kept_recording_sounds_the_same_and_takes_less_space(folder: Path, later: bool) -> None:  # noqa: FBT001
    journal = Journal(folder)
    record(journal, 1)
    journal.keep(1)
    if later:
        journal = Journal(folder)
    assert names(folder) == ["1.flac"]
    assert np.array_equal(journal.clip(1).samples, SPEECH)
    assert journal.clip(1).samples.dtype == np.int16
    assert journal.seconds(1) == 2.0
    assert journal.ids() == (1,)
    assert journal.recordings() == {1: 2.0}
    assert (folder / "1.flac").stat().st_size < SPEECH.nbytes / 2


def test_other_programs_can_play_it(journal: Journal, folder: Path) -> None:
    record(journal, 1)
    journal.keep(1)
    info = soundfile.info(folder / "1.flac")
    assert (info.format, info.subtype, info.samplerate, info.channels) == ("FLAC", "PCM_16", RATE, 1)


def test_only_its_user_may_read_it(journal: Journal, folder: Path) -> None:
    record(journal, 1)
    journal.keep(1)
    assert stat.S_IMODE((folder / "1.flac").stat().st_mode) == 0o600


def test_keeping_it_again_or_what_is_not_there_changes_nothing(journal: Journal, folder: Path) -> None:
    record(journal, 1)
    journal.keep(1)
    before = (folder / "1.flac").stat()
    journal.keep(1)
    journal.keep(2)
    journal.open(3).close()
    journal.keep(3)
    assert (folder / "1.flac").stat() == before
    assert names(folder) == ["1.flac", "3.pcm"]


def test_a_discarded_recording_is_gone_in_either_form(journal: Journal, folder: Path) -> None:
    record(journal, 1)
    journal.keep(1)
    (folder / "1.flac.part").touch()
    journal.discard(1)
    assert names(folder) == []
    assert journal.ids() == ()
    with pytest.raises(ProblemError):
        journal.clip(1)


def test_one_that_is_discarded_while_it_is_encoded_does_not_come_back(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record(journal, 1)

    def discarded_meanwhile(samples: Samples) -> bytes:
        journal.discard(1)
        return flac.encode(samples)

    monkeypatch.setattr(journal_module, "encode", discarded_meanwhile)
    journal.keep(1)
    assert names(folder) == []


CRASHES = {
    "before anything is written": "journal.encode",
    "before it is verified": "journal.decode",
    "before it has its name": "pathlib.Path.replace",
    "before the raw one goes": "journal.keep_names",
    "while the raw one goes": "pathlib.Path.unlink",
}


@pytest.mark.parametrize("moment", CRASHES)
def test_a_kill_while_it_is_put_away_loses_nothing_and_leaves_no_rubbish(folder: Path, moment: str) -> None:
    record(Journal(folder), 1)
    script = (
        "import os, pathlib, signal, sys\n"
        "from rapidwhisper.audio import journal\n"
        f"{CRASHES[moment]} = lambda *_, **__: os.kill(os.getpid(), signal.SIGKILL)\n"
        "journal.Journal(pathlib.Path(sys.argv[1])).keep(1)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(folder)], check=False)
    assert done.returncode == -signal.SIGKILL
    after = Journal(folder)
    assert after.recordings() == {1: 2.0}
    assert np.array_equal(after.clip(1).samples, SPEECH)
    after.keep(1)
    assert names(folder) == ["1.flac"]
    assert np.array_equal(after.clip(1).samples, SPEECH)


def test_a_disk_that_fills_up_leaves_the_raw_recording(folder: Path) -> None:
    """A limit on the size of files stands for the full disk."""
    noise = np.random.default_rng(1).integers(-20_000, 20_000, RATE, np.int16)
    record(Journal(folder), 1, noise)
    script = (
        "import pathlib, resource, sys\n"
        "from rapidwhisper.audio.journal import Journal\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1001, 1001))\n"
        "try:\n"
        "    Journal(pathlib.Path(sys.argv[1])).keep(1)\n"
        "except OSError as error:\n"
        "    print(error.strerror)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder)], check=True, capture_output=True, text=True
    )
    assert done.stdout == "File too large\n"
    assert names(folder) == ["1.pcm"]


@pytest.mark.parametrize(
    "encoded", [flac.encode(SPEECH[:-1]), flac.encode(-SPEECH), flac.encode(SPEECH)[:-500], b""]
)
def test_what_was_written_otherwise_than_it_was_leaves_the_raw_recording(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch, encoded: bytes
) -> None:
    record(journal, 1)
    monkeypatch.setattr(journal_module, "encode", lambda _: encoded)
    with pytest.raises(ValueError):  # noqa: PT011 - whatever is wrong with it
        journal.keep(1)
    assert names(folder) == ["1.pcm"]
    assert np.array_equal(journal.clip(1).samples, SPEECH)


def test_a_library_without_flac_leaves_the_raw_recording(
    journal: Journal, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise soundfile.LibsndfileError(1)

    record(journal, 1)
    monkeypatch.setattr(soundfile, "write", refuse)
    with pytest.raises(ValueError):  # noqa: PT011 - the library's own words
        journal.keep(1)
    assert names(folder) == ["1.pcm"]


def in_memory(tmp_path: Path) -> tuple[Journal, Path]:
    blocked = tmp_path / "blocked"
    blocked.write_text("a file where the folder should be")
    journal = Journal(blocked / "audio")
    record(journal, 1)
    return journal, blocked


def test_a_recording_that_the_disk_did_not_take_is_kept_once_it_does(tmp_path: Path) -> None:
    journal, blocked = in_memory(tmp_path)
    blocked.unlink()
    journal.keep(1)
    assert names(blocked / "audio") == ["1.flac"]
    assert np.array_equal(Journal(blocked / "audio").clip(1).samples, SPEECH)


def test_memory_does_not_fill_with_recordings_whose_text_is_safe(tmp_path: Path) -> None:
    journal, _ = in_memory(tmp_path)
    with pytest.raises(OSError, match="directory"):
        journal.keep(1)
    assert journal.ids() == ()


def test_a_kept_recording_is_not_touched_by_a_new_one_of_its_number(journal: Journal, folder: Path) -> None:
    record(journal, 1)
    journal.keep(1)
    record(journal, 1, SPEECH[:100])
    assert np.array_equal(journal.clip(1).samples, SPEECH[:100])
    with pytest.raises(FileExistsError):
        journal.keep(1)
    assert np.array_equal(Journal(folder).clip(1).samples, SPEECH)


@pytest.mark.parametrize("content", [b"", b"fLaC", b"RIFF" + b"\0" * 100, b"fLaC\0\0\0\x22" + b"\xff" * 100])
def test_a_damaged_recording_is_a_problem_and_no_crash(
    journal: Journal, folder: Path, content: bytes
) -> None:
    folder.mkdir(parents=True)
    (folder / "1.flac").write_bytes(content)
    with pytest.raises(ProblemError) as caught:
        journal.clip(1)
    assert caught.value.problem.code is Code.AUDIO_GONE
    journal.seconds(1)


@pytest.mark.parametrize(("rate", "channels"), [(8_000, 1), (RATE, 2)])
def test_a_file_of_another_make_is_no_recording(
    journal: Journal, folder: Path, rate: int, channels: int
) -> None:
    folder.mkdir(parents=True)
    soundfile.write(folder / "1.flac", np.zeros((100, channels), np.int16), rate)
    with pytest.raises(ProblemError):
        journal.clip(1)


def test_the_length_of_a_damaged_header_is_none() -> None:
    whole = flac.encode(SPEECH)[: flac.HEADER_BYTES]
    assert flac.sample_count(whole) == len(SPEECH)
    assert flac.sample_count(whole[:-1]) == 0
    assert flac.sample_count(b"x" + whole[1:]) == 0


def test_a_linked_recording_is_not_read(journal: Journal, folder: Path, tmp_path: Path) -> None:
    folder.mkdir(parents=True)
    (tmp_path / "other.flac").write_bytes(flac.encode(SPEECH))
    (folder / "1.flac").symlink_to(tmp_path / "other.flac")
    with pytest.raises(ProblemError):
        journal.clip(1)
    assert journal.seconds(1) == 0


def test_nothing_is_written_through_a_link(journal: Journal, folder: Path, tmp_path: Path) -> None:
    record(journal, 1)
    (tmp_path / "elsewhere").write_text("mine")
    (folder / "1.flac.part").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(OSError, match="symbolic"):
        journal.keep(1)
    assert (tmp_path / "elsewhere").read_text() == "mine"
    assert journal.seconds(1) == 2.0


def test_a_start_with_many_kept_recordings_needs_no_sound_library(journal: Journal, folder: Path) -> None:
    record(journal, 1)
    journal.keep(1)
    script = (
        "import pathlib, sys\n"
        "from rapidwhisper.audio.journal import Journal\n"
        "journal = Journal(pathlib.Path(sys.argv[1]))\n"
        "assert journal.recordings() == {1: 2.0}\n"
        "journal.keep(1)\n"
        "journal.discard(1)\n"
        "sys.exit('soundfile' in sys.modules)\n"
    )
    assert subprocess.run([sys.executable, "-c", script, str(folder)], check=False).returncode == 0
    assert os.listdir(folder) == []  # noqa: PTH208 - names suffice
