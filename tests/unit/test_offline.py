"""Retry and transcribe without the running program, against a server on the loopback."""

import json
import os
import sqlite3
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
import soundfile

from rapidwhisper.core.audio import RATE
from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import Outcome
from rapidwhisper.core.problem import Code
from rapidwhisper.desktop.instance import Instance
from rapidwhisper.history.reader import reading
from rapidwhisper.history.row import Row, Source
from rapidwhisper.history.store import Store
from tests.rig.command_line import CommandLine
from tests.rig.speech_server import Answer, Request, SpeechServer, as_json, text


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        yield listening


@pytest.fixture
def shell(tmp_path: Path, server: SpeechServer) -> CommandLine:
    command_line = CommandLine(tmp_path)
    command_line.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url, CUSTOM_MODEL="small")
    return command_line


def tone(seconds: float) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    wave = np.sin(np.arange(int(seconds * RATE)) * 2 * np.pi * 440 / RATE)
    return (wave * 8000).astype(np.int16)


def keep_recording(shell: CommandLine, dictation: int) -> Path:
    """Sound that waits for its text, as a failed dictation leaves it."""
    with Store(shell.history) as store:
        store.update(UpdateRow(dictation, outcome=Outcome.FAILED, seconds=1.0), Source("local", "", ""))
    shell.audio.mkdir(mode=0o700, exist_ok=True)
    sound = shell.audio / f"{dictation}.pcm"
    sound.write_bytes(tone(1.0).tobytes())
    return sound


def row(shell: CommandLine, dictation: int) -> Row:
    with reading(shell.history) as reader:
        found = reader.row(dictation)
    assert found is not None
    return found


def test_a_retry_puts_the_text_into_the_history_and_keeps_the_sound_beside_it(
    shell: CommandLine, server: SpeechServer
) -> None:
    sound = keep_recording(shell, 7)
    server.answers("after all")
    done = shell.run("retry")
    assert (done.returncode, done.stdout) == (0, "after all\n")
    kept = row(shell, 7)
    assert (kept.text, kept.outcome, kept.source.provider) == ("after all", Outcome.HELD, "custom")
    assert not sound.exists()
    assert sound.with_suffix(".flac").exists()


def test_a_retry_with_a_history_of_texts_lets_go_of_the_sound(
    shell: CommandLine, server: SpeechServer
) -> None:
    keep_recording(shell, 7)
    shell.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url, CUSTOM_MODEL="small", HISTORY="text")
    assert shell.run("retry").returncode == 0
    assert row(shell, 7).text == "hello"
    assert list(shell.audio.iterdir()) == []


@pytest.fixture(params=["a pipe whose reader has gone", "a full disk"])
def unread(request: pytest.FixtureRequest) -> Iterator[int]:
    if request.param == "a full disk":
        with Path("/dev/full").open("w") as file:
            yield file.fileno()
        return
    reads, writes = os.pipe()
    os.close(reads)
    yield writes
    os.close(writes)


@pytest.mark.parametrize("without", [{"HISTORY": "off"}, {"KEEP_TEXT_DAYS": "0"}])
def test_a_retry_that_nobody_reads_keeps_the_sound_and_never_writes_the_text_down(
    shell: CommandLine, server: SpeechServer, without: dict[str, str], unread: int
) -> None:
    sound = keep_recording(shell, 7)
    before = sound.read_bytes()
    server.answers("a secret word")
    shell.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url, CUSTOM_MODEL="small", **without)
    done = shell.run("retry", output=unread)
    assert done.returncode == 1
    assert "history" not in done.stderr
    assert "Exception" not in done.stderr
    assert sound.read_bytes() == before
    assert row(shell, 7).outcome is Outcome.FAILED
    assert not [file for file in shell.history.parent.glob("history*") if b"secret" in file.read_bytes()]
    assert shell.run("retry").stdout == "a secret word\n", "it can be tried again"


def test_a_retry_that_nobody_reads_still_puts_the_text_into_the_history(
    shell: CommandLine, unread: int
) -> None:
    keep_recording(shell, 7)
    done = shell.run("retry", output=unread)
    assert done.returncode == 1
    assert "history" not in done.stderr
    assert row(shell, 7).text == "hello"


