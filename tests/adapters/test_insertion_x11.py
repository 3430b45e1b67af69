"""Texts into real windows of an X server, with real keys, a real clipboard and its rivals."""

import json
import os
import signal
import struct
import subprocess
import time
import zlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from Xlib import X

from rapidwhisper.core.dictation import Target
from rapidwhisper.core.events import Inserted, NotInserted
from rapidwhisper.core.laps import Lap
from rapidwhisper.core.machine import INSERTING_S
from rapidwhisper.core.problem import Code, Unavailable, problem
from rapidwhisper.core.settings import PasteMethod
from rapidwhisper.insertion import x11_inserter, x11_type
from rapidwhisper.insertion.x11_inserter import X11Inserter
from rapidwhisper.insertion.x11_link import Link
from tests.contracts.inserter import TEXT, InserterContract, wish
from tests.rig import clipboard
from tests.rig.display import Display, x_server
from tests.rig.process import running, wait_until
from tests.rig.targets import gtk_editor, gtk_entry, qt_editor, terminal
from tests.rig.x11_bench import Open, X11Bench

LINE = TEXT.replace("\t", " ").replace("\n", " ")

EVERY_TOOLKIT = pytest.mark.parametrize("open_window", [qt_editor, gtk_editor, gtk_entry, terminal])


@pytest.fixture(scope="module", params=["us"])
def display(request: pytest.FixtureRequest) -> Iterator[Display]:
    with x_server(layout=request.param) as made:
        yield made


@pytest.fixture
def bench(x11: X11Bench) -> X11Bench:
    x11.open(qt_editor)
    return x11


class TestX11Inserter(InserterContract):
    pass


def fitting(text: str, open_window: Open) -> str:
    """One-line fields take no newline."""
    return text.replace("\n", " ").replace("\t", " ") if open_window is gtk_entry else text


@pytest.mark.parametrize("display", ["us", "ru", "us,ru"], indirect=True)
@EVERY_TOOLKIT
def test_every_toolkit_takes_every_script_in_every_layout(x11: X11Bench, open_window: Open) -> None:
    x11.open(open_window)
    text = fitting(TEXT, open_window)
    x11.insert(text)
    assert x11.next_event() == Inserted(1)
    x11.wait_for_text(text)


def test_key_and_receipt_are_stamped_in_the_order_in_which_they_happened(bench: X11Bench) -> None:
    ordered_at = time.monotonic()
    bench.insert("text")
    inserted = bench.next_event()
    assert isinstance(inserted, Inserted)
    assert list(inserted.stamps) == [Lap.WAIT, Lap.PASTE, Lap.RECEIPT]
    times = [ordered_at, *inserted.stamps.values(), time.monotonic()]
    assert times == sorted(times)


def test_keys_that_are_held_are_waited_for_and_not_taken_for_pasting(bench: X11Bench) -> None:
    bench.keyboard.down("shift")
    bench.insert("text")
    released_at = time.monotonic()
    bench.keyboard.up("shift")
    inserted = bench.next_event()
    assert isinstance(inserted, Inserted)
    assert inserted.stamps[Lap.WAIT] >= released_at


def test_typed_text_has_no_receipt(bench: X11Bench) -> None:
    bench.insert("text", PasteMethod.TYPE)
    inserted = bench.next_event()
    assert isinstance(inserted, Inserted)
    assert list(inserted.stamps) == [Lap.WAIT, Lap.PASTE]


@EVERY_TOOLKIT
def test_twenty_thousand_characters_arrive_complete(x11: X11Bench, open_window: Open) -> None:
    x11.open(open_window)
    text = fitting((TEXT * 600)[:20_000], open_window)
    x11.insert(text)
    assert x11.next_event() == Inserted(1)
    x11.wait_for_text(text)


def test_a_megabyte_arrives_piece_by_piece(x11: X11Bench) -> None:
    x11.open_qt()
    text = "".join(f"{number:07} строка\n" for number in range(50_000))
    assert len(text.encode()) > 1_000_000
    x11.insert(text)
    assert x11.next_event() == Inserted(1)
    x11.wait_for_text(text)


@pytest.mark.parametrize("display", ["us", "ru", "us,ru"], indirect=True)
@pytest.mark.parametrize("open_window", [qt_editor, gtk_editor, gtk_entry])
def test_ctrl_v_is_found_in_every_layout(x11: X11Bench, open_window: Open) -> None:
    x11.open(open_window)
    x11.insert(LINE, PasteMethod.CTRL_V)
    assert x11.next_event() == Inserted(1)
    x11.wait_for_text(LINE)


