"""What providers and servers answer, one row for each, for the speech server to replay: fakes, all of them.

Marked “captured” is what a running server was seen to answer: vLLM 0.32 and whisper.cpp's server by us;
LocalAI, LM Studio, llama.cpp build 10333 and Ollama 0.20.5 by their users. All else was written from
documentation and from the servers' sources, which the files in `providers/` name. No cloud was asked.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from rapidwhisper.core.problem import Code
from tests.rig.speech_server import Answer, as_json, plain, rate_limited, text

PROMPT = "Kubernetes, Grafana"
EVIDENCE = {"response_format": "verbose_json"}
WORDS = "what was said"


@dataclass(frozen=True, slots=True)
class Refusal:
    name: str
    answer: Answer
    code: Code
    facts: Mapping[str, str] = field(default_factory=dict)
    """Some of those that the Problem must have."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """What has to be configured for it, besides the row's own."""


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    provider: str
    ok: Answer
    fields: Mapping[str, str]
    """What goes out besides the audio, with LANGUAGE empty and the prompt above."""
    lists: Mapping[str, list[str]] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    kind: str = ""
    """As CUSTOM_SERVER names it; empty for providers and unknown servers."""
    path: str = "/v1"
    key: str = ""
    format: str = "flac"
    models: Answer = field(default_factory=lambda: _list([], {}))
    ids: tuple[str, ...] | None = None
    """What the list of models comes to."""
    silence: Answer = field(default_factory=lambda: text(""))
    refusals: tuple[Refusal, ...] = ()


def _error(message: str, status: int, **more: Any) -> Answer:
    return as_json({"error": {"message": message, **more}}, status)


def _list(ids: list[str], more: Mapping[str, Any]) -> Answer:
    data = [{"id": model, "object": "model", **more} for model in ids]
    return as_json({"object": "list", "data": data})


def _by(server: str, answer: Answer) -> Answer:
    return replace(answer, server=server)


_GROQ = Row(
    "Groq",
    "groq",
    ok=as_json({"text": WORDS, "x_groq": {"id": "req_01"}}),
    fields={"model": "whisper-large-v3", "prompt": PROMPT, **EVIDENCE},
    path="/openai/v1",
    key="gsk_fake_0815",
    models=_list(["llama-4-scout", "whisper-large-v3", "whisper-large-v3-turbo"], {"owned_by": "x"}),
    ids=("whisper-large-v3", "whisper-large-v3-turbo", "llama-4-scout"),
    refusals=(
        Refusal("wrong key", _error("Invalid API Key", 401, code="invalid_api_key"), Code.KEY_REFUSED),
        Refusal("too many requests", rate_limited(7), Code.RATE_LIMITED, {"wait": "7"}),
    ),
)

_OPENAI = Row(
    "OpenAI",
    "openai",
    ok=as_json({"text": WORDS, "usage": {"type": "tokens", "total_tokens": 9}, "languages": ["en"]}),
    fields={"model": "gpt-transcribe"},
    lists={"keywords[]": ["Kubernetes", "Grafana"]},
    key="sk-fake-0815",
    models=as_json(
        {
            "object": "list",
            "data": [
                {"id": "gpt-6.1", "object": "model", "owned_by": "openai", "shutdown_date": None},
                {"id": "whisper-1", "object": "model", "owned_by": "openai", "shutdown_date": "2027-02-26"},
                {"id": "gpt-transcribe", "object": "model", "owned_by": "openai"},
            ],
        }
    ),
    ids=("whisper-1", "gpt-transcribe", "gpt-6.1"),
    refusals=(
        Refusal("wrong key", _error("Incorrect API key", 401, code="invalid_api_key"), Code.KEY_REFUSED),
    ),
)

_GLM = Row(
    "GLM",
    "glm",
    ok=as_json({"id": "1", "created": 1, "request_id": "2", "model": "glm-asr-2512", "text": WORDS}),
    fields={"model": "glm-asr-2512"},
    lists={"hotwords": ["Kubernetes", "Grafana"]},
    path="/api/paas/v4",
    key="fake.0815",
    format="wav",
    models=_error("not found", 404),
    refusals=(Refusal("wrong key", _error("身份验证失败", 401, code="1000"), Code.KEY_REFUSED),),
)

