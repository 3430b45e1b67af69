"""Models in the ONNX format, in the engine's real process: tiny ones in the files of real ones."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.local.chosen import spec_of
from rapidwhisper.providers.local.engine import LocalEngine
from tests.rig import tiny_models
from tests.rig.tiny_models import speech

WORDS = ("harbour", "melody", "family", "yellow", "harbour")

MODELS = ("parakeet-tdt-0.6b-v3", "gigaam-v3", "whisper-base", "whisper-large-v3-turbo")


@pytest.fixture
def engine() -> Iterator[LocalEngine]:
    made = LocalEngine()
    yield made
    made.close()


@pytest.fixture(scope="module")
def models(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """All of the catalogue are here."""
    folder = tmp_path_factory.mktemp("models")
    for name in MODELS:
        tiny_models.write(name, folder / name)
    return Settings(ai_provider="local", local_models_folder=str(folder))


@pytest.mark.parametrize("name", MODELS)
def test_each_model_of_the_catalogue_hears_the_words_that_were_spoken(
    name: str, engine: LocalEngine, models: Settings
) -> None:
    spec = spec_of(replace(models, local_model=name))
    for words in (WORDS, ("window",)):
        assert engine.recognise(speech(*words), spec, "", Abort()) == tiny_models.text(name, words)
