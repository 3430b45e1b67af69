"""Recordings that wait for their text: after a crash, and while the server cannot be reached."""

from dataclasses import replace

import pytest

from rapidwhisper.core.commands import ClearTimer, Insert, Probe, SetTimer, Tell, Transcribe, UpdateRow
from rapidwhisper.core.dictation import Outcome, Unsent
from rapidwhisper.core.events import (
    CancelWished,
    DiscardWished,
    Forgotten,
    ModelReady,
    NotInserted,
    NotTranscribed,
    OfferTaken,
    Probed,
    RecordingsFound,
    RetryWished,
    SettingsChanged,
    Timer,
    TimerFired,
    TimerKind,
)
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import Settings, WhenPossible
from rapidwhisper.core.unreached import ATTEMPTS, CAUSES, FIRST_S, LONGEST_S
from tests.unit import machine_play
from tests.unit.machine_play import of

PROBE = Timer(TimerKind.PROBE)
ASK = Settings(ai_provider="custom")
BY_ITSELF = replace(ASK, retry=WhenPossible.AUTO, recover=WhenPossible.AUTO)
HERE = replace(ASK, ai_provider="local", local_model="small")
FOUND = (Unsent(1, 3.0), Unsent(2, 4.4))


class Play(machine_play.Play):
    """With a server of one's own, unless settings say otherwise."""

    def __init__(self, settings: Settings = ASK, *, next_id: int = 1) -> None:
        super().__init__(settings, next_id=next_id)


def fails(play: Play, code: Code = Code.UNREACHABLE) -> int:
    dictation = play.speak()
    play.feed(NotTranscribed(dictation, play.job(dictation), problem(code, host="x")))
    return dictation


def told(play: Play) -> list[Code]:
    return [each.problem.code for each in play.all(Tell)]


def waits(play: Play) -> list[float]:
    return [each.seconds for each in play.all(SetTimer) if each.timer == PROBE]


def comes(play: Play, dictation: int, text: str) -> None:
    """The text of a retry, onto the clipboard."""
    play.answer(dictation, text)
    play.feed(NotInserted(dictation, problem(Code.COPIED)))


def copies(play: Play) -> list[str]:
    return [each.text for each in play.all(Insert) if each.target is None]


def sent(play: Play) -> list[int]:
    return [each.id for each in play.all(Transcribe)]


@pytest.mark.parametrize("code", sorted(CAUSES))
def test_a_server_that_cannot_be_reached_is_looked_for(code: Code) -> None:
    play = Play()
    fails(play, code)
    assert waits(play) == [FIRST_S]
    assert play.feed(TimerFired(PROBE)) == [Probe(play.state.settings)]


def test_a_wrong_key_is_no_reason_to_look_for_the_server() -> None:
    play = Play()
    fails(play, Code.KEY_REFUSED)
    assert not waits(play)
    assert not play.feed(TimerFired(PROBE))


def test_the_server_is_looked_for_ever_more_seldom() -> None:
    play = Play()
    fails(play)
    for _ in range(10):
        play.feed(TimerFired(PROBE), Probed(reachable=False))
    assert waits(play)[:4] == [5.0, 10.0, 20.0, 40.0]
    assert waits(play)[-1] == LONGEST_S


def test_when_the_server_is_back_the_user_is_asked_once() -> None:
    play = Play()
    first, second = fails(play), fails(play)
    play.feed(TimerFired(PROBE), Probed(reachable=True))
    assert told(play)[-1] is Code.SERVER_BACK
    assert play.all(ClearTimer)[-1] == ClearTimer(PROBE)
    before = len(sent(play))
    play.feed(Probed(reachable=True), Probed(reachable=False))
    assert told(play).count(Code.SERVER_BACK) == 1
    assert len(sent(play)) == before, "nothing is sent unasked"
    play.feed(OfferTaken())
    assert sent(play)[before:] == [first], "one after the other"
    comes(play, first, "one")
    assert sent(play)[before:] == [first, second]
    comes(play, second, "two")
    play.feed(OfferTaken())
    assert sent(play)[before:] == [first, second]


def test_a_dictation_that_succeeds_shows_that_the_server_is_back() -> None:
    play = Play()
    fails(play)
    play.dictate("next")
    assert told(play)[-1] is Code.SERVER_BACK


def test_by_itself_one_recording_is_tried_after_the_other() -> None:
    play = Play(BY_ITSELF)
    first, second = fails(play), fails(play)
    play.feed(Probed(reachable=True))
    assert sent(play)[2:] == [first]
    play.feed(Probed(reachable=True))
    assert sent(play)[2:] == [first], "one at a time"
    comes(play, first, "one")
    assert sent(play)[2:] == [first, second]
    comes(play, second, "two")
    assert copies(play) == ["one", "one\ntwo"], "a copy takes the place of the one before"
    assert not play.state.unreached
    assert not play.state.recovered
    assert Code.SERVER_BACK not in told(play)


