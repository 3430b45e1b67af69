"""Another provider than the chosen one has answered: who it was stands in the history and in the state."""

from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import Ended, Outcome
from rapidwhisper.core.events import CancelWished, Inserted, NotTranscribed, RetryWished
from rapidwhisper.core.problem import Code, problem
from tests.unit.machine_play import Play, with_settings

CHAIN = with_settings(ai_provider="groq", fallback_providers=("openai", "local"))


def row_with_text(play: Play) -> UpdateRow:
    (row,) = (each for each in play.all(UpdateRow) if each.text is not None)
    return row


def author(row: UpdateRow) -> str:
    assert row.settings is not None
    return row.settings.ai_provider


def test_the_row_says_who_has_answered() -> None:
    play = Play(CHAIN)
    play.answer(play.speak(), "hello", by="openai")
    assert author(row_with_text(play)) == "openai"


def test_the_row_says_so_too_where_the_chosen_one_has_answered() -> None:
    play = Play(CHAIN)
    play.dictate()
    assert author(row_with_text(play)) == "groq"


def test_the_end_tells_whether_it_was_the_chosen_one() -> None:
    play = Play(CHAIN)
    first = play.dictate()
    assert play.state.ended == Ended(first, Outcome.DONE, "hello", None, "groq", "groq", 2.5, CHAIN)
    assert not play.state.ended.stood_in
    second = play.speak()
    play.answer(second, by="local")
    play.feed(Inserted(second))
    assert play.state.ended == Ended(second, Outcome.DONE, "hello", None, "groq", "local", 2.5, CHAIN)
    assert play.state.ended.stood_in


def test_a_failure_is_nobodys_text() -> None:
    play = Play(CHAIN)
    dictation = play.speak()
    play.feed(NotTranscribed(dictation, play.job(dictation), problem(Code.SERVER_ERROR)))
    assert play.state.ended is not None
    assert (play.state.ended.by, play.state.ended.stood_in) == ("", False)


def test_a_late_answer_is_kept_under_the_name_of_its_provider() -> None:
    play = Play(CHAIN)
    dictation = play.speak()
    play.feed(CancelWished())
    play.answer(dictation, "too late", by="local")
    assert author(row_with_text(play)) == "local"


def test_a_retry_by_another_provider_was_chosen_and_is_no_stand_in() -> None:
    play = Play(CHAIN)
    dictation = play.speak()
    play.feed(NotTranscribed(dictation, play.job(dictation), problem(Code.KEY_REFUSED)))
    play.feed(RetryWished(dictation, 2.5, CHAIN.with_provider("glm")))
    play.answer(dictation)
    play.feed(Inserted(dictation))
    assert author(row_with_text(play)) == "glm"
    assert play.state.ended is not None
    assert not play.state.ended.stood_in


def test_the_speech_of_the_next_dictation_goes_to_the_chosen_one_first_again() -> None:
    play = Play(CHAIN)
    play.answer(play.speak(), by="local")
    play.speak()
    assert play.state.dictations[-1].settings == CHAIN
