"""What is said beneath an address while it is being typed."""

from dataclasses import dataclass

from rapidwhisper.core.words import Phrase


@dataclass(frozen=True, slots=True)
class AddressNote:
    host: str = ""
    """The name of the server, without its port; empty for what is no address."""
    said: str | Phrase = ""
    """Empty where there is nothing to be said."""
    better: str = ""
    """An address that is more likely to be meant."""
