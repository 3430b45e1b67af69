"""Names of widgets, for tests and screen readers."""

from typing import TypeVar

from PySide6.QtCore import QObject

T = TypeVar("T", bound=QObject)


def named(name: str, made: T) -> T:
    made.setObjectName(name)
    return made
