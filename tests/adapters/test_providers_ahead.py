"""Speech that is sent while it is spoken, against a real server: each word once, whatever goes wrong."""

import gc
import socket
import threading
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import replace

import numpy as np
import pytest

from rapidwhisper.core.audio import RATE, Clip
from rapidwhisper.core.events import Event, Transcribed
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.settings import Settings, UploadFormat
from rapidwhisper.providers import ahead as module
from rapidwhisper.providers import custom, groq
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.ahead import Ahead
from rapidwhisper.providers.capabilities import SEVERAL, Capabilities, Format
from rapidwhisper.providers.piece import Piece
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.providers.transcriber import ThreadTranscriber
from tests.rig.coded import coded, sound, understands, words
from tests.rig.process import wait_until
from tests.rig.recordings import Recordings
from tests.rig.speech_server import Answer, Request, SpeechServer, as_json, drop, hang, plain, rate_limited

SECONDS = 40
BLOCK = RATE // 50
EVERY_S = 3
"""Between the pauses that the recorder hears. There is one between any two of the coded words."""


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as server:
        server.answers(understands)
        yield server


@pytest.fixture
def asks() -> Iterator[SpeechToText]:
    with closing(SpeechToText()) as speech:
        yield speech


@pytest.fixture
def settings(server: SpeechServer) -> Settings:
    return Settings(ai_provider="custom", custom_base_url=server.url, segment_seconds=9)


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server takes several requests at a time."""
    provider = replace(custom.PROVIDER, capabilities=Capabilities(at_once=SEVERAL))
    monkeypatch.setattr("rapidwhisper.providers.registry.PROVIDERS", {"custom": provider})


def speak(ahead: Ahead, clip: Clip, *, pauses: Sequence[int] = range(EVERY_S, SECONDS, EVERY_S)) -> None:
    """As the recorder does: block by block, each pause as soon as it is heard."""
    due = [second * RATE for second in pauses]
    for start in range(0, len(clip.samples), BLOCK):
        block = clip.samples[start : start + BLOCK]
        ahead.heard(block, speech=bool(np.abs(block).max() > 1000))
        while due and due[0] + RATE // 5 <= start:
            ahead.paused(due.pop(0))


def text(asks: SpeechToText, ahead: Ahead, clip: Clip, settings: Settings) -> str:
    return asks.text_of_followed(ahead, clip.seconds, lambda: clip, settings, Abort()).text


def dictated(asks: SpeechToText, settings: Settings, **how: Sequence[int]) -> list[str]:
    clip = coded(SECONDS)
    ahead = asks.follow(settings)
    speak(ahead, clip, **how)
    return text(asks, ahead, clip, settings).split()


def seconds(server: SpeechServer) -> list[int]:
    """Of what was sent, one request after the other."""
    whole = (request for request in server.requests if request.file is not None)  # others were cut off
    return [round(len(sound(request)) / RATE) for request in whole]


def once(word: str, failure: Answer) -> Callable[[Request], Answer | str]:
    """The first request with this word in it fails."""
    failed: list[str] = []

    def says(request: Request) -> Answer | str:
        said = understands(request)
        if word in said.split() and not failed:
            failed.append(word)
            return failure
        return said

    return says


# ── while it is spoken ────────────────────────────────────────────────────────────────────────────────────


def test_segments_are_sent_while_the_user_still_speaks(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    clip = coded(SECONDS)
    ahead = asks.follow(settings)
    speak(ahead, clip)
    wait_until(lambda: len(server.requests) == 6, "all segments but the rest are there")
    assert seconds(server) == [6] * 6
    assert text(asks, ahead, clip, settings).split() == words(SECONDS)
    assert seconds(server) == [6] * 6 + [4]


@pytest.mark.parametrize(
    ("wish", "sent"), [(UploadFormat.AUTO, "wav"), (UploadFormat.WAV, "wav"), (UploadFormat.FLAC, "flac")]
)
def test_they_hold_every_sample_once_in_the_format_that_is_wished_for(
    asks: SpeechToText, server: SpeechServer, settings: Settings, wish: UploadFormat, sent: str
) -> None:
    assert dictated(asks, replace(settings, upload_format=wish)) == words(SECONDS)
    assert {request.file.name for request in server.requests if request.file} == {f"audio.{sent}"}
    assert np.array_equal(np.concatenate([sound(each) for each in server.requests]), coded(SECONDS).samples)


def test_a_server_that_refuses_the_wished_format_gets_the_same_segments_in_another(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    def says(request: Request) -> Answer | str:
        assert request.file is not None
        return understands(request) if request.file.name.endswith(Format.WAV) else plain("no codec", 415)

    server.answers(says)
    assert dictated(asks, replace(settings, upload_format=UploadFormat.OPUS)) == words(SECONDS)


def test_without_a_pause_nothing_is_cut(asks: SpeechToText, server: SpeechServer, settings: Settings) -> None:
    assert dictated(asks, settings, pauses=()) == words(SECONDS)
    assert seconds(server) == [SECONDS]


def test_switched_off_all_of_it_is_sent_at_the_end(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    assert dictated(asks, replace(settings, segment_seconds=0)) == words(SECONDS)
    assert seconds(server) == [SECONDS]


def test_no_segment_is_shorter_than_what_is_billed_anyway(asks: SpeechToText, server: SpeechServer) -> None:
    settings = Settings(ai_provider="groq", groq_base_url=server.url, groq_api_key="key", segment_seconds=3)
    assert dictated(asks, settings) == words(SECONDS)
    rest, *segments = sorted(seconds(server))
    assert rest == SECONDS % 12
    assert min(segments) >= groq.PROVIDER.capabilities.min_billed_s


def test_silence_behind_the_last_segment_is_not_sent(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    spoken = coded(7).samples
    clip = Clip(np.concatenate([spoken, np.full(RATE, 3, np.int16)]))
    ahead = asks.follow(settings)
    speak(ahead, clip, pauses=[7])
    assert text(asks, ahead, clip, settings).split() == words(7)
    assert seconds(server) == [7]


def test_a_segment_where_an_earlier_one_lay_in_memory_has_a_text_of_its_own(
    monkeypatch: pytest.MonkeyPatch, asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    """Each is too long for one request."""
    provider = replace(custom.PROVIDER, capabilities=Capabilities(max_seconds=30))
    monkeypatch.setattr("rapidwhisper.providers.registry.PROVIDERS", {"custom": provider})
    recogniser = asks._prepared(settings)
    said = coded(2 * SECONDS).samples
    for second in (25, 25 + SECONDS):  # both are cut there
        said[second * RATE - RATE // 5 : second * RATE + RATE // 5] = 0
    memory = said[: SECONDS * RATE].copy()
    assert recogniser.text(Piece(Clip(memory)), "", Abort()).split() == words(SECONDS)
    memory[:] = said[SECONDS * RATE :]
    assert recogniser.text(Piece(Clip(memory)), "", Abort()).split() == words(SECONDS, SECONDS)


def test_a_long_rest_is_split_at_its_pauses_where_several_may_be_sent(
    several: None, asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    assert dictated(asks, replace(settings, segment_seconds=300)) == words(SECONDS)
    assert sorted(seconds(server)) == [19, 21]


def test_a_segment_too_long_for_memory_comes_from_the_disk(
    monkeypatch: pytest.MonkeyPatch, asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    monkeypatch.setattr(module, "LONGEST_S", 10.0)
    clip = coded(SECONDS)
    ahead = asks.follow(settings)
    speak(ahead, clip, pauses=[8])
    read: list[Clip] = []

    def load() -> Clip:
        read.append(clip)
        return clip

    heard = asks.text_of_followed(ahead, clip.seconds, load, settings, Abort())
    assert heard.text.split() == words(SECONDS)
    assert seconds(server) == [8, SECONDS - 8]
    assert len(read) == 1


# ── what goes wrong ───────────────────────────────────────────────────────────────────────────────────────


def test_whichever_answer_comes_first_the_words_stay_in_order(
    several: None, asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
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
    assert dictated(asks, settings) == words(SECONDS)


@pytest.mark.parametrize("word", ["w0", "w20", "w39"])
@pytest.mark.parametrize(
    "failure",
    [drop(), Answer(b"oops", 500), rate_limited(0), Answer(b'{"text": "half', cut=True)],
    ids=["dropped", "500", "429", "cut off"],
)
def test_a_segment_that_fails_by_accident_is_asked_for_again(
    asks: SpeechToText, server: SpeechServer, settings: Settings, word: str, failure: Answer
) -> None:
    server.answers(once(word, failure))
    assert dictated(asks, settings) == words(SECONDS)


def test_a_segment_that_is_refused_is_no_reason_to_lose_the_text(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    """A short one may be too little to go by; then all of it is asked for at once."""

    def says(request: Request) -> Answer | str:
        short = len(sound(request)) < SECONDS * RATE
        return as_json({"error": {"message": "no"}}, 400) if short else understands(request)

    server.answers(says)
    assert dictated(asks, settings) == words(SECONDS)


def test_what_is_not_the_whole_recording_is_asked_for_anew(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    clip = coded(SECONDS)
    ahead = asks.follow(settings)
    speak(ahead, Clip(clip.samples[BLOCK:]))
    assert text(asks, ahead, clip, settings).split() == words(SECONDS)
    assert SECONDS in seconds(server)


def test_a_refused_key_is_told_and_not_tried_with_the_whole_recording(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    server.answers(as_json({"error": {"message": "bad key"}}, 401))
    with pytest.raises(ProblemError) as caught:
        dictated(asks, settings)
    assert caught.value.problem.code is Code.KEY_REFUSED
    assert max(seconds(server)) < SECONDS


def test_a_network_that_was_away_while_the_user_spoke_costs_nothing(
    asks: SpeechToText, server: SpeechServer
) -> None:
    """The segments could not be sent; in the end all of it can."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        port = nobody.getsockname()[1]
    settings = Settings(
        ai_provider="custom", custom_base_url=f"http://127.0.0.1:{port}/v1/", segment_seconds=9
    )
    clip = coded(SECONDS)
    ahead = asks.follow(settings)
    speak(ahead, clip)
    wait_until(lambda: ahead.failed, "the first segment could not be sent")
    with SpeechServer(port) as back:
        back.answers(understands)
        assert text(asks, ahead, clip, settings).split() == words(SECONDS)
        assert seconds(back) == [SECONDS]


