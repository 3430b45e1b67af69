"""Every setting in one table: key, parser, default, one sentence.

`.env`, `.env.example`, the dialog and the docs table are made from `Settings`. A field's name in capitals is
its key in `.env`. Values come from the user's file only: the process environment is never read, because
LANGUAGE and PROMPT mean other things there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, TypeVar

from rapidwhisper.core import parse
from rapidwhisper.core.hotkey import Hotkey, HotkeyMode, Modifier
from rapidwhisper.core.problem import Code, Problem, problem

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


@dataclass(frozen=True, slots=True)
class About:
    """What the table says of one setting besides its default."""

    group: str
    help: str
    parse: Callable[[str], Any]
    accepts: str
    secret: bool = False


def _setting(default: T, group: str, parser: parse.Parser[T], text: str, *, secret: bool = False) -> T:
    about = About(group, text, parser[0], parser[1], secret)
    made: T = field(default=default, metadata={"about": about})
    return made


@dataclass(frozen=True, slots=True)
class Settings:
    """One snapshot of all settings; a dictation keeps the one it started with."""

    ai_provider: str = _setting(
        "local",
        "Provider",
        parse.one_of("local", "groq", "openai", "glm", "custom"),
        "Who turns speech into text: local (on this computer), groq, openai, glm,"
        " or custom (any OpenAI-compatible server).",
    )
    groq_api_key: str = _setting("", "Provider", parse.key(), "Key from console.groq.com/keys.", secret=True)
    groq_base_url: str = _setting(
        "https://api.groq.com/openai/v1/", "Provider", parse.text(), "Address of Groq."
    )
    groq_model: str = _setting(
        "whisper-large-v3",
        "Provider",
        parse.text(),
        "Model at Groq: whisper-large-v3, or whisper-large-v3-turbo, which is cheaper.",
    )
    openai_api_key: str = _setting(
        "", "Provider", parse.key(), "Key from platform.openai.com/api-keys.", secret=True
    )
    openai_base_url: str = _setting(
        "https://api.openai.com/v1/", "Provider", parse.text(), "Address of OpenAI."
    )
    openai_model: str = _setting(
        "gpt-transcribe",
        "Provider",
        parse.text(),
        "Model at OpenAI; whisper-1 and the gpt-4o transcription models end on 2027-02-26.",
    )
    glm_api_key: str = _setting("", "Provider", parse.key(), "Key from open.bigmodel.cn.", secret=True)
    glm_base_url: str = _setting(
        "https://open.bigmodel.cn/api/paas/v4/",
        "Provider",
        parse.text(),
        "Address of GLM (Zhipu); for keys of Z.AI https://api.z.ai/api/paas/v4/.",
    )
    glm_model: str = _setting("glm-asr-2512", "Provider", parse.text(), "Model at GLM.")
    custom_api_key: str = _setting(
        "",
        "Provider",
        parse.key(),
        "Key of your own server; may stay empty.",
        secret=True,
    )
    custom_base_url: str = _setting(
        "",
        "Provider",
        parse.text(),
        "Address of your own server, for example http://localhost:8000/v1/.",
    )
    custom_model: str = _setting(
        "",
        "Provider",
        parse.text(),
        "Model on your own server; empty lets the server choose.",
    )
    language: str = _setting(
        "",
        "Text",
        parse.text(),
        "Language you speak as a two-letter code, for example en or ru; empty: detected.",
    )
    prompt: str = _setting(
        "",
        "Text",
        parse.text(),
        "Names and terms that the provider should know how to spell.",
    )
    insert_suffix: str = _setting(
        " ",
        "Text",
        parse.verbatim(),
        "What follows each inserted text; write it in quotes. The default space keeps two dictations apart.",
    )
    hotkey: Hotkey = _setting(
        Hotkey("space", frozenset({Modifier.CTRL})),
        "Hotkey",
        parse.hotkey(),
        "Starts and stops a dictation.",
    )
    hotkey_mode: HotkeyMode = _setting(
        HotkeyMode.AUTO,
        "Hotkey",
        parse.choice(HotkeyMode),
        "auto: a tap starts and stops, a longer press records while it is held; toggle; hold.",
    )
    cancel_hotkey: Hotkey = _setting(
        Hotkey("esc"),
        "Hotkey",
        parse.hotkey(),
        "Discards a dictation; taken only while one is under way.",
    )
    input_device: str = _setting(
        "",
        "Microphone",
        parse.text(),
        "Name of the microphone or a part of it; empty: the system's default.",
    )
    max_recording_seconds: float = _setting(
        7200.0,
        "Microphone",
        parse.number(5, 86400),
        "A dictation stops by itself after this many seconds.",
    )
    silence_stop: bool = _setting(
        False,
        "Microphone",
        parse.flag(),
        "Stop by itself when you have spoken and then fall silent.",
    )
    silence_duration: float = _setting(
        1.5,
        "Microphone",
        parse.number(0.3, 60),
        "Seconds of silence that stop a dictation, with SILENCE_STOP.",
    )
    silence_threshold: float = _setting(
        0.02,
        "Microphone",
        parse.number(0.0001, 1),
        "Level (RMS, 0 to 1) below which it counts as silence, with SILENCE_STOP.",
    )
    paste_method: PasteMethod = _setting(
        PasteMethod.AUTO,
        "Insertion",
        parse.choice(PasteMethod),
        "How the text gets into the window; copy only puts it on the clipboard.",
    )
    log_level: LogLevel = _setting(
        LogLevel.INFO,
        "Log",
        parse.choice(LogLevel),
        "How much the log tells; DEBUG when something does not work.",
    )
    log_file: str = _setting(
        "rapidwhisper.log",
        "Log",
        parse.text(),
        "Log file, read at the start; a bare name stands beside this file, or in the system's log folder.",
    )

    def with_provider(self, name: str) -> "Settings":
        """The same settings with another provider; raises ValueError for an unknown name."""
        from dataclasses import replace

        return replace(self, ai_provider=ABOUT["AI_PROVIDER"].parse(name))


ABOUT: dict[str, About] = {item.name.upper(): item.metadata["about"] for item in fields(Settings)}
DEFAULTS = Settings()


def secrets(settings: Settings) -> list[str]:
    """All keys in these settings, for whoever must not tell them."""
    found = (getattr(settings, key.lower()) for key, about in ABOUT.items() if about.secret)
    return [value for value in found if value]


@dataclass(frozen=True, slots=True)
class Line:
    """A value as it stands in `.env`, with the number of its line."""

    value: str
    number: int


def read_settings(lines: Mapping[str, Line]) -> tuple[Settings, tuple[Problem, ...]]:
    """Settings from the lines of a `.env`. A bad value gives its default and a Problem naming its line."""
    lines = _with_older_keys(lines)
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for key, about in ABOUT.items():
        line = lines.get(key)
        if line is None or (not line.value.strip() and about.parse is not str):
            continue
        try:
            values[key.lower()] = about.parse(line.value)
        except ValueError as error:
            default = as_text(getattr(DEFAULTS, key.lower()))
            problems.append(
                problem(Code.SETTING_INVALID, key=key, line=line.number, reason=error, default=default)
            )
    return Settings(**values), tuple(problems)


def _with_older_keys(lines: Mapping[str, Line]) -> Mapping[str, Line]:
    """MANUAL_STOP of the first RapidWhisper is the opposite of SILENCE_STOP; a value given today wins.

    SAMPLE_RATE and CHUNK_SIZE need no successor: the recorder finds out what the device takes.
    """
    old = lines.get("MANUAL_STOP")
    if old is None or "SILENCE_STOP" in lines:
        return lines
    try:
        stops_itself = not ABOUT["SILENCE_STOP"].parse(old.value)
    except ValueError:
        return lines
    return {**lines, "SILENCE_STOP": Line("true" if stops_itself else "false", old.number)}


def as_text(value: object) -> str:
    """A value as it is written in `.env` (without quotes)."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return f"{value:g}"
    return str(value)
