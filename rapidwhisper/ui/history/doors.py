"""What the window needs from the program. Answers come later, on the main thread."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.provider_card import ProviderCard
from rapidwhisper.ui.history.entry import Amount, Found

Ended: TypeAlias = Callable[[Problem | None], None]

Ask: TypeAlias = Callable[[str, int, Callable[[Found], None]], None]
"""Those that hold these words (none: all), so many at most; it always answers."""


@dataclass(frozen=True, slots=True)
class Doors:
    search: Ask
    providers: Callable[[], tuple[ProviderCard, ...]]
    """Those that could transcribe now."""
    play: Callable[[DictationId, Ended], None]
    """Answers when it is over, in whatever way."""
    stop: Callable[[], None]
    copy: Callable[[str], None]
    paste: Callable[[DictationId, str], None]
    """Into the window that has the focus once ours is gone."""
    transcribe: Callable[[DictationId, str], None]
    """By the provider of this name."""
    transcribe_files: Callable[[Sequence[Path]], None]
    """Each becomes an entry at once, and its text comes in its turn."""
    cancel_file: Callable[[DictationId], None]
    files_done: Callable[[], Mapping[DictationId, float]]
    """How much of each that is under way is transcribed, 0 to 1."""
    forget: Callable[[DictationId], None]
    count: Callable[[Callable[[Amount | Problem], None]], None]
    forget_all: Callable[[], None]
    export: Callable[[str, Path, Ended], None]
    """All that hold these words, in the format that the file's name says."""
