"""Each provider and kind of server: what it is sent, and what its refusals mean. The servers are fakes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from rapidwhisper.core.problem import Code, Problem, ProblemError
from rapidwhisper.core.settings import AUTO_SERVER, DEFAULTS, SERVERS, Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.capabilities import MEBIBYTE
from rapidwhisper.providers.learnt import LearntServers
from rapidwhisper.providers.speech import SpeechToText
from tests.contracts.transcriber import tone
from tests.rig.known_servers import PROMPT, ROWS, SHOWN_BY_THEIR_LIST, WORDS, Refusal, Row
from tests.rig.odd_answers import ODD_ANSWERS, OddAnswer
from tests.rig.speech_server import SpeechServer, hang

CASES = [
    pytest.param(row, refusal, id=f"{row.name}-{refusal.name}") for row in ROWS for refusal in row.refusals
]
OF_A_KIND = [row for row in ROWS if row.kind]
ODD_ONES = [
    odd
    for odd in ODD_ANSWERS
    if odd.name in {"text is null", "cut JSON", "empty body", "a web page", "error object", "dropped"}
]


def named(row: Row) -> str:
    return row.name


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        yield listening


@pytest.fixture
def learnt() -> LearntServers:
    return LearntServers(None)


@pytest.fixture
def speech(learnt: LearntServers) -> Iterator[SpeechToText]:
    made = SpeechToText(learnt=learnt)
    yield made
    made.close()


def configured(row: Row, server: SpeechServer, **more: str) -> Settings:
    values = {
        f"{row.provider}_base_url": f"http://127.0.0.1:{server.port}{row.path}/",
        f"{row.provider}_api_key": row.key,
        **row.settings,
        **more,
    }
    return replace(DEFAULTS, ai_provider=row.provider, **values)  # type: ignore[arg-type]


def refused(speech: SpeechToText, settings: Settings) -> Problem:
    with pytest.raises(ProblemError) as caught:
        speech.text(tone(1), settings, Abort())
    return caught.value.problem


def test_every_kind_has_a_row() -> None:
    assert {row.kind for row in OF_A_KIND} == set(SERVERS)


# ── what is sent ──────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_speech_becomes_text_by_a_request_that_the_server_takes(
    row: Row, server: SpeechServer, speech: SpeechToText
) -> None:
    server.answers(row.ok)
    settings = configured(row, server, custom_server=row.kind or AUTO_SERVER, prompt=PROMPT)
    assert speech.text(tone(1), settings, Abort()).text == WORDS
    (request,) = server.requests
    assert request.path == f"{row.path}/audio/transcriptions"
    assert request.fields == row.fields
    assert request.lists == row.lists
    assert request.headers.get("authorization") == (f"Bearer {row.key}" if row.key else None)
    assert request.file is not None
    assert request.file.name == f"audio.{row.format}"


@pytest.mark.parametrize("row", SHOWN_BY_THEIR_LIST, ids=named)
def test_a_server_that_was_recognised_is_sent_the_same_as_one_that_was_chosen(
    row: Row, server: SpeechServer, speech: SpeechToText, learnt: LearntServers
) -> None:
    server.listing = row.models
    server.answers(row.ok)
    settings = configured(row, server, prompt=PROMPT)
    speech.warm_up(settings)
    assert learnt.of(f"http://127.0.0.1:{server.port}{row.path}").kind == row.kind
    assert speech.text(tone(1), settings, Abort()).text == WORDS
    assert server.requests[0].fields == row.fields


@pytest.mark.parametrize("row", [row for row in ROWS if row.provider == "custom"], ids=named)
def test_a_language_that_was_chosen_is_sent(row: Row, server: SpeechServer, speech: SpeechToText) -> None:
    server.answers(row.ok)
    settings = configured(row, server, custom_server=row.kind or AUTO_SERVER, language="ru")
    assert speech.text(tone(1), settings, Abort()).text == WORDS
    assert server.requests[0].fields["language"] == "ru"


# ── what refusals mean ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_silence_is_no_fault_of_the_server(row: Row, server: SpeechServer, speech: SpeechToText) -> None:
    server.answers(row.silence)
    settings = configured(row, server, custom_server=row.kind or AUTO_SERVER)
    assert refused(speech, settings).code is Code.NOTHING_RECOGNISED


@pytest.mark.parametrize(("row", "refusal"), CASES)
def test_a_refusal_is_explained_and_is_never_a_text(
    row: Row, refusal: Refusal, server: SpeechServer, speech: SpeechToText
) -> None:
    server.answers(refusal.answer)
    settings = configured(row, server, custom_server=row.kind or AUTO_SERVER, **refusal.settings)
    told = refused(speech, settings)
    host = f"127.0.0.1:{server.port}"
    assert told.code is refusal.code
    assert (
        told.facts.items() >= {name: fact.format(host=host) for name, fact in refusal.facts.items()}.items()
    )


@pytest.mark.parametrize(("row", "refusal"), [case for case in CASES if case.values[0].kind])  # type: ignore[union-attr]
def test_a_refusal_is_explained_just_so_where_the_server_was_recognised_by_its_list(
    row: Row, refusal: Refusal, server: SpeechServer, speech: SpeechToText
) -> None:
    server.listing = row.models
    server.answers(refusal.answer)
    settings = configured(row, server, **refusal.settings)
    speech.warm_up(settings)
    assert refused(speech, settings).code is refusal.code


@pytest.mark.parametrize("odd", ODD_ONES, ids=lambda odd: odd.name)
@pytest.mark.parametrize("row", ROWS, ids=named)
def test_an_odd_answer_is_never_a_text(
    row: Row, odd: OddAnswer, server: SpeechServer, speech: SpeechToText
) -> None:
    server.answers(odd.answer)
    settings = configured(row, server, custom_server=row.kind or AUTO_SERVER)
    assert refused(speech, settings).code is odd.code


def test_the_first_refusal_is_explained_by_what_it_shows_of_the_server(
    server: SpeechServer, speech: SpeechToText, learnt: LearntServers
) -> None:
    (row,) = (row for row in ROWS if row.name == "speaches")
    (refusal,) = (each for each in row.refusals if each.name == "model not installed")
    server.answers(refusal.answer)
    assert refused(speech, configured(row, server, **refusal.settings)).code is Code.MODEL_NOT_INSTALLED
    assert learnt.of(server.url.rstrip("/")).kind == "speaches"


def test_silence_in_one_piece_costs_no_word_of_the_others(
    server: SpeechServer, speech: SpeechToText, learnt: LearntServers
) -> None:
    (row,) = (row for row in ROWS if row.name == "speaches")
    learnt.note(server.url.rstrip("/"), lambda known: replace(known, max_bytes=MEBIBYTE))  # 31 s
    server.script([row.silence])
    server.answers("words")
    settings = configured(row, server, custom_server="speaches")
    text = speech.text(tone(80), settings, Abort()).text
    assert text == " ".join(["words"] * (len(server.requests) - 1))
    assert len(server.requests) >= 3


def test_a_server_with_a_bare_list_of_models_is_sent_what_any_server_takes(
    server: SpeechServer, speech: SpeechToText, learnt: LearntServers
) -> None:
    server.listing = next(row for row in ROWS if row.kind == "localai").models
    server.answers("words")
    settings = replace(DEFAULTS, ai_provider="custom", custom_base_url=server.url)
    speech.warm_up(settings)
    speech.text(tone(1), settings, Abort())
    (request,) = server.requests
    assert request.file is not None
    assert request.file.name == "audio.wav"
    assert learnt.of(server.url.rstrip("/")).kind == ""


def test_what_the_user_has_chosen_is_not_overruled_by_an_answer(
    server: SpeechServer, speech: SpeechToText, learnt: LearntServers
) -> None:
    (row,) = (row for row in ROWS if row.name == "whisper.cpp")
    server.answers(row.ok)
    speech.text(tone(1), configured(row, server, custom_server="vllm"), Abort())
    assert learnt.of(server.url.rstrip("/")).kind == ""
    assert "language" not in server.requests[0].fields


# ── the list of models ────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("row", ROWS, ids=named)
def test_a_servers_models_are_listed_with_those_for_speech_first(
    row: Row, server: SpeechServer, speech: SpeechToText
) -> None:
    server.listing = row.models
    found = speech.models(configured(row, server), Abort())
    assert (None if found is None else found.ids) == row.ids
    (request,) = server.others
    assert (request.method, request.path) == ("GET", f"{row.path}/models")
    assert request.headers.get("authorization") == (f"Bearer {row.key}" if row.key else None)


def test_the_day_on_which_a_model_ends_is_told(server: SpeechServer, speech: SpeechToText) -> None:
    (row,) = (row for row in ROWS if row.name == "OpenAI")
    server.listing = row.models
    found = speech.models(configured(row, server), Abort())
    assert found is not None
    assert found.ends == {"whisper-1": date(2027, 2, 26)}


@pytest.mark.parametrize(("row", "refusal"), [case for case in CASES if case.values[1].name == "wrong key"])  # type: ignore[union-attr]
def test_a_wrong_key_is_told_by_the_list_too(
    row: Row, refusal: Refusal, server: SpeechServer, speech: SpeechToText
) -> None:
    server.listing = refusal.answer
    with pytest.raises(ProblemError) as caught:
        speech.models(configured(row, server), Abort())
    assert caught.value.problem.code is Code.KEY_REFUSED
    assert len(server.others) == 1


def test_a_list_that_does_not_come_is_not_waited_for(
    server: SpeechServer, speech: SpeechToText, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rapidwhisper.providers.client.LIST_S", 0.3)
    server.listing = hang()
    with pytest.raises(ProblemError) as caught:
        speech.models(Settings(ai_provider="custom", custom_base_url=server.url), Abort())
    assert caught.value.problem.code is Code.TIMED_OUT
    assert len(server.others) == 1


def test_nobody_is_asked_for_a_list_without_what_it_needs(speech: SpeechToText) -> None:
    assert speech.models(Settings(ai_provider="local"), Abort()) is None
    for settings, code in (
        (Settings(ai_provider="groq"), Code.KEY_MISSING),
        (Settings(ai_provider="custom"), Code.URL_MISSING),
    ):
        with pytest.raises(ProblemError) as caught:
            speech.models(settings, Abort())
        assert caught.value.problem.code is code


def test_a_server_that_is_not_there_is_told(speech: SpeechToText) -> None:
    with pytest.raises(ProblemError) as caught:
        speech.models(Settings(ai_provider="custom", custom_base_url="http://127.0.0.1:9/v1"), Abort())
    assert caught.value.problem.code is Code.UNREACHABLE
