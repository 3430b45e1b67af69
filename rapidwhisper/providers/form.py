"""The form fields of a request, besides audio and model: only what this server reads.

Some refuse a request for a field they do not know, and one takes any prompt for its instruction.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from rapidwhisper.providers.capabilities import Capabilities, Takes

MOST_TERMS = 100
"""GLM's limit for hotwords. Source: docs.z.ai/api-reference/audio/audio-transcriptions."""

_BETWEEN_TERMS = ",;\n"

_AROUND_A_FIELD = 200
"""Bytes of a form that stand between two values: a boundary, and the field's name in words."""

Fields: TypeAlias = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a request asks for besides the audio; empty: nothing in particular."""

    language: str = ""
    vocabulary: str = ""
    """Names and terms as the user wrote them down."""
    earlier: str = ""
    """What was said just before, where its text is already there."""


def form(wish: Wish, can: Capabilities) -> Fields:
    """Named as the openai client names them; a list goes out as a field that comes several times."""
    language = wish.language or can.detect
    words = terms(wish.vocabulary)
    most = can.longest_prompt
    prompt = wish.earlier[-most:] if can.earlier_text else _first_terms(wish.vocabulary, most)
    fields: dict[Takes, str | list[str]] = {
        Takes.LANGUAGE: language,
        Takes.LANGUAGES: [wish.language] if wish.language else [],
        Takes.PROMPT: prompt,
        Takes.KEYWORDS: words,
        Takes.HOTWORDS: words[:MOST_TERMS],
    }
    taken: dict[str, Any] = {
        name.value: value for name, value in fields.items() if value and name in can.takes
    }
    if can.evidence:
        taken["response_format"] = "verbose_json"
    return taken


def size(fields: Fields) -> int:
    """Bytes that the fields take in the form, at most."""
    values = [value if isinstance(value, list) else [value] for value in fields.values()]
    return sum(len(each.encode()) + _AROUND_A_FIELD for value in values for each in value)


def terms(vocabulary: str) -> list[str]:
    """One bad entry would spoil the whole request, so what is not allowed in one is dropped."""
    words = (re.sub(r"[<>]", "", word).strip() for word in re.split(f"[{_BETWEEN_TERMS}]", vocabulary))
    return [word for word in words if word]


def _first_terms(vocabulary: str, most: int) -> str:
    """As many whole ones as fit; if not even the first one does, its beginning."""
    if len(vocabulary) <= most:
        return vocabulary
    end = max(vocabulary.rfind(mark, 0, most + 1) for mark in _BETWEEN_TERMS)
    return vocabulary[: end if end > 0 else most]
