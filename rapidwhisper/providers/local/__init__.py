"""Speech to text on this computer, by engines in a process of their own."""

from rapidwhisper.core.provider_card import Privacy, ProviderCard
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.capabilities import Capabilities, Provider

PROVIDER = Provider(
    card=ProviderCard(
        name="local",
        label=phrase("Provider", "On this computer"),
        good_for=phrase("Provider", "Private and free: your speech never leaves the computer."),
        privacy=Privacy(phrase("Provider", "Speech does not leave this computer.")),
    ),
    capabilities=Capabilities(),  # they differ with the model: `chosen.py`
)
