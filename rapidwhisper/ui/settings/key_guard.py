"""A key belongs to the server it was entered for, and to no other."""


class KeyGuard:
    """Told of each address and key while they are typed; says which key the field shall hold.

    A server is known by its scheme, host and port: the next port is somebody else's, and a key that went out
    encrypted must not go out as it is.
    """

    def __init__(self) -> None:
        self._server = ""
        self._put_away: dict[str, str] = {}

    @property
    def kept_from(self) -> str:
        """The server whose key was taken out of the field, as long as nothing else stands in it."""
        return next(reversed(self._put_away), "")

    def trust(self, server: str) -> None:
        """What stands in the file belongs together, whoever has written it."""
        self._server = server
        self._put_away.clear()

    def typed(self, server: str) -> None:
        """A key was typed while this was the address."""
        self.trust(server)

    def moved(self, server: str, key: str) -> str | None:
        """The address leads to this server now; None: the key stays as it is.

        An empty one is no address yet. A key that was typed before any address waits for the first.
        """
        if not server or server == self._server or (key and not self._server):
            return None
        if key:
            self._put_away[self._server] = key
        self._server = server
        back = self._put_away.pop(server, None)
        return "" if key and back is None else back

    def settled(self, server: str) -> None:
        """The address is complete."""
        if not self._server:
            self._server = server