@pytest.mark.parametrize("display", ["us", "ru", "us,ru"], indirect=True)
@pytest.mark.parametrize("open_window", [qt_editor, gtk_editor, gtk_entry])
def test_typing_is_exact_and_leaves_the_keyboard_as_it_was(x11: X11Bench, open_window: Open) -> None:
    before = x11.display.run("xmodmap", "-pke")
    x11.open(open_window)
    text = fitting(TEXT * 3, open_window)
    x11.insert(text, PasteMethod.TYPE)
    assert x11.next_event() == Inserted(1)
    x11.wait_for_text(text)
    assert x11.display.run("xmodmap", "-pke") == before


def test_a_terminal_takes_typed_text(x11: X11Bench) -> None:
    """It answers no ping: the text has no more different characters than keycodes that are spare."""
    x11.open(terminal)
    x11.insert("Привет 你好 😀", PasteMethod.TYPE)
    assert x11.next_event() == Inserted(1)
    x11.wait_for_text("Привет 你好 😀")


def test_a_terminal_does_not_run_the_lines_of_typed_text(x11: X11Bench) -> None:
    x11.open(terminal)
    x11.insert("cd /tmp\nrm -r dir\n", PasteMethod.TYPE)
    assert x11.next_event() == Inserted(1)
    x11.wait_for_text("cd /tmp rm -r dir")


