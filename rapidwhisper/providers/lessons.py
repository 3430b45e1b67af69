"""What a refusal may mean, and how to ask for less: WAV, no evidence, no prompt, smaller pieces.

What then goes well is remembered of the server.
"""

from dataclasses import replace

from rapidwhisper.providers.answers import Answer
from rapidwhisper.providers.capabilities import Capabilities, Format, Takes
from rapidwhisper.providers.form import Fields
from rapidwhisper.providers.learnt import Lesson

SMALLEST_LIMIT = 512 * 1024
"""14 seconds of WAV. Who refuses that as too large means something else."""

_REFUSED = {400, 415, 422}
_TOO_LARGE = ("too large", "file size exceeded", "size limit", "maximum content size", "larger than")
"""Beside 413: vLLM says it with 400, “Maximum file size exceeded”."""


def too_large(answer: Answer) -> bool:
    if answer.status == 413:  # noqa: PLR2004 - the status says it by its name: Content Too Large
        return True
    return answer.status in _REFUSED and any(words in _words(answer) for words in _TOO_LARGE)


def smaller(refused_bytes: int) -> Lesson | None:
    """At most half as much from now on; None: it cannot be the size."""
    limit = refused_bytes // 2
    if limit < SMALLEST_LIMIT:
        return None
    return lambda learnt: replace(learnt, max_bytes=min(learnt.max_bytes, limit))


def lessons(answer: Answer, fields: Fields, can: Capabilities) -> list[Lesson]:
    """To be tried in this order, each together with those before it; what the server named comes first."""
    if answer.status not in _REFUSED:
        return []
    words = _words(answer)
    sent = can.formats[0]
    named: list[Lesson] = []
    others: list[Lesson] = []
    if Takes.PROMPT.value in fields and "prompt" in words:
        named.append(lambda learnt: replace(learnt, no_prompt=True))
    if sent is not Format.WAV:
        others.append(lambda learnt: replace(learnt, refused=learnt.refused | {sent}))
    if can.evidence and answer.status != 415:  # noqa: PLR2004 - Unsupported Media Type is about the file
        in_its_words = "response_format" in words or "verbose_json" in words
        (named if in_its_words else others).append(lambda learnt: replace(learnt, no_evidence=True))
    return named + others


def _words(answer: Answer) -> str:
    return answer.body.decode("utf-8", "replace").lower()
