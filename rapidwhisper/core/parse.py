"""How values of the settings are written: each parser comes with a word on what it accepts.

A parser raises ValueError with the reason, short enough for a message; it never repeats a secret.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeAlias, TypeVar

from rapidwhisper.core.hotkey import Hotkey, parse_hotkey
from rapidwhisper.core.words import QT_TRANSLATE_NOOP, phrase

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Text:
    """Any text."""


@dataclass(frozen=True, slots=True)
class Choice:
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Flag:
    """On or off."""


@dataclass(frozen=True, slots=True)
class Number:
    low: float
    high: float
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Keys:
    """A hotkey."""

    optional: bool = False


Kind: TypeAlias = Text | Choice | Flag | Number | Keys


@dataclass(frozen=True, slots=True)
class Parser(Generic[T]):
    read: Callable[[str], T]
    """From what stands in `.env` to the value."""
    kind: Kind
    accepts: str
    """For people; to be translated in the context "Settings"."""


_ANY_TEXT = QT_TRANSLATE_NOOP("Settings", "text")


def text() -> Parser[str]:
    return Parser(str.strip, Text(), _ANY_TEXT)


def verbatim() -> Parser[str]:
    return Parser(str, Text(), _ANY_TEXT)


def one_of(*values: str) -> Parser[str]:
    def parse(text: str) -> str:
        value = text.strip().lower()
        if value not in values:
            raise ValueError(phrase("Reason", "it must be one of: {values}").filled(values=", ".join(values)))
        return value

    return Parser(parse, Choice(values), ", ".join(values))


_SEVERAL = QT_TRANSLATE_NOOP("Settings", "names with commas between them")


def several_of(*values: str) -> Parser[tuple[str, ...]]:
    """Some of these, in an order of one's own; each counts once."""

    def parse(text: str) -> tuple[str, ...]:
        names = [name for part in text.lower().split(",") if (name := part.strip())]
        unknown = next((name for name in names if name not in values), None)
        if unknown is not None:
            reason = phrase("Reason", "“{name}” is none of: {values}")
            raise ValueError(reason.filled(name=unknown, values=", ".join(values)))
        return tuple(dict.fromkeys(names))

    return Parser(parse, Text(), _SEVERAL)


E = TypeVar("E", bound=StrEnum)


def choice(kind: type[E]) -> Parser[E]:
    names = {member.value.lower(): member for member in kind}

    def parse(text: str) -> E:
        try:
            return names[text.strip().lower()]
        except KeyError:
            values = ", ".join(kind)
            raise ValueError(phrase("Reason", "it must be one of: {values}").filled(values=values)) from None

    return Parser(parse, Choice(tuple(kind)), ", ".join(kind))


def flag() -> Parser[bool]:
    words = {"on": True, "true": True, "yes": True, "1": True}
    words |= {"off": False, "false": False, "no": False, "0": False}

    def parse(text: str) -> bool:
        try:
            return words[text.strip().lower()]
        except KeyError:
            raise ValueError(phrase("Reason", "it must be on or off")) from None

    return Parser(parse, Flag(), "on, off")


def number(low: float, high: float) -> Parser[float]:
    def parse(text: str) -> float:
        try:
            value = float(text.strip().replace(",", "."))
        except ValueError:
            raise ValueError(phrase("Reason", "it must be a number")) from None
        if not low <= value <= high:
            bounds = {"low": f"{low:g}", "high": f"{high:g}"}
            raise ValueError(phrase("Reason", "it must lie between {low} and {high}").filled(**bounds))
        return value

    return Parser(parse, Number(low, high), f"{low:g}–{high:g}")


AUTO = "auto"


def auto_or_count(most: int) -> Parser[str]:
    """`auto`, or a number from 1."""

    def parse(text: str) -> str:
        value = text.strip().lower()
        if value != AUTO and not (value.isdecimal() and 1 <= int(value) <= most):
            raise ValueError(
                phrase("Reason", "it must be auto, or a number from 1 to {most}").filled(most=most)
            )
        return value

    return Parser(parse, Text(), f"{AUTO}, 1–{most}")


def optional_days(low: float, high: float) -> Parser[float | None]:
    """An empty value means the default, and that is None."""
    required = number(low, high)

    def parse(text: str) -> float | None:
        try:
            return required.read(text)
        except ValueError:
            raise ValueError(phrase("Reason", "it must be a number of days, or empty")) from None

    return Parser(parse, Number(low, high, optional=True), required.accepts)


_NAMES = QT_TRANSLATE_NOOP("Settings", "names, separated by commas")


def names() -> Parser[tuple[str, ...]]:
    def parse(text: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(re.findall(r"[^\s,;]+", text.lower())))

    return Parser(parse, Text(), _NAMES)


IN_KEYRING = "keyring"
"""Stands for a key that is kept in the system's keyring."""

_PLACEHOLDERS = {
    "your_api_key_here",
    "your_openai_api_key_here",
    "your_groq_api_key_here",
    "your_glm_api_key_here",
}


def key() -> Parser[str]:
    def parse(text: str) -> str:
        key = text.strip()
        if key.lower() in _PLACEHOLDERS:
            return ""
        if key.lower() == IN_KEYRING:
            return IN_KEYRING
        if not key.isascii() or not key.isprintable() or " " in key:
            raise ValueError(
                phrase("Reason", "an API key has only Latin letters, digits and signs, without spaces")
            )
        return key

    return Parser(parse, Text(), _ANY_TEXT)


_KEYS = QT_TRANSLATE_NOOP("Settings", "keys joined by +, for example ctrl+alt+r or f9")


def hotkey() -> Parser[Hotkey]:
    return Parser(parse_hotkey, Keys(), _KEYS)


def optional_hotkey() -> Parser[Hotkey | None]:
    """An empty value means the default, and that is None."""
    return Parser(parse_hotkey, Keys(optional=True), _KEYS)