def test_typing_that_takes_too_long_stops_and_leaves_all_of_the_text_on_the_clipboard(
    x11: X11Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(x11_type, "LIMIT_S", 0.3)
    window = x11.open_qt()
    text = "as long as a sermon " * 2000
    x11.insert(text, PasteMethod.TYPE)
    assert x11.next_event() == NotInserted(1, problem(Code.KEPT_NOT_TAKEN))
    x11.wait_for_clipboard(text)
    x11.insert("|", PasteMethod.SHIFT_INSERT, dictation=2)
    assert x11.next_event() == Inserted(2)
    wait_until(lambda: window.text().endswith("|"), "everything that was pressed has arrived")
    assert text.startswith(window.text().removesuffix("|"))
    assert len(window.text()) < len(text)


def test_an_insertion_is_over_before_the_core_gives_up_on_it() -> None:
    assert x11_inserter._OVER_S < INSERTING_S


def test_typing_uses_the_layout_that_is_active(x11: X11Bench) -> None:
    x11.display.run("setxkbmap", "us,ru", "-option", "grp:sclk_toggle")
    try:
        window = x11.open_qt()
        x11.keyboard.press("Scroll_Lock")
        x11.insert("Съешь ещё, Joe: 你好", PasteMethod.TYPE)
        assert x11.next_event() == Inserted(1)
        window.wait_for_text("Съешь ещё, Joe: 你好")
    finally:
        x11.display.run("setxkbmap", "us", "-option", "")


def test_typing_is_not_capitalised_by_caps_lock(x11: X11Bench) -> None:
    window = x11.open_qt()
    x11.keyboard.press("Caps_Lock")
    try:
        x11.insert("Klein und ГРОСС", PasteMethod.TYPE)
        assert x11.next_event() == Inserted(1)
        window.wait_for_text("Klein und ГРОСС")
    finally:
        x11.keyboard.press("Caps_Lock")


def test_a_terminal_does_not_run_the_line(x11: X11Bench) -> None:
    x11.open(terminal)
    x11.insert("rm -r dir\n ")
    assert x11.next_event() == Inserted(1)
    x11.wait_for_text("rm -r dir ")


@pytest.mark.parametrize("open_window", [qt_editor, gtk_editor, gtk_entry])
def test_selected_text_is_replaced(x11: X11Bench, open_window: Open) -> None:
    window = x11.open(open_window)
    x11.display.run("xdotool", "type", "wrong")
    x11.keyboard.press("ctrl", "a")
    wait_until(lambda: clipboard.read(x11.display, selection="primary") == b"wrong", "the word is selected")
    x11.insert("right")
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("right")


# the old clipboard


def picture() -> bytes:
    """A real PNG of noise, so that it stays larger than one request."""
    width, height = 400, 300
    rows = b"".join(b"\0" + os.urandom(width * 3) for _ in range(height))
    chunks = [
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    ]
    packed = [
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in chunks
    ]
    return b"\x89PNG\r\n\x1a\n" + b"".join(packed)


def test_a_large_picture_on_the_clipboard_comes_back(x11: X11Bench) -> None:
    png = picture()
    assert len(png) > 300_000
    owner = clipboard.other_owner(x11.display, png, x11.folder, target="image/png")
    x11.stack.enter_context(owner)
    x11.open_qt()
    x11.insert("text")
    assert x11.next_event() == Inserted(1)
    wait_until(lambda: clipboard.read(x11.display, "image/png") == png, "the picture is back")
    assert clipboard.formats(x11.display) >= {"image/png"}
    assert "UTF8_STRING" not in clipboard.formats(x11.display)


def test_all_formats_of_the_clipboard_come_back_byte_for_byte(x11: X11Bench) -> None:
    kept = {
        "text/plain": "alter Text, старый 你好 😀".encode(),
        "text/html": "<b>alt</b>, старый".encode(),
        "image/png": picture(),
        "text/uri-list": b"file:///home/user/%D0%BE%D1%82%D1%87%D1%91%D1%82.pdf\r\n",
        "x-special/gnome-copied-files": b"cut\nfile:///home/user/%D0%BE%D1%82%D1%87%D1%91%D1%82.pdf",
        "x-kde-passwordManagerHint": b"secret",
        "application/x-own": bytes(range(256)),
    }
    for name, data in kept.items():
        (x11.folder / name.replace("/", "-")).write_bytes(data)
    files = x11.folder / "formats.json"
    files.write_text(json.dumps({name: str(x11.folder / name.replace("/", "-")) for name in kept}))
    owner = qt_editor(x11.display, x11.folder, f"--clipboard={files}", name="owner")
    x11.stack.enter_context(owner)
    before = clipboard.formats(x11.display)
    assert before >= set(kept)

    x11.open_qt()
    x11.insert("text")
    assert x11.next_event() == Inserted(1)
    wait_until(lambda: "text/html" in clipboard.formats(x11.display), "the old clipboard is back")
    for name, data in kept.items():
        assert clipboard.read(x11.display, name) == data, name
    assert clipboard.formats(x11.display) >= {name for name in before if not name.startswith("image/")} - {
        "SAVE_TARGETS"
    }


def test_an_empty_clipboard_is_empty_again(x11: X11Bench) -> None:
    x11.open_qt()
    x11.user_copies("gone").terminate()
    wait_until(lambda: not clipboard.owned(x11.display), "nobody owns the clipboard")
    x11.insert("text")
    assert x11.next_event() == Inserted(1)
    wait_until(lambda: not clipboard.owned(x11.display), "nobody owns the clipboard again")


def test_the_primary_selection_comes_back(x11: X11Bench) -> None:
    owner = clipboard.other_owner(x11.display, "gewählt".encode(), x11.folder, selection="primary")
    x11.stack.enter_context(owner)
    x11.open(terminal)
    x11.insert("text")
    assert x11.next_event() == Inserted(1)
    x11.wait_for_text("text")
    back = "gewählt".encode()
    wait_until(lambda: clipboard.read(x11.display, selection="primary") == back, "the selection is back")


def test_a_frozen_owner_of_the_clipboard_does_not_hold_up_the_text(x11: X11Bench) -> None:
    x11.open_qt()
    frozen = x11.user_copies("unreachable")
    frozen.send_signal(signal.SIGSTOP)
    try:
        x11.insert("text")
        assert x11.next_event() == Inserted(1)
        x11.wait_for_text("text")
    finally:
        frozen.send_signal(signal.SIGCONT)


def test_what_the_user_copies_right_after_the_insertion_stays(x11: X11Bench) -> None:
    x11.user_copies("old")
    x11.open_qt()
    x11.insert("text")
    assert x11.next_event() == Inserted(1)
    x11.user_copies("new")
    x11.insert("more", dictation=2)  # its turn comes after the first one's restoring
    assert x11.next_event() == Inserted(2)
    x11.wait_for_clipboard("new")


def test_what_the_user_copies_while_the_window_is_busy_stays(x11: X11Bench) -> None:
    window = x11.open_qt()
    window.freeze()
    x11.insert("text")
    x11.wait_for_clipboard("text")
    x11.user_copies("new")
    event = x11.next_event()
    assert isinstance(event, NotInserted)
    assert event.problem.code is Code.CLIPBOARD_FAILED
    assert clipboard.read(x11.display) == b"new"


# proof


def test_a_clipboard_manager_that_reads_at_once_is_no_receipt(x11: X11Bench) -> None:
    log = x11.manager()
    window = x11.open_qt()
    window.freeze()
    x11.insert("text")
    wait_until(lambda: "read text" in log(), "the manager has read it")
    x11.nothing_for(1)
    window.thaw()
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("text")


def test_the_old_clipboard_comes_back_beside_a_clipboard_manager(x11: X11Bench) -> None:
    x11.user_copies("old")
    log = x11.manager()
    x11.open_qt()
    x11.insert("text")
    assert x11.next_event() == Inserted(1)
    x11.wait_for_clipboard("old")
    wait_until(lambda: log()[-1] == "read old", "the manager has the old text as its newest")


@pytest.mark.parametrize("open_window", [qt_editor, terminal])
def test_a_window_frozen_for_three_seconds_gets_the_text_once(x11: X11Bench, open_window: Open) -> None:
    window = x11.open(open_window)
    window.freeze()
    x11.insert("once ")
    x11.nothing_for(3)
    window.thaw()
    assert x11.next_event() == Inserted(1)
    x11.insert("twice ", dictation=2)
    assert x11.next_event() == Inserted(2)
    window.wait_for_text("once twice ")


def test_a_window_busy_with_the_key_itself_gets_the_text_once(x11: X11Bench) -> None:
    window = x11.open_qt("--slow=3")
    x11.insert("once")
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("once")
    assert window.keys().count("Shift+Ins") == 1
    assert window.keys().count("Ctrl+V") == 0


def test_a_window_that_ignores_shift_insert_gets_ctrl_v(x11: X11Bench) -> None:
    window = x11.open_qt("--deaf=Shift+Ins")
    x11.insert("text")
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("text")
    assert window.keys().count("Shift+Ins") == 1
    assert window.keys().count("Ctrl+V") == 1


def test_text_that_the_window_does_not_take_stays_on_the_clipboard(x11: X11Bench) -> None:
    x11.user_copies("old")
    window = x11.open_qt("--deaf=Shift+Ins,Ctrl+V")
    x11.insert("text")
    assert x11.next_event() == NotInserted(1, problem(Code.KEPT_NOT_TAKEN))
    x11.wait_for_clipboard("text")
    assert window.keys().count("Shift+Ins") == 1
    assert window.keys().count("Ctrl+V") == 1
    assert window.text() == ""


def test_a_chosen_way_is_the_only_one_tried(x11: X11Bench) -> None:
    window = x11.open_qt("--deaf=Shift+Ins")
    x11.insert("text", PasteMethod.SHIFT_INSERT)
    assert x11.next_event() == NotInserted(1, problem(Code.KEPT_NOT_TAKEN))
    assert window.keys().count("Ctrl+V") == 0


# keys that are down


@pytest.mark.parametrize("key", ["ctrl", "shift", "alt", "super", "F9"])
def test_held_keys_are_waited_for(x11: X11Bench, key: str) -> None:
    window = x11.open_qt()
    with x11.held(key):
        x11.insert("text")
        x11.nothing_for(2 if key == "ctrl" else 0.3)
    assert x11.next_event() == Inserted(1)
    window.wait_for_text("text")
    assert window.keys().count("Shift+Ins") == 1


def test_keys_held_for_too_long_leave_the_text_on_the_clipboard(x11: X11Bench) -> None:
    window = x11.open_qt()
    with x11.held("ctrl"):
        x11.insert("text")
        assert x11.next_event() == NotInserted(1, problem(Code.KEPT_KEYS_HELD))
    x11.wait_for_clipboard("text")
    assert window.text() == ""


def test_text_whose_window_loses_the_focus_while_keys_are_held_waits(x11: X11Bench) -> None:
    x11.user_copies("old")
    window = x11.open_qt()
    with x11.held("ctrl"):
        x11.insert("text")
        x11.focus_elsewhere()
        assert x11.next_event() == NotInserted(1, problem(Code.HELD_FOR_ITS_WINDOW))
    assert clipboard.read(x11.display) == b"old"
    assert (window.text(), x11.elsewhere.text()) == ("", "")


# windows


def test_text_for_a_closed_window_is_kept(display: Display, x11: X11Bench, tmp_path: Path) -> None:
    with qt_editor(display, tmp_path):
        target = x11.inserter.target()
    assert target is not None
    assert x11.inserter.target() is None
    x11.inserter.insert(1, "text", target, wish())
    assert x11.next_event() == NotInserted(1, problem(Code.KEPT_WINDOW_CLOSED))
    x11.wait_for_clipboard("text")


def test_a_program_that_grabs_the_x_server_does_not_stop_the_main_thread(x11: X11Bench) -> None:
    window = x11.open_qt()
    link = Link(x11.display.name)
    x11.stack.callback(link.close)
    link.display.grab_server()
    link.display.sync()
    try:
        assert x11.inserter.target() is None
        assert x11.inserter.target() is None
    finally:
        link.display.ungrab_server()
        link.display.sync()
    wait_until(lambda: x11.inserter.target() == Target(window.id), "the X server answers again")


def test_a_window_is_found_without_a_window_manager(tmp_path: Path) -> None:
    with x_server(window_manager=False) as display, ExitStack() as stack:
        bench = X11Bench(display, tmp_path, stack)
        assert bench.inserter.target() is None
        connection = Link(display.name)
        stack.callback(connection.close)
        command = ["xterm", "-u8", "-e", "sh", "-c", f"stty raw -echo; cat > '{tmp_path}/got'"]
        stack.enter_context(running(command, env=display.env, stderr=subprocess.DEVNULL))
        wait_until((tmp_path / "got").exists, "the terminal's program listens")
        display.run("xdotool", "search", "--sync", "--onlyvisible", "--class", "xterm", "windowfocus")
        target = wait_until(bench.inserter.target, "the terminal has the focus")
        bench.inserter.insert(1, "text\n", target, wish())
        assert bench.next_event() == Inserted(1)
        wait_until(lambda: (tmp_path / "got").read_bytes() == b"text", "the text arrives")


# beginning and end


def test_without_an_x_server_it_is_unavailable() -> None:
    with pytest.raises(Unavailable) as caught:
        X11Inserter(lambda _: None, ":none")
    assert caught.value.problem == problem(Code.KEPT_NO_WAY, reason="no X display")


def test_what_we_offer_is_handed_to_the_clipboard_manager_at_the_end(x11: X11Bench) -> None:
    log = x11.manager()
    x11.inserter.copy("for later")
    x11.wait_for_clipboard("for later")
    x11.inserter.close()
    assert "saved for later" in log()


def test_an_insertion_after_the_x_server_has_gone_is_told(tmp_path: Path) -> None:
    with ExitStack() as stack:
        with x_server() as display:
            bench = X11Bench(display, tmp_path, stack)
        assert bench.inserter.target() is None
        bench.inserter.insert(1, "text", Target(1), wish())
        event = bench.next_event()
    assert isinstance(event, NotInserted)
    assert event.problem.code is Code.CLIPBOARD_FAILED


def test_copied_text_is_offered_in_pieces_and_in_parts(x11: X11Bench) -> None:
    text = "größer\n" * 100_000
    x11.inserter.copy(text)
    x11.wait_for_clipboard(text)
    assert clipboard.read(x11.display, "STRING") == text.encode("latin-1")
    link = Link(x11.display.name)
    x11.stack.callback(link.close)
    assert asked_at_once(link, ["TEXT", "UNKNOWN", "TIMESTAMP"]) == ["TEXT", None, "TIMESTAMP"]


def asked_at_once(link: Link, names: list[str]) -> list[str | None]:
    """Ask for several targets in one MULTIPLE request; None for those that are refused."""
    into = link.atom("ANSWER")
    atoms = [link.atom(name) for name in names]
    pairs = [number for atom in atoms for number in (atom, atom)]
    link.window.change_property(into, link.atom("ATOM_PAIR"), 32, pairs)
    link.window.convert_selection(link.atom("CLIPBOARD"), link.atom("MULTIPLE"), into, X.CurrentTime)

    def answer() -> bool:
        return any(event.type == X.SelectionNotify and event.property == into for event in link.events())

    wait_until(answer, "the request is answered")
    served = link.window.get_full_property(into, X.AnyPropertyType).value[1::2]
    return [name if atom else None for name, atom in zip(names, served, strict=True)]
