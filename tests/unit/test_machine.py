"""What happens between the key press and the words in the window."""

import pytest

from rapidwhisper.core.commands import (
    AbortRecording,
    ArmCancelKey,
    BeginRow,
    BindHotkey,
    BindPasteLast,
    DiscardAudio,
    DropTranscription,
    Follow,
    Insert,
    KeepAudio,
    NoteTarget,
    PlayCue,
    SetTimer,
    StartRecording,
    StopFollowing,
    StopRecording,
    Tell,
    Transcribe,
    UpdateRow,
)
from rapidwhisper.core.cue import Cue
from rapidwhisper.core.dictation import Ended, Outcome, Take
from rapidwhisper.core.events import (
    CancelWished,
    CommandFailed,
    Event,
    Faulted,
    HotkeyWorks,
    Inserted,
    Listening,
    ModelAwaited,
    NotInserted,
    NotRecorded,
    NotTranscribed,
    NumberTaken,
    PasteWished,
    Pressed,
    Ready,
    Recorded,
    Released,
    RetryWished,
    Saved,
    SettingsChanged,
    SilenceReached,
    StartWished,
    StopWished,
    TargetNoted,
    Timer,
    TimerFired,
    TimerKind,
    ToggleWished,
    Transcribed,
)
from rapidwhisper.core.hotkey import HotkeyMode, parse_hotkey
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import PasteMethod, Settings
from rapidwhisper.core.state import Phase, State, phase
from tests.unit.machine_play import SPEECH, WINDOW, Play, of, with_settings

LOST = problem(Code.CONNECTION_LOST, host="speech.example")


def outcome(play: Play, dictation: int) -> Outcome | None:
    known = [row.outcome for row in play.all(UpdateRow) if row.id == dictation and row.outcome]
    return known[-1] if known else None


def copies(play: Play) -> list[str]:
    """What was to go onto the clipboard and into no window."""
    return [each.text for each in play.all(Insert) if each.settings.paste_method is PasteMethod.COPY]


def told(play: Play) -> list[Code]:
    return [each.problem.code for each in play.all(Tell)]


def fire(play: Play, kind: TimerKind, dictation: int = 0) -> None:
    play.feed(TimerFired(Timer(kind, dictation)))


def test_a_press_speech_and_a_press_put_the_words_into_the_window() -> None:
    play = Play()
    dictation = play.dictate("hello world")
    assert play.all(Insert) == [Insert(dictation, "hello world ", WINDOW, play.state.settings)]
    assert outcome(play, dictation) is Outcome.DONE
    assert play.phase() is Phase.IDLE


def test_the_first_press_opens_the_microphone_once_somebody_follows() -> None:
    play = Play()
    commands = play.press()
    assert [type(each) for each in commands[:2]] == [Follow, StartRecording]
    assert of(BeginRow, commands)


@pytest.mark.parametrize(
    "end",
    [
        CancelWished(),
        NotRecorded(1, problem(Code.NO_MICROPHONE)),
        Recorded(1, Take(0.1, speech=True)),
        Recorded(1, Take(3.0, speech=False)),
        CommandFailed(1, problem(Code.INTERNAL)),
        TimerFired(Timer(TimerKind.OPENING, 1)),
    ],
    ids=lambda end: type(end).__name__,
)
def test_what_ends_without_being_transcribed_is_followed_no_longer(end: Event) -> None:
    play = Play()
    play.tap()
    play.feed(end)
    assert play.all(StopFollowing) == [StopFollowing(1)]
    assert not play.all(Transcribe)


def test_what_is_transcribed_is_followed_to_its_end() -> None:
    play = Play()
    play.answer(play.speak())
    assert not play.all(StopFollowing)


def test_it_is_not_called_recording_before_the_first_real_sample() -> None:
    play = Play()
    play.tap()
    assert play.phase() is Phase.STARTING
    play.feed(Listening(1))
    assert play.phase() is Phase.RECORDING


def test_the_target_is_the_window_that_has_the_focus_at_the_stop_key() -> None:
    play = Play()
    play.record()
    assert not play.all(NoteTarget)
    play.press()
    assert play.all(NoteTarget) == [NoteTarget(1)]


