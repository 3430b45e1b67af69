"""What a click can do about a cause: named for each that a request for text can fail with."""

import re
from pathlib import Path

import pytest

import rapidwhisper
from rapidwhisper.core.problem import Code, found_ahead, problem
from rapidwhisper.core.remedy import Remedy, may_pass, remedies

IN_THE_TREE = [Code[name] for name in re.findall(r"\b[A-Z_]{5,}\b", Code.__doc__ or "")]


def test_the_tree_names_each_cause_once() -> None:
    assert len(IN_THE_TREE) == len(set(IN_THE_TREE)) > 30


@pytest.mark.parametrize("code", list(Code))
def test_every_cause_of_the_tree_has_a_remedy_and_no_other_has_one(code: Code) -> None:
    offered = remedies(problem(code))
    assert bool(offered) is (code in IN_THE_TREE)
    assert len(offered) == len(set(offered)) <= 3, "three buttons fit"


def test_whatever_providers_and_keys_complain_of_is_in_the_tree() -> None:
    """Else a failure would offer no button, and the page of errors would not know it."""
    folder = Path(rapidwhisper.__file__).parent
    sources = [*folder.glob("providers/**/*.py"), folder / "config" / "keys.py"]
    named = {
        Code[name] for each in sources for name in re.findall(r"\bCode\.([A-Z_]+)", each.read_text("utf-8"))
    }
    about_settings = {Code.MODEL_UNLISTED, Code.KEYRING_MISSING, Code.KEYRING_UNWRITABLE}
    about_downloads = {code for code in Code if code.startswith("download_")}
    about_downloads |= {Code.MODEL_NOT_OURS}
    assert named - set(IN_THE_TREE) == about_settings | about_downloads | {Code.INTERNAL}


def test_a_wrong_key_is_mended_where_keys_are_made_and_where_they_are_written_down() -> None:
    assert remedies(problem(Code.KEY_REFUSED))[:2] == (Remedy.OPEN_KEY_PAGE, Remedy.OPEN_SETTINGS)


@pytest.mark.parametrize("code", [Code.SERVER_ERROR, Code.TIMED_OUT, Code.RATE_LIMITED, Code.OFFLINE])
def test_what_may_pass_is_tried_again_or_elsewhere(code: Code) -> None:
    assert remedies(problem(code)) == (Remedy.TRY_AGAIN, Remedy.OTHER_PROVIDER)


def test_before_anybody_has_spoken_there_is_nothing_to_try_again() -> None:
    ahead = found_ahead(problem(Code.KEY_MISSING, key="GROQ_API_KEY", provider="Groq"))
    assert remedies(ahead) == (Remedy.OPEN_KEY_PAGE, Remedy.OPEN_SETTINGS)


@pytest.mark.parametrize("code", [Code.UNREACHABLE, Code.RATE_LIMITED, Code.MODEL_NOT_INSTALLED])
def test_what_ends_elsewhere_may_be_gone_the_next_time(code: Code) -> None:
    assert may_pass(found_ahead(problem(code)))


@pytest.mark.parametrize("code", [Code.KEY_REFUSED, Code.MODEL_NOT_FOUND, Code.KEYRING_MISSING])
def test_what_has_to_be_changed_here_does_not_pass(code: Code) -> None:
    assert not may_pass(problem(code))
