"""Kill -9 in the middle of a dictation, and what is left of it after the next start.

One voice speaks all the time, and another program listens at the same microphone; what the killed one kept is
found in what that one heard, so that the missing part is measured in sound and not by the clock.
"""

import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from statistics import median

import numpy as np

from rapidwhisper.audio.journal import Journal
from rapidwhisper.core.audio import BYTES_PER_SAMPLE, RATE, Samples
from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.problem import ProblemError
from rapidwhisper.desktop.instance import ask
from tests.rig.app import App
from tests.rig.process import wait_until
from tests.rig.speech_server import SpeechServer, text
from tests.rig.targets import Window
from tests.rig.voice import place

STAGES = {"opening": 0.3, "recording": 3.0, "stopping": 0.15, "transcribing": 1.0, "inserting": 0.2}
"""Each with the longest time in it before the kill."""

SERVER_S = 1.2
RETRIED_S = 0.5
"""What is shorter may hold no word; longer recordings must give their text after the next start."""
PROBE_S = 0.25
"""So much sound is looked for, at both ends of a recording."""
_PROBE = round(PROBE_S * RATE)
_BLOCK = RATE // 50
_NOTHING: Samples = np.empty(0, np.int16)


@dataclass(frozen=True, slots=True)
class Moment:
    stage: str
    spoken_s: float
    """Between the first sign of recording and the stop key, in the stages behind it."""
    after_s: float
    """From the beginning of the stage to the kill."""


@dataclass(frozen=True, slots=True)
class Found:
    """After the next start."""

    moment: Moment
    spoken_s: float
    """From “recording” to the kill or the stop key; 0 if it never said that it records."""
    late_s: float
    """Missing at the beginning,"""
    hole_s: float
    """in the middle,"""
    cut_s: float
    """and at the end."""
    text: bool
    """It is in the history, at once or after a retry."""
    audio: bool
    pasted: int
    """How many times the text stands in the window."""

    @property
    def missing_s(self) -> float:
        return self.late_s + self.hole_s + self.cut_s

    @property
    def lost(self) -> bool:
        return self.spoken_s > 0 and not self.text and not self.audio


def moments(seed: int, number: int) -> list[Moment]:
    """Every stage equally often, at a random moment of it."""
    chance = random.Random(seed)  # noqa: S311 - the same moments in each run
    names = list(STAGES)
    return [
        Moment(name, chance.uniform(0.8, 2.0), chance.uniform(0.0, STAGES[name]))
        for name in (names[each % len(names)] for each in range(number))
    ]


class Killing:
    """`heard` is the growing file of the other program at the microphone."""

    def __init__(self, app: App, server: SpeechServer, editor: Window, heard: Path) -> None:
        self._app = app
        self._server = server
        self._editor = editor
        self._heard = heard
        self._numbers = count(1)

    @property
    def _journal(self) -> Journal:
        """As it is on disk."""
        return Journal(self._app.folder / "data" / "audio")

    def kill_at(self, moment: Moment) -> Found:
        """The program runs before and afterwards."""
        words = f"take {next(self._numbers):04}"
        self._server.answers(text(words, delay_s=SERVER_S if moment.stage == "transcribing" else 0.0))
        known = {row["id"] for row in self._app.history()} | set(self._journal.ids())
        before = max(0, self._position() - RATE)
        began, ended = self._until_the_kill(moment)
        dictation, kept = self._kept(known)
        late, hole, cut = self._missing(kept, before, began, ended)
        self._app.start()
        found = self._text(words)
        if found and not len(kept):
            late = hole = cut = 0
        if not found and len(kept) >= RETRIED_S * RATE:
            self._retry(dictation)
            found = self._text(words)
        return Found(
            moment,
            spoken_s=(ended - began) / RATE,
            late_s=late / RATE,
            hole_s=hole / RATE,
            cut_s=cut / RATE,
            text=found,
            audio=len(kept) > 0,
            pasted=self._editor.text().count(words),
        )

    def _until_the_kill(self, moment: Moment) -> tuple[int, int]:
        """Where the promised speech begins and ends; nothing is promised before it says that it records."""
        asked = len(self._server.requests)
        self._app.press()
        if moment.stage == "opening":
            time.sleep(moment.after_s)  # the moment is the story, here and below
            began = self._position() if self._app.status().get("state") == "recording" else None
            return self._killed(began)
        self._app.wait_for("recording")
        began = self._position()
        if moment.stage == "recording":
            time.sleep(moment.after_s)
            return self._killed(began)
        time.sleep(moment.spoken_s)
        stopped = self._position()
        self._app.press()
        if moment.stage != "stopping":
            wait_until(lambda: len(self._server.requests) > asked or self._at_rest(), "the server is asked")
        time.sleep(moment.after_s)
        self._app.kill()
        return began, stopped

    def _at_rest(self) -> bool:
        """Also when it heard no speech in what was said: then it keeps the sound and asks nobody."""
        return bool(self._app.status().get("state") == "idle")

    def _killed(self, began: int | None) -> tuple[int, int]:
        now = self._position()
        self._app.kill()
        return (now, now) if began is None else (began, now)

    def _position(self) -> int:
        return self._heard.stat().st_size // BYTES_PER_SAMPLE

    def _text(self, words: str) -> bool:
        return any(words in (row["text"] or "") for row in self._app.history())

    def _retry(self, dictation: DictationId) -> None:
        request = {"command": "retry", "id": dictation}
        answer = ask(self._app.desktop.runtime / "rapidwhisper", request, timeout_s=60)
        assert answer["ok"], answer

    def _kept(self, known: set[DictationId]) -> tuple[DictationId, Samples]:
        """The newest recording on disk that was not there before."""
        new = [each for each in self._journal.ids() if each not in known]
        try:
            return (new[-1], self._journal.clip(new[-1]).samples) if new else (0, _NOTHING)
        except ProblemError:  # made, and nothing in it yet
            return new[-1], _NOTHING

    def _missing(self, kept: Samples, before: int, began: int, ended: int) -> tuple[int, int, int]:
        """Samples of the promised ones, from `began` to `ended`, that are not in what was kept."""
        if len(kept) < _PROBE:
            return 0, 0, max(0, ended - began - len(kept))
        wait_until(lambda: self._position() >= ended + RATE // 2, "the other one has heard all of it")
        room = np.fromfile(self._heard, "<i2")[before:]
        first, last = (before + place(probe, room) for probe in (kept[:_PROBE], kept[-_PROBE:]))
        hole = abs(last + _PROBE - first - len(kept))
        return max(0, first - began), hole if hole > _BLOCK else 0, max(0, ended - last - _PROBE)


def told(found: Sequence[Found]) -> str:
    """Figures for a person."""
    lines = []
    for name in STAGES:
        them = [one for one in found if one.moment.stage == name]
        if them:
            missing = [one.missing_s for one in them]
            figures = f"missing {max(missing):.3f} s at worst, {median(missing):.3f} s in the middle"
            kept = f"{sum(one.text for one in them)} texts, {sum(one.audio for one in them)} recordings"
            lines.append(f"{name:>12}: {len(them)} kills, {figures}; {kept}")
    lost, twice = sum(one.lost for one in found), sum(one.pasted > 1 for one in found)
    worst = max(one.missing_s for one in found)
    lines.append(
        f"{len(found)} kills: missing {worst:.3f} s at worst, texts lost {lost}, pasted twice {twice}"
    )
    return "\n".join(lines)
