"""LocalAI: many engines behind one address, models from its gallery.

Sources: localai.io, its source (core/http/app.go, endpoints/openai/list.go), and errors quoted in its issues
4857 and 5380. Its upload limit is LOCALAI_UPLOAD_LIMIT. Paths work with and without /v1.
"""

import shlex
from http import HTTPStatus

from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.provider_card import Preset
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.answers import Answer, Asked, said, wait_fact
from rapidwhisper.providers.capabilities import MEBIBYTE, Capabilities, Format
from rapidwhisper.providers.servers.kind import ServerKind
from rapidwhisper.providers.servers.marks import entries, error

_NO_SUCH_PATH = "Resource not found"


def _recognises(answer: Answer) -> bool:
    """It names itself nowhere, but its errors have an empty type beside a number."""
    code, kind = error(answer).get("code"), error(answer).get("type")
    return isinstance(code, int) and kind == ""


def _resembles(answer: Answer) -> bool:
    """The entries of its list are bare, as those of many a small server are."""
    listed = entries(answer)
    bare = all(each.keys() == {"id", "object"} for each in listed)
    return bool(listed) and bare and "server" not in answer.headers


def _explain(answer: Answer, asked: Asked) -> Problem | None:
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR and "retry-after" in answer.headers:
        return problem(Code.SERVER_LOADING, host=asked.host, wait=wait_fact(answer))
    if answer.status == HTTPStatus.NOT_FOUND and _NO_SUCH_PATH not in said(answer, asked) and asked.model:
        command = f"local-ai models install {shlex.quote(asked.model)}"
        return problem(Code.MODEL_NOT_INSTALLED, host=asked.host, model=asked.model, command=command)
    return None


KIND = ServerKind(
    preset=Preset(
        "localai",
        "LocalAI",
        (
            ("CUSTOM_BASE_URL", "http://localhost:8080/v1/"),
            ("CUSTOM_MODEL", ""),
            ("CUSTOM_SERVER", "localai"),
        ),
        phrase(
            "Provider",
            "Runs on a CPU as well. With no model named it takes its first one, so install a Whisper model.",
        ),
        start="local-ai run whisper-base",
        docs="https://localai.io/features/audio-to-text/",
    ),
    capabilities=Capabilities(formats=(Format.FLAC, Format.WAV, Format.OPUS), max_bytes=15 * MEBIBYTE),
    recognises=_recognises,
    resembles=_resembles,
    explain=_explain,
)
