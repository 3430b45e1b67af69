"""A recording in pieces: some at a time, in order, a failed one once more, all of it within a deadline."""

import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace

import pytest

from rapidwhisper.core.problem import Code, Problem, ProblemError
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers import custom
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.capabilities import SEVERAL, Capabilities, Takes
from rapidwhisper.providers.lines import MAX_IDLE
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.providers.transcriber import ThreadTranscriber
from tests.rig.coded import coded, understands, words
from tests.rig.process import wait_until
from tests.rig.recordings import Recordings
from tests.rig.speech_server import (
    Answer,
    Request,
    SpeechServer,
    as_json,
    hang,
    rate_limited,
)

SMALL = Capabilities(max_seconds=3.0, at_once=SEVERAL)
"""A provider that takes 3 s at a time, and several requests."""
SECONDS = 20


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        listening.answers(understands)
        yield listening


@pytest.fixture
def settings(server: SpeechServer) -> Settings:
    return Settings(ai_provider="custom", custom_base_url=server.url)


@pytest.fixture
def asks() -> Iterator[SpeechToText]:
    made = SpeechToText(limit_s=lambda _: 20.0)
    yield made
    made.close()


@pytest.fixture(autouse=True)
def small_requests(monkeypatch: pytest.MonkeyPatch) -> None:
    takes(SMALL, monkeypatch)


def takes(can: Capabilities, monkeypatch: pytest.MonkeyPatch) -> None:
    provider = replace(custom.PROVIDER, capabilities=can)
    monkeypatch.setattr("rapidwhisper.providers.registry.PROVIDERS", {"custom": provider})


def fails_once(word: str, failure: Answer) -> Callable[[Request], Answer | str]:
    """The piece with this word in it."""
    failed: list[str] = []

    def says(request: Request) -> Answer | str:
        said = understands(request)
        if word not in said.split() or said in failed:
            return said
        failed.append(said)
        return failure

    return says


def refusal(asks: SpeechToText, settings: Settings) -> Problem:
    with pytest.raises(ProblemError) as caught:
        asks.text(coded(SECONDS), settings, Abort())
    return caught.value.problem


def threads(*names: str) -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith(names)]


# ── order and number ──────────────────────────────────────────────────────────────────────────────────────