def test_what_cannot_be_had_now_waits_together_with_what_is_behind_it() -> None:
    play = Play(BY_ITSELF)
    first, second = fails(play), fails(play)
    play.feed(Probed(reachable=True))
    play.feed(NotTranscribed(first, play.job(first), problem(Code.CONNECTION_LOST, host="x")))
    assert [each.id for each in play.state.unreached] == [first, second]
    assert sent(play)[2:] == [first]


def test_a_recording_that_fails_for_good_does_not_keep_back_those_behind_it() -> None:
    play = Play(BY_ITSELF)
    first, second = fails(play), fails(play)
    play.feed(Probed(reachable=True))
    play.feed(NotTranscribed(first, play.job(first), problem(Code.SERVER_ERROR, host="x")))
    assert sent(play)[2:] == [first, second]


def test_more_that_fail_meanwhile_do_not_put_off_the_next_look() -> None:
    play = Play()
    fails(play)
    fails(play)
    assert waits(play) == [FIRST_S]


def test_a_server_that_only_seems_to_be_back_is_tried_ever_more_seldom_and_then_offered() -> None:
    play = Play(BY_ITSELF)
    dictation = fails(play)
    for _ in range(ATTEMPTS):
        play.feed(Probed(reachable=True))
        play.feed(NotTranscribed(dictation, play.job(dictation), problem(Code.CONNECTION_LOST, host="x")))
    assert waits(play) == [5.0, 10.0, 20.0, 40.0]
    before = len(sent(play))
    play.feed(Probed(reachable=True))
    assert len(sent(play)) == before, "each attempt may cost"
    assert told(play)[-1] is Code.SERVER_BACK
    play.feed(OfferTaken())
    assert len(sent(play)) == before + 1


def test_an_offer_that_was_not_taken_stands_beside_the_next_one() -> None:
    play = Play(next_id=3)
    play.feed(RecordingsFound(FOUND))
    third = fails(play)
    play.feed(Probed(reachable=True))
    assert [each.id for each in play.state.offered] == [1, 2, third]


def test_what_earlier_runs_could_not_send_is_looked_for_from_the_start() -> None:
    play = Play(next_id=3)
    play.feed(RecordingsFound((), unreached=FOUND))
    assert waits(play) == [FIRST_S]
    play.feed(Probed(reachable=True))
    assert told(play) == [Code.SERVER_BACK]


def test_what_is_deleted_comes_back_from_nowhere() -> None:
    play = Play(BY_ITSELF, next_id=3)
    play.feed(RecordingsFound(FOUND))
    waiting = fails(play)
    play.feed(Forgotten((2, waiting)))
    comes(play, 1, "one")
    play.feed(TimerFired(PROBE), Probed(reachable=True))
    assert sent(play) == [1, waiting]


def test_what_is_deleted_is_no_last_text_either() -> None:
    play = Play()
    play.dictate("hello")
    play.feed(Forgotten((99,)))
    assert play.state.last_text
    play.feed(Forgotten(None), Forgotten(None))
    assert not play.state.last_text


def test_who_cancels_a_retry_means_those_behind_it_too() -> None:
    play = Play(BY_ITSELF, next_id=3)
    play.feed(RecordingsFound(FOUND), CancelWished())
    assert not play.state.dictations
    assert not play.state.queue


def test_after_a_success_the_server_is_looked_for_soon_again() -> None:
    play = Play(BY_ITSELF)
    fails(play)
    play.feed(Probed(reachable=False), Probed(reachable=False))
    play.dictate("next")
    comes(play, 1, "after all")
    fails(play)
    assert waits(play)[-1] == FIRST_S


def test_a_recording_tried_by_hand_is_not_offered_again() -> None:
    play = Play()
    dictation = fails(play)
    play.feed(RetryWished(dictation, 2.5, ASK))
    comes(play, dictation, "hello")
    play.feed(Probed(reachable=True))
    assert Code.SERVER_BACK not in told(play)


def test_a_discarded_recording_is_not_offered_and_ends_like_a_cancelled_one() -> None:
    play = Play()
    dictation = fails(play)
    play.feed(DiscardWished(dictation))
    assert play.all(UpdateRow)[-1] == UpdateRow(dictation, outcome=Outcome.CANCELLED)
    assert not play.state.unreached
    assert not of(UpdateRow, play.feed(DiscardWished(99))), "it was never spoken"