def test_a_retry_without_a_history_leaves_a_text_that_was_kept_before(
    shell: CommandLine, server: SpeechServer
) -> None:
    sound = keep_recording(shell, 7)
    with Store(shell.history) as store:
        store.update(UpdateRow(7, outcome=Outcome.DONE, text="of before"), None)
    shell.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url, CUSTOM_MODEL="small", HISTORY="off")
    assert shell.run("retry", "7").stdout == "hello\n"
    assert row(shell, 7).text == "of before"
    assert not sound.exists()


def test_a_retry_without_a_history_prints_the_text_and_keeps_nothing(
    shell: CommandLine, server: SpeechServer
) -> None:
    keep_recording(shell, 7)
    shell.configure(AI_PROVIDER="custom", CUSTOM_BASE_URL=server.url, CUSTOM_MODEL="small", HISTORY="off")
    done = shell.run("retry")
    assert (done.returncode, done.stdout) == (0, "hello\n")
    assert json.loads(shell.run("history", "--json").stdout) == []
    assert list(shell.audio.iterdir()) == []


def test_without_a_clipboard_a_retry_still_prints_the_text(shell: CommandLine) -> None:
    keep_recording(shell, 1)
    done = shell.run("retry", "1")
    assert (done.returncode, done.stdout) == (0, "hello\n")
    assert done.stderr == "This computer has no tool for the clipboard. Install xclip or wl-clipboard.\n"


def test_a_retry_that_fails_again_keeps_the_sound(shell: CommandLine, server: SpeechServer) -> None:
    sound = keep_recording(shell, 1)
    server.answers(as_json({"error": {"message": "no such key"}}, 401))
    done = shell.run("retry")
    assert (done.returncode, done.stdout) == (1, "")
    assert "does not accept the API key" in done.stderr
    cause = row(shell, 1).problem
    assert cause is not None
    assert cause.code is Code.KEY_REFUSED
    assert sound.exists()


@pytest.fixture
def stand_in(shell: CommandLine, server: SpeechServer) -> Iterator[SpeechServer]:
    """Groq, on this computer, for the user's own server, which always fails."""
    server.answers(as_json({"error": {"message": "out of memory"}}, 500))
    with SpeechServer() as groq:
        groq.answers("by another")
        shell.configure(
            AI_PROVIDER="custom",
            CUSTOM_BASE_URL=server.url,
            FALLBACK_PROVIDERS="groq",
            GROQ_BASE_URL=groq.url,
            GROQ_API_KEY="a-key",
        )
        yield groq


FAILED_OVER = "“Custom server” has failed; the text is by “Groq”.\n"


def test_a_retry_by_another_provider_than_the_chosen_one_says_so(
    shell: CommandLine, stand_in: SpeechServer
) -> None:
    keep_recording(shell, 7)
    done = shell.run("retry")
    assert (done.returncode, done.stdout) == (0, "by another\n")
    assert FAILED_OVER in done.stderr
    assert row(shell, 7).source == Source("groq", "whisper-large-v3", "")
    assert len(stand_in.requests) == 1


def test_a_file_by_another_provider_than_the_chosen_one_says_so(
    shell: CommandLine, stand_in: SpeechServer
) -> None:
    done = shell.run("transcribe", "--json", wav(shell.folder, "a.wav"))
    (told,) = json.loads(done.stdout)
    assert (told["text"], told["provider"], told["model"]) == ("by another", "groq", "whisper-large-v3")
    assert FAILED_OVER in done.stderr
    assert len(stand_in.requests) == 1


def test_who_names_a_provider_is_answered_by_nobody_else(shell: CommandLine, stand_in: SpeechServer) -> None:
    done = shell.run("transcribe", "--provider", "custom", wav(shell.folder, "a.wav"))
    assert (done.returncode, done.stdout) == (1, "")
    assert stand_in.requests == []


