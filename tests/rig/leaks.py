"""Whether what the program holds grows with the number of insertions."""

from contextlib import nullcontext

from rapidwhisper.core.events import Inserted
from rapidwhisper.core.settings import PasteMethod
from tests.contracts.inserter import wish
from tests.rig import clipboard
from tests.rig.x11_bench import X11Bench
from tests.rig.x11_clients import footprint

WARM_UP = 5


def footprints(bench: X11Bench, rounds: int) -> tuple[dict[str, int], dict[str, int]]:
    """After a few insertions and after many more, each once the old clipboard is back.

    Texts larger than one request and typed ones are among them; now and then the user copies something.
    """
    bench.open_qt()
    held = []
    for count in (WARM_UP, rounds):
        for number in range(count):
            _round(bench, number)
        held.append(footprint(bench.display))
    return held[0], held[1]


def _round(bench: X11Bench, number: int) -> None:
    text = "text\n" * (60_000 if number % 100 == 0 else 1)
    method = PasteMethod.TYPE if number % 10 == 1 else PasteMethod.AUTO
    old = f"old {number}" * 50_000
    copying = clipboard.other_owner(bench.display, old.encode(), bench.folder)
    with copying if number % 5 == 0 else nullcontext():
        bench.inserter.insert(number, text, bench.target(), wish(method))
        assert bench.next_event() == Inserted(number)
        if number % 5 == 0:
            bench.wait_for_clipboard(old)
