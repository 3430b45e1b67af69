"""What the pictures of failures tell, in words that such servers really say."""

from rapidwhisper.core.problem import Code
from rapidwhisper.core.words import phrase

FACTS = {
    "host": "speech.example.org",
    "url": "https://speech.example.org/audio/transcriptions",
    "location": "https://new.example.org/v1/",
    "model": "whisper-larg-v3",
    "models": "whisper-large-v3, whisper-large-v3-turbo",
    "take": "gemma4:e4b",
    "server": "Ollama",
    "provider": "Groq",
    "key": "GROQ_API_KEY",
    "status": "500",
    "seconds": "30",
    "wait": "20",
    "language": "fi",
    "detail": "",
}
GROQ_SAYS: dict[Code, dict[str, str]] = {
    Code.KEY_REFUSED: {"detail": "Invalid API Key"},
    Code.KEY_MISSING: {},
    Code.ACCESS_DENIED: {"detail": "The model is blocked for this project"},
    Code.COUNTRY_REFUSED: {},
    Code.NO_CREDIT: {"detail": "You exceeded your current quota"},
    Code.RATE_LIMITED: {"detail": "Rate limit reached"},
    Code.MODEL_NOT_FOUND: {},
}
OWN_SERVER_SAYS: dict[Code, dict[str, str]] = {
    Code.ENVIRONMENT_UNUSABLE: {"detail": "[Errno 2] No such file or directory"},
    Code.NOT_FOUND: {"detail": "Not Found"},
    Code.REQUEST_REFUSED: {"status": "400", "detail": "Invalid file"},
    Code.FORMAT_REFUSED: {"detail": "Unsupported media type"},
    Code.FIELDS_REFUSED: {"detail": "field required: model_name"},
    Code.TOO_LARGE: {"detail": "Maximum file size exceeded"},
    Code.SERVER_ERROR: {"detail": "Internal Server Error"},
    Code.MODEL_NOT_INSTALLED: {
        "model": "Systran/faster-whisper-small",
        "command": "curl -X POST http://speech.example.org/v1/models/Systran/faster-whisper-small",
    },
    Code.MODEL_CANNOT_HEAR: {"model": "qwen3"},
    Code.NO_WHISPER: {"model": "whisper", "command": "ollama pull gemma4:e4b"},
    Code.INFERENCE_PATH: {"command": "whisper-server … --inference-path /v1/audio/transcriptions"},
    Code.ERROR_ANSWER: {"detail": "model failed to load"},
    Code.UNUSABLE_ANSWER: {"detail": phrase("Reason", "it is cut off or not JSON")},
    Code.URL_MISSING: {"key": "CUSTOM_BASE_URL"},
    Code.URL_INVALID: {
        "key": "CUSTOM_BASE_URL",
        "reason": phrase("Reason", "the name of the server is missing"),
    },
    Code.HTTP_NOT_ALLOWED: {"key": "CUSTOM_BASE_URL"},
    Code.KEYRING_MISSING: {"detail": phrase("Reason", "none is running on this desktop")},
    Code.KEYRING_UNWRITABLE: {"detail": phrase("Reason", "it is locked")},
    Code.KEY_UNUSABLE: {"key": "CUSTOM_API_KEY"},
    Code.KEYRING_UNREADABLE: {"detail": phrase("Reason", "it is locked")},
    Code.CHAT_MODEL: {"model": "glm-4-voice", "used": "glm-asr-2512"},
    Code.ENGINE_MISSING: {"command": 'pip install "rapidwhisper[local]"'},
    Code.ENGINE_FAILED: {"detail": "out of memory"},
    Code.LOCAL_MODEL_UNLOADABLE: {"model": "gigaam-v3", "detail": "Protobuf parsing failed."},
    Code.GPU_BUILD_MISSING: {
        "remove": "pip uninstall onnxruntime",
        "command": "pip install onnxruntime-gpu",
    },
    Code.GPU_UNUSABLE: {"detail": "onnxruntime could not use CUDAExecutionProvider"},
}