def test_phases_follow_the_dictation() -> None:
    play = Play()
    dictation = play.speak()
    assert play.phase() is Phase.TRANSCRIBING
    play.answer(dictation)
    assert play.phase() is Phase.INSERTING
    assert phase(State()) is Phase.STARTING


def test_outer_blanks_of_the_answer_are_dropped_and_the_suffix_follows() -> None:
    play = Play(with_settings(insert_suffix=" | "))
    dictation = play.speak()
    play.answer(dictation, "  two words\n")
    assert play.all(Insert)[0].text == "two words | "


# the key


def test_a_tap_toggles_in_auto_mode() -> None:
    play = Play()
    play.record()
    assert play.phase() is Phase.RECORDING
    play.tap()
    assert play.all(StopRecording) == [StopRecording(1)]


def test_a_long_press_is_push_to_talk_in_auto_mode() -> None:
    play = Play()
    play.press()
    play.feed(Listening(1))
    play.wait(3.0)
    play.release()
    assert play.all(StopRecording) == [StopRecording(1)]


def test_letting_go_ends_it_in_hold_mode_and_changes_nothing_in_toggle_mode() -> None:
    hold = Play(with_settings(hotkey_mode=HotkeyMode.HOLD))
    hold.tap()
    assert hold.all(StopRecording) == [StopRecording(1)]
    toggle = Play(with_settings(hotkey_mode=HotkeyMode.TOGGLE))
    toggle.press()
    toggle.wait(5.0)
    toggle.release()
    assert not toggle.all(StopRecording)


def test_key_repeat_starts_once() -> None:
    play = Play()
    play.press()
    for _ in range(50):
        play.wait(0.04)
        play.press()
    assert len(play.all(StartRecording)) == 1
    play.release()
    assert len(play.all(StopRecording)) == 1


def test_a_keyboard_that_sends_pairs_while_held_is_one_press() -> None:
    play = Play(with_settings(hotkey_mode=HotkeyMode.TOGGLE))
    play.press()
    for _ in range(50):
        play.wait(0.05)
        play.release()
        play.press()
    assert len(play.all(StartRecording)) == 1
    assert not play.all(StopRecording)


def test_a_release_without_a_press_is_harmless() -> None:
    play = Play()
    assert play.release() == []
    play.record()
    play.wait(5)
    assert not of(StopRecording, play.release())


def test_after_a_lost_release_the_next_press_counts() -> None:
    play = Play()
    play.press()
    play.feed(Listening(1))
    play.wait(20)
    play.press()
    assert play.all(StopRecording) == [StopRecording(1)]


def test_letting_go_after_the_stop_press_does_nothing() -> None:
    play = Play()
    play.record()
    play.press()
    play.wait(2)
    assert play.release() == []
    assert len(play.all(StartRecording)) == 1


def test_tray_and_command_line_start_and_stop() -> None:
    play = Play()
    play.feed(StopWished())
    play.feed(StartWished(), StartWished())
    assert len(play.all(StartRecording)) == 1
    play.feed(StopWished(), StopWished())
    assert len(play.all(StopRecording)) == 1
    play.feed(ToggleWished())
    assert len(play.all(StartRecording)) == 2


# several at once


def test_a_press_while_the_last_text_is_on_its_way_starts_the_next_dictation() -> None:
    play = Play()
    play.speak()
    second = play.record()
    assert second == 2
    assert play.phase() is Phase.RECORDING


def test_texts_arrive_in_spoken_order_even_if_the_second_answer_comes_first() -> None:
    play = Play()
    first, second = play.speak(), play.speak()
    play.answer(second, "two")
    assert not play.all(Insert)
    play.answer(first, "one")
    assert [each.id for each in play.all(Insert)] == [first]
    play.feed(Inserted(first))
    assert [each.id for each in play.all(Insert)] == [first, second]


def test_a_failed_dictation_does_not_hold_up_the_next() -> None:
    play = Play()
    first, second = play.speak(), play.speak()
    play.answer(second, "two")
    play.feed(NotTranscribed(first, play.job(first), LOST))
    assert [each.text for each in play.all(Insert)] == ["two "]


