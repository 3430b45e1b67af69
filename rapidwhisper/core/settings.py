"""Every setting in one table: key, parser, default, one sentence.

`.env`, `.env.example`, the dialog and the docs table are made from `Settings`. A field's name in capitals is
its key in `.env`. Values come from the user's file only: the process environment is never read, because
LANGUAGE and PROMPT mean other things there.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from enum import StrEnum
from itertools import combinations
from typing import Any, TypeVar

from rapidwhisper.core import parse
from rapidwhisper.core.hotkey import Hotkey, HotkeyMode, Modifier
from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.words import QT_TRANSLATE_NOOP, phrase

T = TypeVar("T")


class PasteMethod(StrEnum):
    AUTO = "auto"
    SHIFT_INSERT = "shift_insert"
    CTRL_V = "ctrl_v"
    CTRL_SHIFT_V = "ctrl_shift_v"
    TYPE = "type"
    COPY = "copy"


class LogLevel(StrEnum):
    DEBUG = "DEBUG"
    INFO = "INFO"
    WARNING = "WARNING"
    ERROR = "ERROR"


class Theme(StrEnum):
    AUTO = "auto"
    LIGHT = "light"
    DARK = "dark"


class UploadFormat(StrEnum):
    """How speech is encoded on its way to a server."""

    AUTO = "auto"  # FLAC where it is surely taken, else WAV
    WAV = "wav"
    FLAC = "flac"
    OPUS = "opus"


class Device(StrEnum):
    """What models on this computer run on."""

    AUTO = "auto"  # the graphics card where it can be used, else the processor
    CPU = "cpu"
    GPU = "gpu"


class HistoryMode(StrEnum):
    """What stays of a dictation that has reached its window."""

    ON = "on"  # text and recording
    TEXT = "text"
    OFF = "off"  # nothing: the journal lives until the receipt


class WhenPossible(StrEnum):
    """Whether something is done by itself as soon as it can be done, or offered."""

    ASK = "ask"
    AUTO = "auto"


class WrongWindow(StrEnum):
    """What becomes of a text whose window is no longer in front."""

    HOLD = "hold"  # it waits for its window
    REFOCUS = "refocus"  # its window is brought to the front
    PASTE = "paste"  # it goes to the window that is in front


AUTO_LANGUAGE = "auto"

PROVIDER_NAMES = "local", "groq", "openai", "glm", "custom"
"""`providers/` has a file for each."""

BASIC_EN = "basic-en"
"""The model on this computer that comes with its engine."""

AUTO_SERVER = "auto"
SERVERS = "vllm", "localai", "speaches", "whisper_cpp", "llama_cpp", "ollama", "lm_studio"
"""Kinds of servers; `providers/servers/` has a file for each."""


@dataclass(frozen=True, slots=True)
class About:
    """What the table says of one setting besides its default; the texts are in the context "Settings"."""

    group: str
    """The page of the dialog and the chapter of the documentation."""
    label: str
    help: str
    parser: parse.Parser[Any]
    secret: bool = False
    beside: str | None = None
    """What the dialog says instead of `help`, where that explains the words of `.env`."""


def _setting(
    default: T,
    group: str,
    label: str,
    parser: parse.Parser[T],
    text: str,
    *,
    secret: bool = False,
    beside: str | None = None,
) -> T:
    made: T = field(default=default, metadata={"about": About(group, label, text, parser, secret, beside)})
    return made


_PROVIDER = QT_TRANSLATE_NOOP("Settings", "Provider")
_MICROPHONE = QT_TRANSLATE_NOOP("Settings", "Microphone")
_HOTKEY = QT_TRANSLATE_NOOP("Settings", "Hotkey")
_TEXT = QT_TRANSLATE_NOOP("Settings", "Text")
_INSERTION = QT_TRANSLATE_NOOP("Settings", "Insertion")
_HISTORY = QT_TRANSLATE_NOOP("Settings", "History")
_GENERAL = QT_TRANSLATE_NOOP("Settings", "General")
_ABOUT = QT_TRANSLATE_NOOP("Settings", "About")


@dataclass(frozen=True, slots=True)
class Settings:
    """One snapshot of all settings; a dictation keeps the one it started with."""

    ai_provider: str = _setting(
        "local",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Provider"),
        parse.one_of(*PROVIDER_NAMES),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Who turns speech into text: local (on this computer), groq, openai, glm, or custom"
            " (any OpenAI-compatible server).",
        ),
    )
    groq_api_key: str = _setting(
        "",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Groq API Key"),
        parse.key(),
        QT_TRANSLATE_NOOP("Settings", "Key from console.groq.com/keys."),
        secret=True,
    )
    groq_base_url: str = _setting(
        "https://api.groq.com/openai/v1/",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Groq Base URL"),
        parse.text(),
        QT_TRANSLATE_NOOP("Settings", "Address of Groq."),
    )
    groq_model: str = _setting(
        "whisper-large-v3",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Groq Model"),
        parse.text(),
        QT_TRANSLATE_NOOP(
            "Settings", "Model at Groq: whisper-large-v3, or whisper-large-v3-turbo, which is cheaper."
        ),
    )
    openai_api_key: str = _setting(
        "",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "OpenAI API Key"),
        parse.key(),
        QT_TRANSLATE_NOOP("Settings", "Key from platform.openai.com/api-keys."),
        secret=True,
    )
    openai_base_url: str = _setting(
        "https://api.openai.com/v1/",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "OpenAI Base URL"),
        parse.text(),
        QT_TRANSLATE_NOOP("Settings", "Address of OpenAI."),
    )
    openai_model: str = _setting(
        "gpt-transcribe",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "OpenAI Model"),
        parse.text(),
        QT_TRANSLATE_NOOP(
            "Settings", "Model at OpenAI; whisper-1 and the gpt-4o transcription models end on 2027-02-26."
        ),
    )
    glm_api_key: str = _setting(
        "",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "GLM API Key"),
        parse.key(),
        QT_TRANSLATE_NOOP("Settings", "Key from open.bigmodel.cn or, for Z.AI, from z.ai."),
        secret=True,
    )
    glm_base_url: str = _setting(
        "https://open.bigmodel.cn/api/paas/v4/",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "GLM Base URL"),
        parse.text(),
        QT_TRANSLATE_NOOP(
            "Settings", "Address of GLM (Zhipu); for keys of Z.AI https://api.z.ai/api/paas/v4/."
        ),
    )
    glm_model: str = _setting(
        "glm-asr-2512",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "GLM Model"),
        parse.text(),
        QT_TRANSLATE_NOOP("Settings", "Model at GLM."),
    )
    custom_api_key: str = _setting(
        "",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Custom API Key"),
        parse.key(),
        QT_TRANSLATE_NOOP("Settings", "Key of your own server; may stay empty."),
        secret=True,
    )
    custom_base_url: str = _setting(
        "",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Custom Base URL"),
        parse.text(),
        QT_TRANSLATE_NOOP("Settings", "Address of your own server, for example http://localhost:8000/v1/."),
    )
    custom_model: str = _setting(
        "",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Custom Model"),
        parse.text(),
        QT_TRANSLATE_NOOP("Settings", "Model on your own server; empty lets the server choose."),
    )
    custom_server: str = _setting(
        AUTO_SERVER,
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Kind of server"),
        parse.one_of(AUTO_SERVER, *SERVERS),
        QT_TRANSLATE_NOOP("Settings", "Which program your own server is; auto: recognised by its answers."),
        beside=QT_TRANSLATE_NOOP("Settings", "Which program your own server is."),
    )
    local_model: str = _setting(
        BASIC_EN,
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Model on this computer"),
        parse.text(),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Model on this computer: basic-en (English, comes with the program), a downloaded one"
            " (“rapidwhisper models” lists them), or the path of a folder with a model.",
        ),
        beside=QT_TRANSLATE_NOOP(
            "Settings", "What is not here yet is downloaded once; after that no network is needed."
        ),
    )
    local_device: Device = _setting(
        Device.AUTO,
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Runs on"),
        parse.choice(Device),
        QT_TRANSLATE_NOOP(
            "Settings",
            "What the model on this computer runs on: cpu, gpu, or auto (the graphics card where it can be"
            " used).",
        ),
        beside=QT_TRANSLATE_NOOP("Settings", "A graphics card needs a package of its own."),
    )
    local_threads: str = _setting(
        parse.AUTO,
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Threads"),
        parse.auto_or_count(64),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Processor threads for the model on this computer: a number, or auto (the desktop stays"
            " responsive).",
        ),
        beside=QT_TRANSLATE_NOOP("Settings", "A number, or auto: then the desktop stays responsive."),
    )
    local_keep_loaded_minutes: float = _setting(
        10.0,
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Keep loaded"),
        parse.number(0, 1440),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Minutes for which the model on this computer stays in memory after a dictation.",
        ),
    )
    local_models_folder: str = _setting(
        "",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Folder of models"),
        parse.text(),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Folder for downloaded models, named in full or from ~ on, your home; empty: the system's cache"
            " folder, which all copies of the program share.",
        ),
        beside=QT_TRANSLATE_NOOP("Settings", "Empty: the system's cache folder."),
    )
    hf_endpoint: str = _setting(
        "",
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Download from"),
        parse.text(),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Address of a mirror of Hugging Face from which models are downloaded; empty: huggingface.co.",
        ),
        beside=QT_TRANSLATE_NOOP("Settings", "The address of a mirror of Hugging Face, if you use one."),
    )
    local_only: bool = _setting(
        False,
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Nothing leaves this computer"),
        parse.flag(),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Nothing may leave this computer: only local and servers on this computer itself are asked, and"
            " nothing is downloaded.",
        ),
    )
    allow_http_hosts: tuple[str, ...] = _setting(
        (),
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Servers without encryption"),
        parse.names(),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Servers beyond this network to which speech and key may go by http://, unencrypted: their"
            " names, separated by commas.",
        ),
    )
    segment_seconds: float = _setting(
        12.0,
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Send while you speak"),
        parse.number(0, 60),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Long speech is sent in segments of about so many seconds, cut at clear pauses, while you still"
            " speak; 0: all of it at the end.",
        ),
    )
    upload_format: UploadFormat = _setting(
        UploadFormat.AUTO,
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "Upload as"),
        parse.choice(UploadFormat),
        QT_TRANSLATE_NOOP(
            "Settings",
            "How speech goes out: wav, flac (the same sound in half the size), opus (a tenth, some detail is"
            " lost); auto: flac where the server surely takes it, else wav.",
        ),
        beside=QT_TRANSLATE_NOOP(
            "Settings",
            "FLAC is the same sound in half the size, Opus is a tenth and loses some detail. What the server"
            " does not take is not sent.",
        ),
    )
    fallback_providers: tuple[str, ...] = _setting(
        (),
        _PROVIDER,
        QT_TRANSLATE_NOOP("Settings", "If it fails"),
        parse.several_of(*PROVIDER_NAMES),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Providers that are asked, one after the other, when the chosen one cannot be reached or fails:"
            " groq,local for example. Your speech goes to them too then. Empty: none.",
        ),
        beside=QT_TRANSLATE_NOOP(
            "Settings",
            "Who is asked when this provider cannot be reached or fails; your speech goes there too then."
            " Choose one, or type several: groq, local.",
        ),
    )
    input_device: str = _setting(
        "",
        _MICROPHONE,
        QT_TRANSLATE_NOOP("Settings", "Microphone"),
        parse.text(),
        QT_TRANSLATE_NOOP("Settings", "Name of the microphone or a part of it; empty: the system's default."),
        beside=QT_TRANSLATE_NOOP("Settings", "Choose it, or type a part of its name."),
    )
    max_recording_seconds: float = _setting(
        7200.0,
        _MICROPHONE,
        QT_TRANSLATE_NOOP("Settings", "Longest dictation"),
        parse.number(5, 86400),
        QT_TRANSLATE_NOOP("Settings", "A dictation stops by itself after this many seconds."),
    )
    silence_stop: bool = _setting(
        False,
        _MICROPHONE,
        QT_TRANSLATE_NOOP("Settings", "Stop by silence"),
        parse.flag(),
        QT_TRANSLATE_NOOP("Settings", "Stop by itself when you have spoken and then fall silent."),
    )
    silence_duration: float = _setting(
        1.5,
        _MICROPHONE,
        QT_TRANSLATE_NOOP("Settings", "Silence that stops"),
        parse.number(0.3, 60),
        QT_TRANSLATE_NOOP("Settings", "Seconds of silence that stop a dictation, with SILENCE_STOP."),
        beside=QT_TRANSLATE_NOOP("Settings", "Seconds of silence that stop a dictation."),
    )
    silence_threshold: float = _setting(
        0.02,
        _MICROPHONE,
        QT_TRANSLATE_NOOP("Settings", "Level of silence"),
        parse.number(0.0001, 1),
        QT_TRANSLATE_NOOP(
            "Settings", "Level (RMS, 0 to 1) below which it counts as silence, with SILENCE_STOP."
        ),
        beside=QT_TRANSLATE_NOOP("Settings", "Level (RMS, 0 to 1) below which it counts as silence."),
    )
    hotkey: Hotkey = _setting(
        Hotkey("space", frozenset({Modifier.CTRL})),
        _HOTKEY,
        QT_TRANSLATE_NOOP("Settings", "Hotkey"),
        parse.hotkey(),
        QT_TRANSLATE_NOOP("Settings", "Starts and stops a dictation."),
    )
    hotkey_mode: HotkeyMode = _setting(
        HotkeyMode.AUTO,
        _HOTKEY,
        QT_TRANSLATE_NOOP("Settings", "Mode"),
        parse.choice(HotkeyMode),
        QT_TRANSLATE_NOOP(
            "Settings",
            "auto: a tap starts and stops, a longer press records while it is held; toggle: only"
            " taps; hold: only while held.",
        ),
        beside=QT_TRANSLATE_NOOP(
            "Settings", "A tap starts and finishes; or it records while you hold the key."
        ),
    )
    cancel_hotkey: Hotkey = _setting(
        Hotkey("esc"),
        _HOTKEY,
        QT_TRANSLATE_NOOP("Settings", "Cancel key"),
        parse.hotkey(),
        QT_TRANSLATE_NOOP("Settings", "Discards a dictation; taken only while one is under way."),
    )
    paste_last_hotkey: Hotkey | None = _setting(
        None,
        _HOTKEY,
        QT_TRANSLATE_NOOP("Settings", "Key to insert the last text"),
        parse.optional_hotkey(),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Inserts a text that is being held, else the last one, where the cursor is; empty: no such key.",
        ),
        beside=QT_TRANSLATE_NOOP(
            "Settings", "Inserts a waiting text, otherwise the last one, where the cursor is."
        ),
    )
    language: str = _setting(
        "",
        _TEXT,
        QT_TRANSLATE_NOOP("Settings", "Language you speak"),
        parse.text(),
        QT_TRANSLATE_NOOP(
            "Settings", "Language you speak as a two-letter code, for example en or ru; empty: detected."
        ),
        beside=QT_TRANSLATE_NOOP("Settings", "Choose it, or type its two-letter code."),
    )
    prompt: str = _setting(
        "",
        _TEXT,
        QT_TRANSLATE_NOOP("Settings", "Names and terms"),
        parse.text(),
        QT_TRANSLATE_NOOP("Settings", "Names and terms that the provider should know how to spell."),
    )
    insert_suffix: str = _setting(
        " ",
        _TEXT,
        QT_TRANSLATE_NOOP("Settings", "After each text"),
        parse.verbatim(),
        QT_TRANSLATE_NOOP(
            "Settings",
            "What follows each inserted text; write it in quotes. The default space keeps two"
            " dictations apart.",
        ),
        beside=QT_TRANSLATE_NOOP(
            "Settings", "What follows each inserted text. A space keeps two dictations apart."
        ),
    )
    paste_method: PasteMethod = _setting(
        PasteMethod.AUTO,
        _INSERTION,
        QT_TRANSLATE_NOOP("Settings", "How texts are inserted"),
        parse.choice(PasteMethod),
        QT_TRANSLATE_NOOP(
            "Settings", "How the text gets into the window; copy only puts it on the clipboard."
        ),
        beside=QT_TRANSLATE_NOOP("Settings", "Automatically suits most programs."),
    )
    wrong_window: WrongWindow = _setting(
        WrongWindow.HOLD,
        _INSERTION,
        QT_TRANSLATE_NOOP("Settings", "If another window is in front"),
        parse.choice(WrongWindow),
        QT_TRANSLATE_NOOP(
            "Settings",
            "A text belongs to the window that was in front when you finished speaking. If another one is"
            " there now, hold: it waits for its window; refocus: its window is brought to the front;"
            " paste: it goes where the cursor is.",
        ),
        beside=QT_TRANSLATE_NOOP("Settings", "A text belongs to the window in which you finished speaking."),
    )
    history: HistoryMode = _setting(
        HistoryMode.ON,
        _HISTORY,
        QT_TRANSLATE_NOOP("Settings", "What is kept"),
        parse.choice(HistoryMode),
        QT_TRANSLATE_NOOP(
            "Settings",
            "on: texts and recordings; text: texts only; off: nothing once the text is in its window. What"
            " has failed stays in any case until it is tried again or discarded.",
        ),
        beside=QT_TRANSLATE_NOOP(
            "Settings", "What has failed stays in any case until it is transcribed or discarded."
        ),
    )
    keep_audio_days: float = _setting(
        7.0,
        _HISTORY,
        QT_TRANSLATE_NOOP("Settings", "Keep recordings"),
        parse.number(0, 36500),
        QT_TRANSLATE_NOOP("Settings", "Days for which recordings are kept, with HISTORY=on."),
        beside=QT_TRANSLATE_NOOP("Settings", "Then they are deleted. Applies if recordings are kept."),
    )
    keep_text_days: float | None = _setting(
        None,
        _HISTORY,
        QT_TRANSLATE_NOOP("Settings", "Keep texts"),
        parse.optional_days(0, 36500),
        QT_TRANSLATE_NOOP("Settings", "Days for which texts are kept; empty: for ever; 0: not at all."),
        beside=QT_TRANSLATE_NOOP("Settings", "Choose, or type a number of days."),
    )
    recover: WhenPossible = _setting(
        WhenPossible.ASK,
        _HISTORY,
        QT_TRANSLATE_NOOP("Settings", "After a crash"),
        parse.choice(WhenPossible),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Speech that a crash or a power cut left without its text. ask: it is offered; auto: it is"
            " transcribed at the next start, into the history and onto the clipboard.",
        ),
        beside=QT_TRANSLATE_NOOP("Settings", "What you had said when the program or the computer stopped."),
    )
    retry: WhenPossible = _setting(
        WhenPossible.ASK,
        _HISTORY,
        QT_TRANSLATE_NOOP("Settings", "When the server is back"),
        parse.choice(WhenPossible),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Dictations that failed because the server could not be reached. ask: they are offered; auto:"
            " they are transcribed, into the history and onto the clipboard.",
        ),
        beside=QT_TRANSLATE_NOOP(
            "Settings", "Dictations that failed because the server could not be reached."
        ),
    )
    interface_language: str = _setting(
        AUTO_LANGUAGE,
        _GENERAL,
        QT_TRANSLATE_NOOP("Settings", "Language of the program"),
        parse.one_of(AUTO_LANGUAGE, "en", "ru"),
        QT_TRANSLATE_NOOP("Settings", "Language of menus and messages; auto: that of the system."),
        beside=QT_TRANSLATE_NOOP("Settings", "Language of menus and messages."),
    )
    theme: Theme = _setting(
        Theme.AUTO,
        _GENERAL,
        QT_TRANSLATE_NOOP("Settings", "Appearance"),
        parse.choice(Theme),
        QT_TRANSLATE_NOOP("Settings", "Light or dark windows; auto: as the system has them."),
        beside=QT_TRANSLATE_NOOP("Settings", "Light or dark windows."),
    )
    autostart: bool = _setting(
        False,
        _GENERAL,
        QT_TRANSLATE_NOOP("Settings", "Start at login"),
        parse.flag(),
        QT_TRANSLATE_NOOP("Settings", "Start RapidWhisper when you log in."),
    )
    overlay: bool = _setting(
        True,
        _GENERAL,
        QT_TRANSLATE_NOOP("Settings", "Overlay"),
        parse.flag(),
        QT_TRANSLATE_NOOP(
            "Settings", "Show a small window during a dictation: level, time, and what became of it."
        ),
    )
    notifications: bool = _setting(
        True,
        _GENERAL,
        QT_TRANSLATE_NOOP("Settings", "Notifications"),
        parse.flag(),
        QT_TRANSLATE_NOOP("Settings", "Tell of problems by the desktop's notifications."),
    )
    sounds: bool = _setting(
        False,
        _GENERAL,
        QT_TRANSLATE_NOOP("Settings", "Sounds"),
        parse.flag(),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Short sounds when recording starts and stops, and for errors. Recording begins after"
            " the first sound.",
        ),
    )
    log_level: LogLevel = _setting(
        LogLevel.INFO,
        _ABOUT,
        QT_TRANSLATE_NOOP("Settings", "Log level"),
        parse.choice(LogLevel),
        QT_TRANSLATE_NOOP("Settings", "How much the log tells; DEBUG when something does not work."),
    )
    log_file: str = _setting(
        "rapidwhisper.log",
        _ABOUT,
        QT_TRANSLATE_NOOP("Settings", "Log file"),
        parse.text(),
        QT_TRANSLATE_NOOP(
            "Settings",
            "Log file, read at the start; a bare name stands beside this file, or in the system's"
            " log folder.",
        ),
    )

    def with_provider(self, name: str) -> "Settings":
        """The same settings with this provider and no other; raises ValueError for an unknown name."""
        return replace(self, ai_provider=ABOUT["AI_PROVIDER"].parser.read(name), fallback_providers=())


ABOUT: dict[str, About] = {item.name.upper(): item.metadata["about"] for item in fields(Settings)}
DEFAULTS = Settings()


def secrets(settings: Settings) -> list[str]:
    """All keys in these settings, for whoever must not tell them; not those that are in the keyring."""
    found = (getattr(settings, key.lower()) for key, about in ABOUT.items() if about.secret)
    return [value for value in found if value not in {"", parse.IN_KEYRING}]


@dataclass(frozen=True, slots=True)
class Line:
    """A value as it stands in `.env`, with the number of its line."""

    value: str
    number: int


def read_settings(lines: Mapping[str, Line]) -> tuple[Settings, tuple[Problem, ...]]:
    """Settings from the lines of a `.env`. A bad value gives another one and a Problem naming its line."""
    lines = _with_older_keys(lines)
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, about in ABOUT.items():
        line = lines.get(key)
        if line is None or (not line.value.strip() and about.parser.read is not str):
            continue
        try:
            values[key.lower()] = about.parser.read(line.value)
        except ValueError as error:
            problems.append(_invalid(key, line, error.args[0]))
            values[key.lower()] = _instead(key)
    settings, clashes = _with_keys_of_their_own(Settings(**values), lines)
    return settings, (*problems, *clashes)


def _invalid(key: str, line: Line, reason: str) -> Problem:
    instead = as_text(_instead(key))
    return problem(Code.SETTING_INVALID, key=key, line=line.number, reason=reason, default=instead)


def _instead(key: str) -> object:
    """Of a value that cannot be used: its default; but whoever has mistyped LOCAL_ONLY wanted it."""
    return True if key == "LOCAL_ONLY" else getattr(DEFAULTS, key.lower())


_ONE_KEYBOARD = ("HOTKEY", "CANCEL_HOTKEY", "PASTE_LAST_HOTKEY")


def _with_keys_of_their_own(
    settings: Settings, lines: Mapping[str, Line]
) -> tuple[Settings, tuple[Problem, ...]]:
    """The same keys cannot mean two things: the later setting gives way, unless it is at its default."""
    problems: list[Problem] = []
    for first, second in combinations(_ONE_KEYBOARD, 2):
        keys = getattr(settings, second.lower())
        if keys != getattr(settings, first.lower()):
            continue
        at_default = keys == getattr(DEFAULTS, second.lower())
        loser, winner = (first, second) if at_default else (second, first)
        reason = phrase("Reason", "the same keys as “{other}”").filled(other=winner)
        problems.append(_invalid(loser, lines[loser], reason))
        settings = replace(settings, **{loser.lower(): getattr(DEFAULTS, loser.lower())})
    return settings, tuple(problems)


def _with_older_keys(lines: Mapping[str, Line]) -> Mapping[str, Line]:
    """MANUAL_STOP of the first RapidWhisper is the opposite of SILENCE_STOP; a value given today wins.

    SAMPLE_RATE and CHUNK_SIZE need no successor: the recorder finds out what the device takes.
    """
    old = lines.get("MANUAL_STOP")
    if old is None or "SILENCE_STOP" in lines:
        return lines
    try:
        stops_itself = not ABOUT["SILENCE_STOP"].parser.read(old.value)
    except ValueError:
        return lines
    return {**lines, "SILENCE_STOP": Line(as_text(stops_itself), old.number)}


def as_text(value: object) -> str:
    """A value as it is written in `.env` (without quotes)."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, tuple):
        return ",".join(value)
    return str(value)
