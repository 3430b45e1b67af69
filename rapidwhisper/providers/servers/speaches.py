"""speaches, once called faster-whisper-server and often “FastWhisper”.

Sources: speaches.ai, its source (routers/stt.py, dependencies.py, main.py of 0.8.3) and its issue 608. PyPI's
faster-whisper-server is a program of somebody else.
"""

import shlex
from http import HTTPStatus

from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.provider_card import Preset
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.answers import Answer, Asked, parsed, said
from rapidwhisper.providers.capabilities import Capabilities, Format
from rapidwhisper.providers.servers.kind import ServerKind
from rapidwhisper.providers.servers.marks import entries

_MODEL = "Systran/faster-whisper-small"

_NOT_INSTALLED = "is not installed locally"
_NOBODY_SPOKE = "No clip timestamps found"
"""How its 500 begins where its voice detection has found no speech. Other faults of it stay faults."""

_OWN_WORDS = (
    "You can download the model using `POST /v1/models",
    _NOBODY_SPOKE,
    "provided API key is incorrect",
)


def _recognises(answer: Answer) -> bool:
    """It tells the task of each model, which OpenAI does not."""
    listed = entries(answer)
    if listed and all("task" in each for each in listed):
        return True
    found = parsed(answer)
    return isinstance(found, dict) and "detail" in found and any(words in str(found) for words in _OWN_WORDS)


def _explain(answer: Answer, asked: Asked) -> Problem | None:
    words = said(answer, asked)
    if answer.status == HTTPStatus.FORBIDDEN:
        return problem(Code.KEY_REFUSED, host=asked.host, detail=words)
    if answer.status == HTTPStatus.NOT_FOUND and _NOT_INSTALLED in words:
        address = f"{asked.base_url}/models/{asked.model}"
        command = f"curl -X POST {shlex.quote(address)}"
        return problem(Code.MODEL_NOT_INSTALLED, host=asked.host, model=asked.model, command=command)
    if answer.status == HTTPStatus.UNPROCESSABLE_ENTITY:
        return _forewarns(asked)
    if answer.status == HTTPStatus.INTERNAL_SERVER_ERROR and _NOBODY_SPOKE in words:
        return problem(Code.NOTHING_RECOGNISED, provider="speaches")
    return None


def _forewarns(asked: Asked) -> Problem | None:
    return None if asked.model else problem(Code.MODEL_MISSING, host=asked.host, take=_MODEL)


KIND = ServerKind(
    preset=Preset(
        "speaches",
        "speaches",
        (
            ("CUSTOM_BASE_URL", "http://localhost:8000/v1/"),
            ("CUSTOM_MODEL", _MODEL),
            ("CUSTOM_SERVER", "speaches"),
        ),
        phrase(
            "Provider",
            "Whisper on a CPU or a GPU, the successor of faster-whisper-server. The model must be named and"
            " installed there first.",
        ),
        start="docker compose up --detach",
        docs="https://speaches.ai/installation/",
    ),
    capabilities=Capabilities(formats=(Format.FLAC, Format.WAV, Format.OPUS), evidence=True),
    recognises=_recognises,
    explain=_explain,
    forewarns=_forewarns,
)
