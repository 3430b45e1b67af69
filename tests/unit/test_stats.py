"""`rapidwhisper stats` on a real history, as a shell sees it."""

import json
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import Outcome
from rapidwhisper.history.row import Source
from rapidwhisper.history.store import Store
from tests.rig.command_line import CommandLine

GROQ = Source("groq", "whisper-large-v3", "")
OWN = Source("custom", "", "")
DAY = timedelta(days=1)


@pytest.fixture
def shell(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture
def filled(shell: CommandLine) -> CommandLine:
    """Two by Groq, a day and three days ago; one on one's own server; one that failed."""
    now = datetime.now().astimezone()
    told: tuple[tuple[Source, timedelta, Outcome, str | None, dict[str, int]], ...] = (
        (GROQ, 3 * DAY, Outcome.DONE, "one", {"first_sample": 90, "answer": 1200, "total": 1480}),
        (GROQ, DAY, Outcome.DONE, "two", {"first_sample": 80, "answer": 300, "total": 420}),
        (OWN, DAY, Outcome.HELD, "three", {}),
        (OWN, DAY, Outcome.FAILED, None, {"last_sample": 20}),
    )
    clock = iter(now - ago for _, ago, *_ in told for _ in range(2))
    with Store(shell.history, now=lambda: next(clock)) as store:
        for number, (source, _, outcome, text, timings) in enumerate(told, start=1):
            store.begin(number, source)
            row = UpdateRow(number, outcome=outcome, text=text, seconds=35.0, timings_ms=timings)
            store.update(row, source)
    return shell


def test_the_figures_stand_in_columns(filled: CommandLine) -> None:
    assert filled.run("stats").stdout.splitlines() == [
        "Groq · whisper-large-v3",
        "2 dictations, 1 min 10 s of speech",
        "                               p50      p95",
        "  From the key to the text  420 ms  1480 ms",
        "  Microphone opens           80 ms    90 ms",
        "  Answer                    300 ms  1200 ms",
        "",
        "Custom server",
        "1 dictation, 35 s of speech",
    ]


def test_they_speak_the_language_of_the_program(filled: CommandLine) -> None:
    filled.configure(INTERFACE_LANGUAGE="ru")
    lines = filled.run("stats").stdout.splitlines()
    assert lines[1] == "2 диктовки, 1 мин 10 с речи"
    assert lines[5] == "  Ответ                 300 мс  1200 мс"


def test_programs_get_them_as_json(filled: CommandLine) -> None:
    groq, own = json.loads(filled.run("stats", "--json").stdout)
    assert own == {"provider": "custom", "model": "", "dictations": 1, "seconds": 35.0, "timings_ms": {}}
    assert (groq["provider"], groq["dictations"], groq["seconds"]) == ("groq", 2, 70.0)
    assert groq["timings_ms"]["total"] == {"count": 2, "p50": 420, "p95": 1480}


def test_only_the_last_days_when_that_is_wished(filled: CommandLine) -> None:
    _, groq = json.loads(filled.run("stats", "--json", "--days", "2").stdout)
    assert groq["timings_ms"]["total"] == {"count": 1, "p50": 420, "p95": 420}


def test_more_days_than_the_calendar_has_are_all_there_are(filled: CommandLine) -> None:
    done = filled.run("stats", "--json", "--days", "99999999999")
    assert done.returncode == 0
    assert json.loads(done.stdout) == json.loads(filled.run("stats", "--json").stdout)


def test_where_there_is_nothing_it_says_so(shell: CommandLine, filled: CommandLine) -> None:
    filled.history.unlink()
    for arguments, told in (
        ([], "The history holds no texts yet.\n"),
        (["--days", "1"], "The history holds no texts of this time.\n"),
    ):
        done = shell.run("stats", *arguments)
        assert (done.returncode, done.stdout, done.stderr) == (0, "", told)
    assert shell.run("stats", "--json").stdout == "[]\n"


def test_no_days_at_all_are_a_mistake_of_the_caller(shell: CommandLine) -> None:
    done = shell.run("stats", "--days", "0")
    assert done.returncode == 2
    assert "it must be 1 or more" in done.stderr
