"""What stays of a dictation: text and recording, the text alone, or nothing once it has arrived."""

from dataclasses import replace

import pytest

from rapidwhisper.core.commands import DiscardAudio, Forget, KeepAudio, UpdateRow
from rapidwhisper.core.events import Inserted, NotInserted, NotTranscribed, RetryWished, Saved, Transcribed
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import HistoryMode, Settings
from tests.unit.machine_play import Play

ON = Settings()
OFF = replace(ON, history=HistoryMode.OFF)
NO_TEXT = replace(ON, keep_text_days=0.0)


def texts(play: Play) -> list[str]:
    return [each.text for each in play.all(UpdateRow) if each.text is not None]


def test_text_and_recording_stay() -> None:
    play = Play(ON)
    dictation = play.dictate("hello")
    assert texts(play) == ["hello"]
    assert play.all(KeepAudio) == [KeepAudio(dictation)]


@pytest.mark.parametrize(
    "settings",
    [replace(ON, history=HistoryMode.TEXT), replace(ON, keep_audio_days=0.0)],
    ids=["text", "days"],
)
def test_the_recording_goes_when_the_text_is_safe(settings: Settings) -> None:
    play = Play(settings)
    dictation = play.dictate()
    assert play.all(DiscardAudio) == [DiscardAudio(dictation)]
    assert not play.all(KeepAudio)


@pytest.mark.parametrize("settings", [OFF, NO_TEXT], ids=["off", "days"])
def test_where_nothing_is_kept_the_recording_stays_until_the_window_has_the_words(settings: Settings) -> None:
    play = Play(settings)
    dictation = play.speak()
    play.answer(dictation)
    assert not play.all(Forget)
    play.feed(Inserted(dictation))
    assert play.all(Forget) == [Forget(dictation)]
    assert not texts(play), "no text is ever written"


def test_where_nothing_is_kept_a_failure_stays_until_it_is_tried_again() -> None:
    play = Play(OFF)
    dictation = play.speak()
    play.feed(NotTranscribed(dictation, play.job(dictation), problem(Code.SERVER_ERROR, host="x")))
    assert not play.all(Forget)
    play.feed(RetryWished(dictation, 2.5, OFF))
    play.answer(dictation)
    assert not play.all(Forget), "not before it is on the clipboard"
    play.feed(NotInserted(dictation, problem(Code.COPIED)))
    assert play.all(Forget) == [Forget(dictation)]


@pytest.mark.parametrize("code", [Code.COPIED, Code.KEPT_NO_WAY])
def test_where_nothing_is_kept_the_clipboard_is_an_arrival_where_that_is_the_way(code: Code) -> None:
    play = Play(OFF)
    dictation = play.speak()
    play.answer(dictation)
    play.feed(NotInserted(dictation, problem(code)))
    assert play.all(Forget) == [Forget(dictation)]


@pytest.mark.parametrize("code", [Code.KEPT_IN_HISTORY, Code.CLIPBOARD_FAILED])
def test_where_nothing_is_kept_nobody_is_sent_to_the_history_for_a_text(code: Code) -> None:
    play = Play(OFF)
    dictation = play.speak()
    play.answer(dictation)
    play.feed(NotInserted(dictation, problem(code)))
    assert play.state.last_error == problem(Code.KEPT_AS_RECORDING)


def test_where_nothing_is_kept_a_text_that_no_window_took_leaves_its_recording() -> None:
    play = Play(OFF)
    dictation = play.speak()
    play.answer(dictation)
    play.feed(NotInserted(dictation, problem(Code.KEPT_NOT_TAKEN)))
    assert not play.all(Forget)
    assert not texts(play)


def test_where_nothing_is_kept_a_late_answer_is_not_written() -> None:
    play = Play(OFF)
    dictation = play.dictate()
    play.feed(Transcribed(dictation, 1, "late", "local"))
    assert not texts(play)


def test_a_text_saved_before_the_history_was_switched_off_lets_go_of_its_recording() -> None:
    play = Play(ON)
    dictation = play.speak()
    play.answer(dictation)
    play.state = replace(play.state, settings=OFF)
    play.feed(Saved(dictation))
    assert play.all(DiscardAudio) == [DiscardAudio(dictation)]
