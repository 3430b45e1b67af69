"""The door back to the main thread, the timers there, and the watch over the settings file."""

import threading
from functools import partial
from pathlib import Path

from pytestqt.qtbot import QtBot

from rapidwhisper.core.events import Event, Timer, TimerFired, TimerKind
from rapidwhisper.ui.file_watch import FileWatch
from rapidwhisper.ui.main_thread import MainThread, QtTimers

TIMER = Timer(TimerKind.ERROR)


def test_calls_from_any_thread_run_on_the_main_one_in_order(qtbot: QtBot) -> None:
    main = MainThread()
    seen: list[tuple[int, bool]] = []

    def note(number: int) -> None:
        seen.append((number, threading.current_thread() is threading.main_thread()))

    def work() -> None:
        for number in range(100):
            main.call(partial(note, number))

    thread = threading.Thread(target=work)
    thread.start()
    qtbot.waitUntil(lambda: len(seen) == 100)
    thread.join()
    assert seen == [(number, True) for number in range(100)]


def test_a_timer_fires_once(qtbot: QtBot) -> None:
    events: list[Event] = []
    timers = QtTimers(events.append)
    timers.set(TIMER, 0.01)
    qtbot.waitUntil(lambda: bool(events))
    other = Timer(TimerKind.ERROR, 2)
    timers.set(other, 0.05)
    qtbot.waitUntil(lambda: TimerFired(other) in events)
    assert events == [TimerFired(TIMER), TimerFired(other)]


def test_a_cleared_timer_does_not_fire_and_a_set_one_starts_anew(qtbot: QtBot) -> None:
    events: list[Event] = []
    timers = QtTimers(events.append)
    timers.set(TIMER, 0.01)
    timers.clear(TIMER)
    timers.clear(TIMER)
    kept = Timer(TimerKind.ERROR, 2)
    timers.set(kept, 0.02)
    timers.set(kept, 0.04)
    qtbot.waitUntil(lambda: bool(events))
    assert events == [TimerFired(kept)]


def fingerprint(file: Path) -> object:
    try:
        found = file.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def test_every_way_of_editing_a_file_is_noticed(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    watch = FileWatch(file, lambda: fingerprint(file))
    with qtbot.waitSignal(watch.changed):
        file.write_text("A=1\n")
    with qtbot.waitSignal(watch.changed):
        file.write_text("A=1\nB=2\n")
    with qtbot.waitSignal(watch.changed):
        (tmp_path / "new").write_text("A=3\n")
        (tmp_path / "new").replace(file)
    with qtbot.waitSignal(watch.changed):
        file.write_text("A=1\nB=2\nC=3\n")
    with qtbot.waitSignal(watch.changed):
        file.unlink()


def test_other_files_beside_it_do_not_matter(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("A=1\n")
    watch = FileWatch(file, lambda: fingerprint(file))
    with qtbot.assertNotEmitted(watch.changed, wait=300):
        (tmp_path / "rapidwhisper.log").write_text("x")


def test_a_linked_file_is_followed(qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "dotfiles").mkdir()
    real = tmp_path / "dotfiles" / "env"
    real.write_text("A=1\n")
    (tmp_path / "home").mkdir()
    file = tmp_path / "home" / ".env"
    file.symlink_to(real)
    watch = FileWatch(file, lambda: fingerprint(file))
    with qtbot.waitSignal(watch.changed):
        real.write_text("A=1\nB=2\n")


def test_ten_thousand_signals_do_not_end_the_process(qtbot: QtBot) -> None:
    main = MainThread()
    seen: list[int] = []
    for number in range(10_000):
        main.call(partial(seen.append, number))
    qtbot.waitUntil(lambda: len(seen) == 10_000)
