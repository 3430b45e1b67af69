"""The server of llama.cpp with an audio model: JSON only, and a prompt would replace its own instruction.

Source: tools/server of ggml-org/llama.cpp; pull request 21863 brought the endpoint. Answers of build 10333.
"""

from http import HTTPStatus

from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.provider_card import Preset
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.answers import Answer, Asked, said, wait_fact
from rapidwhisper.providers.capabilities import Capabilities, Format, Takes
from rapidwhisper.providers.servers.kind import ServerKind
from rapidwhisper.providers.servers.marks import owners

_MODEL = "ggml-org/Qwen3-ASR-1.7B-GGUF"


def _recognises(answer: Answer) -> bool:
    return answer.headers.get("server") == "llama.cpp" or owners(answer) == {"llamacpp"}


def _explain(answer: Answer, asked: Asked) -> Problem | None:
    words = said(answer, asked)
    if answer.status == HTTPStatus.SERVICE_UNAVAILABLE and words.startswith("Loading"):
        return problem(Code.SERVER_LOADING, host=asked.host, wait=wait_fact(answer))
    if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR and "audio input" in words:
        return problem(Code.MODEL_CANNOT_HEAR, host=asked.host, model=asked.model, take=_MODEL)
    if answer.status == HTTPStatus.NOT_FOUND and asked.usual_path and words == "File Not Found":
        return problem(Code.SERVER_TOO_OLD, host=asked.host, server="llama.cpp")
    return None


KIND = ServerKind(
    preset=Preset(
        "llama_cpp",
        "llama.cpp",
        (
            ("CUSTOM_BASE_URL", "http://localhost:8080/v1/"),
            ("CUSTOM_MODEL", ""),
            ("CUSTOM_SERVER", "llama_cpp"),
        ),
        phrase(
            "Provider",
            "Needs an audio model, and takes the one it was started with. PROMPT is not sent to it: it would"
            " replace the model's instruction.",
        ),
        start=f"llama-server -hf {_MODEL}",
        docs="https://github.com/ggml-org/llama.cpp/tree/master/tools/server",
    ),
    capabilities=Capabilities(
        formats=(Format.FLAC, Format.WAV),
        max_seconds=120,  # a model's context ends somewhere, and where is not told
        takes=frozenset({Takes.LANGUAGE}),
    ),
    recognises=_recognises,
    explain=_explain,
)
