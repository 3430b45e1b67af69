"""Speech to text on this computer: a basic English recogniser in a process of its own."""

from rapidwhisper.core.provider_card import Privacy, ProviderCard
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.capabilities import Capabilities, Provider

PROVIDER = Provider(
    card=ProviderCard(
        name="local",
        label=phrase("Provider", "On this computer"),
        good_for=phrase("Provider", "Private and free: nothing leaves the computer. Basic English only."),
        privacy=Privacy(phrase("Provider", "Speech does not leave this computer.")),
    ),
    # Longer utterances cost memory and accuracy; decoding takes up to a quarter of the length.
    capabilities=Capabilities(max_seconds=60, languages=frozenset({"en"})),
    model="pocketsphinx en-us",
)
