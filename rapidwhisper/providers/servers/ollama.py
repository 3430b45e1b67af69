"""Ollama: no Whisper, but chat models that hear, such as gemma4. They may answer instead of writing down.

Sources: ollama/ollama pull request 15214 (the endpoint, April 2026), issues 1168 and 15515, and its source
(middleware/openai.go). It reads WAV and MP3.
"""

import re
import shlex
from http import HTTPStatus

from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.provider_card import Preset
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.answers import Answer, Asked, said
from rapidwhisper.providers.capabilities import Capabilities
from rapidwhisper.providers.servers.kind import ServerKind
from rapidwhisper.providers.servers.marks import error, owners

_MODEL = "gemma4:e4b"

_REFUSALS = frozenset({HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.INTERNAL_SERVER_ERROR})

_DEAF = ("audio", "image input", "multimodal")
"""Words of its refusals to a model without an audio encoder: the sound goes the way of pictures there."""

_NOT_FOUND = re.compile("model '.*' not found")


def _recognises(answer: Answer) -> bool:
    """The type of its error alone is Anthropic's as well."""
    found = error(answer)
    missing = found.get("type") == "not_found_error" and found.get("code", 0) is None
    own_words = _NOT_FOUND.match(str(found.get("message"))) is not None
    return "library" in owners(answer) or (missing and own_words)


def _explain(answer: Answer, asked: Asked) -> Problem | None:
    if answer.status not in _REFUSALS:
        return None
    words = said(answer, asked)
    hopeless = _forewarns(asked)
    if hopeless is not None and (asked.model or "model is required" in words):
        return hopeless
    if any(word in words for word in _DEAF):
        return problem(Code.MODEL_CANNOT_HEAR, host=asked.host, model=asked.model, take=_MODEL)
    return _missing(words, asked) if answer.status == HTTPStatus.NOT_FOUND else None


def _forewarns(asked: Asked) -> Problem | None:
    if not asked.model:
        return problem(Code.MODEL_MISSING, host=asked.host, take=_MODEL)
    if "whisper" in asked.model.lower():
        command = f"ollama pull {_MODEL}"
        return problem(Code.NO_WHISPER, host=asked.host, model=asked.model, take=_MODEL, command=command)
    return None


def _missing(words: str, asked: Asked) -> Problem | None:
    if words.startswith("model "):
        command = f"ollama pull {shlex.quote(asked.model)}"
        return problem(Code.MODEL_NOT_INSTALLED, host=asked.host, model=asked.model, command=command)
    return problem(Code.SERVER_TOO_OLD, host=asked.host, server="Ollama") if asked.usual_path else None


KIND = ServerKind(
    preset=Preset(
        "ollama",
        "Ollama",
        (
            ("CUSTOM_BASE_URL", "http://localhost:11434/v1/"),
            ("CUSTOM_MODEL", _MODEL),
            ("CUSTOM_SERVER", "ollama"),
        ),
        phrase(
            "Provider",
            "Has no Whisper, only chat models that hear: they may answer instead of writing down. For"
            " dictation speaches, whisper.cpp or vLLM are better.",
        ),
        start=f"ollama pull {_MODEL}",
        docs="https://docs.ollama.com/openai",
    ),
    capabilities=Capabilities(max_seconds=30),  # what gemma4 hears of a clip
    recognises=_recognises,
    explain=_explain,
    forewarns=_forewarns,
)
