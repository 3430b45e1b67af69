"""Every setting in one table: key, parser, default, one sentence.

`.env`, `.env.example`, the dialog and the docs table are made from `Settings`. A field's name in capitals is
its key in `.env`. Values come from the user's file only: the process environment is never read, because
LANGUAGE and PROMPT mean other things there.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields
from enum import StrEnum
from typing import Any, TypeVar

from rapidwhisper.core.hotkey import Hotkey, HotkeyMode, Modifier, parse_hotkey
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


def _setting(
    default: T, group: str, parse: tuple[Callable[[str], T], str], text: str, *, secret: bool = False
) -> T:
    about = About(group, text, parse[0], parse[1], secret)
    made: T = field(default=default, metadata={"about": about})
    return made


def _text() -> tuple[Callable[[str], str], str]:
    return str.strip, "text"


def _verbatim() -> tuple[Callable[[str], str], str]:
    return str, "text"


def _one_of(*values: str) -> tuple[Callable[[str], str], str]:
    def parse(text: str) -> str:
        value = text.strip().lower()
        if value not in values:
            raise ValueError(f"it must be one of: {', '.join(values)}")
        return value

    return parse, ", ".join(values)


E = TypeVar("E", bound=StrEnum)


def _choice(kind: type[E]) -> tuple[Callable[[str], E], str]:
    names = {member.value.lower(): member for member in kind}

    def parse(text: str) -> E:
        try:
            return names[text.strip().lower()]
        except KeyError:
            raise ValueError(f"it must be one of: {', '.join(kind)}") from None

    return parse, ", ".join(kind)


def _flag() -> tuple[Callable[[str], bool], str]:
    words = {"true": True, "yes": True, "on": True, "1": True}
    words |= {"false": False, "no": False, "off": False, "0": False}

    def parse(text: str) -> bool:
        try:
            return words[text.strip().lower()]
        except KeyError:
            raise ValueError("it must be true or false") from None

    return parse, "true, false"


def _number(low: float, high: float) -> tuple[Callable[[str], float], str]:
    def parse(text: str) -> float:
        try:
            value = float(text.strip().replace(",", "."))
        except ValueError:
            raise ValueError("it must be a number") from None
        if not low <= value <= high:
            raise ValueError(f"it must lie between {low:g} and {high:g}")
        return value

    return parse, f"{low:g} to {high:g}"


_PLACEHOLDERS = {
    "your_api_key_here",
    "your_openai_api_key_here",
    "your_groq_api_key_here",
    "your_glm_api_key_here",
}


def _key() -> tuple[Callable[[str], str], str]:
    def parse(text: str) -> str:
        key = text.strip()
        if key.lower() in _PLACEHOLDERS:
            return ""
        if not key.isascii() or not key.isprintable() or " " in key:
            raise ValueError("an API key has only Latin letters, digits and signs, without spaces")
        return key

    return parse, "text"


def _hotkey() -> tuple[Callable[[str], Hotkey], str]:
    return parse_hotkey, "keys joined by +, for example ctrl+alt+r or f9"


@dataclass(frozen=True, slots=True)
class Settings:
    """One snapshot of all settings; a dictation keeps the one it started with."""

    ai_provider: str = _setting(
        "local",
        "Provider",
        _one_of("local", "custom"),
        "Who turns speech into text: local (on this computer) or custom (any OpenAI-compatible server).",
    )
    custom_api_key: str = _setting(
        "",
        "Provider",
        _key(),
        "Key of your own server; may stay empty.",
        secret=True,
    )
    custom_base_url: str = _setting(
        "",
        "Provider",
        _text(),
        "Address of your own server, for example http://localhost:8000/v1/.",
    )
    custom_model: str = _setting(
        "",
        "Provider",
        _text(),
        "Model on your own server; empty lets the server choose.",
    )
    language: str = _setting(
        "",
        "Text",
        _text(),
        "Language you speak as a two-letter code, for example en or ru; empty: detected.",
    )
    prompt: str = _setting(
        "",
        "Text",
        _text(),
        "Names and terms that the provider should know how to spell.",
    )
    insert_suffix: str = _setting(
        " ",
        "Text",
        _verbatim(),
        "What follows each inserted text; write it in quotes. The default space keeps two dictations apart.",
    )
    hotkey: Hotkey = _setting(
        Hotkey("space", frozenset({Modifier.CTRL})),
        "Hotkey",
        _hotkey(),
        "Starts and stops a dictation.",
    )
    hotkey_mode: HotkeyMode = _setting(
        HotkeyMode.AUTO,
        "Hotkey",
        _choice(HotkeyMode),
        "auto: a tap starts and stops, a longer press records while it is held; toggle; hold.",
    )
    cancel_hotkey: Hotkey = _setting(
        Hotkey("esc"),
        "Hotkey",
        _hotkey(),
        "Discards a dictation; taken only while one is under way.",
    )
    input_device: str = _setting(
        "",
        "Microphone",
        _text(),
        "Name of the microphone or a part of it; empty: the system's default.",
    )
    max_recording_seconds: float = _setting(
        7200.0,
        "Microphone",
        _number(5, 86400),
        "A dictation stops by itself after this many seconds.",
    )
    silence_stop: bool = _setting(
        False,
        "Microphone",
        _flag(),
        "Stop by itself when you have spoken and then fall silent.",
    )
    silence_duration: float = _setting(
        1.5,
        "Microphone",
        _number(0.3, 60),
        "Seconds of silence that stop a dictation, with SILENCE_STOP.",
    )
    silence_threshold: float = _setting(
        0.02,
        "Microphone",
        _number(0.0001, 1),
        "Level (RMS, 0 to 1) below which it counts as silence, with SILENCE_STOP.",
    )
    paste_method: PasteMethod = _setting(
        PasteMethod.AUTO,
        "Insertion",
        _choice(PasteMethod),
        "How the text gets into the window; copy only puts it on the clipboard.",
    )
    log_level: LogLevel = _setting(
        LogLevel.INFO,
        "Log",
        _choice(LogLevel),
        "How much the log tells; DEBUG when something does not work.",
    )
    log_file: str = _setting(
        "rapidwhisper.log",
        "Log",
        _text(),
        "Log file; a bare name stands in the program's own folder.",
    )

    def with_provider(self, name: str) -> "Settings":
        """The same settings with another provider; raises ValueError for an unknown name."""
        from dataclasses import replace

        return replace(self, ai_provider=ABOUT["AI_PROVIDER"].parse(name))


ABOUT: dict[str, About] = {item.name.upper(): item.metadata["about"] for item in fields(Settings)}
DEFAULTS = Settings()


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
