"""Which unused keycode means which character at which point of a text that is typed.

Each change costs all programs on the display a look at the keyboard's map (openbox takes some 25 ms), so a
character keeps its place until it is the one not needed for the longest time.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import TypeAlias

Changes: TypeAlias = Mapping[int, str]
"""The places that get another character, by number."""

LONGEST = 100
"""Characters in a piece; between pieces the typist looks whether he may go on."""


def plan(text: str, on_layout: Collection[str], places: int) -> Iterator[tuple[Changes, str]]:
    """Pieces of the text, each with the changes that must come before it.

    Characters on the layout need no place. Without any place, the text ends before the first that needs one.
    """
    held: dict[str, int] = {}
    start = 0
    while start < len(text):
        wanted = _needs(text, start, on_layout, places)
        missing = [char for char in wanted if char not in held]
        idle = sorted(
            (char for char in held if char not in wanted), key=lambda char: _next(text, char, start)
        )
        free = [place for place in range(places) if place not in held.values()]
        changes = {free.pop(0) if free else held.pop(idle.pop()): char for char in missing}
        held |= {char: place for place, char in changes.items()}
        end = _end(text, start, {*held, *on_layout})
        if end == start:
            return
        for piece in range(start, end, LONGEST):
            yield changes if piece == start else {}, text[piece : min(piece + LONGEST, end)]
        start = end


def _needs(text: str, start: int, on_layout: Collection[str], places: int) -> list[str]:
    """The next characters that need a place, as many as there are places, each once."""
    needs: dict[str, None] = {}
    for char in text[start:]:
        if char not in on_layout:
            if char not in needs and len(needs) == places:
                break
            needs[char] = None
    return list(needs)


def _next(text: str, char: str, start: int) -> int:
    found = text.find(char, start)
    return len(text) if found < 0 else found


def _end(text: str, start: int, typable: Collection[str]) -> int:
    return next((place for place in range(start, len(text)) if text[place] not in typable), len(text))
