"""Words for values that stand as bare words in `.env`."""

from rapidwhisper.core.words import QT_TRANSLATE_NOOP

CHOICES: dict[str, dict[str, str]] = {
    "LOCAL_DEVICE": {
        "auto": QT_TRANSLATE_NOOP("Choice", "The graphics card where it can be used"),
        "cpu": QT_TRANSLATE_NOOP("Choice", "The processor"),
        "gpu": QT_TRANSLATE_NOOP("Choice", "The graphics card"),
    },
    "CUSTOM_SERVER": {
        "auto": QT_TRANSLATE_NOOP("Choice", "Recognised by its answers"),
        "vllm": "vLLM",
        "localai": "LocalAI",
        "speaches": "speaches",
        "whisper_cpp": "whisper.cpp",
        "llama_cpp": "llama.cpp",
        "ollama": "Ollama",
        "lm_studio": "LM Studio",
    },
    "UPLOAD_FORMAT": {
        "auto": QT_TRANSLATE_NOOP("Choice", "Automatically"),
        "wav": "WAV",
        "flac": "FLAC",
        "opus": "Opus",
    },
    "HOTKEY_MODE": {
        "auto": QT_TRANSLATE_NOOP("Choice", "Tap or hold"),
        "toggle": QT_TRANSLATE_NOOP("Choice", "Tap to start, tap to finish"),
        "hold": QT_TRANSLATE_NOOP("Choice", "Hold while speaking"),
    },
    "PASTE_METHOD": {
        "auto": QT_TRANSLATE_NOOP("Choice", "Automatically"),
        "shift_insert": QT_TRANSLATE_NOOP("Choice", "Shift+Insert"),
        "ctrl_v": QT_TRANSLATE_NOOP("Choice", "Ctrl+V"),
        "ctrl_shift_v": QT_TRANSLATE_NOOP("Choice", "Ctrl+Shift+V"),
        "type": QT_TRANSLATE_NOOP("Choice", "Type letter by letter"),
        "copy": QT_TRANSLATE_NOOP("Choice", "Only copy to the clipboard"),
    },
    "WRONG_WINDOW": {
        "hold": QT_TRANSLATE_NOOP("Choice", "Hold the text until its window is back"),
        "refocus": QT_TRANSLATE_NOOP("Choice", "Bring its window to the front"),
        "paste": QT_TRANSLATE_NOOP("Choice", "Insert it where the cursor is"),
    },
    "HISTORY": {
        "on": QT_TRANSLATE_NOOP("Choice", "Texts and recordings"),
        "text": QT_TRANSLATE_NOOP("Choice", "Texts only"),
        "off": QT_TRANSLATE_NOOP("Choice", "Nothing"),
    },
    "RECOVER": {
        "ask": QT_TRANSLATE_NOOP("Choice", "Offer to transcribe it"),
        "auto": QT_TRANSLATE_NOOP("Choice", "Transcribe it automatically"),
    },
    "RETRY": {
        "ask": QT_TRANSLATE_NOOP("Choice", "Offer to transcribe it"),
        "auto": QT_TRANSLATE_NOOP("Choice", "Try again automatically"),
    },
    "INTERFACE_LANGUAGE": {
        "auto": QT_TRANSLATE_NOOP("Choice", "As the system"),
        "en": "English",
        "ru": "Русский",
    },
    "THEME": {
        "auto": QT_TRANSLATE_NOOP("Choice", "As the system"),
        "light": QT_TRANSLATE_NOOP("Choice", "Light"),
        "dark": QT_TRANSLATE_NOOP("Choice", "Dark"),
    },
    "LOG_LEVEL": {
        "DEBUG": QT_TRANSLATE_NOOP("Choice", "Everything (DEBUG)"),
        "INFO": QT_TRANSLATE_NOOP("Choice", "What happens (INFO)"),
        "WARNING": QT_TRANSLATE_NOOP("Choice", "Warnings"),
        "ERROR": QT_TRANSLATE_NOOP("Choice", "Errors"),
    },
}
"""By setting and value; AI_PROVIDER has its labels from the provider cards."""

KEPT_DAYS: dict[str, str] = {
    "": QT_TRANSLATE_NOOP("Choice", "forever"),
    "0": QT_TRANSLATE_NOOP("Choice", "not at all"),
    "1": QT_TRANSLATE_NOOP("Choice", "one day"),
    "7": QT_TRANSLATE_NOOP("Choice", "a week"),
    "30": QT_TRANSLATE_NOOP("Choice", "30 days"),
    "365": QT_TRANSLATE_NOOP("Choice", "a year"),
}
"""Suggestions for KEEP_TEXT_DAYS."""

SUFFIXES: dict[str, str] = {
    " ": QT_TRANSLATE_NOOP("Choice", "a space"),
    "": QT_TRANSLATE_NOOP("Choice", "nothing"),
    "\n": QT_TRANSLATE_NOOP("Choice", "a line break"),
}
