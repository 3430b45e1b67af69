"""Many texts into a window that reads late, over a clipboard with something different on it each time."""

import os
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from rapidwhisper.core.events import Inserted
from tests.contracts.inserter import wish
from tests.rig import clipboard
from tests.rig.display import Display
from tests.rig.process import wait_until
from tests.rig.targets import late_reader
from tests.rig.x11_bench import x11_bench

LATEST_S = 5.0
_PATIENCE_S = 60.0
_PICTURE = 2_000_000


@dataclass(frozen=True, slots=True)
class Pastes:
    """What became of them."""

    wished: Sequence[str]
    arrived: Sequence[str]
    keys: Sequence[str]
    """What was pressed for them."""
    restored: int
    """Old clipboards that came back byte for byte."""
    late_s: Sequence[float]
    took_s: Sequence[float]
    """From the order to the old clipboard's return."""

    def check(self) -> None:
        assert self.arrived == self.wished
        assert self.keys == ["Shift+Ins"] * len(self.wished)
        assert self.restored == len(self.wished)


def paste_late(display: Display, folder: Path, *, count: int, seed: int, manager: bool) -> Pastes:
    """One after the other; `manager`: beside a program that reads at once whatever is copied."""
    took_s = []
    texts = [f"{seed}/{number} Привет, naïve 你好 😀\n" for number in range(count)]
    with x11_bench(display, folder) as bench, late_reader(display, folder, LATEST_S, seed) as target:
        if manager:
            bench.manager()
        for number, (text, (kind, data)) in enumerate(zip(texts, _copied(seed), strict=False)):
            with clipboard.other_owner(display, data, folder, target=kind):
                started = time.monotonic()
                bench.inserter.insert(number, text, bench.target(), wish())
                event = bench.events.get(timeout=_PATIENCE_S)
                assert event == Inserted(number), event
                _wait_until_back(display, kind, data)
                took_s.append(time.monotonic() - started)
        late_s = [paste["late_s"] for paste in target.pastes()]
        return Pastes(texts, target.texts(), target.keys(), len(took_s), late_s, took_s)


def _copied(seed: int) -> Iterator[tuple[str, bytes]]:
    """A text, a formatted text and a large picture in turn, none twice."""
    choice = random.Random(seed)  # noqa: S311 - contents, not secrets
    while True:
        yield "UTF8_STRING", f"Old text {choice.random()}, старый 你好".encode()
        yield "text/html", f"<b>old</b> {choice.random()}, старый".encode()
        yield "image/png", b"\x89PNG\r\n\x1a\n" + os.urandom(_PICTURE)


def _wait_until_back(display: Display, kind: str, data: bytes) -> None:
    def back() -> bool:
        return clipboard.formats(display) & {"UTF8_STRING", kind} == {kind} and (
            clipboard.read(display, kind) == data
        )

    wait_until(back, "the old clipboard is back", seconds=_PATIENCE_S)