@pytest.mark.parametrize(
    ("which", "failure"),
    [(0, hang()), (5, hang()), (5, rate_limited(60))],
    ids=["the first one hangs", "the last one hangs", "a limit is reached"],
)
def test_a_segment_from_before_the_stop_key_that_fails_after_it_costs_nothing(
    server: SpeechServer, settings: Settings, which: int, failure: Answer
) -> None:
    """Only of the whole is it known then whether it can be understood now."""

    def says(request: Request) -> Answer | str:
        return failure if len(server.requests) == which + 1 else understands(request)

    server.answers(says)
    with closing(SpeechToText(limit_s=lambda _: 1.0)) as asks:
        clip = coded(SECONDS)
        ahead = asks.follow(settings)
        speak(ahead, clip)
        wait_until(lambda: len(server.requests) > which, "it is asked for")
        assert text(asks, ahead, clip, settings).split() == words(SECONDS)


def test_a_segment_that_always_fails_is_not_sent_with_every_later_one(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    tries: list[str] = []

    def says(request: Request) -> Answer | str:
        said = understands(request)
        if "w0" in said.split() and len(sound(request)) < SECONDS * RATE:
            tries.append(said)
            return Answer(b"oops", 500)
        return said

    server.answers(says)
    assert dictated(asks, settings) == words(SECONDS)
    assert 1 < len(tries) <= 3, "once, with the next one, and in the end"


def test_after_a_failure_nothing_more_is_sent_ahead(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    server.answers(as_json({"error": {"message": "bad key"}}, 401))
    ahead = asks.follow(settings)
    speak(ahead, coded(12))
    wait_until(lambda: ahead.failed, "the first segment is refused")
    speak(ahead, coded(SECONDS))
    with pytest.raises(ProblemError):
        text(asks, ahead, coded(12 + SECONDS), settings)
    assert len(server.requests) == 1


def test_what_has_its_text_is_kept_in_memory_no_longer(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    clip = coded(600)
    ahead = asks.follow(replace(settings, upload_format=UploadFormat.FLAC))  # the server keeps what it gets
    tracemalloc.start()
    speak(ahead, clip, pauses=range(EVERY_S, 600, EVERY_S))
    wait_until(lambda: len(server.requests) == 99, "all segments but the rest are there", seconds=30)
    wait_until(lambda: not _threads("piece"), "they are answered")
    gc.collect()
    held, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    ahead.drop()
    assert held < clip.samples.nbytes * 2 / 3, "FLAC makes half of it"


def test_after_an_address_that_cannot_be_used_the_dictation_itself_tells(asks: SpeechToText) -> None:
    with pytest.raises(ProblemError) as caught:
        dictated(asks, Settings(ai_provider="custom", custom_base_url=""))
    assert caught.value.problem.code is Code.URL_MISSING


def test_silence_in_a_segment_is_no_failure(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    server.answers(lambda request: "" if "w7" in understands(request).split() else understands(request))
    assert dictated(asks, settings) == [*words(6), *words(SECONDS - 12, 12)]


# ── nobody wants it ───────────────────────────────────────────────────────────────────────────────────────


def test_a_dropped_recording_lets_go_of_its_threads_and_its_request(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    server.answers(hang())
    ahead = asks.follow(settings)
    speak(ahead, coded(SECONDS))
    wait_until(lambda: server.requests, "the first segment is there")
    ahead.drop()
    wait_until(lambda: not _threads("ahead", "piece", "request"), "its threads end")
    assert len(server.requests) == 1
    with pytest.raises(AbortedError):
        text(asks, ahead, coded(SECONDS), settings)


def test_a_cancelled_transcription_ends_what_was_sent_ahead(
    asks: SpeechToText, server: SpeechServer, settings: Settings
) -> None:
    server.answers(hang())
    clip = coded(SECONDS)
    ahead = asks.follow(settings)
    speak(ahead, clip)
    abort = Abort()
    wait_until(lambda: server.requests, "the first segment is there")
    threading.Timer(0.1, abort.ask).start()
    with pytest.raises(AbortedError):
        asks.text_of_followed(ahead, clip.seconds, lambda: clip, settings, abort)
    wait_until(lambda: not _threads("ahead", "piece", "request"), "its threads end")


def _threads(*names: str) -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name.startswith(names)]


def test_who_is_not_asked_after_all_follows_no_longer(server: SpeechServer) -> None:
    """The chosen provider's limit was reached by the dictation before; another one answers."""
    settings = Settings(
        ai_provider="custom",
        custom_base_url=server.url,
        openai_base_url=server.url,
        openai_api_key="key",
        fallback_providers=("openai",),
    )
    server.script([rate_limited(60)])
    told: list[Event] = []
    asks = ThreadTranscriber(told.append, Recordings(lambda _: coded(10)))
    asks.follow(1, settings)
    asks.follow(2, settings)
    for dictation in (1, 2):
        for start in range(0, 10 * RATE, BLOCK):
            asks.heard(dictation, coded(10).samples[start : start + BLOCK], speech=True)
        asks.start(dictation, dictation, settings)
        wait_until(lambda: len(told) == dictation, "the answer")  # noqa: B023 - waited for here
    assert [each.by for each in told if isinstance(each, Transcribed)] == ["openai", "openai"]
    wait_until(lambda: not _threads("ahead", "piece", "transcribe"), "its threads end")
    asks.close()
