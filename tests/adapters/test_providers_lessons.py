"""What a server refuses is asked for in another way, and not asked of it again: format, size, fields."""

import logging
import math
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pytest

from rapidwhisper.core.audio import RATE, Clip
from rapidwhisper.core.problem import Code, Problem, ProblemError
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers import custom
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.capabilities import MEBIBYTE, SEVERAL, Capabilities, Format
from rapidwhisper.providers.learnt import Learnt, LearntServers
from rapidwhisper.providers.speech import SpeechToText
from tests.contracts.transcriber import tone
from tests.rig.coded import coded, sound, understands, words
from tests.rig.speech_server import Answer, Request, SpeechServer, as_json, plain

FLAC = Capabilities(formats=(Format.FLAC, Format.WAV))
ALL = replace(FLAC, evidence=True)
EVERYTHING = "verbose_json"


@dataclass
class Desk:
    """A server, and somebody who asks it and learns."""

    server: SpeechServer
    asks: SpeechToText
    learnt: LearntServers
    monkeypatch: pytest.MonkeyPatch
    file: Path

    def restart(self) -> None:
        self.asks.close()
        self.learnt = LearntServers(self.file)
        self.asks = SpeechToText(learnt=self.learnt)

    def declare(self, can: Capabilities) -> None:
        """What is known of the server beforehand."""
        provider = replace(custom.PROVIDER, capabilities=can)
        self.monkeypatch.setattr("rapidwhisper.providers.registry.PROVIDERS", {"custom": provider})

    def text(self, clip: Clip | None = None, prompt: str = "") -> str:
        settings = Settings(ai_provider="custom", custom_base_url=self.server.url, prompt=prompt)
        return self.asks.text(clip or tone(1), settings, Abort()).text

    def refusal(self, clip: Clip | None = None) -> Problem:
        with pytest.raises(ProblemError) as caught:
            self.text(clip)
        return caught.value.problem

    @property
    def known(self) -> Learnt:
        return self.learnt.of(self.server.url.rstrip("/"))

    @property
    def lengths(self) -> list[int]:
        """Of the requests, as the server sees them."""
        return [int(request.headers["content-length"]) for request in self.server.requests]


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    file = tmp_path / "servers.json"
    learnt = LearntServers(file)
    with SpeechServer() as server:
        made = Desk(server, SpeechToText(learnt=learnt), learnt, monkeypatch, file)
        yield made
        made.asks.close()


def sent(server: SpeechServer) -> list[tuple[str, bool, bool]]:
    """Of each request: the format, and whether it asked for evidence and held a prompt."""
    return [
        (
            request.file.name.rpartition(".")[2],
            request.fields.get("response_format") == EVERYTHING,
            "prompt" in request.fields,
        )
        for request in server.requests
        if request.file
    ]


def refused(message: str, status: int = 400) -> Answer:
    return as_json({"error": {"message": message, "type": "invalid_request_error"}}, status)


# ── format and fields ─────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("status", [400, 415, 422])
def test_a_refused_format_is_sent_once_as_wav_and_never_again(desk: Desk, status: int) -> None:
    def wav_only(request: Request) -> Answer | str:
        assert request.file is not None
        return "words" if request.file.name == "audio.wav" else refused("Invalid audio file", status)

    desk.declare(FLAC)
    desk.server.answers(wav_only)
    for _ in range(2):
        assert desk.text() == "words"
    assert [form for form, *_ in sent(desk.server)] == ["flac", "wav", "wav"]


def test_a_refusal_that_has_other_reasons_teaches_nothing(desk: Desk) -> None:
    desk.declare(ALL)
    desk.server.answers(refused("unknown language"))
    assert desk.refusal().facts["detail"] == "unknown language"
    assert desk.known == Learnt()
    assert sent(desk.server) == [("flac", True, False), ("wav", True, False), ("wav", False, False)]


@pytest.mark.parametrize("status", [401, 403, 404, 429, 500])
def test_other_refusals_are_not_about_the_request(desk: Desk, status: int) -> None:
    desk.declare(ALL)
    desk.server.answers(refused("no", status))
    desk.refusal()
    assert len(desk.server.requests) == 1


