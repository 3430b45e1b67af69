"""The keyring of this desktop (Secret Service, KWallet, Keychain, Credential Manager) by the keyring library.

The library is an optional part of the installation, see docs/adr/0012; it is imported at the first call.
"""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from rapidwhisper.config.keys import KeyringError
from rapidwhisper.core.words import phrase

if TYPE_CHECKING:
    from keyring.backend import KeyringBackend

SERVICE = "RapidWhisper"
LEAST_PRIORITY = 1
"""Below it are the library's stand-ins: none at all, and files that anybody could read."""


class SystemKeyring:
    def check(self) -> None:
        with _reasons():
            _backend()

    def read(self, name: str) -> str | None:
        with _reasons():
            return _backend().get_password(SERVICE, name)

    def write(self, name: str, value: str) -> None:
        with _reasons():
            _backend().set_password(SERVICE, name, value)

    def delete(self, name: str) -> None:
        with _reasons():
            _backend().delete_password(SERVICE, name)


def _backend() -> "KeyringBackend":
    if importlib.util.find_spec("keyring") is None:
        raise KeyringError(
            phrase("Reason", "the package {name} is not installed").filled(name="rapidwhisper[keyring]")
        )
    import keyring
    from keyring.backend import KeyringBackend

    backend = keyring.get_keyring()
    if backend.priority < LEAST_PRIORITY:  # it was chosen once and for all; one may have been started since
        best = max(KeyringBackend.get_viable_backends(), key=lambda each: each.priority)
        if best.priority < LEAST_PRIORITY:
            raise KeyringError(phrase("Reason", "none is running on this desktop"))
        backend = best()
        keyring.set_keyring(backend)
    return backend


@contextmanager
def _reasons() -> Iterator[None]:
    """What goes wrong, without the library's own words: nobody knows what they quote."""
    try:
        yield
    except KeyringError:
        raise
    except Exception as error:  # noqa: BLE001 - each backend lets errors of its bus or system through
        locked = type(error).__name__ in {"KeyringLocked", "LockedException", "PromptDismissedException"}
        reason = phrase("Reason", "it is locked") if locked else type(error).__name__
        raise KeyringError(reason) from None
