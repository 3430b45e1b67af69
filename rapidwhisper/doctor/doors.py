"""What the doctor may reach, in the running program or without it."""

from collections.abc import Callable
from dataclasses import dataclass

from rapidwhisper.config.folders import Folders
from rapidwhisper.core.ports import Hotkeys, Inserter
from rapidwhisper.core.settings import Settings
from rapidwhisper.doctor.delivery import Delivery
from rapidwhisper.providers.trial import Recogniser


@dataclass(frozen=True, slots=True)
class Doors:
    folders: Folders
    settings: Settings
    hotkeys: Hotkeys
    inserter: Inserter
    can_paste: bool
    """False where texts are only copied on this desktop."""
    delivery: Delivery
    """It sees the inserter's events first."""
    speech: Recogniser
    busy: Callable[[], bool]
    """Whether a dictation is under way, which must not be disturbed."""