_VLLM = Row(
    "vLLM",
    "custom",
    kind="vllm",
    ok=as_json({"text": WORDS, "usage": {"type": "duration", "seconds": 2}}),  # captured
    fields={"model": "openai/whisper-large-v3", "prompt": PROMPT},
    settings={"custom_model": "openai/whisper-large-v3"},
    models=_list(["openai/whisper-large-v3"], {"owned_by": "vllm", "max_model_len": 448}),  # captured
    ids=("openai/whisper-large-v3",),
    refusals=(
        Refusal("wrong key", as_json({"error": "Unauthorized"}, 401), Code.KEY_REFUSED),  # captured
        Refusal(  # captured
            "unknown model",
            _error("The model `x` does not exist.", 404, type="NotFoundError", param="model", code=404),
            Code.MODEL_NOT_FOUND,
            {"model": "x"},
            {"custom_model": "x"},
        ),
        Refusal(
            "no such language",
            _error("Unsupported language: 'xx'.", 400, type="BadRequestError", code=400),
            Code.LANGUAGE_UNSUPPORTED,
            {"language": "xx", "provider": "vLLM"},
            {"language": "xx"},
        ),
        Refusal(  # captured
            "too large",
            _error("Maximum file size exceeded (parameter=audio_filesize_mb, value=29.56)", 400, code=400),
            Code.TOO_LARGE,
        ),
        Refusal(
            "a model for text",
            _error("The model does not support Transcriptions API", 400, type="BadRequestError", code=400),
            Code.MODEL_CANNOT_HEAR,
            {"take": "openai/whisper-large-v3"},
        ),
    ),
)

_LOCALAI = Row(
    "LocalAI",
    "custom",
    kind="localai",
    ok=_by("", as_json({"text": WORDS, "segments": []})),
    fields={"model": "", "prompt": PROMPT},
    models=_by("", _list(["llama-3.2", "whisper-base"], {})),
    ids=("whisper-base", "llama-3.2"),
    refusals=(
        Refusal(
            "wrong key", _by("", _error("Authentication required", 401, code=401, type="")), Code.KEY_REFUSED
        ),
        Refusal(
            "too large",
            _by("", _error("code=413, message=Request Entity Too Large", 413, code=413, type="")),
            Code.TOO_LARGE,
        ),
        Refusal(
            "unknown model",
            _by("", _error("model not found", 404, code=404, type="")),
            Code.MODEL_NOT_INSTALLED,
            {"command": "local-ai models install whisper-x"},
            {"custom_model": "whisper-x"},
        ),
        Refusal(  # captured
            "unknown path",
            _by("", _error("Resource not found", 404, code=404, type="")),
            Code.NOT_FOUND,
            settings={"custom_model": "whisper-x"},
        ),
        Refusal(
            "loading",
            replace(
                _error("model is loading", 503, code=503, type=""), server="", headers={"Retry-After": "12"}
            ),
            Code.SERVER_LOADING,
            {"wait": "12"},
        ),
        Refusal(  # captured
            "its engine broke",
            _by("", _error("could not load model: rpc error", 500, code=500, type="")),
            Code.SERVER_ERROR,
            {"detail": "could not load model: rpc error"},
        ),
    ),
)

_LOCALAI_ALIAS = replace(_LOCALAI, name="LocalAI without /v1", path="", refusals=())

