"""What becomes of recordings beside their rows; trouble with them never stops the history."""

import logging
from collections.abc import Callable, Collection
from typing import TypeAlias

from rapidwhisper.core.dictation import DictationId

Door: TypeAlias = Callable[[DictationId], None]
"""Into the journal; raises OSError, or ValueError where a recording cannot be turned into FLAC."""

log = logging.getLogger(__name__)


class Sound:
    def __init__(self, *, discard: Door, keep: Door) -> None:
        self._discard = discard
        self._keep = keep
        self._stuck: set[DictationId] = set()
        """Could not be removed; of those without a row nothing else would remember."""

    def let_go(self, dictation: DictationId) -> None:
        self._stuck.discard(dictation)
        try:
            self._discard(dictation)
        except OSError as error:
            self._stuck.add(dictation)
            log.warning("The sound of dictation %d could not be removed: %s", dictation, error)

    def let_go_at_last(self, audio: Collection[DictationId]) -> None:
        """Another attempt at those that could not be removed."""
        for dictation in self._stuck & set(audio):
            self.let_go(dictation)

    def put_away(self, dictation: DictationId) -> None:
        try:
            self._keep(dictation)
        except (OSError, ValueError) as error:  # it stays as it is
            log.warning("The sound of dictation %d could not be put away: %s", dictation, error)
