"""In which forms the text of a file is written, each as it grows."""

from enum import StrEnum
from typing import Any

from rapidwhisper.core.passage import Passage, text_of, worth_showing
from rapidwhisper.core.segments import joined
from rapidwhisper.core.subtitles import WEBVTT, Cue, cues, srt, vtt


class Form(StrEnum):
    """As the command line names them."""

    TEXT = "text"
    JSON = "json"
    SRT = "srt"
    VTT = "vtt"

    @property
    def ending(self) -> str:
        return ".txt" if self is Form.TEXT else f".{self}"

    @property
    def is_subtitles(self) -> bool:
        return self in {Form.SRT, Form.VTT}


class AsText:
    """In one line, or with a line for each passage, where somebody watches it grow."""

    def __init__(self, *, lines: bool) -> None:
        self._lines = lines
        self._last = ""

    def add(self, passage: Passage) -> str:
        text = passage.shown.strip()
        if self._lines:
            return f"{text}\n"
        added = joined((self._last, text)).removeprefix(self._last)
        self._last = text[-1:] or self._last
        return added

    def end(self) -> str:
        return "\n" if self._last else ""


class AsSubtitles:
    """Cues that follow one another and never overlap."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._count = 0
        self._stop_ms = 0

    def add(self, passage: Passage) -> str:
        start_ms = max(self._stop_ms, round(passage.start_s * 1000))
        return "".join(map(self._cue, cues(passage.shown, start_ms, round(passage.stop_s * 1000))))

    def end(self) -> str:
        return ""

    def _cue(self, cue: Cue) -> str:
        head = WEBVTT if self._form is Form.VTT and not self._count else ""
        self._count += 1
        self._stop_ms = cue.stop_ms
        return head + (vtt(cue) if self._form is Form.VTT else srt(cue, self._count))


def as_record(name: str, seconds: float, language: str, passages: list[Passage]) -> dict[str, Any]:
    """For JSON. Who has understood a passage stands there where it was another than of the first."""
    shown = list(worth_showing(passages))
    by = next(((each.provider, each.model) for each in shown if each.text), ("", ""))
    problem = next((each.problem for each in passages if each.problem is not None), None)
    return {
        "file": name,
        "seconds": round(seconds, 3),
        "provider": by[0],
        "model": by[1],
        "language": language,
        "text": text_of(passages),
        "segments": [_segment(each, by) for each in shown],
        **({"error": problem.code.value} if problem is not None else {}),
    }


def _segment(passage: Passage, by: tuple[str, str]) -> dict[str, Any]:
    times = {"start": round(passage.start_s, 3), "end": round(passage.stop_s, 3)}
    if passage.problem is not None:
        return {**times, "text": "", "error": passage.problem.code.value}
    other = {"provider": passage.provider, "model": passage.model}
    return {**times, "text": passage.text, **(other if (passage.provider, passage.model) != by else {})}