def test_a_text_waits_while_the_hotkey_is_held_for_the_next_dictation() -> None:
    play = Play()
    first = play.speak()
    play.press()
    play.answer(first)
    assert not play.all(Insert)
    play.wait(2)
    play.release()
    assert [each.id for each in play.all(Insert)] == [first]


# nothing to send


@pytest.mark.parametrize(
    ("take", "code"),
    [(Take(0.2, speech=True), Code.TOO_SHORT), (Take(9.0, speech=False), Code.NO_SPEECH)],
)
def test_nothing_is_sent_when_nothing_was_said(take: Take, code: Code) -> None:
    play = Play()
    dictation = play.speak(take)
    assert not play.all(Transcribe)
    assert told(play) == [code]
    assert outcome(play, dictation) is Outcome.EMPTY
    assert not play.all(DiscardAudio)


@pytest.mark.parametrize("take", [Take(0.1, speech=False), Take(9.0, speech=False)])
def test_why_nothing_was_heard_is_said_instead_of_that_nothing_was_heard(take: Take) -> None:
    play = Play()
    dictation = play.record()
    play.feed(Recorded(dictation, take, problem(Code.MICROPHONE_SILENT)))
    assert told(play) == [Code.MICROPHONE_SILENT]
    assert outcome(play, dictation) is Outcome.EMPTY


# faults


def test_a_failed_transcription_keeps_the_audio_and_says_why() -> None:
    play = Play()
    dictation = play.speak()
    play.feed(NotTranscribed(dictation, play.job(dictation), LOST))
    assert told(play) == [Code.CONNECTION_LOST]
    assert outcome(play, dictation) is Outcome.FAILED
    assert not play.all(DiscardAudio)
    assert play.phase() is Phase.ERROR
    fire(play, TimerKind.ERROR)
    assert play.phase() is Phase.IDLE
    assert play.state.last_error == LOST


def test_the_next_success_clears_the_last_error() -> None:
    play = Play()
    play.feed(Faulted(LOST))
    play.dictate()
    assert play.state.last_error is None


def test_audio_is_touched_only_when_the_text_is_saved() -> None:
    play = Play()
    dictation = play.speak()
    play.answer(dictation)
    play.feed(Inserted(dictation))
    assert not play.all(KeepAudio)
    play.feed(Saved(dictation))
    assert play.all(KeepAudio) == [KeepAudio(dictation)]
    assert not play.all(DiscardAudio)


def test_no_microphone_is_said_and_the_next_press_works() -> None:
    play = Play()
    play.tap()
    play.feed(NotRecorded(1, problem(Code.NO_MICROPHONE)))
    assert told(play) == [Code.NO_MICROPHONE]
    assert play.record() == 2


def test_a_microphone_lost_in_mid_speech_sends_what_was_said() -> None:
    play = Play()
    dictation = play.record()
    play.feed(Recorded(dictation, SPEECH, problem(Code.MICROPHONE_LOST)))
    assert told(play) == [Code.MICROPHONE_LOST]
    assert [each.id for each in play.all(Transcribe)] == [dictation]
    assert play.all(NoteTarget) == [NoteTarget(dictation)]


@pytest.mark.parametrize("kind", [TimerKind.OPENING, TimerKind.STOPPING])
def test_a_recorder_that_never_answers_is_let_go(kind: TimerKind) -> None:
    play = Play()
    play.tap()
    if kind is TimerKind.STOPPING:
        play.feed(Listening(1))
        play.tap()
    fire(play, kind, 1)
    assert play.all(AbortRecording) == [AbortRecording(1)]
    assert outcome(play, 1) is Outcome.FAILED


def test_a_transcriber_that_never_answers_is_let_go() -> None:
    play = Play()
    dictation = play.speak()
    fire(play, TimerKind.TRANSCRIBING, dictation)
    assert play.all(DropTranscription) == [DropTranscription(dictation, 1)]
    assert told(play) == [Code.TIMED_OUT]


def test_an_inserter_that_never_answers_leaves_the_text_in_the_history() -> None:
    play = Play()
    dictation = play.speak()
    play.answer(dictation)
    fire(play, TimerKind.INSERTING, dictation)
    assert outcome(play, dictation) is Outcome.HELD
    assert told(play) == [Code.KEPT_IN_HISTORY]


