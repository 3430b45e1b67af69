"""What an address will become, or what is wrong with it, told while it is being typed."""

from urllib.parse import urlsplit

from rapidwhisper.core.address_note import AddressNote
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.address import parse_address


def note_on(text: str) -> AddressNote:
    try:
        address = parse_address(text, key="")
    except ProblemError as error:
        if error.problem.code is Code.URL_MISSING:
            return AddressNote()
        reason = error.problem.facts["reason"]
        said = phrase("Address", "This address cannot be used: {reason}.").filled(reason=reason)
        return AddressNote(said=said)
    used = f"{address.url}/"
    if not urlsplit(used).path.strip("/"):  # LocalAI answers here too, so it is only a suggestion
        better = f"{used}v1/"
        said = phrase("Address", "Most servers answer at {better}.").filled(better=better)
        return AddressNote(address.origin, said, better)
    if address.query:
        said = phrase("Address", "Will be used as {url}, with what follows the question mark.")
        return AddressNote(address.origin, said.filled(url=used))
    if used.rstrip("/") != text.rstrip("/"):
        return AddressNote(address.origin, phrase("Address", "Will be used as {url}.").filled(url=used))
    return AddressNote(address.origin)
