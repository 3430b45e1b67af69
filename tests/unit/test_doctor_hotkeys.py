"""The doctor's judgement of the keys."""

from rapidwhisper.core.check import Verdict
from rapidwhisper.core.events import Event
from rapidwhisper.core.hotkey import parse_hotkey
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.doctor.hotkeys import check_hotkeys
from rapidwhisper.hotkeys.wayland import DesktopShortcut
from tests.rig.fakes_hotkeys import FakeHotkeys

SETTINGS = Settings(paste_last_hotkey=parse_hotkey("f8"))


def ignore(_event: Event) -> None:
    pass


def test_every_key_that_is_set_is_looked_at() -> None:
    checks = list(check_hotkeys(FakeHotkeys(ignore), SETTINGS))
    assert [(each.name, each.verdict) for each in checks] == [
        ("hotkey", Verdict.OK),
        ("hotkey/cancel", Verdict.OK),
        ("hotkey/paste_last", Verdict.OK),
    ]
    assert checks[0].found == "Ctrl+Space can be used, by way of fake."


def test_a_key_that_another_program_holds_is_told_with_its_setting() -> None:
    hotkeys = FakeHotkeys(ignore)
    hotkeys.taken = {SETTINGS.hotkey, parse_hotkey("f8")}
    dictates, cancels, pastes = check_hotkeys(hotkeys, SETTINGS)
    assert (dictates.verdict, cancels.verdict, pastes.verdict) == (
        Verdict.FAILED,
        Verdict.OK,
        Verdict.WARNING,
    )
    assert pastes.problem is not None
    assert (pastes.problem.code, pastes.problem.facts["key"]) == (Code.HOTKEY_TAKEN, "PASTE_LAST_HOTKEY")


def test_what_troubles_the_running_program_counts_before_any_trial() -> None:
    hotkeys = FakeHotkeys(ignore)
    hotkeys.trouble = problem(Code.HOTKEY_FAILED, detail="the connection is gone")
    first = next(check_hotkeys(hotkeys, SETTINGS))
    assert (first.verdict, first.problem) == (Verdict.FAILED, hotkeys.trouble)


def test_keys_that_belong_to_the_desktop_are_one_warning_with_the_command() -> None:
    (check,) = check_hotkeys(DesktopShortcut(ignore), SETTINGS)
    assert check.verdict is Verdict.WARNING
    assert check.problem is not None
    assert check.problem.facts["command"] == "rapidwhisper toggle"
