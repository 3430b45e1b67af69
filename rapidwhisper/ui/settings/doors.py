"""What the dialog needs from the program."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from rapidwhisper.config.saver import Save
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.core.settings import Settings


class Meter(Protocol):
    """The level of a microphone, while it is looked at."""

    level: float
    problem: Problem | None

    def open(self, input_device: str) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Doors:
    cards: tuple[ProviderCard, ...]
    check: Callable[[Settings], Problem | None]
    """What would keep the chosen provider from working."""
    save: Save
    microphones: Callable[[Callable[[list[str]], None]], None]
    """Asks for their names; the answer comes later, on the main thread."""
    meter: Meter
