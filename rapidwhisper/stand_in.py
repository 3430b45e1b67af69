"""That another provider than the chosen one has answered, in words for the command line."""

from rapidwhisper.providers.registry import PROVIDERS
from rapidwhisper.ui.words import said, translate


def told(chosen: str, provider: str) -> str:
    """Both by their names in the settings."""
    text = translate("CommandLine", "“{chosen}” has failed; the text is by “{provider}”.")
    return text.format(chosen=said(PROVIDERS[chosen].label), provider=said(PROVIDERS[provider].label))
