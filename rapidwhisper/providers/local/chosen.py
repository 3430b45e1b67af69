"""The model on this computer that the settings choose, and what keeps it from being used."""

import os
from dataclasses import dataclass
from pathlib import Path

from rapidwhisper.core import parse
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.capabilities import Capabilities
from rapidwhisper.providers.local.install import missing_engine
from rapidwhisper.providers.local.models.catalogue import BASIC, CATALOGUE, Model
from rapidwhisper.providers.local.models.place import is_here, model_folder
from rapidwhisper.providers.local.own_folder import kind_and_quantization
from rapidwhisper.providers.local.spec import BETWEEN_PIECES_S, Spec

MOST_THREADS = 8

LONGEST_S = 15.0
"""Of a piece for a model of which no more is known than its kind: some lose words where it is longer."""


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
    """Whether or not it is here; raises ProblemError with LOCAL_MODEL_UNKNOWN or MODELS_UNUSABLE."""
    name = settings.local_model
    model = CATALOGUE.get(name)
    if model is None:
        return _of_own_folder(name)
    folder = None if model is BASIC else model_folder(settings, name)
    return Chosen(name, model.kind, model.quantization, folder, _capabilities(model))


def hindrance(settings: Settings) -> Problem | None:
    """What keeps the chosen model from being used, as far as can be told without loading it."""
    try:
        return _hindrance(settings, chosen_model(settings))
    except ProblemError as error:
        return error.problem


def _hindrance(settings: Settings, chosen: Chosen) -> Problem | None:
    if not chosen.capabilities.understands(settings.language):
        return problem(Code.LANGUAGE_UNSUPPORTED, language=settings.language, provider=chosen.name)
    missing = missing_engine(chosen.kind)
    if missing is not None:  # told before anything is downloaded for it
        return missing
    if chosen.name in CATALOGUE and chosen.folder is not None and not is_here(settings, chosen.name):
        return problem(Code.LOCAL_MODEL_ABSENT, model=chosen.name)
    return None


def spec_of(settings: Settings) -> Spec:
    """What the engine is to load; raises ProblemError where it cannot be used."""
    obstacle = hindrance(settings)
    if obstacle is not None:
        raise ProblemError(obstacle)
    model = chosen_model(settings)
    return Spec(
        model.name,
        model.kind,
        model.quantization,
        str(model.folder or ""),
        settings.local_device,
        threads(settings.local_threads, os.cpu_count() or 1),
        max(BETWEEN_PIECES_S, 60.0 * settings.local_keep_loaded_minutes),
    )


def threads(wanted: str, cores: int) -> int:
    """`auto`: half of what the system counts as cores.

    Most processors count each core twice, and multiplying matrices is not faster on the second count. The
    other half is for the windows that the user looks at meanwhile. Above eight, waiting for each other eats
    what more threads gain.
    """
    if wanted == parse.AUTO:
        return max(1, min(MOST_THREADS, cores // 2))
    return int(wanted)


def _of_own_folder(name: str) -> Chosen:
    try:
        folder = Path(name).expanduser()
        kind, quantization = kind_and_quantization(folder)
    except (RuntimeError, OSError, ValueError) as error:  # no home, no right to look, no model
        raise ProblemError(problem(Code.LOCAL_MODEL_UNKNOWN, model=name, reason=error.args[-1])) from None
    capabilities = Capabilities(max_seconds=LONGEST_S, window_s=Spec(kind=kind).window_s)
    return Chosen(name, kind, quantization, folder, capabilities)


def _capabilities(model: Model) -> Capabilities:
    languages = frozenset(model.card.languages) or None
    return Capabilities(
        max_seconds=model.max_seconds, languages=languages, window_s=Spec(kind=model.kind).window_s
    )