_SPEACHES_MODEL = "Systran/faster-whisper-small"
_SPEACHES = Row(
    "speaches",
    "custom",
    kind="speaches",
    ok=as_json({"text": WORDS}),
    fields={"model": _SPEACHES_MODEL, "prompt": PROMPT, **EVIDENCE},
    settings={"custom_model": _SPEACHES_MODEL},
    models=_list(
        [_SPEACHES_MODEL],
        {"created": 0, "owned_by": "Systran", "language": ["en"], "task": "automatic-speech-recognition"},
    ),
    ids=(_SPEACHES_MODEL,),
    silence=as_json(
        {
            "detail": "Internal server error",
            "error": "No clip timestamps found. Set 'vad_filter' to True or provide 'clip_timestamps'.",
        },
        500,
    ),
    refusals=(
        Refusal(
            "wrong key",
            as_json({"detail": "Invalid API key. The provided API key is incorrect."}, 403),
            Code.KEY_REFUSED,
        ),
        Refusal(
            "model not installed",
            as_json(
                {
                    "detail": "Model 'Systran/faster-whisper-tiny' is not installed locally. You can download"
                    " the model using `POST /v1/models`"
                },
                404,
            ),
            Code.MODEL_NOT_INSTALLED,
            {"command": "curl -X POST http://{host}/v1/models/Systran/faster-whisper-tiny"},
            {"custom_model": "Systran/faster-whisper-tiny"},
        ),
        Refusal(
            "no model named",
            as_json(
                {"detail": [{"type": "missing", "loc": ["body", "model"], "msg": "Field required"}]}, 422
            ),
            Code.MODEL_MISSING,
            {"take": _SPEACHES_MODEL},
            {"custom_model": ""},
        ),
        Refusal(
            "another fault",
            as_json({"detail": "Internal server error", "error": "CUDA out of memory"}, 500),
            Code.SERVER_ERROR,
            {"detail": "CUDA out of memory"},
        ),
    ),
)

_WHISPER_CPP = Row(
    "whisper.cpp",
    "custom",
    kind="whisper_cpp",
    ok=_by("whisper.cpp", as_json({"text": f" {WORDS}\n"})),
    fields={"model": "", "language": "auto", "prompt": PROMPT},
    format="wav",
    models=_by("whisper.cpp", plain("File Not Found (/v1/models)", 404)),  # captured
    refusals=(
        Refusal(  # captured, but for the path
            "another path",
            _by("whisper.cpp", plain("File Not Found (/v1/audio/transcriptions)", 404)),
            Code.INFERENCE_PATH,
            {
                "command": "whisper-server -m ggml-large-v3.bin --port 8080"
                " --inference-path /v1/audio/transcriptions"
            },
        ),
        Refusal(  # captured
            "bad audio", _by("whisper.cpp", plain("Invalid request", 400)), Code.REQUEST_REFUSED
        ),
    ),
)

_LLAMA_MODEL = "ggml-org/Qwen3-ASR-1.7B-GGUF"
_LLAMA_CPP = Row(
    "llama.cpp",
    "custom",
    kind="llama_cpp",
    ok=_by(
        "llama.cpp",
        as_json(  # captured
            {
                "type": "transcript.text.done",
                "text": f"language English<asr_text>{WORDS}",
                "usage": {"type": "tokens", "input_tokens": 171, "output_tokens": 30},
            }
        ),
    ),
    fields={"model": ""},
    models=_by("llama.cpp", _list([_LLAMA_MODEL], {"owned_by": "llamacpp", "meta": {"n_ctx": 4096}})),
    ids=(_LLAMA_MODEL,),
    silence=_by("llama.cpp", text("language None<asr_text>")),
    refusals=(
        Refusal(
            "wrong key",
            _by("llama.cpp", _error("Invalid API Key", 401, type="authentication_error", code=401)),
            Code.KEY_REFUSED,
        ),
        Refusal(
            "loading",
            _by("llama.cpp", _error("Loading model", 503, type="unavailable_error", code=503)),
            Code.SERVER_LOADING,
            {"wait": ""},
        ),
        Refusal(
            "a model for text",
            _by(
                "llama.cpp",
                _error(
                    "The current model does not support audio input.",
                    501,
                    type="not_supported_error",
                    code=501,
                ),
            ),
            Code.MODEL_CANNOT_HEAR,
            {"take": _LLAMA_MODEL},
        ),
        Refusal(
            "an old build",
            _by("llama.cpp", _error("File Not Found", 404, type="not_found_error", code=404)),
            Code.SERVER_TOO_OLD,
            {"server": "llama.cpp"},
        ),
    ),
)


def _ollama(message: str, status: int, kind: str) -> Answer:
    return _by("", _error(message, status, type=kind, param=None, code=None))


