"""`rapidwhisper transcribe`: what it writes where, and what it says meanwhile."""

import io
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile

from rapidwhisper.core.audio import RATE
from rapidwhisper.core.pace import Pace
from rapidwhisper.core.passage import Passage
from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.transcribing.forms import AsSubtitles, AsText, Form, as_record
from rapidwhisper.transcribing.outputs import outputs
from rapidwhisper.ui.progress_bar import ProgressBar
from tests.rig.command_line import CommandLine
from tests.rig.process import wait_until
from tests.rig.speech_server import Request, SpeechServer, as_json

LOST = Problem(Code.TIMED_OUT)
SAID = [
    Passage(0.0, 4.0, "One.", "groq", "large"),
    Passage(4.0, 5.0, problem=LOST),
    Passage(5.0, 9.5, "Two; by another.", "local", "small"),
]


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        yield listening


@pytest.fixture
def shell(tmp_path: Path, server: SpeechServer) -> CommandLine:
    command_line = CommandLine(tmp_path)
    command_line.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url, CUSTOM_MODEL="small")
    return command_line


def record(folder: Path, name: str, seconds: float = 1.0) -> str:
    """A hum that no pause interrupts."""
    wave = np.sin(np.arange(int(seconds * RATE)) * 2 * np.pi * 440 / RATE)
    soundfile.write(folder / name, (wave * 8000).astype(np.int16), RATE)
    return name


# forms


def test_a_text_grows_and_its_gap_is_marked() -> None:
    growing = AsText(lines=False)
    assert [*map(growing.add, SAID), growing.end()] == ["One.", " […]", " Two; by another.", "\n"]
    assert AsText(lines=False).end() == ""
    assert list(map(AsText(lines=True).add, SAID)) == ["One.\n", "[…]\n", "Two; by another.\n"]


def test_webvtt_has_its_head_once_and_srt_its_numbers() -> None:
    growing = AsSubtitles(Form.VTT)
    assert "".join(map(growing.add, SAID[:2])) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:04.000\nOne.\n\n00:00:04.000 --> 00:00:05.000\n[…]\n\n"
    )
    growing = AsSubtitles(Form.SRT)
    assert "".join(map(growing.add, SAID)).startswith("1\n00:00:00,000 --> 00:00:04,000\nOne.\n\n2\n")


def test_subtitles_never_overlap_even_if_a_part_has_no_time_for_all_its_sentences() -> None:
    growing = AsSubtitles(Form.SRT)
    growing.add(Passage(0.0, 0.001, "A. B. C."))
    assert growing.add(Passage(0.001, 1.0, "D.")).startswith("4\n00:00:00,003 --> ")


def test_a_record_names_the_times_and_who_has_stood_in() -> None:
    assert as_record("a.mp3", 9.5, "en", SAID) == {
        "file": "a.mp3",
        "seconds": 9.5,
        "provider": "groq",
        "model": "large",
        "language": "en",
        "text": "One. […] Two; by another.",
        "segments": [
            {"start": 0.0, "end": 4.0, "text": "One."},
            {"start": 4.0, "end": 5.0, "text": "", "error": "timed_out"},
            {"start": 5.0, "end": 9.5, "text": "Two; by another.", "provider": "local", "model": "small"},
        ],
        "error": "timed_out",
    }


# where it goes


def test_texts_in_a_folder_are_named_after_their_files(tmp_path: Path) -> None:
    files = [Path("a/talk.mp3"), Path("talk.wav"), Path("b.ogg")]
    assert outputs(files, tmp_path, Form.TEXT) == [
        tmp_path / "talk.mp3.txt",
        tmp_path / "talk.wav.txt",
        tmp_path / "b.txt",
    ]
    assert outputs(files[2:], tmp_path / "new.srt", Form.SRT) == [tmp_path / "new.srt"]
    assert outputs(files, None, Form.JSON) == [None, None, None]


@pytest.mark.parametrize(
    ("files", "texts"),
    [
        (["mon/memo.wav", "tue/memo.wav"], ["memo.wav.txt", "memo (2).wav.txt"]),
        (["a.wav", "b/A.wav"], ["a.wav.txt", "A (2).wav.txt"]),
        (["x.wav", "x.mp3", "x.wav.ogg"], ["x.wav.txt", "x.mp3.txt", "x.wav (2).txt"]),
        (["m.wav", "m (2).wav", "n/m.wav"], ["m.wav.txt", "m (2).txt", "m (2).wav.txt"]),
    ],
)
def test_texts_of_files_with_one_name_do_not_overwrite_each_other(
    tmp_path: Path, files: list[str], texts: list[str]
) -> None:
    assert outputs([Path(file) for file in files], tmp_path, Form.TEXT) == [tmp_path / text for text in texts]


