"""LM Studio: it has no speech to text, and answers paths that it does not know with an error and success.

Sources: lmstudio.ai/docs/api/openai-api, which lists no such endpoint; issues 618, 1323 and 2085 of its bug
tracker. `answers.py` explains that answer, whoever gives it. Nothing is held back: the day it has the
endpoint it works.
"""

from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.provider_card import Preset
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.answers import Answer, Asked, endpoint_unknown
from rapidwhisper.providers.capabilities import MEBIBYTE, Capabilities
from rapidwhisper.providers.servers.kind import ServerKind
from rapidwhisper.providers.servers.marks import owners


def _recognises(answer: Answer) -> bool:
    return owners(answer) == {"organization_owner"} or endpoint_unknown(answer)


def _forewarns(asked: Asked) -> Problem:
    return problem(Code.NO_SPEECH_ENDPOINT, host=asked.host)


KIND = ServerKind(
    preset=Preset(
        "lm_studio",
        "LM Studio",
        (
            ("CUSTOM_BASE_URL", "http://localhost:1234/v1/"),
            ("CUSTOM_MODEL", ""),
            ("CUSTOM_SERVER", "lm_studio"),
        ),
        phrase(
            "Provider",
            "LM Studio has no speech-to-text endpoint, whatever models it lists. Use speaches, whisper.cpp,"
            " LocalAI or vLLM.",
        ),
        start="lms server start",
        docs="https://lmstudio.ai/docs/developer/openai-compat",
    ),
    capabilities=Capabilities(max_bytes=15 * MEBIBYTE),  # as for any unknown server
    recognises=_recognises,
    forewarns=_forewarns,
)