def test_a_server_without_verbose_json_is_not_asked_for_it_again(desk: Desk) -> None:
    def plain_json(request: Request) -> Answer | str:
        asked = request.fields.get("response_format")
        return refused(f"Unsupported response_format: {asked}") if asked else "words"

    desk.declare(ALL)
    desk.server.answers(plain_json)
    for _ in range(2):
        assert desk.text() == "words"
    assert sent(desk.server) == [("flac", True, False), ("flac", False, False), ("flac", False, False)]


def test_a_server_that_names_the_prompt_is_asked_without(desk: Desk) -> None:
    def no_prompt(request: Request) -> Answer | str:
        return refused("Unexpected field: prompt", 422) if "prompt" in request.fields else "words"

    desk.declare(ALL)
    desk.server.answers(no_prompt)
    for _ in range(2):
        assert desk.text(prompt="Ada, Grace") == "words"
    assert sent(desk.server) == [("flac", True, True), ("flac", True, False), ("flac", True, False)]


def test_a_prompt_that_is_too_long_for_a_server_is_left_out_once_and_not_for_ever(desk: Desk) -> None:
    def short_prompts(request: Request) -> Answer | str:
        long = len(request.fields.get("prompt", "")) > 20
        return refused("prompt length must be 20 characters or fewer") if long else "words"

    desk.declare(FLAC)
    desk.server.answers(short_prompts)
    for prompt in ("Kubernetes, Grafana, Prometheus", "Kubernetes"):
        assert desk.text(prompt=prompt) == "words"
    assert desk.known == Learnt()
    assert [held for *_, held in sent(desk.server)] == [True, False, True]


def test_what_a_cloud_documents_is_not_unlearnt_by_one_refusal(desk: Desk) -> None:
    desk.server.script([refused("could not process file - is it a valid media file?")])
    desk.server.answers("words")
    groq = Settings(ai_provider="groq", groq_api_key="key", groq_base_url=desk.server.url)
    for _ in range(2):
        assert desk.asks.text(tone(1), groq, Abort()).text == "words"
    assert [form for form, *_ in sent(desk.server)] == ["flac", "wav", "flac"]
    assert desk.known == Learnt()


def test_another_server_where_whisper_cpp_was_is_no_longer_told_to_detect_the_language(desk: Desk) -> None:
    def strict(request: Request) -> Answer | str:
        return refused("unknown language auto", 422) if "language" in request.fields else "words"

    desk.learnt.note(desk.server.url.rstrip("/"), lambda learnt: replace(learnt, kind="whisper_cpp"))
    desk.server.answers(strict)
    for _ in range(2):
        assert desk.text() == "words"
    assert desk.known.kind == ""
    assert "language" not in desk.server.requests[-1].fields


def test_where_whisper_cpp_was_another_servers_404_is_not_explained_by_its_path(desk: Desk) -> None:
    desk.learnt.note(desk.server.url.rstrip("/"), lambda learnt: replace(learnt, kind="whisper_cpp"))
    desk.server.answers(as_json({"detail": "Not Found"}, 404))
    assert desk.refusal().code is Code.NOT_FOUND


def test_what_nothing_helps_against_is_not_tried_for_every_piece(desk: Desk) -> None:
    desk.declare(replace(ALL, max_seconds=3.0, at_once=SEVERAL))
    desk.server.answers(refused("unknown language"))
    assert desk.refusal(coded(20)).facts["detail"] == "unknown language"
    assert len(desk.server.requests) <= SEVERAL + 2


def test_what_one_piece_has_found_out_the_others_need_not(desk: Desk) -> None:
    def wav_only(request: Request) -> Answer | str:
        assert request.file is not None
        return understands(request) if request.file.name == "audio.wav" else refused("bad request")

    desk.declare(replace(FLAC, max_seconds=3.0, at_once=SEVERAL))
    desk.server.answers(wav_only)
    assert desk.text(coded(20)).split() == words(20)
    assert [form for form, *_ in sent(desk.server)].count("flac") <= SEVERAL


