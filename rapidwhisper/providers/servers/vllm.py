"""vLLM: `vllm serve openai/whisper-large-v3`. Source: docs.vllm.ai, and answers of version 0.32."""

from http import HTTPStatus

from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.provider_card import Preset
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.answers import Answer, Asked, said
from rapidwhisper.providers.capabilities import MEBIBYTE, SEVERAL, Capabilities, Format
from rapidwhisper.providers.servers.kind import ServerKind
from rapidwhisper.providers.servers.marks import owners

_MODEL = "openai/whisper-large-v3"


def _explain(answer: Answer, asked: Asked) -> Problem | None:
    words = said(answer, asked)
    if answer.status == HTTPStatus.BAD_REQUEST and "unsupported language" in words.lower():
        return problem(Code.LANGUAGE_UNSUPPORTED, language=asked.language, provider="vLLM")
    if answer.status == HTTPStatus.BAD_REQUEST and "file size exceeded" in words:
        return problem(Code.TOO_LARGE, host=asked.host, detail=words)
    if "does not support Transcriptions" in words:
        return problem(Code.MODEL_CANNOT_HEAR, host=asked.host, model=asked.model, take=_MODEL)
    return None


KIND = ServerKind(
    preset=Preset(
        "vllm",
        "vLLM",
        (
            ("CUSTOM_BASE_URL", "http://localhost:8000/v1/"),
            ("CUSTOM_MODEL", _MODEL),
            ("CUSTOM_SERVER", "vllm"),
        ),
        phrase("Provider", "Made for GPUs and for several users. The model may stay empty."),
        start=f"vllm serve {_MODEL}",
        docs="https://docs.vllm.ai/",
    ),
    capabilities=Capabilities(
        formats=(Format.FLAC, Format.WAV, Format.OPUS),
        max_seconds=600,
        max_bytes=25 * MEBIBYTE,
        at_once=SEVERAL,  # it puts them into one batch
    ),
    recognises=lambda answer: owners(answer) == {"vllm"},
    explain=_explain,
)