def test_a_retry_holds_the_lock_so_that_no_program_starts_and_takes_the_same_recording(
    shell: CommandLine, server: SpeechServer
) -> None:
    asked, go_on = threading.Event(), threading.Event()

    def slowly(_: Request) -> Answer:
        asked.set()
        go_on.wait(30)
        return text("after all")

    keep_recording(shell, 1)
    server.answers(slowly)
    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(shell.run, "retry")
        try:
            assert asked.wait(30)
            assert Instance.acquire(shell.runtime) is None
        finally:
            go_on.set()
        assert done.result(60).stdout == "after all\n"
    free = Instance.acquire(shell.runtime)
    assert free is not None
    free.close()


def test_a_retry_while_the_program_starts_touches_nothing_and_says_so(
    shell: CommandLine, server: SpeechServer
) -> None:
    sound = keep_recording(shell, 1)
    starting = Instance.acquire(shell.runtime)
    assert starting is not None
    with closing(starting):
        done = shell.run("retry")
    assert (done.returncode, done.stdout) == (1, "")
    assert "just starting or ending" in done.stderr
    assert server.requests == []
    assert sound.exists()


def test_nothing_to_retry_is_a_sentence(shell: CommandLine) -> None:
    done = shell.run("retry")
    assert done.returncode == 1
    assert done.stderr.startswith("There is no recording that waits for its text.")


@pytest.mark.parametrize("wanted", ["5", "99999999999999999999"])
def test_a_recording_that_never_was_is_told_by_its_number(shell: CommandLine, wanted: str) -> None:
    done = shell.run("retry", wanted)
    assert done.returncode == 1
    assert done.stderr.startswith(f"There is no recording with the number {wanted}.")


def test_a_history_that_cannot_be_written_ends_a_retry_in_words(shell: CommandLine) -> None:
    shell.history.parent.write_text("a file where the folder should be")
    done = shell.run("retry")
    assert done.returncode == 1
    assert done.stderr.startswith("The history cannot be written: ")


def test_an_odd_row_does_not_hide_the_recording_that_waits(shell: CommandLine) -> None:
    keep_recording(shell, 1)
    keep_recording(shell, 2)
    with closing(sqlite3.connect(shell.history)) as connection, connection:
        connection.execute("UPDATE dictations SET outcome = 'of a later version' WHERE id = 2")
    assert shell.run("retry", "1").stdout == "hello\n"
    assert shell.run("retry", "2").stdout == "hello\n"


def wav(folder: Path, name: str) -> str:
    soundfile.write(folder / name, tone(1.0), RATE)
    return name


def test_one_broken_file_does_not_stop_the_other(shell: CommandLine, server: SpeechServer) -> None:
    (shell.folder / "broken.wav").write_text("no sound at all")
    server.answers("heard")
    done = shell.run("transcribe", "broken.wav", wav(shell.folder, "good.wav"))
    assert (done.returncode, done.stdout) == (1, "heard\n")
    assert done.stderr.startswith("broken.wav cannot be read as sound: ")


def test_files_are_answered_in_their_order_over_one_connection(
    shell: CommandLine, server: SpeechServer
) -> None:
    server.script(["one", "two"])
    names = [wav(shell.folder, name) for name in ("a.wav", "b.flac")]
    done = shell.run("transcribe", "--json", *names)
    assert done.returncode == 0
    assert [
        (told["file"], told["seconds"], told["text"], told["provider"], told["model"])
        for told in json.loads(done.stdout)
    ] == [("a.wav", 1.0, "one", "custom", "small"), ("b.flac", 1.0, "two", "custom", "small")]
    assert len({request.connection for request in server.requests}) == 1


def test_a_broken_file_has_its_cause_in_json(shell: CommandLine) -> None:
    done = shell.run("transcribe", "--json", "nowhere.wav")
    assert done.returncode == 1
    assert json.loads(done.stdout) == [{"file": "nowhere.wav", "error": "file_missing"}]


def test_a_file_that_is_not_there_is_named_once(shell: CommandLine) -> None:
    done = shell.run("transcribe", "nowhere.wav")
    assert done.stderr.startswith("nowhere.wav: there is no such file.")


def test_raw_samples_without_a_header_are_a_sentence_and_no_traceback(shell: CommandLine) -> None:
    (shell.folder / "x.raw").write_bytes(bytes(3200))
    done = shell.run("transcribe", "x.raw")
    assert (done.returncode, done.stdout) == (1, "")
    assert "cannot be read as sound" in done.stderr