def test_what_would_spoil_a_file_is_refused(tmp_path: Path) -> None:
    sound = Path(record(tmp_path, "a.wav"))
    with pytest.raises(ValueError, match="overwritten"):
        outputs([tmp_path / sound], tmp_path / "a.wav", Form.TEXT)
    with pytest.raises(ValueError, match="overwritten"):  # some disks take the two names for one
        outputs([tmp_path / "A.WAV"], tmp_path / "a.wav", Form.TEXT)
    with pytest.raises(ValueError, match="several files need a folder"):
        outputs([sound, sound], tmp_path / "a.wav", Form.TEXT)
    with pytest.raises(ValueError, match="--output FOLDER"):
        outputs([sound, sound], None, Form.SRT)


# progress


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_gets_a_bar_that_is_wiped_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    out = Terminal()
    progress = ProgressBar(out, "a.mp3")
    progress.show(Pace(30.0, 120.0, 10.0))
    progress.clear()
    bar = "[######..................]  25 %  0:00:30 / 0:02:00  3.0x real time, 0:00:30 left"
    assert out.getvalue() == f"\r\x1b[K{bar}\r\x1b[K"


def test_elsewhere_every_tenth_is_a_line() -> None:
    out = io.StringIO()
    progress = ProgressBar(out, "a.mp3")
    for done in range(0, 101, 4):
        progress.show(Pace(done, 100.0, 0.0))
        progress.clear()
    assert [line.split()[1] for line in out.getvalue().splitlines()] == [
        str(percent) for percent in (12, 24, 36, 48, 60, 72, 84, 96)
    ]


# the command


def test_long_speech_is_written_part_by_part_with_its_progress(
    shell: CommandLine, server: SpeechServer
) -> None:
    server.script(["one", "two", "three"])
    name = record(shell.folder, "a.wav", 100)
    done = shell.run("transcribe", name, "--language", "en")
    assert (done.returncode, done.stdout) == (0, "one two three\n")
    assert done.stderr.split()[:2] == ["a.wav:", "44"]
    assert {request.fields["language"] for request in server.requests} == {"en"}


def test_subtitles_of_several_files_go_into_a_folder(shell: CommandLine, server: SpeechServer) -> None:
    names = [record(shell.folder, name) for name in ("a.wav", "b.flac")]
    done = shell.run("transcribe", *names, "--format", "vtt", "--output", "texts/")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    expected = "WEBVTT\n\n00:00:00.000 --> 00:00:01.000\nhello\n\n"
    assert {file.name: file.read_text() for file in (shell.folder / "texts").iterdir()} == {
        "a.vtt": expected,
        "b.vtt": expected,
    }
    assert shell.run("transcribe", *names, "--format", "srt").returncode == 2


def test_a_gap_is_marked_told_and_shows_in_the_exit_status(shell: CommandLine, server: SpeechServer) -> None:
    server.script(["one", as_json({"error": {"message": "not this"}}, 400)])
    server.answers("three")
    done = shell.run("transcribe", record(shell.folder, "a.wav", 100), "--quiet")
    assert (done.returncode, done.stdout) == (1, "one […] three\n")
    missing, why = done.stderr.splitlines()
    assert missing.startswith("a.wav: 0:00:4")
    assert missing.endswith(" is missing.")
    assert "speech is kept" not in why


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("a.m4a", b"\0\0\0\x18ftypM4A " + bytes(500), "ffmpeg -i a.m4a -ac 1 -ar 16000 a.flac"),
        ("a.wav", b"", "a.wav cannot be read as sound"),
    ],
)
def test_what_is_no_sound_file_says_what_to_do(
    shell: CommandLine, name: str, content: bytes, told: str
) -> None:
    (shell.folder / name).write_bytes(content)
    done = shell.run("transcribe", name)
    assert (done.returncode, done.stdout) == (1, "")
    assert told in done.stderr


def test_hardly_any_sound_is_not_sent(shell: CommandLine, server: SpeechServer) -> None:
    done = shell.run("transcribe", record(shell.folder, "a.wav", 0.05))
    assert done.stderr.startswith("a.wav holds less than a tenth of a second of sound.")
    assert (done.returncode, server.requests) == (1, [])


def test_on_a_terminal_the_bar_stands_there_while_one_waits_and_is_gone_in_the_end(
    shell: CommandLine, server: SpeechServer
) -> None:
    ours, terminals = os.openpty()
    shown: list[str] = []

    def hears(_: Request) -> str:
        shown.append(os.read(ours, 10_000).decode())
        return "words"

    server.answers(hears)
    command = [sys.executable, "-m", "rapidwhisper", "transcribe", record(shell.folder, "a.wav", 50)]
    done = subprocess.run(
        command,
        env=shell.env,
        cwd=shell.folder,
        stdout=subprocess.PIPE,
        stderr=terminals,
        timeout=60,
        check=True,
    )
    shown.append(os.read(ours, 10_000).decode())
    for handle in (ours, terminals):
        os.close(handle)
    assert done.stdout == b"words words\n"
    first, second, last = (each.split("\r\x1b[K") for each in shown)
    assert first[-1].endswith("0 %  0:00:00 / 0:00:50")
    assert " 8" in second[-1]
    assert "x real time" in second[-1]
    assert last[-1] == ""


