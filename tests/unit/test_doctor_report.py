"""What the doctor says: stable for programs, whole for people, and without secrets."""

from pathlib import Path

import pytest

from rapidwhisper.config.folders import Folders
from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.doctor.facts import facts, settings_told
from rapidwhisper.doctor.paths import without_home
from rapidwhisper.doctor.report import Report, lines
from rapidwhisper.providers.registry import PROVIDERS

FOUND = phrase("Check", "There is one.")
GOOD = Check("microphone", Verdict.OK, FOUND)
ODD = Check("tray", Verdict.WARNING, FOUND, problem(Code.NO_TRAY))
BAD = Check("provider/groq", Verdict.FAILED, FOUND, problem(Code.KEY_REFUSED, host="groq.example"))


def report(*checks: Check) -> Report:
    return Report(checks, {"python": "3.11"})


def test_only_a_failure_is_not_all_right() -> None:
    assert report(GOOD, ODD).as_json()["ok"] is True
    assert report(GOOD, ODD, BAD).as_json()["ok"] is False


def test_the_keys_for_programs_are_stable() -> None:
    told = report(BAD).as_json()
    assert set(told) == {"ok", "checks", "system"}
    (check,) = told["checks"]
    assert set(check) == {"name", "verdict", "found", "code", "problem", "remedy"}
    assert (check["name"], check["verdict"], check["code"]) == ("provider/groq", "failed", "key_refused")
    assert report(GOOD).as_json()["checks"][0]["code"] is None


def test_each_line_says_how_it_stands_and_what_to_do() -> None:
    told = "\n".join(lines(report(GOOD, ODD, BAD).as_json()))
    assert "ok       Microphone: There is one.\n" in told
    assert "warning  Tray: " in told
    assert "\n         This desktop has no place for tray icons.\n         Dictation works" in told
    assert "failed   Provider “Groq”: " in told
    assert "1 check failed. 1 warning." in told
    assert "  python: 3.11" in told


@pytest.mark.parametrize(
    ("checks", "summary"), [([GOOD], "Everything is all right."), ([ODD], "Nothing failed. 1 warning.")]
)
def test_the_sum_of_it_is_told(checks: list[Check], summary: str) -> None:
    assert summary in list(lines(report(*checks).as_json()))


@pytest.mark.parametrize("name", PROVIDERS)
def test_every_provider_has_its_title_and_its_sample_too(name: str) -> None:
    checks = [Check(f"provider/{name}{part}", Verdict.OK, FOUND) for part in ("", "/speech")]
    plain, spoken, *_ = lines(report(*checks).as_json())
    assert str(PROVIDERS[name].label) in plain
    assert spoken.startswith("ok       Speech sent to “")


def test_the_users_name_is_not_told_by_his_home() -> None:
    home = Path("/home/ada")
    assert without_home("/home/ada/.env: /home/adam /home/ada.", home) == "~/.env: /home/adam ~."
    assert without_home("/usr", Path("/")) == "/usr"


def test_a_report_holds_no_key_no_names_and_no_part_of_an_address_that_may_be_secret(tmp_path: Path) -> None:
    settings = Settings(
        ai_provider="custom",
        groq_api_key="gsk_canary",
        custom_api_key="canary",
        custom_base_url="https://speech.example/v1/?key=canary",
        prompt="canary of Ada",
    )
    folders = Folders(tmp_path, tmp_path, tmp_path, tmp_path)
    told = facts(folders, settings, {"qt": "6", "platform": "xcb", "screens": ["1×1"]})
    assert "canary" not in str(told)
    assert settings_told(settings) == {
        "AI_PROVIDER": "custom",
        "GROQ_API_KEY": "set",
        "CUSTOM_API_KEY": "set",
        "CUSTOM_BASE_URL": "https://speech.example/v1",
        "PROMPT": "set",
    }
    assert told["screens"] == "1×1"


def test_an_address_with_a_password_in_it_is_not_told() -> None:
    told = settings_told(Settings(custom_base_url="https://ada:canary@speech.example/"))
    assert told == {"CUSTOM_BASE_URL": "unusable"}
