"""The server of whisper.cpp: small, without keys and without a list of models; one request at a time.

Source: examples/server of ggml-org/whisper.cpp, and answers of it. It takes speech for English unless told
`auto`, and listens at /inference unless told otherwise.
"""

from http import HTTPStatus
from urllib.parse import urlsplit

from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.provider_card import Preset
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.answers import Answer, Asked
from rapidwhisper.providers.capabilities import Capabilities
from rapidwhisper.providers.servers.kind import ServerKind

_START = "whisper-server -m ggml-large-v3.bin --port 8080 --inference-path"


def _recognises(answer: Answer) -> bool:
    return answer.headers.get("server") == "whisper.cpp" or answer.body.startswith(b"File Not Found (/")


def _explain(answer: Answer, asked: Asked) -> Problem | None:
    if answer.status == HTTPStatus.NOT_FOUND and _recognises(answer):  # another program may be there by now
        command = f"{_START} {urlsplit(asked.url).path}"
        return problem(Code.INFERENCE_PATH, host=asked.host, command=command)
    return None


KIND = ServerKind(
    preset=Preset(
        "whisper_cpp",
        "whisper.cpp",
        (
            ("CUSTOM_BASE_URL", "http://localhost:8080/v1/"),
            ("CUSTOM_MODEL", ""),
            ("CUSTOM_SERVER", "whisper_cpp"),
        ),
        phrase(
            "Provider",
            "Small, runs everywhere, takes the model it was started with. Without --inference-path it is not"
            " found; it lists no models.",
        ),
        start=f"{_START} /v1/audio/transcriptions",
        docs="https://github.com/ggml-org/whisper.cpp/tree/master/examples/server",
    ),
    # Without evidence: for verbose_json it works out the probability of every language as well
    # (https://github.com/ggml-org/whisper.cpp/issues/3328), and this computer listens for silence anyway.
    capabilities=Capabilities(detect="auto"),
    recognises=_recognises,
    explain=_explain,
)
