"""What keeps the wanted keys from working: each told once, and told again when it is over."""

import logging
from collections.abc import Container

from rapidwhisper.core.events import Faulted, HotkeyWorks
from rapidwhisper.core.hotkey import Hotkey
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, Problem

logger = logging.getLogger(__name__)


class Troubles:
    """Written by the hotkeys' thread, read by any."""

    def __init__(self, emit: Emit) -> None:
        self._emit = emit
        self._told: dict[Hotkey, Problem] = {}

    def of(self, hotkey: Hotkey | None) -> Problem | None:
        return self._told.get(hotkey) if hotkey is not None else None

    def code(self, hotkey: Hotkey) -> Code | None:
        told = self.of(hotkey)
        return told.code if told is not None else None

    def tell(self, hotkey: Hotkey, trouble: Problem) -> None:
        self._told = {**self._told, hotkey: trouble}
        self._emit(Faulted(trouble))

    def end(self, hotkey: Hotkey) -> None:
        if hotkey in self._told:
            self._told = {other: trouble for other, trouble in self._told.items() if other != hotkey}
            logger.info("the hotkey %s could be taken after all", hotkey)
            self._emit(HotkeyWorks(hotkey))

    def keep(self, wanted: Container[Hotkey]) -> None:
        """Those of other keys are nobody's any more."""
        self._told = {hotkey: trouble for hotkey, trouble in self._told.items() if hotkey in wanted}
