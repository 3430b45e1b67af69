"""The keys: whether each can be had, and who stands in the way."""

from collections.abc import Iterator
from queue import Empty, SimpleQueue

from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.hotkey import Hotkey
from rapidwhisper.core.ports import Hotkeys
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.ui.keys import readable

NAME = "hotkey"

_ANSWER_S = 3.0

_WORKS = phrase("Check", "{hotkey} can be used, by way of {way}.")
_TROUBLE = phrase("Check", "{hotkey} does not work, by way of {way}.")
_NO_ANSWER = phrase("Problem", "it does not answer")


def check_hotkeys(hotkeys: Hotkeys, settings: Settings) -> Iterator[Check]:
    """Without the one that dictates there is no dictation; the others are a convenience."""
    trouble = hotkeys.trouble or _probed(hotkeys, settings.hotkey, "HOTKEY")
    yield judge(NAME, settings.hotkey, hotkeys.name, trouble, worst=Verdict.FAILED)
    if trouble is not None and trouble.code is Code.HOTKEY_NEEDS_DESKTOP:
        return  # it is the same with the others, which have their commands
    for key, hotkey in (
        ("CANCEL_HOTKEY", settings.cancel_hotkey),
        ("PASTE_LAST_HOTKEY", settings.paste_last_hotkey),
    ):
        if hotkey is not None:
            name = f"{NAME}/{key.removesuffix('_HOTKEY').lower()}"
            yield judge(name, hotkey, hotkeys.name, _probed(hotkeys, hotkey, key), worst=Verdict.WARNING)


def judge(name: str, hotkey: Hotkey, way: str, trouble: Problem | None, *, worst: Verdict) -> Check:
    """A desktop that keeps the keys to itself can be told of the command: that is no failure."""
    if trouble is None:
        return Check(name, Verdict.OK, _WORKS.filled(hotkey=readable(hotkey), way=way))
    verdict = Verdict.WARNING if trouble.code is Code.HOTKEY_NEEDS_DESKTOP else worst
    return Check(name, verdict, _TROUBLE.filled(hotkey=readable(hotkey), way=way), trouble)


def _probed(hotkeys: Hotkeys, hotkey: Hotkey, key: str) -> Problem | None:
    answers: SimpleQueue[Problem | None] = SimpleQueue()
    hotkeys.probe(hotkey, answers.put)
    try:
        trouble = answers.get(timeout=_ANSWER_S)
    except Empty:
        trouble = problem(Code.HOTKEY_FAILED, detail=_NO_ANSWER)
    return trouble and Problem(trouble.code, {**trouble.facts, "key": key})