def test_a_text_that_could_not_be_inserted_is_held_and_never_inserted_again() -> None:
    play = Play()
    dictation = play.speak()
    play.answer(dictation)
    play.feed(NotInserted(dictation, problem(Code.KEPT_WRONG_WINDOW)))
    assert outcome(play, dictation) is Outcome.HELD
    play.dictate("next")
    assert [each.id for each in play.all(Insert)] == [1, 2]


def test_a_timer_of_a_stage_that_is_over_does_nothing() -> None:
    play = Play()
    dictation = play.speak()
    before = list(play.commands)
    for kind in (TimerKind.OPENING, TimerKind.FULL, TimerKind.NEARLY_FULL, TimerKind.STOPPING):
        fire(play, kind, dictation)
    fire(play, TimerKind.TRANSCRIBING, 99)
    assert play.commands == before


@pytest.mark.parametrize("answered", [False, True])
def test_a_port_that_raises_does_not_strand_the_dictation(answered: bool) -> None:  # noqa: FBT001
    play = Play()
    dictation = play.speak()
    if answered:
        play.answer(dictation)
    play.feed(CommandFailed(dictation, problem(Code.INTERNAL, detail="X")))
    assert outcome(play, dictation) is (Outcome.HELD if answered else Outcome.FAILED)
    play.feed(CommandFailed(dictation, problem(Code.INTERNAL, detail="again")))
    assert told(play) == [Code.INTERNAL, Code.INTERNAL]


# limits


def test_the_longest_recording_warns_a_minute_before_and_then_stops() -> None:
    play = Play(with_settings(max_recording_seconds=600.0))
    dictation = play.record()
    fire(play, TimerKind.NEARLY_FULL, dictation)
    assert told(play) == [Code.NEARLY_FULL]
    assert play.phase() is Phase.RECORDING
    fire(play, TimerKind.FULL, dictation)
    assert play.all(StopRecording) == [StopRecording(dictation)]


def test_a_recording_shorter_than_the_warning_time_is_not_warned_about() -> None:
    play = Play(with_settings(max_recording_seconds=30.0))
    play.record()
    assert {each.timer.kind for each in play.all(SetTimer)} == {TimerKind.OPENING, TimerKind.FULL}


def test_silence_acts_as_the_stop_key() -> None:
    play = Play()
    dictation = play.record()
    play.feed(SilenceReached(dictation), SilenceReached(dictation))
    assert play.all(StopRecording) == [StopRecording(dictation)]


# cancel


def test_the_cancel_key_is_armed_only_while_there_is_something_to_cancel() -> None:
    play = Play()
    esc = play.state.settings.cancel_hotkey
    dictation = play.speak()
    assert play.all(ArmCancelKey) == [ArmCancelKey(esc)]
    play.answer(dictation)
    assert play.all(ArmCancelKey) == [ArmCancelKey(esc), ArmCancelKey(None)]


def test_cancel_while_recording_keeps_the_audio_for_a_while() -> None:
    play = Play()
    dictation = play.record()
    play.feed(CancelWished())
    assert play.all(AbortRecording) == [AbortRecording(dictation)]
    assert outcome(play, dictation) is Outcome.CANCELLED
    assert not play.all(DiscardAudio)
    assert play.phase() is Phase.IDLE


def test_cancel_during_upload_drops_the_late_answer() -> None:
    play = Play()
    dictation = play.speak()
    play.feed(CancelWished())
    play.answer(dictation, "too late")
    assert not play.all(Insert)
    assert not play.all(Tell)
    assert play.all(UpdateRow)[-1] == UpdateRow(dictation, text="too late", settings=Settings())


def test_a_late_text_is_kept_under_the_settings_that_it_was_spoken_with() -> None:
    spoken_with = with_settings(ai_provider="groq", groq_model="whisper-large-v3", language="de")
    play = Play(spoken_with)
    dictation = play.speak()
    play.feed(CancelWished(), SettingsChanged(with_settings(ai_provider="openai", language="fi")))
    play.answer(dictation, "zu spät")
    assert play.all(UpdateRow)[-1] == UpdateRow(
        dictation, text="zu spät", settings=spoken_with.with_provider("groq")
    )


