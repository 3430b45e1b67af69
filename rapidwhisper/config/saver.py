"""Saves settings on a thread of its own: the disk may be slow, and another writer may have its turn."""

import logging
import queue
import threading
from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.keys import ForKeyring, Keys
from rapidwhisper.core.parse import IN_KEYRING
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem

CLOSE_WITHIN_S = 2.0

Saved: TypeAlias = Callable[[Problem | None], None]
"""Called with what has kept the changes from being saved."""
Save: TypeAlias = Callable[[Mapping[str, str], Saved], None]
"""A door for whoever has changes to save; the answer comes later, on the main thread."""

log = logging.getLogger(__name__)


class Saver:
    def __init__(self, env: EnvFile, keys: Keys, call: Callable[[Callable[[], None]], None]) -> None:
        """`call` runs something on the main thread."""
        self._env = env
        self._keys = keys
        self._call = call
        self._wishes: queue.SimpleQueue[tuple[Mapping[str, str], Saved] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._run, name="settings", daemon=True)
        self._thread.start()

    def save(self, changes: Mapping[str, str], saved: Saved) -> None:
        self._wishes.put((dict(changes), saved))

    def close(self) -> None:
        """What was asked for is still written."""
        self._wishes.put(None)
        self._thread.join(CLOSE_WITHIN_S)

    def _run(self) -> None:
        while (wish := self._wishes.get()) is not None:
            changes, saved = wish
            self._call(partial(saved, self._written(changes)))

    def _written(self, changes: Mapping[str, str]) -> Problem | None:
        try:
            self._write(changes)
        except ProblemError as error:
            return error.problem
        except Exception as error:
            log.exception("the settings could not be saved")
            return problem(Code.INTERNAL, detail=type(error).__name__)
        return None

    def _write(self, changes: Mapping[str, str]) -> None:
        """Keys for the keyring first, so that `.env` never names one that is not there."""
        into = {key: text for key, text in changes.items() if isinstance(text, ForKeyring)}
        was_in = {key for key, line in self._env.read().items() if line.value == IN_KEYRING}
        for key, text in into.items():
            self._keys.write(key, text)
        self._env.write({**changes, **dict.fromkeys(into, IN_KEYRING)})
        for key in was_in & (changes.keys() - into.keys()):
            self._keys.delete(key)
