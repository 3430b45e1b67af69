"""What every way into windows must do, the fake included."""

from typing import Protocol

from rapidwhisper.core.dictation import Target
from rapidwhisper.core.events import Event, FocusSeen, Inserted, NotInserted, TargetNoted
from rapidwhisper.core.ports import Inserter
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import PasteMethod, Settings, WrongWindow

TEXT = "Привет, мир! naïve 你好 😀\tзавтра\nв девять "


class Bench(Protocol):
    """An inserter, a window that has the focus, and the user's clipboard."""

    inserter: Inserter

    def next_event(self) -> Event: ...

    def wait_for_text(self, expected: str) -> None:
        """Until the window has exactly this text."""

    def focus_elsewhere(self) -> None: ...

    def focus_back(self) -> None: ...

    def closed_window(self) -> Target:
        """One that is no longer there."""

    def wait_for_text_elsewhere(self, expected: str) -> None: ...

    def user_copies(self, text: str) -> None: ...

    def wait_for_clipboard(self, expected: str) -> None: ...


def wish(method: PasteMethod = PasteMethod.AUTO, wrong_window: WrongWindow = WrongWindow.HOLD) -> Settings:
    return Settings(paste_method=method, wrong_window=wrong_window)


class InserterContract:
    def test_text_stands_in_the_window_as_given(self, bench: Bench) -> None:
        bench.inserter.insert(7, TEXT, bench.inserter.target(), wish())
        assert bench.next_event() == Inserted(7)
        bench.wait_for_text(TEXT)

    def test_the_old_clipboard_is_back_afterwards(self, bench: Bench) -> None:
        bench.user_copies("was hier war")
        bench.inserter.insert(1, "text", bench.inserter.target(), wish())
        assert bench.next_event() == Inserted(1)
        bench.wait_for_clipboard("was hier war")

    def test_two_texts_arrive_in_order_and_the_first_clipboard_returns(self, bench: Bench) -> None:
        bench.user_copies("Ursprung")
        target = bench.inserter.target()
        bench.inserter.insert(1, "eins ", target, wish())
        bench.inserter.insert(2, "zwei ", target, wish())
        assert [bench.next_event(), bench.next_event()] == [Inserted(1), Inserted(2)]
        bench.wait_for_text("eins zwei ")
        bench.wait_for_clipboard("Ursprung")

    def test_control_characters_do_not_reach_the_window(self, bench: Bench) -> None:
        bench.inserter.insert(1, "a\x1b[201~b\x00c\x9bd", bench.inserter.target(), wish())
        assert bench.next_event() == Inserted(1)
        bench.wait_for_text("a[201~bcd")

    def test_text_without_a_window_is_kept_on_the_clipboard(self, bench: Bench) -> None:
        bench.inserter.insert(1, TEXT, None, wish())
        assert bench.next_event() == NotInserted(1, problem(Code.KEPT_NO_WINDOW))
        bench.wait_for_clipboard(TEXT)
        bench.wait_for_text("")

    def test_text_for_a_window_that_has_lost_the_focus_waits_and_the_clipboard_is_not_touched(
        self, bench: Bench
    ) -> None:
        bench.user_copies("was hier war")
        target = bench.inserter.target()
        bench.focus_elsewhere()
        assert bench.inserter.target() != target
        bench.inserter.insert(1, TEXT, target, wish())
        assert bench.next_event() == NotInserted(1, problem(Code.HELD_FOR_ITS_WINDOW))
        bench.wait_for_clipboard("was hier war")
        bench.wait_for_text("")
        bench.focus_back()
        bench.inserter.insert(1, TEXT, target, wish())
        assert bench.next_event() == Inserted(1)
        bench.wait_for_text(TEXT)
        bench.wait_for_clipboard("was hier war")

    def test_who_wants_it_gets_the_window_back_to_the_front_with_the_text(self, bench: Bench) -> None:
        target = bench.inserter.target()
        bench.focus_elsewhere()
        bench.inserter.insert(1, TEXT, target, wish(wrong_window=WrongWindow.REFOCUS))
        assert bench.next_event() == Inserted(1)
        assert bench.inserter.target() == target
        bench.wait_for_text(TEXT)

    def test_who_wants_it_gets_the_text_where_the_focus_is(self, bench: Bench) -> None:
        target = bench.inserter.target()
        bench.focus_elsewhere()
        bench.inserter.insert(1, TEXT, target, wish(wrong_window=WrongWindow.PASTE))
        assert bench.next_event() == Inserted(1)
        bench.wait_for_text_elsewhere(TEXT)
        bench.wait_for_text("")

    def test_text_for_a_window_that_is_closed_is_kept(self, bench: Bench) -> None:
        for wrong_window in (WrongWindow.HOLD, WrongWindow.REFOCUS):
            bench.inserter.insert(1, TEXT, bench.closed_window(), wish(wrong_window=wrong_window))
            assert bench.next_event() == NotInserted(1, problem(Code.KEPT_WINDOW_CLOSED))
            bench.wait_for_clipboard(TEXT)

    def test_the_window_that_has_the_focus_is_noted(self, bench: Bench) -> None:
        target = bench.inserter.target()
        assert target is not None
        bench.inserter.note_target(7)
        assert bench.next_event() == TargetNoted(7, target)
        bench.inserter.look_at_focus()
        assert bench.next_event() == FocusSeen(target)

    def test_who_wants_copies_only_gets_a_copy(self, bench: Bench) -> None:
        bench.inserter.insert(1, TEXT, bench.inserter.target(), wish(PasteMethod.COPY))
        assert bench.next_event() == NotInserted(1, problem(Code.COPIED))
        bench.wait_for_clipboard(TEXT)
        bench.wait_for_text("")

    def test_a_copy_stays_on_the_clipboard(self, bench: Bench) -> None:
        bench.inserter.copy("kopiert")
        bench.wait_for_clipboard("kopiert")
