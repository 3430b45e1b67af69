"""One line of a self-check: what was looked at and how it stands."""

from dataclasses import dataclass
from enum import StrEnum

from rapidwhisper.core.problem import Problem
from rapidwhisper.core.words import Phrase


class Verdict(StrEnum):
    OK = "ok"
    WARNING = "warning"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Check:
    name: str
    """Stable, for programs: `microphone`, `provider/groq`."""
    verdict: Verdict
    found: Phrase
    """What was found, in words for people."""
    problem: Problem | None = None
    """What is wrong, with its remedy; None with OK."""
