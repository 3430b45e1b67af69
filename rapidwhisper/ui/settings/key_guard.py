"""A key belongs to the server it was entered for, and to no other."""


class KeyGuard:
    """Told of each address and key while they are typed; says which key the field shall hold."""

    def __init__(self) -> None:
        self._host = ""
        self._put_away: dict[str, str] = {}

    @property
    def kept_from(self) -> str:
        """The server whose key was taken out of the field, as long as nothing else stands in it."""
        return next(reversed(self._put_away), "")

    def trust(self, host: str) -> None:
        """What stands in the file belongs together, whoever has written it."""
        self._host = host
        self._put_away.clear()

    def typed(self, host: str) -> None:
        """A key was typed while this was the address."""
        self.trust(host)

    def moved(self, host: str, key: str) -> str | None:
        """The address leads to this host now; None: the key stays as it is.

        An empty host is no address yet. A key that was typed before any address waits for the first.
        """
        if not host or host == self._host or (key and not self._host):
            return None
        if key:
            self._put_away[self._host] = key
        self._host = host
        back = self._put_away.pop(host, None)
        return "" if key and back is None else back

    def settled(self, host: str) -> None:
        """The address is complete."""
        if not self._host:
            self._host = host
