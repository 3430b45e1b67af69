"""The history as a file: what a person reads, what a program reads, what a player shows."""

import json
import re
import stat
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapidwhisper.core.dictation import Outcome
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.history.export import as_json, as_srt, as_txt, export
from rapidwhisper.history.row import Row, Source

CUE = re.compile(r"(\d+)\n(\d\d+):(\d\d):(\d\d),(\d\d\d) --> (\d\d+):(\d\d):(\d\d),(\d\d\d)\n([^\n]+)\n")


def row(number: int, text: str | None, *, seconds: float = 2.0) -> Row:
    return Row(
        id=number,
        started_at=f"2026-11-23T12:{number % 60:02}:00+03:00",
        seconds=seconds,
        source=Source("local", "small", "en"),
        text=text,
        outcome=Outcome.DONE if text else Outcome.FAILED,
        problem=None,
        timings_ms={},
    )


def cues(srt: str) -> list[tuple[int, int, int, str]]:
    """Number, start and end in ms, and text; fails on anything that is no cue."""
    found = []
    for block in filter(None, srt.split("\n\n")):
        match = CUE.fullmatch(block.rstrip("\n") + "\n")
        assert match, block
        number, *times = (int(part) for part in match.groups()[:-1])
        found.append((number, in_ms(*times[:4]), in_ms(*times[4:]), match[10]))
    return found


def in_ms(hours: int, minutes: int, seconds: int, ms: int) -> int:
    assert max(minutes, seconds) < 60
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + ms


def test_texts_stand_under_their_times_in_spoken_order() -> None:
    rows = [row(3, "Третий"), row(2, None), row(1, "First")]
    assert as_txt(rows) == "2026-11-23 12:01\nFirst\n\n2026-11-23 12:03\nТретий\n"


def test_programs_get_everything_that_is_known() -> None:
    rows = [row(2, None), row(1, "Первый")]
    assert json.loads(as_json(rows)) == [rows[1].as_json(), rows[0].as_json()]
    assert "Первый" in as_json(rows)


def test_each_sentence_is_a_subtitle_and_takes_its_share_of_the_time() -> None:
    rows = [row(2, "Again.", seconds=1.5), row(1, "One two three. Four!", seconds=20.0)]
    assert as_srt(rows) == (
        "1\n00:00:00,000 --> 00:00:14,736\nOne two three.\n\n"
        "2\n00:00:14,736 --> 00:00:20,000\nFour!\n\n"
        "3\n00:00:20,000 --> 00:00:21,500\nAgain.\n"
    )


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Is it? “It is.” Good…", ["Is it?", "“It is.”", "Good…"]),
        ("今天天气很好。明天呢？", ["今天天气很好。", "明天呢？"]),
        ("Version 2.5 is out", ["Version 2.5 is out"]),
        ("one\n\ntwo\r\nthree", ["one", "two", "three"]),
        ("a\x00b --> c", ["a b → c"]),
        ("  \n", []),
    ],
)
def test_sentences_end_where_people_hear_them_end(text: str, sentences: list[str]) -> None:
    assert [text for *_, text in cues(as_srt([row(1, text)]))] == sentences


def test_hours_of_speech_have_hours() -> None:
    rows = [row(1, "Long", seconds=3 * 3600.0), row(2, "Longer", seconds=100 * 3600.0)]
    assert [end for _, _, end, _ in cues(as_srt(rows))] == [3 * 3_600_000, 103 * 3_600_000]


TEXTS = st.text("aб你 .!?…。\n\r\t\0->1:,\"”'", max_size=40)
SECONDS = st.floats() | st.floats(0, 10)


@given(st.lists(st.tuples(TEXTS, SECONDS), max_size=6))
def test_whatever_was_said_the_subtitles_are_valid(said: list[tuple[str, float]]) -> None:
    rows = [row(number, text, seconds=min(seconds, 1e6)) for number, (text, seconds) in enumerate(said, 1)]
    found = cues(as_srt(rows[::-1]))
    assert [number for number, *_ in found] == list(range(1, len(found) + 1))
    assert all(start < end for _, start, end, _ in found)
    assert [start for _, start, _, _ in found] == [0, *(end for _, _, end, _ in found)][: len(found)]
    spoken = sum(
        max(round(each.seconds * 1000), 1) for each in rows if each.seconds > 0 and any(cues(as_srt([each])))
    )
    assert not found or found[-1][2] >= spoken
    letters = [char for each in rows for char in each.text or "" if char.isalpha()]
    assert [char for *_, text in found for char in text if char.isalpha()] == letters


@pytest.mark.parametrize("name", ["history.txt", "history.json", "history.SRT"])
def test_the_ending_decides_and_the_file_is_the_users_alone(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    export([row(1, "слова")], file)
    assert "слова" in file.read_text(encoding="utf-8")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_that_was_there_and_open_to_others_is_the_users_alone_too(tmp_path: Path) -> None:
    file = tmp_path / "history.txt"
    file.write_text("of before, and longer than what comes now")
    file.chmod(0o644)
    export([row(1, "слова")], file)
    assert file.read_text("utf-8").endswith("слова\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_a_file_whose_mode_is_anothers_business_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: Path, mode: int) -> None:
        raise PermissionError(mode)

    monkeypatch.setattr(Path, "chmod", refuse)
    export([row(1, "слова")], tmp_path / "history.txt")
    assert "слова" in (tmp_path / "history.txt").read_text("utf-8")


def test_a_file_that_cannot_be_written_is_a_problem(tmp_path: Path) -> None:
    with pytest.raises(ProblemError) as caught:
        export([], tmp_path / "missing" / "history.txt")
    assert caught.value.problem.code is Code.EXPORT_FAILED
    assert caught.value.problem.facts["detail"] == "No such file or directory"
