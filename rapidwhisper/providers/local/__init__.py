"""Speech to text on this computer: a basic English recogniser in a process of its own."""

from rapidwhisper.providers.capabilities import Capabilities, Provider

PROVIDER = Provider(
    name="local",
    label="On this computer",
    # Longer utterances cost memory and accuracy; decoding takes up to a quarter of the length.
    capabilities=Capabilities(max_seconds=60, languages=frozenset({"en"})),
    model="pocketsphinx en-us",
)
