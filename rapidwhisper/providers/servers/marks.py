"""By what servers give themselves away: what stands in their lists of models and in their errors."""

from collections.abc import Mapping
from typing import Any

from rapidwhisper.providers.answers import Answer, parsed


def entries(answer: Answer) -> list[Mapping[str, Any]]:
    """The models of an OpenAI-like list; empty for everything else."""
    match parsed(answer):
        case {"data": list(data)}:
            return [each for each in data if isinstance(each, dict)]
    return []


def owners(answer: Answer) -> set[str]:
    """Who the models belong to; for many servers that is the server's own name."""
    return {str(each.get("owned_by")) for each in entries(answer)}


def error(answer: Answer) -> Mapping[str, Any]:
    """The object of an OpenAI-like error; empty for everything else."""
    match parsed(answer):
        case {"error": dict(error)}:
            return error
    return {}
