"""From the hub to words: a model is downloaded, checked, loaded by the real engine, heard, and removed."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rapidwhisper.core.local_model import Phase
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.local.chosen import hindrance, spec_of
from rapidwhisper.providers.local.engine import LocalEngine
from rapidwhisper.providers.local.models.catalogue import CATALOGUE
from rapidwhisper.providers.local.models.store import model_store
from tests.rig import tiny_models
from tests.rig.hub import Hub
from tests.rig.hub_faults import damaged

WORDS = ("harbour", "melody", "family", "yellow", "harbour")
DOWNLOADED = [name for name, model in CATALOGUE.items() if not model.card.built_in]


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[Hub]:
    """It has tiny models under the names of all real ones."""
    with Hub() as hub:
        for name in DOWNLOADED:
            folder = tmp_path / "published" / name
            tiny_models.write(name, folder)
            files = (file for file in folder.rglob("*") if file.is_file())
            content = {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}
            hub.publish(CATALOGUE[name].repository, content)
        yield hub


@pytest.fixture
def engine() -> Iterator[LocalEngine]:
    engine = LocalEngine()
    yield engine
    engine.close()


@pytest.mark.parametrize("name", DOWNLOADED)
def test_a_model_comes_is_checked_hears_known_words_and_goes(
    hub: Hub, engine: LocalEngine, tmp_path: Path, name: str
) -> None:
    settings = Settings(
        ai_provider="local",
        local_model=name,
        local_models_folder=str(tmp_path / "models"),
        hf_endpoint=hub.url,
    )
    store = model_store(settings, {})
    absent = hindrance(settings)
    assert absent is not None
    assert absent.code is Code.LOCAL_MODEL_ABSENT

    graph = next(path for path in CATALOGUE[name].files if path.endswith(".onnx"))
    hub.misbehave(graph, damaged())
    store.download(name, Abort(), lambda _: None)
    assert store.verify(name) == ()
    assert hindrance(settings) is None

    heard = engine.recognise(tiny_models.speech(*WORDS), spec_of(settings), "", Abort())
    assert heard == tiny_models.text(name, WORDS)

    store.remove(name)
    assert store.standing(name).phase is Phase.ABSENT
    with pytest.raises(ProblemError):
        store.verify(name)