def test_a_late_failure_of_a_cancelled_dictation_is_not_shown() -> None:
    play = Play()
    dictation = play.speak()
    play.feed(CancelWished(), NotTranscribed(dictation, play.job(dictation), LOST))
    assert not play.all(Tell)


def test_cancel_means_what_is_being_spoken_before_what_was_spoken() -> None:
    play = Play()
    first = play.speak()
    second = play.record()
    play.feed(CancelWished())
    assert outcome(play, second) is Outcome.CANCELLED
    assert outcome(play, first) is None
    play.feed(CancelWished())
    assert outcome(play, first) is Outcome.CANCELLED
    assert play.feed(CancelWished()) == []


def test_a_text_on_its_way_into_the_window_cannot_be_cancelled() -> None:
    play = Play()
    dictation = play.speak()
    play.answer(dictation)
    assert play.feed(CancelWished()) == []
    play.feed(Inserted(dictation))
    assert outcome(play, dictation) is Outcome.DONE


def test_cancelling_a_text_that_waits_for_its_turn_lets_nothing_go_out() -> None:
    play = Play()
    first, second = play.speak(), play.speak()
    play.answer(second, "two")
    play.feed(CancelWished())
    play.answer(first, "one")
    play.feed(Inserted(first))
    assert [each.id for each in play.all(Insert)] == [first]


# retry


def test_a_retry_puts_the_text_on_the_clipboard_and_into_no_window() -> None:
    play = Play(next_id=9)
    play.feed(RetryWished(4, 2.0, play.state.settings))
    play.answer(4, "after all")
    assert copies(play) == ["after all"]
    assert not told(play), "not before it is on the clipboard"
    play.feed(NotInserted(4, problem(Code.COPIED)))
    assert told(play) == [Code.COPIED]
    assert outcome(play, 4) is Outcome.HELD
    assert play.state.last_error is None


def test_the_stage_times_of_a_first_attempt_are_not_kept_for_the_text_of_a_second_one() -> None:
    play = Play(next_id=9)
    first = play.speak()
    assert [each.timings_ms for each in of(UpdateRow, play.answer(first)) if each.text] == [None]
    play.feed(RetryWished(4, 2.0, play.state.settings))
    assert [each.timings_ms for each in of(UpdateRow, play.answer(4)) if each.text] == [{}]


def test_a_retry_does_not_hold_up_dictation() -> None:
    play = Play(next_id=9)
    play.feed(RetryWished(4, 2.0, play.state.settings), RetryWished(4, 2.0, play.state.settings))
    assert len(play.all(Transcribe)) == 1
    play.dictate("now")
    assert [each.text for each in play.all(Insert)] == ["now "]


def test_a_retry_whose_text_cannot_be_copied_is_told() -> None:
    play = Play(next_id=9)
    play.feed(RetryWished(4, 2.0, play.state.settings))
    play.answer(4, "after all")
    play.feed(NotInserted(4, problem(Code.CLIPBOARD_FAILED, detail="taken")))
    assert told(play) == [Code.CLIPBOARD_FAILED]
    assert outcome(play, 4) is Outcome.HELD


def test_the_cancel_key_means_what_is_spoken_and_not_a_retry_behind_it() -> None:
    play = Play(next_id=4)
    dictation = play.speak()
    play.feed(RetryWished(3, 2.0, play.state.settings), CancelWished())
    assert outcome(play, dictation) is Outcome.CANCELLED
    assert [each.id for each in play.state.dictations] == [3]


def test_a_retry_does_not_take_the_cancel_key_from_other_programs() -> None:
    play = Play(next_id=4)
    play.feed(RetryWished(3, 2.0, play.state.settings))
    assert play.state.cancel_key is None


def test_a_late_first_answer_does_not_end_the_retry() -> None:
    play = Play()
    dictation = play.speak()
    first = play.job(dictation)
    fire(play, TimerKind.TRANSCRIBING, dictation)
    play.feed(RetryWished(dictation, 2.5, play.state.settings))
    play.feed(Transcribed(dictation, first, "late", "local"))
    assert not copies(play)
    play.answer(dictation, "in time")
    assert copies(play) == ["in time"]


