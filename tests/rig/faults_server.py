"""Servers and networks that fail in the middle of a transcription."""

from collections.abc import Iterator
from contextlib import contextmanager

from rapidwhisper.core.problem import Code
from tests.rig.fault import Fate, Fault, Happening, Meeting, Stage
from tests.rig.process import wait_until
from tests.rig.scene import Scene
from tests.rig.speech_server import Answer, SpeechServer, as_json, drop, hang, html, rate_limited, text


def _says(answer: Answer) -> Happening:
    @contextmanager
    def happening(scene: Scene) -> Iterator[None]:
        scene.gate.says = answer
        yield

    return happening


@contextmanager
def _address_is_wrong(scene: Scene, address: str) -> Iterator[None]:
    """Known before the request is sent: a dictation keeps the address that it began with."""
    scene.app.change_settings(CUSTOM_BASE_URL=address, CUSTOM_MODEL="wrong-address")
    try:
        scene.gate.asked.set()
        yield
    finally:
        scene.app.change_settings(CUSTOM_BASE_URL=scene.server.url, CUSTOM_MODEL="right-address")


@contextmanager
def refused(scene: Scene) -> Iterator[None]:
    with _address_is_wrong(scene, "http://127.0.0.1:9/v1/"):
        yield


@contextmanager
def unknown_host(scene: Scene) -> Iterator[None]:
    with _address_is_wrong(scene, "https://no-such-host.invalid/v1/"):
        yield


@contextmanager
def network_back(scene: Scene) -> Iterator[None]:
    """It was away for one dictation; the user has chosen that the text then comes by itself."""
    with SpeechServer() as away:
        url, port = away.url, away.port
    scene.app.change_settings(CUSTOM_BASE_URL=url, RETRY="auto", CUSTOM_MODEL="no-network")
    scene.gate.asked.set()
    yield
    with SpeechServer(port) as back:
        back.answers(scene.gate)
        wait_until(lambda: back.requests, "the recording is sent by itself", seconds=60)
        scene.wait_until_at_rest()
    scene.app.change_settings(CUSTOM_BASE_URL=scene.server.url, RETRY="ask", CUSTOM_MODEL="network")


@contextmanager
def late_answer(scene: Scene) -> Iterator[None]:
    """The user gives up; the answer comes afterwards and must not go anywhere but to the history."""
    scene.app.tell("cancel")
    scene.wait_until_at_rest()
    yield


def _fails(code: Code, *, slow: bool = False) -> dict[Stage, Meeting]:
    return {Stage.TRANSCRIBING: Meeting(Fate.KEPT, (code,), slow=slow)}


_ERROR = {"error": {"message": "reason"}}

SERVER_FAULTS = (
    Fault("answer_null", _says(as_json({"text": None})), _fails(Code.UNUSABLE_ANSWER)),
    Fault("answer_empty", _says(text("")), _fails(Code.NOTHING_RECOGNISED)),
    Fault("answer_no_body", _says(Answer()), _fails(Code.UNUSABLE_ANSWER)),
    Fault("answer_html", _says(html()), _fails(Code.WEB_PAGE)),
    Fault("answer_cut", _says(Answer(b'{"text":"hello"}', cut=True)), _fails(Code.CONNECTION_LOST)),
    Fault("answer_401", _says(as_json(_ERROR, 401)), _fails(Code.KEY_REFUSED)),
    Fault("answer_429", _says(rate_limited(3600)), _fails(Code.RATE_LIMITED)),
    Fault("answer_500", _says(as_json(_ERROR, 500)), _fails(Code.SERVER_ERROR)),
    Fault("answer_late", late_answer, {Stage.TRANSCRIBING: Meeting(Fate.SAFE)}),
    Fault("connection_reset", _says(drop()), _fails(Code.CONNECTION_LOST)),
    Fault("connection_refused", refused, _fails(Code.UNREACHABLE), early=True),
    Fault("host_unknown", unknown_host, _fails(Code.UNKNOWN_HOST), early=True),
    Fault(
        "network_back",
        network_back,
        {Stage.TRANSCRIBING: Meeting(Fate.HELD, (Code.UNREACHABLE,))},
        early=True,
    ),
    Fault("server_hangs", _says(hang()), _fails(Code.TIMED_OUT, slow=True)),
    Fault(
        "server_drips",
        _says(Answer(b'{"text":"hello"}' * 1000, drip=True)),
        _fails(Code.TIMED_OUT, slow=True),
    ),
)
