"""The command line as a shell sees it: what is printed where, and the exit status."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from rapidwhisper import __version__, cli, start
from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import Outcome
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.desktop.instance import Handle, Instance, Message, Reply
from rapidwhisper.history.store import Store
from tests.rig.command_line import CommandLine
from tests.rig.stranger import STRANGER


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture
def here(shell: CommandLine, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """For commands that run in this process, with less patience."""
    for name in ("RAPIDWHISPER_HOME", "XDG_RUNTIME_DIR"):
        monkeypatch.setenv(name, shell.env[name])
    monkeypatch.setattr(cli, "ANSWER_S", 0.2)
    monkeypatch.setattr(start, "ANSWER_S", 0.2)
    monkeypatch.setattr(start, "STARTING_S", 0.2)
    return shell


@pytest.fixture
def instance(shell: CommandLine) -> Iterator[Instance]:
    acquired = Instance.acquire(shell.runtime)
    assert acquired is not None
    with closing(acquired):
        yield acquired


def always(answer: Message) -> Handle:
    def handle(_: Message, reply: Reply) -> None:
        reply(answer)

    return handle


def test_the_version_is_told(shell: CommandLine) -> None:
    done = shell.run("--version")
    assert (done.returncode, done.stdout) == (0, f"rapidwhisper {__version__}\n")


@pytest.mark.parametrize("command", ["status", "toggle", "start", "stop", "cancel", "paste-last", "quit"])
def test_without_a_running_program_a_wish_says_how_to_start_it(shell: CommandLine, command: str) -> None:
    done = shell.run(command)
    assert done.returncode == 3
    assert done.stdout == ""
    assert "Start it with: rapidwhisper" in done.stderr


@pytest.mark.parametrize("command", ["status", "toggle", "quit", "retry"])
def test_a_program_that_fails_at_a_request_is_a_sentence_and_no_key_error(
    shell: CommandLine, instance: Instance, command: str
) -> None:
    instance.serve(always({"error": "internal"}))
    done = shell.run(command)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "Something unexpected went wrong (internal)." in done.stderr


def test_a_wish_that_the_program_refuses_does_not_look_granted(
    shell: CommandLine, instance: Instance
) -> None:
    instance.serve(always({"ok": False, "message": "unknown command"}))
    done = shell.run("toggle")
    assert (done.returncode, done.stderr) == (1, "unknown command\n")


@pytest.mark.parametrize("arguments", [["status"], ["toggle"], []])
@pytest.mark.usefixtures("here")
def test_a_hanging_program_is_a_sentence_and_no_traceback(
    instance: Instance, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    asked = threading.Event()
    instance.serve(lambda _request, _reply: asked.set())
    assert cli.main(arguments) == 1
    assert asked.is_set()
    assert "is running and does not answer" in capsys.readouterr().err


@pytest.mark.usefixtures("here", "instance")
def test_a_start_beside_a_retry_says_so_and_does_not_send_to_the_tray(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert cli.main([]) == 1
    told = capsys.readouterr()
    assert told.out == ""
    assert "Try again in a moment." in told.err


@pytest.mark.parametrize("arguments", [["status"], ["history"], ["retry"], ["transcribe", "a.wav"], []])
def test_a_runtime_folder_that_others_may_enter_is_refused_in_words(
    shell: CommandLine, arguments: list[str]
) -> None:
    shell.runtime.chmod(0o755)
    done = shell.run(*arguments)
    assert done.returncode == 1
    assert f"The folder {shell.runtime} cannot be used" in done.stderr


def _a_strangers(runtime: Path) -> None:
    os.chown(runtime, STRANGER, STRANGER)


def _a_link(runtime: Path) -> None:
    runtime.rename(runtime.with_name("elsewhere"))
    runtime.symlink_to(runtime.with_name("elsewhere"))


def _a_file(runtime: Path) -> None:
    runtime.rmdir()
    runtime.touch()


@pytest.mark.parametrize("prepare", [_a_strangers, _a_link, _a_file])
def test_a_runtime_folder_that_others_could_have_prepared_is_refused_in_words(
    shell: CommandLine, prepare: Callable[[Path], None]
) -> None:
    prepare(shell.runtime)
    done = shell.run()
    assert done.returncode == 1
    assert f"The folder {shell.runtime} cannot be used" in done.stderr


@pytest.mark.parametrize("arguments", [["retry"], []])
def test_a_lock_that_cannot_be_opened_is_a_sentence(shell: CommandLine, arguments: list[str]) -> None:
    (shell.runtime / "lock").mkdir()
    done = shell.run(*arguments)
    assert done.returncode == 1
    assert str(shell.runtime / "lock") in done.stderr


def test_an_unreadable_history_is_a_sentence(shell: CommandLine) -> None:
    shell.history.parent.mkdir()
    shell.history.write_bytes(b"rubbish" * 1000)
    done = shell.run("history")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("The history cannot be read: ")


def test_the_history_comes_newest_first_and_as_much_as_wished(shell: CommandLine) -> None:
    with Store(shell.history) as store:
        for number, text in enumerate(("one", "two", "три"), start=1):
            store.update(UpdateRow(number, outcome=Outcome.DONE, text=text), None)
    rows = json.loads(shell.run("history", "--json", "--limit", "2").stdout)
    assert [(row["id"], row["text"], row["outcome"]) for row in rows] == [
        (3, "три", "done"),
        (2, "two", "done"),
    ]
    lines = shell.run("history", "--limit", "1").stdout.splitlines()
    assert len(lines) == 1
    assert lines[0].endswith("три")


def test_a_dictation_without_text_is_listed_with_its_reason(shell: CommandLine) -> None:
    with Store(shell.history) as store:
        store.update(UpdateRow(1, outcome=Outcome.FAILED, problem=problem(Code.NO_MICROPHONE)), None)
        store.update(UpdateRow(2, outcome=Outcome.CANCELLED), None)
    newest, oldest = shell.run("history").stdout.splitlines()
    assert newest.endswith("(Cancelled)")
    assert oldest.endswith("(There is no microphone.)")


def test_a_text_is_whole_in_a_pipe_and_one_line_on_a_terminal(shell: CommandLine) -> None:
    text = "first line\n" + "many words " * 40
    with Store(shell.history) as store:
        store.update(UpdateRow(1, outcome=Outcome.DONE, text=text, seconds=65), None)
    piped = shell.run("history").stdout
    assert text in piped
    assert "  1 min 5 s  first line" in piped
    parent, child = os.openpty()
    with os.fdopen(parent, "rb", buffering=0) as terminal:
        command = [sys.executable, "-m", "rapidwhisper", "history"]
        env = {**shell.env, "COLUMNS": "60"}
        with subprocess.Popen(command, env=env, cwd=shell.folder, stdout=child) as process:
            os.close(child)
            assert process.wait(60) == 0
        shown = terminal.read(4096).decode().splitlines()
    assert len(shown) == 1
    assert len(shown[0]) <= 60
    assert shown[0].endswith("…")


def test_no_history_yet_is_an_empty_list(shell: CommandLine) -> None:
    done = shell.run("history", "--json")
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")


def test_a_limit_below_one_is_a_mistake_of_the_caller(shell: CommandLine) -> None:
    done = shell.run("history", "--limit", "0")
    assert done.returncode == 2
    assert "it must be 1 or more" in done.stderr


def test_a_number_that_is_none_is_a_mistake_in_words(shell: CommandLine) -> None:
    done = shell.run("retry", "abc")
    assert done.returncode == 2
    assert "argument ID: it must be 1 or more" in done.stderr


def test_an_unknown_command_is_called_a_command(shell: CommandLine) -> None:
    done = shell.run("bogus")
    assert done.returncode == 2
    assert "argument COMMAND: invalid choice: 'bogus'" in done.stderr


def test_a_mistake_is_told_in_the_language_of_the_program(shell: CommandLine) -> None:
    shell.configure(INTERFACE_LANGUAGE="ru")
    done = shell.run("retry", "--provider", "nobody")
    assert "допустимо одно из: local" in done.stderr


@pytest.mark.parametrize("arguments", [["retry"], ["transcribe", "a.wav"]])
def test_an_unknown_provider_is_answered_with_the_known_ones(
    shell: CommandLine, arguments: list[str]
) -> None:
    done = shell.run(*arguments, "--provider", "nobody")
    assert done.returncode == 2
    assert "argument --provider: it must be one of: local, groq, openai, glm, custom" in done.stderr


@pytest.fixture
def said(shell: CommandLine) -> CommandLine:
    with Store(shell.history) as store:
        for number, text in enumerate(("Ёлка и шар.", "a ball", "елка"), start=1):
            store.update(UpdateRow(number, outcome=Outcome.DONE, text=text, seconds=2.0), None)
        store.update(UpdateRow(4, outcome=Outcome.FAILED), None)
    return shell


def test_the_history_is_searched(said: CommandLine) -> None:
    rows = json.loads(said.run("history", "--json", "--search", "ЕЛКА").stdout)
    assert [row["id"] for row in rows] == [3, 1]
    assert json.loads(said.run("history", "--json", "--search", "шар", "ёлк").stdout) == rows[1:]
    (line,) = said.run("history", "--search", "елка", "--limit", "1").stdout.splitlines()
    assert line.endswith("елка")
    nothing = said.run("history", "--search", "nobody said this")
    assert (nothing.returncode, nothing.stdout) == (0, "")
    assert nothing.stderr == "No dictation holds these words.\n"


@pytest.mark.parametrize(
    ("name", "start"), [("a.txt", "20"), ("a.json", "["), ("a.srt", "1\n00:00:00,000 --> 00:00:02,000\n")]
)
def test_the_history_is_exported_by_the_ending_of_the_file(said: CommandLine, name: str, start: str) -> None:
    done = said.run("history", "--export", name)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    written = (said.folder / name).read_text(encoding="utf-8")
    assert written.startswith(start)
    assert written.index("Ёлка") < written.index("a ball") < written.index("елка")


def test_a_search_is_exported(said: CommandLine) -> None:
    said.run("history", "--search", "елка", "--limit", "1", "--export", "found.json")
    assert [row["text"] for row in json.loads((said.folder / "found.json").read_text())] == ["елка"]


def test_more_than_is_shown_is_exported(shell: CommandLine) -> None:
    with Store(shell.history) as store:
        for number in range(1, 31):
            store.update(UpdateRow(number, text="words"), None)
    assert len(shell.run("history").stdout.splitlines()) == 20
    shell.run("history", "--export", "all.json")
    assert len(json.loads((shell.folder / "all.json").read_text())) == 30


def test_an_export_to_an_unknown_kind_of_file_names_the_known_ones(said: CommandLine) -> None:
    done = said.run("history", "--export", "history.docx")
    assert done.returncode == 2
    assert "the file's name must end in .txt, .json, .srt" in done.stderr


def test_an_export_that_cannot_be_written_is_a_sentence(said: CommandLine) -> None:
    done = said.run("history", "--export", "missing/history.txt")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("missing/history.txt cannot be written: No such file or directory")


def test_without_any_text_there_is_nothing_to_copy(shell: CommandLine) -> None:
    done = shell.run("copy-last")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("There is no text to copy.")


def test_the_running_program_is_asked_first_for_the_last_text(said: CommandLine, instance: Instance) -> None:
    asked: list[Message] = []

    def handle(request: Message, reply: Reply) -> None:
        asked.append(request)
        reply({"ok": True})

    instance.serve(handle)
    done = said.run("copy-last")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert asked == [{"command": "copy-last"}]


def test_a_running_program_that_has_no_text_says_so(said: CommandLine, instance: Instance) -> None:
    instance.serve(always({"ok": False, "message": "There is no text to copy."}))
    done = said.run("copy-last")
    assert (done.returncode, done.stderr) == (1, "There is no text to copy.\n")


def a_report(verdict: str) -> Message:
    check = {"name": "tray", "verdict": verdict, "found": "Found.", "code": None, "problem": "", "remedy": ""}
    return {"ok": verdict != "failed", "checks": [check], "system": {"python": "3.11"}}


@pytest.mark.parametrize(("verdict", "status"), [("ok", 0), ("warning", 0), ("failed", 1)])
def test_the_doctor_asks_the_running_program_and_its_status_tells_of_failures(
    shell: CommandLine, instance: Instance, verdict: str, status: int
) -> None:
    instance.serve(always(a_report(verdict)))
    done = shell.run("doctor")
    assert (done.returncode, done.stderr) == (status, "")
    assert done.stdout.startswith(f"{verdict:9}Tray: Found.\n")


def test_the_doctors_json_is_what_the_program_has_told(shell: CommandLine, instance: Instance) -> None:
    instance.serve(always(a_report("ok")))
    assert json.loads(shell.run("doctor", "--json").stdout) == a_report("ok")


def test_a_running_program_that_has_no_doctor_yet_says_so(shell: CommandLine, instance: Instance) -> None:
    instance.serve(always({"ok": False, "message": "unknown command"}))
    done = shell.run("doctor")
    assert (done.returncode, done.stdout, done.stderr) == (1, "", "unknown command\n")
