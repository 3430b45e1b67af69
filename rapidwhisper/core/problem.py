"""A Problem is what a person is told when something did not go as wished: a code and its facts.

The words live in `ui/messages.py`, so that core stays free of languages. Facts are short strings
(a host, a status, a key name) and never hold API keys or dictated text.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Code(StrEnum):
    """Every cause the program can name. `ui/messages.py` has words for each, and a test sees to that.

    Why a request brings no text, from the keyboard to the words (what helps: `core/remedy.py`):

    it was not sent
    ├── URL_MISSING, URL_INVALID
    ├── HTTP_NOT_ALLOWED (others could hear it on its way)
    ├── KEY_MISSING, KEY_UNUSABLE
    ├── KEYRING_UNREADABLE, KEYRING_LACKS_KEY
    ├── CHAT_MODEL (told, and another model is used)
    ├── LANGUAGE_UNSUPPORTED
    ├── ENVIRONMENT_UNUSABLE (a proxy or certificates that it names)
    ├── LOCAL_ONLY (nothing may leave this computer)
    ├── LOCAL_MODEL_ABSENT, LOCAL_MODEL_COMING (on this computer)
    ├── LOCAL_MODEL_UNKNOWN, LOCAL_MODEL_UNLOADABLE, MODELS_UNUSABLE (likewise)
    └── GPU_BUILD_MISSING, GPU_UNUSABLE, ENGINE_MISSING, ENGINE_FAILED (likewise)
    it did not arrive
    ├── OFFLINE (this computer has no network)
    ├── UNKNOWN_HOST (there is one, and it does not know the name)
    ├── UNREACHABLE (refused, or nobody there)
    └── NOT_TLS, UNTRUSTED_CERTIFICATE
    no whole answer came
    ├── NOT_HTTP (another protocol)
    ├── CONNECTION_LOST
    └── TIMED_OUT (the whole request has a deadline, however slowly the answer drips)
    the server refused
    ├── KEY_REFUSED (401), ACCESS_DENIED (403), COUNTRY_REFUSED (403)
    ├── NO_CREDIT (402, or 429 with a code for it)
    ├── NOT_FOUND (404, the path), MODEL_NOT_FOUND (404, the model)
    ├── MODEL_MISSING, MODEL_NOT_INSTALLED, MODEL_CANNOT_HEAR, NO_WHISPER (servers of one's own)
    ├── INFERENCE_PATH, SERVER_TOO_OLD (likewise)
    ├── TOO_LARGE (413), FORMAT_REFUSED (415), FIELDS_REFUSED (422)
    ├── CONTENT_REFUSED
    ├── REQUEST_REFUSED (400 and the rest)
    ├── RATE_LIMITED (429)
    ├── REDIRECTED (3xx)
    └── SERVER_LOADING (503), SERVER_ERROR (5xx)
    the answer holds no text
    ├── WEB_PAGE (also 511), UNUSABLE_ANSWER
    ├── NO_SPEECH_ENDPOINT, ERROR_ANSWER (an error that calls itself a success)
    └── NOTHING_RECOGNISED
    """

    # providers: reaching the server
    OFFLINE = "offline"  # facts: host
    UNREACHABLE = "unreachable"  # facts: host
    UNKNOWN_HOST = "unknown_host"  # facts: host
    CONNECTION_LOST = "connection_lost"  # facts: host
    TIMED_OUT = "timed_out"  # facts: host, seconds
    NOT_TLS = "not_tls"  # facts: host
    UNTRUSTED_CERTIFICATE = "untrusted_certificate"  # facts: host
    ENVIRONMENT_UNUSABLE = "environment_unusable"  # facts: host, detail
    NOT_HTTP = "not_http"  # facts: host
    REDIRECTED = "redirected"  # facts: host, location
    # providers: what the server answered
    KEY_REFUSED = "key_refused"  # facts: host, detail
    ACCESS_DENIED = "access_denied"  # facts: host, detail
    COUNTRY_REFUSED = "country_refused"  # facts: host
    NO_CREDIT = "no_credit"  # facts: host, detail
    NOT_FOUND = "not_found"  # facts: url, model, detail
    MODEL_NOT_FOUND = "model_not_found"  # facts: host, model, models, detail
    REQUEST_REFUSED = "request_refused"  # facts: host, status, detail
    FORMAT_REFUSED = "format_refused"  # facts: host, detail
    FIELDS_REFUSED = "fields_refused"  # facts: host, detail
    CONTENT_REFUSED = "content_refused"  # facts: host
    TOO_LARGE = "too_large"  # facts: host, detail
    RATE_LIMITED = "rate_limited"  # facts: host, detail, wait
    SERVER_LOADING = "server_loading"  # facts: host, wait
    SERVER_ERROR = "server_error"  # facts: host, status, detail
    WEB_PAGE = "web_page"  # facts: host
    NO_SPEECH_ENDPOINT = "no_speech_endpoint"  # facts: host
    MODEL_NOT_INSTALLED = "model_not_installed"  # facts: host, model, command
    MODEL_CANNOT_HEAR = "model_cannot_hear"  # facts: host, model, take
    NO_WHISPER = "no_whisper"  # facts: host, model, take, command; Ollama
    INFERENCE_PATH = "inference_path"  # facts: host, command; whisper.cpp listens elsewhere
    SERVER_TOO_OLD = "server_too_old"  # facts: host, server
    ERROR_ANSWER = "error_answer"  # facts: host, detail
    UNUSABLE_ANSWER = "unusable_answer"  # facts: host, detail
    NOTHING_RECOGNISED = "nothing_recognised"  # facts: provider
    # configuring a provider
    URL_MISSING = "url_missing"  # facts: key
    URL_INVALID = "url_invalid"  # facts: key, reason
    HTTP_NOT_ALLOWED = "http_not_allowed"  # facts: host, key
    KEY_UNUSABLE = "key_unusable"  # facts: key
    KEY_MISSING = "key_missing"  # facts: key, provider
    MODEL_MISSING = "model_missing"  # facts: host, take; no model is named, and the server needs one
    KEYRING_MISSING = "keyring_missing"  # facts: detail
    KEYRING_UNREADABLE = "keyring_unreadable"  # facts: key, detail; it is locked, or does not answer
    KEYRING_LACKS_KEY = "keyring_lacks_key"  # facts: key
    KEYRING_UNWRITABLE = "keyring_unwritable"  # facts: detail
    LOCAL_ONLY = "local_only"  # facts: host
    CHAT_MODEL = "chat_model"  # facts: model, used
    MODEL_UNLISTED = "model_unlisted"  # facts: model, models
    # on-device engine
    ENGINE_MISSING = "engine_missing"  # facts: command
    ENGINE_FAILED = "engine_failed"  # facts: detail
    LOCAL_MODEL_ABSENT = "local_model_absent"  # facts: model; it is not downloaded
    LOCAL_MODEL_COMING = "local_model_coming"  # facts: model; it is being downloaded
    LOCAL_MODEL_UNKNOWN = "local_model_unknown"  # facts: model, reason
    LOCAL_MODEL_UNLOADABLE = "local_model_unloadable"  # facts: model, detail
    GPU_BUILD_MISSING = "gpu_build_missing"  # facts: remove, command
    GPU_UNUSABLE = "gpu_unusable"  # facts: detail
    LANGUAGE_UNSUPPORTED = "language_unsupported"  # facts: language, provider
    # models for this computer
    DOWNLOAD_NOT_FOUND = "download_not_found"  # facts: host
    DOWNLOAD_WEB_PAGE = "download_web_page"  # facts: host
    DOWNLOAD_DAMAGED = "download_damaged"  # facts: host, file
    DOWNLOAD_NO_SPACE = "download_no_space"  # facts: path, needed, free; in MB
    DOWNLOAD_UNDER_WAY = "download_under_way"  # facts: model
    MODELS_UNUSABLE = "models_unusable"  # facts: path, detail
    MODEL_NOT_OURS = "model_not_ours"  # facts: path
    # microphone
    NO_MICROPHONE = "no_microphone"
    MICROPHONE_NOT_FOUND = "microphone_not_found"  # facts: name, used, available; another one records
    MICROPHONE_FAILED = "microphone_failed"  # facts: detail
    MICROPHONE_LOST = "microphone_lost"
    MICROPHONE_SILENT = "microphone_silent"
    MICROPHONE_CHANGED = "microphone_changed"  # facts: used; the sound server moved the recording there
    MICROPHONE_IS_MONITOR = "microphone_is_monitor"  # facts: name; the sound of the computer itself
    SOUND_LOST = "sound_lost"
    AUDIO_UNAVAILABLE = "audio_unavailable"  # facts: detail
    NO_SPEECH = "no_speech"
    TOO_SHORT = "too_short"
    NEARLY_FULL = "nearly_full"
    JOURNAL_UNWRITABLE = "journal_unwritable"  # facts: path, detail
    NOT_PLAYED = "not_played"  # facts: detail
    # hotkey
    HOTKEY_TAKEN = "hotkey_taken"  # facts: hotkey, key, alternative
    HOTKEY_UNTYPABLE = "hotkey_untypable"  # facts: hotkey, key
    HOTKEY_NEEDS_DESKTOP = "hotkey_needs_desktop"  # facts: command
    HOTKEY_FAILED = "hotkey_failed"  # facts: detail
    # insertion: the text is on the clipboard, and this is why
    COPIED = "copied"
    KEPT_WRONG_WINDOW = "kept_wrong_window"
    KEPT_NO_WINDOW = "kept_no_window"
    KEPT_WINDOW_CLOSED = "kept_window_closed"
    KEPT_KEYS_HELD = "kept_keys_held"
    KEPT_NOT_TAKEN = "kept_not_taken"
    KEPT_IN_HISTORY = "kept_in_history"
    KEPT_AS_RECORDING = "kept_as_recording"  # where no text may be kept
    KEPT_NO_WAY = "kept_no_way"  # facts: reason
    HELD_NO_LONGER = "held_no_longer"
    HELD_FOR_ITS_WINDOW = "held_for_its_window"  # not on the clipboard: the text waits for its window
    CLIPBOARD_MISSING = "clipboard_missing"  # no tool for it is installed
    CLIPBOARD_FAILED = "clipboard_failed"  # facts: detail
    # what only a self-check finds
    NO_DESKTOP = "no_desktop"  # facts: detail
    NO_TRAY = "no_tray"
    ONLY_COPIED = "only_copied"
    INSERTION_UNTRIED = "insertion_untried"
    INSERTION_FAILED = "insertion_failed"  # facts: detail
    DICTATION_UNDER_WAY = "dictation_under_way"
    FOLDER_UNWRITABLE = "folder_unwritable"  # facts: path, detail
    OPEN_TO_OTHERS = "open_to_others"  # facts: path, mode, wanted
    DISK_NEARLY_FULL = "disk_nearly_full"  # facts: path, free
    # settings and the store
    SETTING_INVALID = "setting_invalid"  # facts: key, line, reason, default
    SETTINGS_UNREADABLE = "settings_unreadable"  # facts: path, detail
    SETTINGS_UNWRITABLE = "settings_unwritable"  # facts: path, detail
    SETTINGS_ODD_LINES = "settings_odd_lines"  # facts: path, lines
    AUTOSTART_FAILED = "autostart_failed"  # facts: path, detail
    RUNTIME_REFUSED = "runtime_refused"  # facts: path, detail
    HISTORY_UNWRITABLE = "history_unwritable"  # facts: detail
    HISTORY_OF_LATER_VERSION = "history_of_later_version"
    HISTORY_UNREADABLE = "history_unreadable"  # facts: detail
    FILE_MISSING = "file_missing"  # facts: path
    FILE_UNREADABLE = "file_unreadable"  # facts: path, detail
    FILE_TO_CONVERT = "file_to_convert"  # facts: path, command
    FILE_TOO_SHORT = "file_too_short"  # facts: path
    FILE_DAMAGED = "file_damaged"  # facts: path, at; what comes before it could be read
    FILE_INTERRUPTED = "file_interrupted"  # the program was ended meanwhile
    EXPORT_FAILED = "export_failed"  # facts: path, detail
    NOTHING_TO_COPY = "nothing_to_copy"
    NOTHING_TO_INSERT = "nothing_to_insert"
    NOTHING_TO_RETRY = "nothing_to_retry"
    RECORDING_UNKNOWN = "recording_unknown"  # facts: id
    AUDIO_GONE = "audio_gone"
    INTERRUPTED = "interrupted"
    RECORDINGS_FOUND = "recordings_found"  # facts: count, seconds
    RECOVERING = "recovering"  # facts: count, seconds
    TEXTS_FOUND = "texts_found"  # facts: count
    SERVER_BACK = "server_back"  # facts: count
    LOCAL_MODEL_BACK = "local_model_back"  # facts: count; the same where a model was missing
    LOCAL_MODEL_READY = "local_model_ready"  # facts: model; it is downloaded
    CANCELLED = "cancelled"
    RUNNING = "running"  # facts: hotkey; a second start
    INTERNAL = "internal"  # facts: detail


@dataclass(frozen=True, slots=True)
class Problem:
    code: Code
    facts: Mapping[str, str] = field(default_factory=dict)


def problem(code: Code, **facts: object) -> Problem:
    """Facts that are strings stay as they are: a Phrase can still be said in another language."""
    return Problem(code, {name: fact if isinstance(fact, str) else str(fact) for name, fact in facts.items()})


AHEAD = "ahead"


def found_ahead(cause: Problem) -> Problem:
    """The same before anybody has spoken: there is no speech yet of which one could say that it is kept."""
    return Problem(cause.code, {**cause.facts, AHEAD: "yes"})


DOWNLOAD = "download"


def of_download(cause: Problem) -> Problem:
    """The same while a model is downloaded: nobody has spoken, and what has come so far is kept."""
    return Problem(cause.code, {**cause.facts, AHEAD: "yes", DOWNLOAD: "yes"})


class ProblemError(Exception):
    """Raised by adapters where a person can act on the cause."""

    def __init__(self, cause: Problem) -> None:
        super().__init__(f"{cause.code}: {dict(cause.facts)}")
        self.problem = cause


class Unavailable(Exception):  # noqa: N818 - it is a state of this desktop, not a mistake
    """A way (hotkey, insertion, engine) cannot work here; the next candidate is tried."""

    def __init__(self, cause: Problem) -> None:
        super().__init__(f"{cause.code}: {dict(cause.facts)}")
        self.problem = cause
