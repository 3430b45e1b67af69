"""What is said beneath an address while it is being typed."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from rapidwhisper.core.words import Phrase


@dataclass(frozen=True, slots=True)
class AddressNote:
    origin: str = ""
    """Scheme, host and port of the server; empty for what is no address."""
    said: str | Phrase = ""
    """Empty where there is nothing to be said."""
    better: str = ""
    """An address that is more likely to be meant."""

    @property
    def host(self) -> str:
        """The name of the server."""
        return urlsplit(self.origin).hostname or ""
