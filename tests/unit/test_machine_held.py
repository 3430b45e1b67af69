"""A text whose window has gone to the back waits, and goes in once: there, or where it is sent."""

from dataclasses import replace

from rapidwhisper.core.commands import ClearTimer, Insert, LookAtFocus, Tell, UpdateRow
from rapidwhisper.core.dictation import Kept, Outcome, Target
from rapidwhisper.core.events import (
    FocusSeen,
    Forgotten,
    Inserted,
    NotInserted,
    PasteWished,
    Recorded,
    RetryWished,
    TargetNoted,
    Timer,
    TimerFired,
    TimerKind,
    Transcribed,
)
from rapidwhisper.core.held import HELD_S
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.state import Phase
from tests.unit.machine_play import SPEECH, WINDOW, Play, of

ELSEWHERE = Target(99)
HELD = problem(Code.HELD_FOR_ITS_WINDOW)
LOOK = Timer(TimerKind.LOOK)


def held(play: Play, text: str = "hello") -> int:
    """A dictation whose text came when another window was in front."""
    dictation = play.speak()
    play.answer(dictation, text)
    play.feed(NotInserted(dictation, HELD))
    return dictation


def looks(play: Play, *seen: Target | None) -> list[Insert]:
    """The windows that have the focus at one look after the other."""
    commands = []
    for focus in seen:
        commands += play.feed(TimerFired(LOOK))
        assert commands[-1] == LookAtFocus()
        commands += play.feed(FocusSeen(focus))
    return of(Insert, commands)


def test_a_held_text_goes_in_when_its_window_is_back() -> None:
    play = Play()
    dictation = held(play)
    assert [each.id for each in play.state.held] == [dictation]
    (again,) = looks(play, ELSEWHERE, WINDOW, WINDOW)
    assert (again.id, again.text, again.target) == (dictation, "hello ", WINDOW)
    play.feed(Inserted(dictation))
    assert not play.state.held
    assert [each.outcome for each in play.all(UpdateRow) if each.outcome] == [Outcome.HELD, Outcome.DONE]


def test_a_window_that_is_only_passed_by_gets_nothing() -> None:
    play = Play()
    held(play)
    assert not looks(play, WINDOW, ELSEWHERE, WINDOW, None)
    assert play.state.held


def test_a_held_text_goes_in_once() -> None:
    play = Play()
    dictation = held(play)
    looks(play, WINDOW, WINDOW)
    play.feed(Inserted(dictation))
    assert not play.feed(TimerFired(LOOK))
    assert not of(Insert, play.feed(FocusSeen(WINDOW), FocusSeen(WINDOW)))


def test_after_a_minute_a_held_text_no_longer_goes_in_by_itself() -> None:
    play = Play()
    dictation = held(play)
    assert HELD_S == 60.0
    play.feed(TimerFired(Timer(TimerKind.HELD, dictation)))
    assert not play.state.held
    assert play.all(ClearTimer)[-2:] == [ClearTimer(Timer(TimerKind.HELD, dictation)), ClearTimer(LOOK)]
    assert play.all(Tell)[-1] == Tell(problem(Code.HELD_NO_LONGER))
    assert play.all(UpdateRow)[-1].problem == problem(Code.HELD_NO_LONGER)
    assert not of(Insert, play.feed(FocusSeen(WINDOW), FocusSeen(WINDOW)))
    assert play.state.to_paste == Kept(dictation, "hello"), "and can still be pasted by a key"


def test_while_a_text_is_held_the_program_is_idle_and_the_next_press_dictates() -> None:
    play = Play()
    held(play)
    play.feed(TimerFired(Timer(TimerKind.ERROR)))
    assert play.phase() is Phase.IDLE
    assert play.state.cancel_key is None, "Esc belongs to other programs"
    play.dictate("next")
    assert play.state.held, "the next dictation does not call it off"


