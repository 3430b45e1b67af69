"""The models that a server lists, speech models first.

There is a list with most servers and none with some, such as whisper.cpp's: that is no fault. Nor does a list
prove that the server transcribes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from rapidwhisper.providers.answers import Answer, Asked, Explain, read_answer
from rapidwhisper.providers.servers.marks import entries

PATH = "/models"

_SPEECH = ("whisper", "transcri", "asr", "voxtral", "parakeet", "sense", "gemma")
"""In the names of models that turn speech into text."""


@dataclass(frozen=True, slots=True)
class ServerModels:
    ids: tuple[str, ...]
    """Those that look like speech to text come first."""
    ends: Mapping[str, date] = field(default_factory=dict)
    """The days on which models are withdrawn, as far as the provider tells (OpenAI's `shutdown_date`)."""

    @property
    def for_speech(self) -> tuple[str, ...]:
        return tuple(each for each in self.ids if not _rank(each))


def read_models(answer: Answer, asked: Asked, explain: Explain) -> ServerModels | None:
    """None for a server without a usable list; ProblemError where it refuses to tell."""
    if _refused(answer):
        read_answer(answer, asked, explain)
    listed = [each for each in entries(answer) if isinstance(each.get("id"), str) and each["id"]]
    if not listed or answer.status not in range(200, 300):
        return None
    ids = dict.fromkeys(str(each["id"]) for each in listed)
    ends = {str(each["id"]): end for each in listed if (end := _end(each)) is not None}
    return ServerModels(tuple(sorted(ids, key=_rank)), ends)


def _refused(answer: Answer) -> bool:
    """With any other status it has no list, and may be a good server all the same."""
    return answer.status in {*range(300, 400), 401, 403, 429}


def _rank(model: str) -> bool:
    return not any(part in model.lower() for part in _SPEECH)


def _end(entry: Mapping[str, Any]) -> date | None:
    try:
        return date.fromisoformat(str(entry.get("shutdown_date")))
    except ValueError:
        return None
