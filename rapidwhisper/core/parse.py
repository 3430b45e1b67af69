"""How values of the settings are written: each parser comes with a word on what it accepts.

A parser raises ValueError with the reason, short enough for a message; it never repeats a secret.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import TypeAlias, TypeVar

from rapidwhisper.core.hotkey import Hotkey, parse_hotkey

T = TypeVar("T")

Parser: TypeAlias = tuple[Callable[[str], T], str]
"""From text to the value, and what is accepted, for people."""


def text() -> Parser[str]:
    return str.strip, "text"


def verbatim() -> Parser[str]:
    return str, "text"


def one_of(*values: str) -> Parser[str]:
    def parse(text: str) -> str:
        value = text.strip().lower()
        if value not in values:
            raise ValueError(f"it must be one of: {', '.join(values)}")
        return value

    return parse, ", ".join(values)


E = TypeVar("E", bound=StrEnum)


def choice(kind: type[E]) -> Parser[E]:
    names = {member.value.lower(): member for member in kind}

    def parse(text: str) -> E:
        try:
            return names[text.strip().lower()]
        except KeyError:
            raise ValueError(f"it must be one of: {', '.join(kind)}") from None

    return parse, ", ".join(kind)


def flag() -> Parser[bool]:
    words = {"true": True, "yes": True, "on": True, "1": True}
    words |= {"false": False, "no": False, "off": False, "0": False}

    def parse(text: str) -> bool:
        try:
            return words[text.strip().lower()]
        except KeyError:
            raise ValueError("it must be true or false") from None

    return parse, "true, false"


def number(low: float, high: float) -> Parser[float]:
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


def key() -> Parser[str]:
    def parse(text: str) -> str:
        key = text.strip()
        if key.lower() in _PLACEHOLDERS:
            return ""
        if not key.isascii() or not key.isprintable() or " " in key:
            raise ValueError("an API key has only Latin letters, digits and signs, without spaces")
        return key

    return parse, "text"


def hotkey() -> Parser[Hotkey]:
    return parse_hotkey, "keys joined by +, for example ctrl+alt+r or f9"