def test_a_held_text_can_be_sent_to_another_window_and_then_waits_no_more() -> None:
    play = Play()
    dictation = held(play)
    assert play.state.to_paste == Kept(dictation, "hello")
    (insert,) = of(Insert, play.feed(PasteWished(dictation, "hello", ELSEWHERE)))
    assert insert.target == ELSEWHERE
    play.feed(Inserted(dictation))
    assert not play.state.held
    assert not of(Insert, play.feed(FocusSeen(WINDOW), FocusSeen(WINDOW)))


def test_of_two_held_texts_the_first_spoken_goes_in_first() -> None:
    play = Play()
    first, second = held(play, "one"), held(play, "two")
    assert play.state.to_paste == Kept(first, "one")
    assert [each.id for each in looks(play, WINDOW, WINDOW)] == [first]
    assert [each.id for each in of(Insert, play.feed(Inserted(first)))] == [second]


def test_a_text_held_back_goes_before_one_that_is_still_on_its_way() -> None:
    play = Play()
    first = held(play)
    second = play.speak()
    assert [each.id for each in looks(play, WINDOW, WINDOW)] == [first]
    play.feed(Inserted(first))
    assert [each.id for each in of(Insert, play.answer(second))] == [second]


def test_one_text_goes_in_while_another_goes_on_waiting_for_its_own_window() -> None:
    play = Play()
    first = held(play)
    second = play.speak()
    play.feed(Transcribed(second, play.job(second), "two", "local"))
    play.feed(NotInserted(second, HELD))
    other = replace(play.state.held[1], target=ELSEWHERE)
    play.state = replace(play.state, held=(play.state.held[0], other))
    assert [each.id for each in looks(play, WINDOW, WINDOW)] == [first]
    assert [each.id for each in play.state.held] == [second]


def test_letting_go_of_a_text_that_is_not_held_does_nothing() -> None:
    play = Play()
    held(play)
    assert not play.feed(TimerFired(Timer(TimerKind.HELD, 7)))
    assert play.state.held


def test_a_text_waits_until_it_is_known_which_window_it_is_for() -> None:
    """The answer to where the focus is comes late on a busy computer."""
    play = Play()
    dictation = play.record()
    play.tap()
    play.feed(Recorded(dictation, SPEECH))
    assert not of(Insert, play.answer(dictation))
    (insert,) = of(Insert, play.feed(TargetNoted(dictation, WINDOW)))
    assert insert.target == WINDOW


def test_a_text_whose_window_is_never_known_stays_in_the_history() -> None:
    play = Play()
    dictation = play.record()
    play.tap()
    play.feed(Recorded(dictation, SPEECH))
    play.answer(dictation)
    play.feed(TimerFired(Timer(TimerKind.INSERTING, dictation)))
    assert play.phase() is Phase.ERROR
    assert not play.state.dictations
    assert play.all(UpdateRow)[-1].outcome is Outcome.HELD


def test_a_text_behind_another_is_not_overdue_once_its_window_is_known() -> None:
    play = Play()
    play.speak()
    second = play.record()
    play.tap()
    play.feed(Recorded(second, SPEECH))
    play.answer(second)
    overdue = Timer(TimerKind.INSERTING, second)
    assert ClearTimer(overdue) in play.feed(TargetNoted(second, WINDOW))


def test_a_held_text_that_is_transcribed_again_is_no_longer_held() -> None:
    play = Play()
    dictation = held(play)
    play.feed(RetryWished(dictation, 2.5, play.state.settings))
    assert not play.state.held
    looked = play.feed(FocusSeen(WINDOW), FocusSeen(WINDOW))
    assert not of(Insert, looked)


def test_a_look_that_shows_nothing_new_changes_nothing_that_is_shown() -> None:
    play = Play()
    held(play)
    play.feed(FocusSeen(ELSEWHERE))
    before = play.state
    play.feed(FocusSeen(ELSEWHERE))
    assert play.state is before


def test_a_held_text_that_is_deleted_goes_nowhere() -> None:
    play = Play()
    dictation = held(play)
    play.feed(Forgotten((dictation,)))
    assert not of(Insert, play.feed(FocusSeen(WINDOW), FocusSeen(WINDOW)))
    assert play.state.to_paste is None