def test_every_word_arrives_once_and_in_order_whichever_answer_comes_first(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    """Each odd piece is answered only after the even one that was asked for later."""
    answered: set[str] = set()
    arrived = threading.Condition()

    def says(request: Request) -> str:
        said = understands(request)
        with arrived:
            if "w0" in said.split():
                arrived.wait_for(lambda: answered, timeout=10)
            answered.add(said)
            arrived.notify_all()
        return said

    server.answers(says)
    assert asks.text(coded(SECONDS), settings, Abort()).text.split() == words(SECONDS)


def test_no_more_than_three_pieces_are_under_way_and_they_share_three_connections(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    under_way: list[int] = [0]
    most: list[int] = [0]
    together = threading.Condition()

    def says(request: Request) -> str:
        with together:
            under_way[0] += 1
            most[0] = max(most[0], under_way[0])
            together.notify_all()
            together.wait_for(lambda: most[0] == SEVERAL, timeout=10)
        said = understands(request)
        with together:
            under_way[0] -= 1
        return said

    server.answers(says)
    for _ in range(2):
        assert asks.text(coded(SECONDS), settings, Abort()).text.split() == words(SECONDS)
    assert most == [SEVERAL]
    assert server.connections == SEVERAL <= MAX_IDLE


def test_a_server_that_works_on_one_after_the_other_is_never_made_to_let_one_wait(
    monkeypatch: pytest.MonkeyPatch, asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    """Of three at once the last would wait for the others, and meet its deadline there."""
    takes(replace(SMALL, at_once=Capabilities().at_once), monkeypatch)
    assert asks.text(coded(SECONDS), settings, Abort()).text.split() == words(SECONDS)
    assert len(server.requests) > SEVERAL
    assert server.connections == 1


def test_silence_in_one_piece_is_no_failure(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    server.answers(lambda request: "" if "w4" in understands(request).split() else understands(request))
    heard = asks.text(coded(SECONDS), settings, Abort()).text.split()
    assert len(heard) in {SECONDS - 2, SECONDS - 3}
    assert set(words(SECONDS)) - set(heard) >= {"w4"}


# ── failures ──────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "failure",
    [as_json({}, 500), as_json({}, 503), rate_limited(1), as_json({}, 429), Answer(b'{"text":"w', cut=True)],
    ids=["500", "503", "rate limit", "rate limit without a time", "cut in mid-answer"],
)
def test_a_failed_piece_is_asked_for_once_more_and_the_others_are_not(
    asks: SpeechToText, server: SpeechServer, settings: Settings, failure: Answer
) -> None:
    server.answers(fails_once("w6", failure))
    assert asks.text(coded(SECONDS), settings, Abort()).text.split() == words(SECONDS)
    asked = Counter(understands(request) for request in server.requests)
    assert [count for piece, count in asked.items() if "w6" in piece.split()] == [2]
    assert sum(asked.values()) == len(asked) + 1


def test_a_piece_that_had_to_wait_too_long_behind_others_is_asked_for_once_more(
    server: SpeechServer, settings: Settings
) -> None:
    server.answers(fails_once("w6", hang()))
    with closing(SpeechToText(limit_s=lambda _: 2.0)) as impatient:
        assert impatient.text(coded(SECONDS), settings, Abort()).text.split() == words(SECONDS)


def test_a_piece_that_times_out_alone_is_not_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, server: SpeechServer, settings: Settings
) -> None:
    """Nobody was in its way, and the next provider can take over."""
    takes(replace(SMALL, at_once=1), monkeypatch)
    server.answers(hang())
    with closing(SpeechToText(limit_s=lambda _: 0.5)) as impatient:
        assert refusal(impatient, settings).code is Code.TIMED_OUT
    assert len(server.requests) == 1


def test_the_second_attempt_comes_when_all_others_are_done(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    server.answers(fails_once("w0", as_json({}, 503)))
    asks.text(coded(SECONDS), settings, Abort())
    assert understands(server.requests[-1]).startswith("w0 ")


@pytest.mark.parametrize(
    ("failure", "code"),
    [
        (as_json({}, 401), Code.KEY_REFUSED),
        (rate_limited(3600), Code.RATE_LIMITED),
        (Answer(b"<html>"), Code.WEB_PAGE),
    ],
)
def test_what_a_second_attempt_cannot_help_is_told_at_once(
    asks: SpeechToText, server: SpeechServer, settings: Settings, failure: Answer, code: Code
) -> None:
    server.answers(failure)
    assert refusal(asks, settings).code is code
    assert len(server.requests) <= SEVERAL


def test_a_server_that_fails_for_every_piece_is_not_asked_for_all_of_them(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    server.answers(as_json({}, 500))
    with pytest.raises(ProblemError):
        asks.text(coded(100), settings, Abort())
    assert len(server.requests) <= 2 * SEVERAL


def test_a_piece_that_fails_twice_fails_the_dictation(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    server.answers(
        lambda request: as_json({}, 500) if "w4" in understands(request).split() else understands(request)
    )
    assert refusal(asks, settings).code is Code.SERVER_ERROR


# ── ends ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_all_pieces_together_have_a_deadline(
    monkeypatch: pytest.MonkeyPatch, asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    monkeypatch.setattr("rapidwhisper.providers.speech.recording_limit_s", lambda _: 1.0)
    server.answers(hang())
    told = refusal(asks, settings)
    assert told.code is Code.TIMED_OUT
    assert told.facts["seconds"] == "1"
    wait_until(lambda: not threads("piece", "request"), "every thread ended")


def test_a_dropped_dictation_lets_go_of_all_its_threads(server: SpeechServer, settings: Settings) -> None:
    told: list[object] = []
    asks = ThreadTranscriber(told.append, Recordings(lambda _: coded(SECONDS)))
    server.answers(hang())
    asks.start(1, 1, settings)
    wait_until(lambda: len(server.requests) == SEVERAL, "three requests are there")
    asks.drop(1, 1)
    wait_until(lambda: not threads("piece", "request", "transcribe-"), "every thread ended")
    assert len(server.requests) == SEVERAL
    assert told == []
    asks.close()


def test_a_drop_while_waiting_for_a_rate_limit_ends_the_wait(
    server: SpeechServer, settings: Settings
) -> None:
    asks = ThreadTranscriber(lambda _: None, Recordings(lambda _: coded(SECONDS)))
    server.answers(fails_once("w0", rate_limited(20)))
    asks.start(1, 1, settings)
    wait_until(lambda: server.requests and not threads("piece", "request"), "only the limit is waited for")
    asks.drop(1, 1)
    wait_until(lambda: not threads("transcribe-"), "the wait ended")
    asks.close()


def test_many_long_dictations_at_a_time_do_not_block_each_other(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    said: list[str] = []

    def dictate() -> None:
        said.append(asks.text(coded(SECONDS), settings, Abort()).text)

    work = [threading.Thread(target=dictate, daemon=True) for _ in range(8)]
    for each in work:
        each.start()
    for each in work:
        each.join(30)
    assert said == [" ".join(words(SECONDS))] * 8


# ── what was said before ──────────────────────────────────────────────────────────────────────────────────


def test_earlier_text_goes_along_where_it_is_there_and_the_server_takes_it(
    monkeypatch: pytest.MonkeyPatch, asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    takes(replace(SMALL, takes=frozenset({Takes.PROMPT}), earlier_text=True), monkeypatch)
    server.answers(fails_once("w19", as_json({}, 503)))
    asks.text(coded(SECONDS), settings, Abort())
    for request in server.requests:
        first = int(understands(request).split()[0].removeprefix("w"))
        earlier = request.fields.get("prompt", "").split()
        assert earlier == words(len(earlier), first - len(earlier)), "what stands right before it"
    assert server.requests[-1].fields["prompt"].startswith("w0 "), "asked for last, when all else was there"


def test_nothing_of_the_earlier_text_goes_to_a_server_that_takes_names_there(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    asks.text(coded(SECONDS), replace(settings, prompt="Ada"), Abort())
    assert {request.fields["prompt"] for request in server.requests} == {"Ada"}