def test_ctrl_c_keeps_what_was_transcribed(shell: CommandLine, server: SpeechServer) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def hears(_: Request) -> str:
        if len(server.requests) > 1:
            asked.set()
            go_on.wait(30)
        return "one"

    server.answers(hears)
    record(shell.folder, "a.wav", 100)
    command = [sys.executable, "-m", "rapidwhisper", "transcribe", "a.wav", "b.wav", "--json"]
    with subprocess.Popen(
        command,
        env=shell.env,
        cwd=shell.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        try:
            assert asked.wait(60)
            running.send_signal(signal.SIGINT)
            said, complained = running.communicate(timeout=60)
        finally:
            go_on.set()
    assert running.returncode == 130
    assert "a.wav: stopped; what was transcribed until then is kept." in complained
    assert "b.wav" not in complained
    (told,) = json.loads(said)
    assert (told["text"], told["error"]) == ("one […]", "cancelled")


# a file that is there already

YESTERDAY = "Yesterday's text.\n"


@pytest.fixture
def kept(shell: CommandLine) -> Path:
    file = shell.folder / "out.txt"
    file.write_text(YESTERDAY)
    file.chmod(0o600)
    return file


def transcribed(shell: CommandLine, seconds: float = 1.0) -> "subprocess.CompletedProcess[str]":
    return shell.run("transcribe", record(shell.folder, "a.wav", seconds), "--output", "out.txt", "--quiet")


def test_a_text_of_yesterday_is_not_emptied_where_nothing_is_recognised_today(
    shell: CommandLine, server: SpeechServer, kept: Path
) -> None:
    for answer in ("", as_json({"error": {"message": "no such key"}}, 401)):
        server.answers(answer)
        assert transcribed(shell).returncode == 1
        assert kept.read_text() == YESTERDAY
        assert list(shell.folder.glob("*.part")) == []


def test_a_text_with_a_gap_takes_the_place_of_none_and_stands_beside_it(
    shell: CommandLine, server: SpeechServer, kept: Path
) -> None:
    server.script(["one", as_json({"error": {"message": "not this"}}, 400)])
    server.answers("three")
    done = transcribed(shell, 100)
    beside = kept.with_name("out.txt.part")
    assert (kept.read_text(), beside.read_text()) == (YESTERDAY, "one […] three\n")
    assert beside.stat().st_mode & 0o777 == 0o600, "nobody else may read it"
    assert f"{kept} stays; what came this time is in {beside}." in done.stderr
    server.answers("all of it")
    assert transcribed(shell).returncode == 0
    assert kept.read_text() == "all of it\n"
    assert kept.stat().st_mode & 0o777 == 0o600
    assert not beside.exists()


def test_a_text_with_a_gap_is_written_where_there_was_none(shell: CommandLine, server: SpeechServer) -> None:
    server.script(["one", as_json({"error": {"message": "not this"}}, 400)])
    server.answers("three")
    transcribed(shell, 100)
    assert [file.name for file in shell.folder.glob("out*")] == ["out.txt"]
    assert (shell.folder / "out.txt").read_text() == "one […] three\n"


def test_killed_on_the_way_both_texts_are_there(shell: CommandLine, server: SpeechServer, kept: Path) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def hears(_: Request) -> str:
        if len(server.requests) > 1:
            asked.set()
            go_on.wait(30)
        return "one"

    server.answers(hears)
    record(shell.folder, "a.wav", 100)
    command = [sys.executable, "-m", "rapidwhisper", "transcribe", "a.wav", "--output", "out.txt", "--quiet"]
    beside = kept.with_name("out.txt.part")
    with subprocess.Popen(command, env=shell.env, cwd=shell.folder) as running:
        try:
            assert asked.wait(60)
            wait_until(lambda: beside.read_text() == "one", "the first part is written")
            running.kill()
        finally:
            go_on.set()
    assert (kept.read_text(), beside.read_text()) == (YESTERDAY, "one")


def test_where_it_is_written_may_be_a_pipe(shell: CommandLine) -> None:
    done = shell.run("transcribe", record(shell.folder, "a.wav"), "--output", "/dev/stdout", "--quiet")
    assert (done.returncode, done.stdout) == (0, "hello\n")


def test_a_record_without_a_word_goes_to_standard_output(
    shell: CommandLine, server: SpeechServer, kept: Path
) -> None:
    server.answers("")
    name = record(shell.folder, "a.wav")
    done = shell.run("transcribe", name, "--json", "--output", "out.txt", "--quiet")
    assert json.loads(done.stdout)[0]["text"] == ""
    assert kept.read_text() == YESTERDAY
