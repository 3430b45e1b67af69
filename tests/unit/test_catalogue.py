"""The catalogue of models against the library that loads them."""

from pathlib import Path

import pytest
from onnx_asr.loader import create_asr_resolver
from onnx_asr.resolver import model_repos

from rapidwhisper.providers.local.models.catalogue import CATALOGUE, RECOMMENDED, Model

DOWNLOADED = [model for model in CATALOGUE.values() if not model.card.built_in]


@pytest.mark.parametrize("model", DOWNLOADED, ids=lambda model: model.name)
def test_what_is_downloaded_is_exactly_what_the_library_opens(model: Model, tmp_path: Path) -> None:
    for name in model.files:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()

    opened = create_asr_resolver(model.kind, tmp_path).resolve_model(quantization=model.quantization)

    assert {path.relative_to(tmp_path).as_posix() for path in opened.values()} == set(model.files)


@pytest.mark.parametrize("model", DOWNLOADED, ids=lambda model: model.name)
def test_a_model_comes_from_where_the_library_itself_would_take_it(model: Model) -> None:
    assert model_repos.get(model.kind, model.repository) == model.repository


def test_the_recommended_model_understands_russian_and_english() -> None:
    assert {"ru", "en"} <= set(CATALOGUE[RECOMMENDED].card.languages)
