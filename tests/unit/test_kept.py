"""What the tray's menu shows of the history: the answer to the last look."""

from collections.abc import Callable
from pathlib import Path

import pytest

from rapidwhisper.audio.journal import Journal
from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import Outcome
from rapidwhisper.core.events import Event, Faulted
from rapidwhisper.core.problem import Code
from rapidwhisper.history.store import Store
from rapidwhisper.kept import Found, Kept
from tests.rig.process import wait_until


class Menu:
    """The answers of threads wait for the test, which stands for the main thread."""

    def __init__(self, folder: Path) -> None:
        self.history = folder / "data" / "history.sqlite3"
        self.events: list[Event] = []
        self.waiting: list[Callable[[], None]] = []
        self.shown: list[list[str | None]] = []
        self._kept = Kept(
            self.events.append,
            call=self.waiting.append,
            history=self.history,
            flush=lambda: None,
            journal=Journal(folder / "audio"),
        )

    def look(self) -> Callable[[], None]:
        """The answer, on its way to the main thread."""
        before = len(self.waiting)
        self._kept.look(self._show)
        wait_until(lambda: len(self.waiting) > before, "the history was looked at")
        return self.waiting[-1]

    def look_in_vain(self) -> None:
        self._kept.look(self._show)
        wait_until(lambda: bool(self.events), "the history cannot be read")

    def _show(self, found: Found) -> None:
        self.shown.append([row.text for row in found.texts])


@pytest.fixture
def menu(tmp_path: Path) -> Menu:
    return Menu(tmp_path)


def test_a_look_begun_before_a_deletion_that_answers_last_does_not_show_the_deleted_text(
    menu: Menu,
) -> None:
    with Store(menu.history) as store:
        store.update(UpdateRow(1, text="deleted soon", outcome=Outcome.DONE), None)
        store.update(UpdateRow(2, text="stays", outcome=Outcome.DONE), None)
        early = menu.look()
        store.forget([1])
        late = menu.look()
    late()
    early()
    assert menu.shown == [["stays"]]


def test_every_look_that_is_the_last_one_is_shown(menu: Menu) -> None:
    with Store(menu.history) as store:
        menu.look()()
        store.update(UpdateRow(1, text="one", outcome=Outcome.DONE), None)
        menu.look()()
    assert menu.shown == [[], ["one"]]


def test_a_look_that_fails_shows_nothing_older_either(menu: Menu) -> None:
    with Store(menu.history) as store:
        store.update(UpdateRow(1, text="of before", outcome=Outcome.DONE), None)
    early = menu.look()
    menu.history.write_bytes(b"no database at all, but long enough to be taken for one" * 100)
    menu.look_in_vain()
    early()
    assert menu.shown == []
    (told,) = menu.events
    assert isinstance(told, Faulted)
    assert told.problem.code is Code.HISTORY_UNREADABLE