def test_a_dictation_under_way_cannot_be_discarded_by_the_menu() -> None:
    play = Play()
    dictation = play.speak()
    assert not play.feed(DiscardWished(dictation))


def test_what_a_crash_left_is_told_and_transcribed_when_asked() -> None:
    play = Play(next_id=3)
    play.feed(RecordingsFound(FOUND))
    (notice,) = play.all(Tell)
    assert notice.problem == problem(Code.RECORDINGS_FOUND, count=2, seconds=7)
    assert not sent(play)
    play.feed(OfferTaken())
    comes(play, 1, "one")
    comes(play, 2, "two")
    assert sent(play) == [1, 2]
    assert copies(play) == ["one", "one\ntwo"], "never into a window"


def test_what_a_crash_left_is_transcribed_by_itself_where_that_is_wished() -> None:
    play = Play(BY_ITSELF, next_id=3)
    play.feed(RecordingsFound(FOUND))
    assert told(play) == [Code.RECOVERING]
    comes(play, 1, "one")
    assert sent(play) == [1, 2]


def test_texts_that_may_not_have_reached_their_window_are_told() -> None:
    play = Play(next_id=3)
    play.feed(RecordingsFound((), texts=2))
    assert play.all(Tell) == [Tell(problem(Code.TEXTS_FOUND, count=2))]


def test_where_a_crash_left_nothing_nothing_is_told() -> None:
    play = Play(BY_ITSELF)
    assert not play.feed(RecordingsFound(()))


def test_the_newest_settings_decide_whether_to_ask() -> None:
    play = Play()
    dictation = fails(play)
    play.feed(SettingsChanged(BY_ITSELF), Probed(reachable=True))
    assert sent(play)[1:] == [dictation]


# a model that is not on this computer yet


@pytest.mark.parametrize("code", [Code.LOCAL_MODEL_ABSENT, Code.LOCAL_MODEL_COMING])
def test_when_the_model_is_downloaded_what_was_said_before_is_offered_at_once(code: Code) -> None:
    play = Play(HERE)
    dictation = fails(play, code)
    play.feed(TimerFired(PROBE), Probed(reachable=False), ModelReady("small", "Small"))
    assert told(play) == [code, Code.LOCAL_MODEL_BACK]
    assert play.all(ClearTimer)[-1] == ClearTimer(PROBE), "nobody looks for it any more"
    assert play.state.last_error is None, "what was missing is here"
    before = len(sent(play))
    play.feed(OfferTaken())
    assert sent(play)[before:] == [dictation]


def test_a_model_that_came_by_another_way_is_noticed_by_a_look() -> None:
    play = Play(HERE)
    fails(play, Code.LOCAL_MODEL_ABSENT)
    play.feed(Probed(reachable=True))
    assert told(play)[-1] is Code.LOCAL_MODEL_BACK


def test_when_the_model_is_downloaded_what_was_said_is_transcribed_by_itself_where_that_is_wished() -> None:
    play = Play(replace(HERE, retry=WhenPossible.AUTO))
    dictation = fails(play, Code.LOCAL_MODEL_ABSENT)
    play.feed(ModelReady("small", "Small"))
    assert sent(play)[1:] == [dictation]


def test_whoever_tries_the_model_out_is_not_asked() -> None:
    play = Play(HERE)
    dictation = fails(play, Code.LOCAL_MODEL_COMING)
    play.feed(ModelReady("small", "Small", unasked=True))
    assert sent(play)[1:] == [dictation]
    assert told(play) == [Code.LOCAL_MODEL_COMING]


def test_a_downloaded_model_that_nobody_waits_for_is_told() -> None:
    play = Play(HERE)
    play.feed(ModelReady("small", "Small"))
    assert play.all(Tell) == [Tell(problem(Code.LOCAL_MODEL_READY, model="Small"))]


@pytest.mark.parametrize("settings", [ASK, replace(HERE, local_model="large")])
def test_a_downloaded_model_that_is_not_chosen_brings_no_speech_back(settings: Settings) -> None:
    play = Play(settings)
    fails(play)
    play.feed(ModelReady("small", "Small"))
    assert told(play) == [Code.UNREACHABLE, Code.LOCAL_MODEL_READY]
    assert len(play.state.unreached) == 1
    assert play.state.last_error is not None


def test_a_downloaded_model_does_not_hide_another_trouble() -> None:
    play = Play(HERE)
    fails(play, Code.ENGINE_FAILED)
    play.feed(ModelReady("small", "Small"))
    assert play.state.last_error is not None
