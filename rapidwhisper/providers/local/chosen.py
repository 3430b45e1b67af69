"""The model on this computer that the settings choose, and what keeps it from being used."""

from dataclasses import dataclass
from pathlib import Path

from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.capabilities import Capabilities
from rapidwhisper.providers.local.install import missing_engine
from rapidwhisper.providers.local.models.catalogue import BASIC, CATALOGUE, Model
from rapidwhisper.providers.local.models.place import is_here, model_folder

_UNKNOWN = phrase("Reason", "there is no such model, and no such folder")


@dataclass(frozen=True, slots=True)
class Chosen:
    name: str
    """For the history and the log."""
    kind: str
    """The name by which onnx-asr knows how to load it; empty: pocketsphinx with its own model."""
    quantization: str
    folder: Path | None
    capabilities: Capabilities


def chosen_model(settings: Settings) -> Chosen:
    """Whether or not it is here; raises ProblemError with LOCAL_MODEL_UNKNOWN."""
    name = settings.local_model
    model = CATALOGUE.get(name)
    if model is None:
        raise ProblemError(problem(Code.LOCAL_MODEL_UNKNOWN, model=name, reason=_UNKNOWN))
    folder = None if model is BASIC else model_folder(settings, name)
    return Chosen(name, model.kind, model.quantization, folder, _capabilities(model))


def hindrance(settings: Settings) -> Problem | None:
    """What keeps the chosen model from being used, as far as can be told without loading it."""
    try:
        chosen = chosen_model(settings)
    except ProblemError as error:
        return error.problem
    if not chosen.capabilities.understands(settings.language):
        return problem(Code.LANGUAGE_UNSUPPORTED, language=settings.language, provider=chosen.name)
    if chosen.folder is not None and not is_here(settings, chosen.name):
        return problem(Code.LOCAL_MODEL_ABSENT, model=chosen.name)
    return missing_engine()


def _capabilities(model: Model) -> Capabilities:
    languages = frozenset(model.card.languages) or None
    return Capabilities(max_seconds=model.max_seconds, languages=languages)
