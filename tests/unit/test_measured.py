"""How fast a model was on this computer, from what it has decoded here."""

import json
import logging
import math
import stat
from dataclasses import replace
from pathlib import Path

import pytest

from rapidwhisper.core.measured import FADES_AFTER_S, Measured
from rapidwhisper.core.settings import DEFAULTS, Device
from rapidwhisper.providers.local.spec import Spec
from rapidwhisper.providers.local.speeds import Speeds

BASIC = Spec()
PARAKEET = replace(DEFAULTS, local_model="parakeet-tdt-0.6b-v3")


def measured(*pieces: tuple[float, float], window_s: float = 0.0) -> Measured:
    found = Measured(window_s=window_s)
    for speech_s, took_s in pieces:
        found = found.and_piece(speech_s, took_s)
    return found


# the value


def test_from_one_length_the_rest_is_concluded_in_proportion() -> None:
    assert measured((5.0, 0.5)).seconds_for(30) == pytest.approx(3.0)
    assert measured((5.0, 0.4), (5.0, 0.6), (6.0, 0.6)).seconds_for(30) == pytest.approx(3.0)


def test_a_model_that_works_as_long_on_a_word_as_on_half_a_minute_is_not_made_out_to_be_slow() -> None:
    """As Whisper does, and by far the most dictations are short."""
    short = [(2.0, 2.0 + 0.05 * 2)] * 9
    whisper = measured(*short, (14.0, 2.0 + 0.05 * 14))
    assert whisper.seconds_for(30) == pytest.approx(2.0 + 0.05 * 30)
    assert whisper.seconds_for(2) == pytest.approx(2.0 + 0.05 * 2)
    assert not whisper.slower_than_speech


def test_one_short_sentence_does_not_make_whisper_out_to_be_ten_times_as_slow_as_it_is() -> None:
    """It computes on half a minute, whatever was said."""
    whisper = measured((3.0, 20.0), window_s=30.0)
    assert whisper.seconds_for(30) == pytest.approx(20.0)
    assert whisper.seconds_for(60) == pytest.approx(40.0)
    assert not whisper.slower_than_speech
    assert measured((3.0, 40.0), window_s=30.0).slower_than_speech


def test_a_long_piece_that_was_quicker_than_a_short_one_promises_no_speed_that_nobody_has() -> None:
    """The computer was busy with something else during the short one."""
    odd = measured((2.0, 3.0), (20.0, 1.0))
    assert odd.seconds_for(30) == pytest.approx(2.0)


def test_a_busy_moment_does_not_make_the_next_longer_piece_slower_than_in_proportion() -> None:
    assert measured((2.0, 0.1), (20.0, 10.0)).seconds_for(30) <= 30 * 10.1 / 22 + 1e-9


def test_old_figures_fade() -> None:
    now_faster = measured(*[(10.0, 10.0)] * 200, *[(10.0, 1.0)] * 300)
    assert now_faster.speech_s == pytest.approx(FADES_AFTER_S)
    assert now_faster.seconds_for(30) == pytest.approx(3.0, rel=0.1)


def test_slower_than_speech_is_what_takes_longer_than_it_was_spoken() -> None:
    assert measured((10.0, 10.5)).slower_than_speech
    assert not measured((10.0, 9.5)).slower_than_speech


# what is kept of it


def test_it_is_there_after_a_restart_by_model_and_device_and_holds_nothing_that_was_said(
    tmp_path: Path,
) -> None:
    path = tmp_path / "data" / "speeds.json"
    Speeds(path).note(BASIC, 10.0, 1.5)
    Speeds(path).note(BASIC, 4.0, 0.5)
    Speeds(path).note(Spec(PARAKEET.local_model), 10.0, 0.5)
    kept = Speeds(path)
    assert kept.of(DEFAULTS) == measured((10.0, 1.5), (4.0, 0.5))
    assert kept.of(PARAKEET) == measured((10.0, 0.5))
    assert kept.of(replace(PARAKEET, local_device=Device.GPU)) is None
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    numbers = json.loads(path.read_text("utf-8"))
    assert set(numbers) == {"basic-en auto", "parakeet-tdt-0.6b-v3 auto"}
    assert all(isinstance(each, float) for sums in numbers.values() for each in sums.values())


def test_the_window_of_whisper_is_kept_with_its_speed(tmp_path: Path) -> None:
    path = tmp_path / "speeds.json"
    Speeds(path).note(Spec("whisper-base", "whisper-base"), 3.0, 20.0)
    kept = Speeds(path).of(replace(DEFAULTS, local_model="whisper-base"))
    assert kept == measured((3.0, 20.0), window_s=30.0)


def test_what_a_command_measures_meanwhile_is_not_lost(tmp_path: Path) -> None:
    path = tmp_path / "speeds.json"
    program, command = Speeds(path), Speeds(path)
    command.note(BASIC, 10.0, 1.0)
    program.note(BASIC, 20.0, 2.0)
    assert Speeds(path).of(DEFAULTS) == measured((10.0, 1.0), (20.0, 2.0))


GOOD = {
    "pieces": 1.0,
    "speech_s": 5.0,
    "took_s": 1.0,
    "speech_speech": 25.0,
    "speech_took": 5.0,
    "window_s": 0.0,
}


@pytest.mark.parametrize(
    "sums",
    [
        None,
        [],
        {},
        {**GOOD, "more": 1.0},
        {**GOOD, "speech_s": "5"},
        {**GOOD, "pieces": 0.0},
        {**GOOD, "speech_s": 0.0},
        {**GOOD, "took_s": -1.0},
        {**GOOD, "took_s": math.nan},
        {**GOOD, "took_s": math.inf},
    ],
)
def test_numbers_that_cannot_be_are_as_good_as_none_and_cost_the_others_nothing(
    sums: object, tmp_path: Path
) -> None:
    path = tmp_path / "speeds.json"
    path.write_text(json.dumps({"basic-en auto": sums, "parakeet-tdt-0.6b-v3 auto": GOOD}), "utf-8")
    speeds = Speeds(path)
    assert speeds.of(DEFAULTS) is None
    assert speeds.of(PARAKEET) == measured((5.0, 1.0))


@pytest.mark.parametrize("content", ["", "[]", "{", "null", "\0"])
def test_a_damaged_file_is_as_good_as_none(content: str, tmp_path: Path) -> None:
    path = tmp_path / "speeds.json"
    path.write_text(content, "utf-8")
    Speeds(path).note(BASIC, 5.0, 1.0)
    assert Speeds(path).of(DEFAULTS) == measured((5.0, 1.0))


def test_a_folder_that_cannot_be_written_is_only_logged(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "data").write_text("a file in the way", "utf-8")
    speeds = Speeds(tmp_path / "data" / "speeds.json")
    with caplog.at_level(logging.INFO):
        speeds.note(BASIC, 5.0, 1.0)
    assert speeds.of(DEFAULTS) == measured((5.0, 1.0))
    assert "cannot be written" in caplog.text
