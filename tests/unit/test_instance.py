"""The one instance and what commands say to it; the way of Windows runs here over a socket's address."""

import contextlib
import errno
import json
import os
import signal
import socket
import stat
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.desktop import conversations, posix_instance, windows_instance
from rapidwhisper.desktop.instance import Handle, Instance, Message, NotRunning, Reply, ask
from rapidwhisper.desktop.wire import MAX_REQUEST_BYTES
from tests.rig.process import end, wait_until
from tests.rig.stranger import STRANGER, a_strangers_folder, as_stranger

_HOLD = (
    "import sys\n"
    "from pathlib import Path\n"
    "from rapidwhisper.desktop.posix_instance import Instance\n"
    "instance = Instance.acquire(Path(sys.argv[1]))\n"
    "if instance: instance.serve(lambda request, reply: reply(request))\n"
    "print('mine' if instance else 'taken', flush=True)\n"
    "sys.stdin.read()\n"
)


class Way(Protocol):
    Instance: type[Instance]

    def ask(
        self, runtime: Path, request: Message, *, timeout_s: float = ..., patience_s: float = ...
    ) -> Message: ...


@pytest.fixture(params=["posix", "windows"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Way:
    if request.param == "posix":
        return posix_instance
    monkeypatch.setattr(windows_instance, "_address", lambda runtime: str(runtime / "pipe"))
    return windows_instance  # type: ignore[return-value]  # the same shape, another class


@pytest.fixture
def instance(way: Way, tmp_path: Path) -> Iterator[Instance]:
    acquired = way.Instance.acquire(tmp_path)
    assert acquired is not None
    yield acquired
    acquired.close()


def echo(request: Message, reply: Reply) -> None:
    reply({"heard": request})


def start(runtime: Path) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", _HOLD, str(runtime)],
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )


def verdict(process: "subprocess.Popen[str]") -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


# both ways


def test_a_second_one_is_not_given(way: Way, instance: Instance, tmp_path: Path) -> None:
    assert way.Instance.acquire(tmp_path) is None


def test_after_the_first_has_ended_there_may_be_another(way: Way, tmp_path: Path) -> None:
    for _ in range(2):
        instance = way.Instance.acquire(tmp_path)
        assert instance is not None
        instance.serve(echo)
        assert way.ask(tmp_path, {"command": "status"}) == {"heard": {"command": "status"}}
        instance.close()
    with pytest.raises(NotRunning):
        way.ask(tmp_path, {})


def test_nobody_is_running(way: Way, tmp_path: Path) -> None:
    with pytest.raises(NotRunning):
        way.ask(tmp_path, {"command": "status"})


def test_a_command_waits_for_an_instance_that_is_just_starting(way: Way, tmp_path: Path) -> None:
    answers: list[Message] = []
    asking = threading.Thread(target=lambda: answers.append(way.ask(tmp_path, {}, patience_s=30)))
    asking.start()
    instance = way.Instance.acquire(tmp_path)
    assert instance is not None
    instance.serve(echo)
    asking.join(30)
    instance.close()
    assert answers == [{"heard": {}}]


def test_text_of_any_kind_and_length_comes_back(way: Way, instance: Instance, tmp_path: Path) -> None:
    text = "слова 模型 🎤 \ud83d\n" * 20_000

    def long_answer(request: Message, reply: Reply) -> None:
        reply({"text": text})

    instance.serve(long_answer)
    assert way.ask(tmp_path, {}) == {"text": text}


def test_an_answer_may_come_later_and_from_another_thread(
    way: Way, instance: Instance, tmp_path: Path
) -> None:
    waiting: list[Reply] = []

    def keep_waiting(request: Message, reply: Reply) -> None:
        if request["command"] == "retry":
            waiting.append(reply)
        else:
            reply({"state": "idle"})

    instance.serve(keep_waiting)
    answers: list[Message] = []
    asking = threading.Thread(target=lambda: answers.append(way.ask(tmp_path, {"command": "retry"})))
    asking.start()
    reply = wait_until(lambda: waiting and waiting[0], "the request")
    assert way.ask(tmp_path, {"command": "status"}) == {"state": "idle"}
    reply({"text": "at last"})
    reply({"text": "a second answer is nobody's"})
    asking.join(10)
    assert answers == [{"text": "at last"}]


def test_a_command_does_not_wait_for_ever(way: Way, instance: Instance, tmp_path: Path) -> None:
    kept: list[Reply] = []

    def never(request: Message, reply: Reply) -> None:
        kept.append(reply)

    instance.serve(never)
    with pytest.raises(TimeoutError):
        way.ask(tmp_path, {}, timeout_s=0.05)


def test_a_command_learns_that_the_program_has_ended(way: Way, tmp_path: Path) -> None:
    instance = way.Instance.acquire(tmp_path)
    assert instance is not None
    arrived = threading.Event()

    def never(request: Message, reply: Reply) -> None:
        arrived.set()

    instance.serve(never)
    outcomes: list[str] = []

    def asking() -> None:
        try:
            way.ask(tmp_path, {}, timeout_s=30)
        except NotRunning:
            outcomes.append("ended")

    thread = threading.Thread(target=asking)
    thread.start()
    assert arrived.wait(10)
    instance.close()
    thread.join(10)
    assert outcomes == ["ended"]


def test_an_answer_given_just_before_the_end_still_arrives(way: Way, tmp_path: Path) -> None:
    instance = way.Instance.acquire(tmp_path)
    assert instance is not None
    ended = threading.Event()

    def end_it(reply: Reply) -> None:
        reply({"quitting": True})
        instance.close()
        ended.set()

    def quit_it(request: Message, reply: Reply) -> None:
        threading.Thread(target=end_it, args=(reply,)).start()

    instance.serve(quit_it)
    assert way.ask(tmp_path, {"command": "quit"}) == {"quitting": True}
    assert ended.wait(10)


def test_a_request_that_fails_is_answered_and_the_next_one_works(
    way: Way, instance: Instance, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def fail_on_request(request: Message, reply: Reply) -> None:
        reply({"value": request["value"]})

    instance.serve(fail_on_request)
    assert way.ask(tmp_path, {"secret": "canary"}) == {"error": "internal"}
    assert way.ask(tmp_path, {"value": 1}) == {"value": 1}
    assert "could not be handled" in caplog.text
    assert "canary" not in caplog.text


def test_a_caller_for_whom_there_is_no_thread_is_sent_away_and_the_next_one_is_heard(
    way: Way, instance: Instance, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin = threading.Thread.start
    refused: list[threading.Thread] = []

    def start_later(thread: threading.Thread) -> None:
        if thread.name == "request" and not refused:
            refused.append(thread)
            raise RuntimeError("can't start new thread")
        begin(thread)

    instance.serve(echo)
    monkeypatch.setattr(threading.Thread, "start", start_later)
    with pytest.raises(NotRunning):
        way.ask(tmp_path, {"a": 1}, timeout_s=20)
    assert way.ask(tmp_path, {"a": 1}) == {"heard": {"a": 1}}
    assert refused


def test_a_command_that_is_interrupted_leaves_nothing_behind(
    way: Way, instance: Instance, tmp_path: Path
) -> None:
    waiting: list[Reply] = []

    def keep_waiting(request: Message, reply: Reply) -> None:
        waiting.append(reply)

    instance.serve(keep_waiting)
    with pytest.raises(TimeoutError):
        way.ask(tmp_path, {}, timeout_s=0.05)
    wait_until(lambda: waiting, "the request")
    waiting[0]({"text": "x" * 1_000_000})
    wait_until(
        lambda: not [thread for thread in threading.enumerate() if thread.name == "request"],
        "the request's thread to end",
    )


# Linux and macOS


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Path]:
    acquired = Instance.acquire(tmp_path)
    assert acquired is not None
    acquired.serve(echo)
    yield tmp_path
    acquired.close()


def send(runtime: Path, data: bytes) -> Message:
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        connection.connect(str(runtime / "socket"))
        connection.sendall(data)
        with connection.makefile("rb") as lines:
            answer = json.loads(lines.readline())
    assert isinstance(answer, dict)
    return answer


def test_of_ten_simultaneous_starts_exactly_one_stays(tmp_path: Path) -> None:
    processes = [start(tmp_path) for _ in range(10)]
    try:
        verdicts = [verdict(process) for process in processes]
        assert sorted(verdicts) == ["mine"] + ["taken"] * 9
        assert ask(tmp_path, {"command": "show"}, patience_s=10) == {"command": "show"}
    finally:
        for process in processes:
            end(process)


def test_what_a_killed_instance_leaves_is_no_obstacle(tmp_path: Path) -> None:
    first, second = start(tmp_path), None
    try:
        assert verdict(first) == "mine"
        first.send_signal(signal.SIGKILL)
        first.wait(10)
        assert (tmp_path / "socket").exists()
        with pytest.raises(NotRunning):
            ask(tmp_path, {})
        second = start(tmp_path)
        assert verdict(second) == "mine"
        assert ask(tmp_path, {"command": "status"}) == {"command": "status"}
    finally:
        end(first)
        if second is not None:
            end(second)


def test_a_child_that_outlives_its_parent_does_not_keep_the_lock(tmp_path: Path) -> None:
    script = (
        "import os, signal, subprocess, sys\n"
        "from pathlib import Path\n"
        "from rapidwhisper.desktop.posix_instance import Instance\n"
        "instance = Instance.acquire(Path(sys.argv[1]))\n"
        "child = subprocess.Popen([sys.executable, '-c', 'import sys; sys.stdin.read()'])\n"
        "print(child.pid, flush=True)\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        text=True,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        parent.wait(10)
        os.kill(child, 0)
        instance = Instance.acquire(tmp_path)
        assert instance is not None
        instance.close()
    finally:
        end(parent)  # closes the child's input, and with that it ends


def test_a_frozen_instance_holds_nobody_up(tmp_path: Path) -> None:
    frozen = start(tmp_path)
    try:
        assert verdict(frozen) == "mine"
        frozen.send_signal(signal.SIGSTOP)
        for _ in range(20):  # more than the system lets wait
            with pytest.raises(TimeoutError):
                ask(tmp_path, {}, timeout_s=0.02)
        frozen.send_signal(signal.SIGCONT)
        assert ask(tmp_path, {"command": "status"}, patience_s=10) == {"command": "status"}
    finally:
        frozen.send_signal(signal.SIGCONT)
        end(frozen)


def test_the_files_are_the_users_alone(served: Path) -> None:
    assert stat.S_IMODE((served / "socket").stat().st_mode) == 0o600
    assert stat.S_IMODE((served / "lock").stat().st_mode) == 0o600


def test_the_socket_is_gone_after_a_proper_end(tmp_path: Path) -> None:
    instance = Instance.acquire(tmp_path)
    assert instance is not None
    instance.serve(echo)
    instance.close()
    assert not (tmp_path / "socket").exists()


@pytest.mark.parametrize("data", [b"rubbish\n", b"[1]\n", b"\xff\n", b"[" * 50_000 + b"\n", b"\n"])
def test_rubbish_is_answered_and_does_no_harm(served: Path, data: bytes) -> None:
    assert send(served, data) == {"error": "bad_request"}
    assert ask(served, {"a": 1}) == {"heard": {"a": 1}}


def test_a_request_that_is_too_long_is_refused(served: Path) -> None:
    longest = json.dumps({"a": "x" * (MAX_REQUEST_BYTES - 20)}).encode() + b"\n"
    assert "heard" in send(served, longest)
    assert send(served, b"{" + b" " * MAX_REQUEST_BYTES + b"}\n") == {"error": "bad_request"}


def test_another_users_call_is_not_answered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    acquired = Instance.acquire(tmp_path)
    assert acquired is not None
    calls: list[Message] = []
    handle: Handle = lambda request, reply: calls.append(request)  # noqa: E731
    acquired.serve(handle)
    monkeypatch.setattr(posix_instance, "_peer_uid", lambda connection: os.getuid() + 1)
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(10)
        connection.connect(str(tmp_path / "socket"))
        with contextlib.suppress(ConnectionResetError, BrokenPipeError):
            connection.sendall(b"{}\n")
            assert connection.recv(10) == b""
    with pytest.raises(NotRunning):
        ask(tmp_path, {})
    acquired.close()
    assert calls == []


def test_a_caller_who_is_gone_before_it_is_known_who_he_is_does_not_deafen_the_program(
    served: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As on macOS."""
    know = posix_instance._peer_uid
    gone = [OSError(errno.ENOTCONN, os.strerror(errno.ENOTCONN))]

    def peer_uid(connection: socket.socket) -> int:
        if gone and threading.current_thread().name == "socket":
            raise gone.pop()
        return know(connection)

    monkeypatch.setattr(posix_instance, "_peer_uid", peer_uid)
    with pytest.raises(NotRunning):
        ask(served, {"a": 1}, timeout_s=20)
    assert not gone
    assert ask(served, {"a": 1}) == {"heard": {"a": 1}}


def test_the_peer_is_known_by_its_user() -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        assert posix_instance._peer_uid(ours) == os.getuid()


@pytest.mark.parametrize("name", ["lock", "socket"])
def test_a_folder_in_place_of_one_of_its_files_is_refused_in_words(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    with pytest.raises(ProblemError) as caught:
        Instance.acquire(tmp_path)
    assert caught.value.problem.code is Code.RUNTIME_REFUSED
    assert name in caught.value.problem.facts["detail"]
    (tmp_path / name).rmdir()
    instance = Instance.acquire(tmp_path)
    assert instance is not None, "what was refused left no lock behind"
    instance.close()


@pytest.mark.parametrize("make", [os.mkfifo, lambda path: path.symlink_to("elsewhere")])
def test_a_lock_that_is_no_file_of_its_own_is_refused(tmp_path: Path, make: Callable[[Path], None]) -> None:
    make(tmp_path / "lock")
    with pytest.raises(ProblemError) as caught:
        Instance.acquire(tmp_path)
    assert caught.value.problem.code is Code.RUNTIME_REFUSED
    assert not (tmp_path / "elsewhere").exists()


def test_a_lock_of_another_user_is_refused(tmp_path: Path) -> None:
    (tmp_path / "lock").touch()
    os.chown(tmp_path / "lock", STRANGER, STRANGER)
    with pytest.raises(ProblemError) as caught:
        Instance.acquire(tmp_path)
    assert caught.value.problem.code is Code.RUNTIME_REFUSED


def test_a_lock_that_others_could_open_is_closed_to_them(tmp_path: Path) -> None:
    (tmp_path / "lock").touch(mode=0o666)
    (tmp_path / "lock").chmod(0o666)
    instance = Instance.acquire(tmp_path)
    assert instance is not None
    assert stat.S_IMODE((tmp_path / "lock").stat().st_mode) == 0o600
    instance.close()


def test_a_link_in_place_of_the_socket_is_removed_and_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious"
    precious.write_text("mine")
    (tmp_path / "socket").symlink_to(precious)
    instance = Instance.acquire(tmp_path)
    assert instance is not None
    instance.serve(echo)
    assert ask(tmp_path, {"a": 1}) == {"heard": {"a": 1}}
    assert precious.read_text() == "mine"
    instance.close()


_CALL = """
import socket, sys
caller = socket.socket(socket.AF_UNIX)
caller.settimeout(10)
try:
    caller.connect(sys.argv[1])
    caller.sendall(b'{"command": "status"}\\n')
    print(caller.recv(100))
except OSError as error:
    print(type(error).__name__)
"""


def test_another_user_is_kept_out_by_the_files_and_if_need_be_by_his_number() -> None:
    with a_strangers_folder() as folder:
        os.chown(folder, os.getuid(), os.getgid())
        instance = Instance.acquire(folder)
        assert instance is not None
        calls: list[Message] = []
        instance.serve(lambda request, reply: calls.append(request))
        try:
            assert as_stranger(_CALL, str(folder / "socket")) == "PermissionError\n"
            folder.chmod(0o755)
            assert as_stranger(_CALL, str(folder / "socket")) == "PermissionError\n"
            (folder / "socket").chmod(0o666)
            assert as_stranger(_CALL, str(folder / "socket")).strip() in {
                *("b''", "ConnectionResetError", "BrokenPipeError")
            }
        finally:
            instance.close()
        assert calls == []


def test_callers_who_say_nothing_or_half_a_sentence_are_sent_away_in_time(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posix_instance, "REQUEST_WITHIN_S", 0.3)
    acquired = Instance.acquire(tmp_path)
    assert acquired is not None
    acquired.serve(echo)
    with ExitStack() as stack:
        stack.callback(acquired.close)
        callers = [stack.enter_context(socket.socket(socket.AF_UNIX)) for _ in range(2)]
        for caller in callers:
            caller.settimeout(20)
            caller.connect(str(tmp_path / "socket"))
        stop = threading.Event()
        stack.callback(stop.set)

        def drip() -> None:
            with contextlib.suppress(OSError):
                while not stop.wait(0.05):
                    callers[1].send(b" ")

        threading.Thread(target=drip, daemon=True).start()
        for caller in callers:
            with contextlib.suppress(ConnectionResetError):
                assert caller.recv(100) == b"", "sent away without an answer"


def test_a_crowd_of_callers_takes_no_more_than_so_many_threads_and_all_are_served_in_the_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "MOST", 4)
    release = threading.Event()
    most = 0

    def slow(request: Message, reply: Reply) -> None:
        nonlocal most
        most = max(most, sum(thread.name == "request" for thread in threading.enumerate()))
        release.wait(30)
        reply(request)

    acquired = Instance.acquire(tmp_path)
    assert acquired is not None
    acquired.serve(slow)
    answers: list[Message] = []
    crowd = [
        threading.Thread(target=lambda: answers.append(ask(tmp_path, {"a": 1}, timeout_s=30)))
        for _ in range(12)
    ]
    for caller in crowd:
        caller.start()
    wait_until(lambda: most == 4, "as many as may be are under way")
    release.set()
    for caller in crowd:
        caller.join(30)
    acquired.close()
    assert answers == [{"a": 1}] * 12
    assert most == 4


def test_a_crowd_that_is_never_answered_does_not_keep_the_program_from_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conversations, "MOST", 2)
    acquired = Instance.acquire(tmp_path)
    assert acquired is not None
    waiting: list[Message] = []
    acquired.serve(lambda request, reply: waiting.append(request))
    callers = []
    for _ in range(4):
        caller = socket.socket(socket.AF_UNIX)
        caller.connect(str(tmp_path / "socket"))
        caller.sendall(b"{}\n")
        callers.append(caller)
    wait_until(lambda: len(waiting) == 2, "the door is full")
    acquired.close()
    again = Instance.acquire(tmp_path)
    assert again is not None
    again.close()
    for caller in callers:
        caller.close()


# Windows


def test_a_caller_without_the_key_is_not_heard_and_the_next_one_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from multiprocessing import AuthenticationError
    from multiprocessing.connection import Client

    monkeypatch.setattr(windows_instance, "_address", lambda runtime: str(runtime / "pipe"))
    instance = windows_instance.Instance.acquire(tmp_path)
    assert instance is not None
    instance.serve(echo)
    with pytest.raises((AuthenticationError, EOFError, ConnectionResetError)):
        Client(str(tmp_path / "pipe"), authkey=b"guessed")
    assert windows_instance.ask(tmp_path, {}) == {"heard": {}}
    instance.close()


def test_two_processes_that_come_first_share_one_key(tmp_path: Path) -> None:
    keys = {windows_instance._key(tmp_path) for _ in range(3)}
    assert len(keys) == 1
    assert [file.name for file in tmp_path.iterdir()] == ["key"]


def test_the_pipe_is_named_after_the_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("USERNAME", "ada")
    for name in ("LOGNAME", "USER", "LNAME"):
        monkeypatch.delenv(name, raising=False)
    assert windows_instance._address(tmp_path) == r"\\.\pipe\rapidwhisper-ada"