def test_a_server_that_refuses_everything_is_understood_step_by_step(desk: Desk) -> None:
    def bare(request: Request) -> Answer | str:
        assert request.file is not None
        fine = request.file.name == "audio.wav" and "response_format" not in request.fields
        return "words" if fine else refused("bad request")

    desk.declare(ALL)
    desk.server.answers(bare)
    for _ in range(3):
        assert desk.text() == "words"
    known = desk.known
    assert known.refused == {Format.FLAC}
    assert known.no_evidence
    desk.server.requests.clear()
    desk.text()
    assert sent(desk.server) == [("wav", False, False)]


# ── size ──────────────────────────────────────────────────────────────────────────────────────────────────


def accepts(most_bytes: float, refusal: Answer) -> Callable[[Request], Answer | str]:
    def says(request: Request) -> Answer | str:
        return refusal if int(request.headers["content-length"]) > most_bytes else understands(request)

    return says


@pytest.mark.parametrize(
    "refusal",
    [
        plain("Request Entity Too Large", 413),
        refused("Maximum file size exceeded (parameter=audio_filesize_mb, value=29.5)"),
    ],
    ids=["413", "as vLLM says it"],
)
def test_a_limit_that_nobody_declared_is_found_out_and_kept(
    desk: Desk, refusal: Answer, caplog: pytest.LogCaptureFixture
) -> None:
    """Five minutes are 9 MiB of WAV."""
    caplog.set_level(logging.INFO)
    desk.declare(Capabilities(max_bytes=15 * MEBIBYTE))
    desk.server.answers(accepts(5 * MEBIBYTE, refusal))
    assert desk.text(coded(300)).split() == words(300)
    assert "learnt about http://127.0.0.1" in caplog.text
    desk.server.requests.clear()
    desk.restart()
    assert desk.text(coded(300)).split() == words(300)
    assert max(desk.lengths) <= 5 * MEBIBYTE


def test_the_megabyte_of_a_web_server_in_front_is_found_out(desk: Desk) -> None:
    desk.declare(Capabilities(max_bytes=15 * MEBIBYTE))
    desk.server.answers(accepts(MEBIBYTE, plain("413 Request Entity Too Large", 413)))
    assert desk.text(coded(180)).split() == words(180)


def test_a_server_for_which_everything_is_too_large_is_given_up(desk: Desk) -> None:
    desk.declare(Capabilities())
    desk.server.answers(plain("Request Entity Too Large", 413))
    assert desk.refusal(coded(120)).code is Code.TOO_LARGE
    assert len(desk.server.requests) < 10
    assert desk.known == Learnt(), "smaller requests have not helped"


def test_of_a_piece_in_parts_only_the_part_that_failed_is_asked_for_again(desk: Desk) -> None:
    small = accepts(MEBIBYTE, plain("Request Entity Too Large", 413))
    failed: list[str] = []

    def says(request: Request) -> Answer | str:
        said = small(request)
        if isinstance(said, str) and "w40" in said.split() and not failed:
            failed.append(said)
            return as_json({}, 503)
        return said

    desk.declare(Capabilities(max_seconds=60))
    desk.server.answers(says)
    assert desk.text(coded(120)).split() == words(120)
    asked = Counter(understands(request) for request in desk.server.requests)
    assert [said for said, times in asked.items() if times > 1] == failed


@pytest.mark.parametrize("formats", [FLAC.formats, (Format.WAV,)], ids=["flac", "wav"])
def test_no_request_is_larger_than_was_declared_whatever_else_is_in_it(
    desk: Desk, formats: tuple[Format, ...]
) -> None:
    """Noise, which no format makes smaller, and more vocabulary than any server reads."""
    desk.declare(Capabilities(formats=formats, max_bytes=MEBIBYTE))
    desk.server.answers("piece")
    noise = np.random.default_rng(1).integers(-32768, 32767, 100 * RATE).astype(np.int16)
    desk.text(Clip(noise), prompt="词汇，" * 30_000)
    assert max(desk.lengths) <= MEBIBYTE
    assert sum(len(sound(request)) for request in desk.server.requests) == len(noise)


def test_a_limit_in_seconds_alone_is_no_limit_in_bytes() -> None:
    assert Capabilities().piece_seconds(10_000) == math.inf