_OLLAMA_MODEL = "gemma4:e4b"
_OLLAMA = Row(
    "Ollama",
    "custom",
    kind="ollama",
    ok=_by("", as_json({"text": WORDS})),
    fields={"model": _OLLAMA_MODEL, "prompt": PROMPT},
    settings={"custom_model": _OLLAMA_MODEL},
    format="wav",
    models=_by("", _list(["llama3.2:3b", _OLLAMA_MODEL], {"created": 1, "owned_by": "library"})),  # captured
    ids=(_OLLAMA_MODEL, "llama3.2:3b"),
    refusals=(
        Refusal(
            "no Whisper",
            _ollama("model 'whisper' not found", 404, "not_found_error"),
            Code.NO_WHISPER,
            {"model": "whisper", "take": _OLLAMA_MODEL, "command": f"ollama pull {_OLLAMA_MODEL}"},
            {"custom_model": "whisper"},
        ),
        Refusal(  # captured
            "somebody's Whisper",
            _ollama("unable to load model: /blobs/sha256-28", 500, "api_error"),
            Code.NO_WHISPER,
            {"model": "sendmeaiohyeah/whisper-large-v2:latest"},
            {"custom_model": "sendmeaiohyeah/whisper-large-v2:latest"},
        ),
        Refusal(
            "model not pulled",
            _ollama("model 'gemma4:e2b' not found", 404, "not_found_error"),
            Code.MODEL_NOT_INSTALLED,
            {"command": "ollama pull gemma4:e2b"},
            {"custom_model": "gemma4:e2b"},
        ),
        Refusal(
            "a model for text",
            _ollama("this model is missing data required for image input", 500, "api_error"),
            Code.MODEL_CANNOT_HEAR,
            {"model": "llama3.2:3b", "take": _OLLAMA_MODEL},
            {"custom_model": "llama3.2:3b"},
        ),
        Refusal(
            "no model named",
            _ollama("model is required", 400, "invalid_request_error"),
            Code.MODEL_MISSING,
            {"take": _OLLAMA_MODEL},
            {"custom_model": ""},
        ),
        Refusal(
            "an old version",
            _by("", plain("404 page not found", 404)),
            Code.SERVER_TOO_OLD,
            {"server": "Ollama"},
        ),
    ),
)

_LM_STUDIO = Row(
    "LM Studio",
    "custom",
    kind="lm_studio",
    ok=as_json({"text": WORDS}),  # of the day on which it has the endpoint
    fields={"model": "", "prompt": PROMPT},
    format="wav",
    models=_list(["qwen/qwen3-4b"], {"owned_by": "organization_owner"}),  # captured
    ids=("qwen/qwen3-4b",),
    refusals=(
        Refusal(  # captured
            "no endpoint",
            as_json({"error": "Unexpected endpoint or method. (POST /v1/audio/transcriptions)"}),
            Code.NO_SPEECH_ENDPOINT,
        ),
        Refusal(
            "no endpoint, as an error",
            as_json({"error": "Unexpected endpoint or method. (POST /v1/audio/transcriptions)"}, 404),
            Code.NO_SPEECH_ENDPOINT,
        ),
    ),
)

_REMOTE = Row(
    "a server without a key",
    "custom",
    ok=text(WORDS),
    fields={"model": "", "prompt": PROMPT},
    format="wav",
    models=plain("<html>no list here</html>", 404),
    refusals=(Refusal("a fault", _error("out of memory", 500), Code.SERVER_ERROR),),
)

_REMOTE_WITH_KEY = replace(
    _REMOTE,
    name="a server with a key",
    key="fake-key-0815",
    refusals=(Refusal("wrong key", _error("no", 401), Code.KEY_REFUSED),),
)

ROWS: tuple[Row, ...] = (
    _GROQ,
    _OPENAI,
    _GLM,
    _LM_STUDIO,
    _OLLAMA,
    _VLLM,
    _LOCALAI,
    _LOCALAI_ALIAS,
    _SPEACHES,
    _WHISPER_CPP,
    _LLAMA_CPP,
    _REMOTE_WITH_KEY,
    _REMOTE,
)
SHOWN_BY_THEIR_LIST = tuple(row for row in ROWS if row.kind and row.kind != "localai")
"""LocalAI's list could be many a server's; its errors show what it is."""
