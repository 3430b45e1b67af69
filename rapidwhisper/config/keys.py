"""API keys that are kept in the system's keyring; `.env` then says so in their place."""

import queue
import threading
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol, TypeVar

from rapidwhisper.core.parse import IN_KEYRING
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import Phrase, phrase

PATIENCE_S = 60.0
"""Time enough to type the password that unlocks a keyring."""

T = TypeVar("T")


class ForKeyring(str):
    """A new key on its way to be saved: it goes into the keyring, and `.env` says so."""

    __slots__ = ()


class KeyringError(Exception):
    """What keeps the keyring from doing it; the reason is for people and holds no key."""

    def __init__(self, reason: str | Phrase) -> None:
        super().__init__(reason)
        self.reason = reason


class Keyring(Protocol):
    """Passwords by name. Each call may wait for somebody to unlock it, and may raise KeyringError."""

    def check(self) -> None: ...

    def read(self, name: str) -> str | None: ...

    def write(self, name: str, value: str) -> None: ...

    def delete(self, name: str) -> None: ...


class Keys:
    """Each is fetched when it is first needed, and remembered. Every call waits: never on the main thread."""

    def __init__(
        self, ring: Keyring, known: Callable[[], None] = lambda: None, patience_s: float = PATIENCE_S
    ) -> None:
        """`known` is called on any thread when there is one more in `secrets`."""
        self._ring = ring
        self._known = known
        self._patience_s = patience_s
        self._one_at_a_time = threading.Lock()
        self._by_name: dict[str, str] = {}
        self._secrets: dict[str, None] = {}

    @property
    def secrets(self) -> tuple[str, ...]:
        """All that came by here, for whoever must not tell them."""
        return tuple(self._secrets)

    def filled(self, settings: Settings) -> Settings:
        """The settings with the chosen provider's key itself; ProblemError where it cannot be had."""
        name = f"{settings.ai_provider}_api_key"
        if getattr(settings, name, "") != IN_KEYRING:
            return settings
        key: Any = self.read(name.upper())
        return replace(settings, **{name: key})

    def forget(self, settings: Settings) -> None:
        """The chosen provider's key was refused: the keyring may have another by now."""
        self._by_name.pop(f"{settings.ai_provider}_api_key".upper(), None)

    def read(self, name: str) -> str:
        with self._one_at_a_time:  # two questions for one password would puzzle anybody
            known = self._by_name.get(name)
            return known if known is not None else self._remembered(name, self._found(name))

    def write(self, name: str, value: str) -> None:
        try:
            self._patiently(lambda: self._ring.write(name, value))
        except KeyringError as error:
            raise ProblemError(problem(Code.KEYRING_UNWRITABLE, detail=error.reason)) from None
        self._remembered(name, value)

    def delete(self, name: str) -> None:
        """What cannot be deleted harms nobody: it is just not used."""
        self._by_name.pop(name, None)
        try:
            self._patiently(lambda: self._ring.delete(name))
        except KeyringError:
            return

    def hindrance(self) -> Problem | None:
        """Why no key can be kept there."""
        try:
            self._patiently(self._ring.check)
        except KeyringError as error:
            return problem(Code.KEYRING_MISSING, detail=error.reason)
        return None

    def _found(self, name: str) -> str:
        try:
            found = self._patiently(lambda: self._ring.read(name))
        except KeyringError as error:
            raise ProblemError(problem(Code.KEYRING_UNREADABLE, key=name, detail=error.reason)) from None
        if not found:
            raise ProblemError(problem(Code.KEYRING_LACKS_KEY, key=name))
        return found

    def _remembered(self, name: str, value: str) -> str:
        self._by_name[name] = value
        self._secrets[value] = None
        self._known()
        return value

    def _patiently(self, work: Callable[[], T]) -> T:
        """On a thread of its own: a question for a password can be left open for ever."""
        results: queue.SimpleQueue[tuple[T, None] | tuple[None, KeyringError]] = queue.SimpleQueue()

        def run() -> None:
            try:
                results.put((work(), None))
            except KeyringError as error:
                results.put((None, error))

        threading.Thread(target=run, daemon=True, name="keyring").start()
        try:
            result, error = results.get(timeout=self._patience_s)
        except queue.Empty:
            raise KeyringError(phrase("Reason", "it does not answer")) from None
        if error is not None:
            raise error
        return result  # type: ignore[return-value]  # without an error it is what the work returned