def test_cancelling_a_retry_keeps_the_audio_for_the_next_one() -> None:
    play = Play(next_id=9)
    play.feed(RetryWished(4, 2.0, play.state.settings), CancelWished())
    assert outcome(play, 4) is None, "it stays what it was"
    assert not play.all(DiscardAudio)


def test_a_text_that_was_only_to_be_copied_is_no_error() -> None:
    play = Play()
    play.feed(Faulted(LOST))
    dictation = play.speak()
    play.answer(dictation)
    play.feed(NotInserted(dictation, problem(Code.COPIED)))
    assert outcome(play, dictation) is Outcome.HELD
    assert told(play) == [Code.CONNECTION_LOST, Code.COPIED]
    assert play.phase() is Phase.IDLE
    assert play.state.last_error is None


# settings


def test_the_hotkey_is_bound_when_everything_is_ready_and_again_when_it_changes() -> None:
    play = Play()
    other = with_settings(hotkey=parse_hotkey("f9"))
    assert of(BindHotkey, play.feed(SettingsChanged(other))) == [BindHotkey(other.hotkey)]
    assert not of(BindHotkey, play.feed(SettingsChanged(with_settings(hotkey=other.hotkey, prompt="x"))))


def test_the_key_for_the_last_text_is_bound_at_the_start_and_again_when_it_changes() -> None:
    key = parse_hotkey("ctrl+alt+v")
    play = Play(with_settings(paste_last_hotkey=key))
    assert of(BindPasteLast, play.feed(Ready())) == [BindPasteLast(key)]
    assert not of(BindPasteLast, play.feed(SettingsChanged(with_settings(paste_last_hotkey=key, prompt="x"))))
    assert of(BindPasteLast, play.feed(SettingsChanged(with_settings()))) == [BindPasteLast(None)]


def test_a_dictation_keeps_the_settings_it_began_with() -> None:
    play = Play()
    began_with = play.state.settings
    play.record()
    play.feed(SettingsChanged(with_settings(language="ru")))
    play.tap()
    play.feed(TargetNoted(1, WINDOW), Recorded(1, SPEECH))
    assert play.all(Transcribe)[0].settings == began_with
    second = play.speak()
    assert next(each for each in play.all(Transcribe) if each.id == second).settings.language == "ru"


def test_another_cancel_key_is_armed_at_once() -> None:
    play = Play()
    play.record()
    changed = with_settings(cancel_hotkey=parse_hotkey("f8"))
    assert play.feed(SettingsChanged(changed)) == [ArmCancelKey(changed.cancel_hotkey)]


def test_a_fault_outside_a_dictation_is_told() -> None:
    play = Play()
    taken = Problem(Code.HOTKEY_TAKEN)
    play.feed(Faulted(taken))
    assert play.all(Tell) == [Tell(taken)]
    assert play.phase() is Phase.ERROR


def test_events_of_a_stage_that_is_over_are_ignored() -> None:
    play = Play()
    dictation = play.speak()
    before = list(play.commands)
    play.feed(
        Listening(dictation),
        SilenceReached(dictation),
        Recorded(dictation, SPEECH),
        NotRecorded(dictation, LOST),
        Inserted(dictation),
        NotInserted(dictation, LOST),
        TargetNoted(55, WINDOW),
    )
    assert play.commands == before


def test_a_press_before_everything_is_ready_records_all_the_same() -> None:
    state = State(settings=Settings())
    play = Play()
    play.state = state
    play.feed(SettingsChanged(with_settings(hotkey=parse_hotkey("f9"))))
    assert not play.all(BindHotkey)
    play.feed(SettingsChanged(with_settings(paste_last_hotkey=parse_hotkey("ctrl+alt+v"))))
    assert not play.all(BindPasteLast)
    play.feed(Pressed(1.0), Released(1.1))
    assert play.all(StartRecording)


# what people see and hear of the end


