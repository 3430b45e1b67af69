"""What `make bench` makes of the values it has measured."""

import math
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from bench.desk import Timed
from bench.figures import By, Calibration, Figure, Verdict, percentile
from bench.memory import slope
from bench.plots import plots
from bench.report import CLOSING, OPENING, Run, tables, with_tables
from bench.word_errors import errors
from bench.words import ENGLISH, RUSSIAN, Words
from tests.rig.speech_server import Request, Served


def figure(*values: float, by: By = By.P95, must: float = 60, aim: float = 30) -> Figure:
    bare = Calibration("bare clipboard and Shift+Insert", "ms", (3.0, 4.0))
    return Figure("P1", "overhead, 5 s of speech", "ms", values, must, aim, by, (bare,))


def run(*figures: Figure) -> Run:
    return Run("2026-11-26", 2, 0.1, 11.0, figures)


def test_percentiles_lie_on_straight_lines_between_the_values() -> None:
    assert percentile([4, 1, 3, 2], 50) == 2.5
    assert percentile(range(101), 95) == 95
    assert percentile([7], 95) == 7
    assert percentile([1, math.inf, math.inf], 95) == math.inf


@pytest.mark.parametrize(
    ("values", "by", "verdict"),
    [
        ((10, 20), By.P95, Verdict.AIM),
        ((10, 50), By.P95, Verdict.MUST),
        ((10, 80), By.P95, Verdict.MISSED),
        ((10, 10, 80), By.P50, Verdict.AIM),
        ((math.inf, 10, math.inf), By.P50, Verdict.MISSED),
        ((), By.P95, Verdict.NOT_THERE),
    ],
)
def test_a_figure_is_judged_by_its_percentile(values: tuple[float, ...], by: By, verdict: Verdict) -> None:
    assert figure(*values, by=by).verdict is verdict


@pytest.mark.parametrize("words", [ENGLISH, RUSSIAN])
def test_the_table_shows_how_often_it_was_measured_and_what_was_reached(words: Words) -> None:
    told = tables(run(figure(10, 20), figure()), words)
    decimal = words.decimal
    assert f"| 2 | 15 {words.said('ms')} | 19{decimal}5 {words.said('ms')} |" in told
    assert words.verdicts[Verdict.AIM] in told
    assert "| 0 | – | – |" in told
    assert f"| 2 | 3{decimal}50 {words.said('ms')} |" in told, "what was measured beside it"


def test_a_new_table_takes_the_place_of_the_old_one() -> None:
    page = f"# Title\n{OPENING}old\n{CLOSING}\nafter"
    once = with_tables(page, "new")
    assert once == f"# Title\n{OPENING}\nnew\n{CLOSING}\nafter"
    assert with_tables(once, "new") == once


def test_every_picture_is_sound_and_stays_within_its_frame() -> None:
    course = Figure("P7", "growth", "kB", (1.0,), 10, 1, course={0: 80.0, 50: 120.0})
    pictures = plots([figure(10, 20, 400), figure(math.inf, 3), figure(), course])
    assert set(pictures) == {"P1", "P7", "P7-course"}
    for picture in pictures.values():
        root = ET.fromstring(picture)  # noqa: S314 - our own
        width, height = float(root.attrib["width"]), float(root.attrib["height"])
        for each in root.iter():
            assert 0 <= float(each.get("cx", 0)) <= width
            assert 0 <= float(each.get("y", 0)) <= height


def timed(*served: tuple[float, float]) -> Timed:
    """Started at 0 s, stopped at 10 s, and the text there at 12 s."""
    request = Request("POST", "/", {}, {}, {}, None, 1)
    requests = tuple(Served(request, read_at, read_at, answered_at) for read_at, answered_at in served)
    return Timed(0.0, 10.0, 12.0, "", requests)


def test_of_the_servers_time_no_moment_counts_twice_and_none_before_the_stop_key() -> None:
    assert timed((10.5, 11.0)).server_s == pytest.approx(0.5)
    assert timed((10.5, 11.5), (10.75, 11.25), (11.25, 11.75)).server_s == pytest.approx(1.25)
    assert timed((8.0, 9.0), (9.5, 10.5)).server_s == pytest.approx(0.5)
    assert timed((8.0, 9.0)).overhead_ms == pytest.approx(2000)


def test_growth_is_the_slope_of_the_nearest_line() -> None:
    assert slope({0: 1.0, 10: 3.0, 20: 5.0}) == pytest.approx(0.2)
    assert slope({10: 4.0, 20: 4.0}) == 0


def test_every_page_has_a_place_for_the_figures() -> None:
    checkout = Path(__file__).parents[2]
    for words in (ENGLISH, RUSSIAN):
        page = (checkout / words.page).read_text("utf-8")
        assert with_tables(page, "").startswith("# ")


@pytest.mark.parametrize(
    ("heard", "share"), [("a b c d", 0), ("a x c", 0.5), ("a b c d e f", 0.5), ("", 1), ("b c d a", 0.5)]
)
def test_misheard_words_are_those_that_are_missing_too_many_or_others(heard: str, share: float) -> None:
    assert errors("a b c d", heard) == share


def test_of_a_figure_that_is_only_shown_nothing_is_asked() -> None:
    shown = Figure("P10", "stop key to text, 10 s of speech", "s", (0.5, 0.75))
    assert shown.verdict is Verdict.SHOWN
    assert "| P10 | stop key to text, 10 s of speech | 2 | 0.62 s | 0.74 s | – | – | – |" in tables(
        run(shown), ENGLISH
    )
    assert set(plots([shown])) == {"P10"}
