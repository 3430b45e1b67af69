"""What the dialog needs from the program. Answers that are called back come later, on the main thread."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from rapidwhisper.config.saver import Save
from rapidwhisper.core.address_note import AddressNote
from rapidwhisper.core.check import Check
from rapidwhisper.core.local_model import ModelCard, Standing
from rapidwhisper.core.measured import Measured
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.provider_card import Model, Nearby, ProviderCard
from rapidwhisper.core.settings import Settings

Listed: TypeAlias = tuple[Model, ...] | Problem | None


class Meter(Protocol):
    """The level of a microphone, while it is looked at."""

    level: float
    problem: Problem | None

    def open(self, input_device: str) -> None: ...

    def close(self) -> None: ...


@dataclass(frozen=True, slots=True)
class ProviderDoors:
    """What is asked of a provider before its settings are saved, and about its key."""

    address: Callable[[str], AddressNote]
    """At once, while the address is typed."""
    models: Callable[[Settings, Callable[[Listed], None]], None]
    """Those that the server lists, speech models first; None: it has no list."""
    measured: Callable[[Settings], Measured | None]
    """How fast the chosen model on this computer is; None: nobody knows. At once."""
    nearby: Callable[[Callable[[tuple[Nearby, ...]], None]], None]
    try_out: Callable[[Settings, bool, Callable[[tuple[Check, ...]], None]], None]
    """Whether the provider answers; with True also what it hears in a second of recorded speech."""
    keyring: Callable[[Callable[[Problem | None], None]], None]
    """Why no key can be kept in the system's keyring."""
    read_key: Callable[[str, Callable[[str | Problem], None]], None]
    """The key of this setting, out of the keyring."""


@dataclass(frozen=True, slots=True)
class ModelDoors:
    """Models for this computer. Nothing is asked of the network before `download`."""

    cards: tuple[ModelCard, ...]
    recommended: str
    look: Callable[[Settings, Callable[[Mapping[str, Standing]], None]], None]
    """At the disk, for all that can be downloaded."""
    known: Callable[[], Mapping[str, Standing]]
    """At once: those of which the program knows more than the disk, because it has begun to download them."""
    download: Callable[[str, Settings], None]
    pause: Callable[[str], None]
    remove: Callable[[str, Settings], None]


@dataclass(frozen=True, slots=True)
class Doors:
    cards: tuple[ProviderCard, ...]
    check: Callable[[Settings], Problem | None]
    """What would keep the chosen provider from working."""
    save: Save
    microphones: Callable[[Callable[[list[str]], None]], None]
    """Asks for their names."""
    meter: Meter
    provider: ProviderDoors
    models: ModelDoors
