"""A keyring in memory, which can be locked."""

import threading

from rapidwhisper.config.keys import KeyringError


class FakeKeyring:
    def __init__(self) -> None:
        self.kept: dict[str, str] = {}
        self.fails = ""
        """The reason, while it can do nothing."""
        self.asked = 0
        self.answers = threading.Event()
        """Nothing is answered while it is not set."""
        self.answers.set()

    def check(self) -> None:
        self.asked += 1
        self.answers.wait(30)
        if self.fails:
            raise KeyringError(self.fails)

    def read(self, name: str) -> str | None:
        self.check()
        return self.kept.get(name)

    def write(self, name: str, value: str) -> None:
        self.check()
        self.kept[name] = value

    def delete(self, name: str) -> None:
        self.check()
        del self.kept[name]
