"""Where the overlay stands: pure geometry, in Qt's logical pixels."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

Box: TypeAlias = tuple[int, int, int, int]
"""x, y, width, height."""

MARGIN = 48
EDGE = 16
"""So near to the edge of the screen it may be dragged."""


@dataclass(frozen=True, slots=True)
class Share:
    """The middle of the overlay as a share of the screen's width and height, so that it fits every screen."""

    x: float
    y: float


def corner(screen: Box, size: tuple[int, int], share: Share | None) -> tuple[int, int]:
    """Top left, wholly on the screen; without a remembered place the middle of the lower edge."""
    left, top, width, height = screen
    middle_x, middle_y = left + width / 2, top + height - MARGIN - size[1] / 2
    if share is not None:
        middle_x, middle_y = left + share.x * width, top + share.y * height
    x, y = middle_x - size[0] / 2, middle_y - size[1] / 2
    return (
        _within(x, left, width, size[0]),
        _within(y, top, height, size[1]),
    )


def _within(place: float, start: int, room: int, size: int) -> int:
    first = start + EDGE
    return round(min(max(place, first), max(first, start + room - size - EDGE)))


def share(screen: Box, place: Box) -> Share:
    """Where this place is on the screen."""
    left, top, width, height = screen
    x, y, own_width, own_height = place
    return Share((x + own_width / 2 - left) / width, (y + own_height / 2 - top) / height)


def screen_of(box: Box, screens: Sequence[Box]) -> int:
    """Which screen holds most of the box; the first if none does."""

    def common(screen: Box) -> int:
        x, y, width, height = box
        left, top, across, down = screen
        shared_x = min(x + width, left + across) - max(x, left)
        shared_y = min(y + height, top + down) - max(y, top)
        return max(0, shared_x) * max(0, shared_y)

    return max(range(len(screens)), key=lambda number: common(screens[number]), default=0)