def test_the_last_dictation_that_ended_is_there_to_be_shown() -> None:
    play = Play()
    done = play.dictate("hello there")
    assert play.state.ended == Ended(done, Outcome.DONE, "hello there", None, "local", "local", 2.5)
    lost = play.speak()
    play.feed(NotTranscribed(lost, play.job(lost), LOST))
    assert play.state.ended == Ended(lost, Outcome.FAILED, None, LOST, "local", "", 2.5)
    held = play.speak()
    play.answer(held, "kept")
    play.feed(NotInserted(held, problem(Code.KEPT_WRONG_WINDOW)))
    wrong_window = problem(Code.KEPT_WRONG_WINDOW)
    assert play.state.ended == Ended(held, Outcome.HELD, "kept", wrong_window, "local", "local", 2.5)
    cancelled = play.record()
    play.feed(CancelWished())
    assert play.state.ended == Ended(cancelled, Outcome.CANCELLED)


def test_a_sound_tells_that_the_recording_is_over_and_that_it_went_wrong() -> None:
    play = Play(with_settings(sounds=True))
    dictation = play.speak()
    assert play.all(PlayCue) == [PlayCue(Cue.STOP)]
    play.feed(NotTranscribed(dictation, play.job(dictation), LOST))
    assert play.all(PlayCue) == [PlayCue(Cue.STOP), PlayCue(Cue.ERROR)]


def test_without_sounds_nothing_is_played() -> None:
    play = Play()
    dictation = play.speak()
    play.feed(NotTranscribed(dictation, play.job(dictation), LOST))
    assert not play.all(PlayCue)


def test_a_failure_makes_no_sound_into_the_next_recording() -> None:
    play = Play(with_settings(sounds=True))
    first = play.speak()
    play.record()
    play.feed(NotTranscribed(first, play.job(first), LOST))
    assert play.all(PlayCue) == [PlayCue(Cue.STOP)]


# paste again


def test_a_kept_text_goes_into_a_window_once_more() -> None:
    play = Play(next_id=9)
    play.feed(PasteWished(4, "kept", WINDOW))
    assert play.all(Insert) == [Insert(4, "kept ", WINDOW, play.state.settings)]
    play.feed(Inserted(4))
    assert outcome(play, 4) is Outcome.DONE
    assert not play.state.dictations


def test_a_kept_text_waits_for_those_that_are_on_their_way() -> None:
    play = Play(next_id=9)
    play.speak()
    play.feed(PasteWished(4, "kept", WINDOW), PasteWished(4, "kept", WINDOW))
    assert not play.all(Insert)
    play.answer(9, "first")
    play.feed(Inserted(9))
    assert [each.text for each in play.all(Insert)] == ["first ", "kept "]


def test_cancelling_a_second_paste_leaves_the_text_as_it_was() -> None:
    play = Play(next_id=9)
    play.speak()
    play.feed(PasteWished(4, "kept", WINDOW), CancelWished())
    assert outcome(play, 4) is None


@pytest.mark.parametrize(
    ("told", "is_over"),
    [
        (problem(Code.HOTKEY_TAKEN, hotkey="ctrl+space"), True),
        (problem(Code.HOTKEY_TAKEN, hotkey="f9"), False),
        (problem(Code.HOTKEY_FAILED, detail="no connection"), True),
        (LOST, False),
    ],
)
def test_a_hotkey_that_works_again_is_no_longer_the_last_error(told: Problem, *, is_over: bool) -> None:
    play = Play()
    play.feed(Faulted(told), HotkeyWorks(play.state.settings.hotkey))
    assert (play.state.last_error is None) == is_over


def test_it_is_known_whether_speech_waits_for_a_model() -> None:
    play = Play()
    play.feed(ModelAwaited(waits=True))
    assert play.state.model_awaited
    assert not play.feed(ModelAwaited(waits=False))
    assert not play.state.model_awaited


def test_a_hotkey_that_works_is_no_news_without_an_error() -> None:
    play = Play()
    assert not play.feed(HotkeyWorks(play.state.settings.hotkey))


def test_a_sound_file_takes_the_next_number_and_nothing_else_happens() -> None:
    play = Play(next_id=9)
    before = play.state
    assert play.feed(NumberTaken()) == []
    assert (play.state.next_id, play.state.dictations) == (10, before.dictations)
