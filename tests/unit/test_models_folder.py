"""A folder of models that cannot be used keeps models from being used, and nothing else."""

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.local.chosen import hindrance
from rapidwhisper.providers.local.models.catalogue import RECOMMENDED
from rapidwhisper.providers.local.models.shared_cache import shared_cache
from rapidwhisper.providers.local.models.store import model_store
from rapidwhisper.providers.registry import usable

NOBODYS = "~nobody-of-this-name/models"
TOO_LONG = "/" + "x" * 300
"""The system refuses to look there, whoever asks."""


def choosing(folder: str) -> Settings:
    return Settings(
        ai_provider="local", local_model=RECOMMENDED, local_models_folder=folder, groq_api_key="key"
    )


def told(settings: Settings) -> dict[str, str]:
    found = hindrance(settings)
    assert found is not None
    assert found.code is Code.MODELS_UNUSABLE
    return {name: str(fact) for name, fact in found.facts.items()}


@pytest.mark.parametrize(
    ("folder", "detail"),
    [
        (NOBODYS, "there is no such home folder"),
        ("models", "it must be named in full, or from ~ on"),
        (TOO_LONG, "File name too long"),
    ],
)
def test_a_folder_that_nothing_can_be_made_of_is_told_with_its_reason(folder: str, detail: str) -> None:
    assert told(choosing(folder)) == {"path": folder, "detail": detail}


@pytest.mark.parametrize("number", [errno.EACCES, errno.ENOTCONN, errno.ESTALE, errno.EIO])
def test_a_disk_that_does_not_answer_is_told_and_not_fallen_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    for question in ("stat", "open"):
        monkeypatch.setattr(Path, question, _refusing(tmp_path, number, getattr(Path, question)))
    assert told(choosing(str(tmp_path)))["path"] == str(tmp_path)
    own = hindrance(Settings(ai_provider="local", local_model=str(tmp_path / "own")))
    assert own is not None
    assert own.code is Code.LOCAL_MODEL_UNKNOWN


def _refusing(folder: Path, number: int, ask: Callable[..., object]) -> Callable[..., object]:
    """As a network drive does whose server has gone."""

    def refuse(path: Path, *how: object, **more: object) -> object:
        if path.is_relative_to(folder):
            raise OSError(number, "refused")
        return ask(path, *how, **more)

    return refuse


@pytest.mark.parametrize("folder", [NOBODYS, "models", TOO_LONG])
def test_others_can_be_asked_for_a_text_whatever_the_folder_of_models_is(folder: str) -> None:
    names = [card.name for card in usable(choosing(folder))]
    assert "groq" in names
    assert "local" not in names


@pytest.mark.parametrize("folder", [NOBODYS, "models"])
def test_nothing_is_downloaded_into_such_a_folder(folder: str) -> None:
    with pytest.raises(ProblemError) as caught:
        model_store(choosing(folder), {})
    assert caught.value.problem.code is Code.MODELS_UNUSABLE


def test_how_models_stand_is_not_known_where_the_disk_does_not_tell() -> None:
    store = model_store(choosing(TOO_LONG), {})
    for ask in (store.standing, store.disk_use, store.verify):
        with pytest.raises(ProblemError) as caught:
            ask(RECOMMENDED)
        assert caught.value.problem.code is Code.MODELS_UNUSABLE


@pytest.mark.parametrize("key", ["HF_HUB_CACHE", "HF_HOME", "XDG_CACHE_HOME"])
def test_a_shared_cache_below_nobodys_home_is_none(key: str) -> None:
    assert shared_cache({key: NOBODYS}) is None


def test_the_basic_model_needs_no_folder() -> None:
    assert hindrance(replace(choosing(NOBODYS), local_model="basic-en")) is None
