"""What a refusal may mean, and how to ask for less: WAV, no evidence, no prompt, smaller pieces."""

from dataclasses import dataclass, replace
from itertools import takewhile

from rapidwhisper.providers.answers import Answer
from rapidwhisper.providers.capabilities import Capabilities, Format, Takes
from rapidwhisper.providers.form import Fields
from rapidwhisper.providers.learnt import Lesson

SMALLEST_LIMIT = 512 * 1024
"""14 seconds of WAV. Who refuses that as too large means something else."""

REFUSED = {400, 415, 422}
_TOO_LARGE = ("too large", "file size exceeded", "size limit", "maximum content size", "larger than")
"""Beside 413: vLLM says it with 400, “Maximum file size exceeded”."""
_NO_SUCH_FIELD = (
    "unexpected",
    "unknown",
    "unrecognized",
    "unsupported",
    "not support",
    "not permitted",
    "extra",
)
"""Words about a field that is never taken; others are about what stood in it this time."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """To ask as if this were known of the server."""

    lesson: Lesson
    lasting: bool = True
    """Whether it is then true of the server; else it was true of this request."""


def too_large(answer: Answer) -> bool:
    if answer.status == 413:  # noqa: PLR2004 - the status says it by its name: Content Too Large
        return True
    return answer.status in REFUSED and any(words in _words(answer) for words in _TOO_LARGE)


def smaller(refused_bytes: int) -> Lesson | None:
    """At most half as much from now on; None: it cannot be the size."""
    limit = refused_bytes // 2
    if limit < SMALLEST_LIMIT:
        return None
    return lambda learnt: replace(learnt, max_bytes=min(learnt.max_bytes, limit))


def attempts(answer: Answer, fields: Fields, can: Capabilities) -> list[Attempt]:
    """To be tried in this order, each together with those before it; what the server named comes first."""
    if answer.status not in REFUSED:
        return []
    words = _words(answer)
    named: list[Attempt] = []
    others: list[Attempt] = []
    if Takes.PROMPT.value in fields and "prompt" in words:
        never_taken = any(phrase in words for phrase in _NO_SUCH_FIELD)
        named.append(Attempt(lambda learnt: replace(learnt, no_prompt=True), never_taken))
    others += [
        Attempt(_without(each)) for each in takewhile(lambda each: each is not Format.WAV, can.formats)
    ]
    if can.evidence and answer.status != 415:  # noqa: PLR2004 - Unsupported Media Type is about the file
        in_its_words = "response_format" in words or "verbose_json" in words
        (named if in_its_words else others).append(Attempt(lambda learnt: replace(learnt, no_evidence=True)))
    return named + others


def _without(refused: Format) -> Lesson:
    return lambda learnt: replace(learnt, refused=learnt.refused | {refused})


def _words(answer: Answer) -> str:
    return answer.body.decode("utf-8", "replace").lower()
