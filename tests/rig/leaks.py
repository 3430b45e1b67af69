"""Whether what the program holds grows with the number of insertions."""

from rapidwhisper.core.events import Inserted
from rapidwhisper.core.settings import PasteMethod
from tests.contracts.inserter import wish
from tests.rig.process import wait_until
from tests.rig.x11_bench import X11Bench
from tests.rig.x11_clients import footprint

WARM_UP = 5


def footprints(bench: X11Bench, rounds: int) -> tuple[dict[str, int], dict[str, int]]:
    """After a few insertions and after many more, each once the old clipboard is back.

    Texts larger than one request and typed ones are among them.
    """
    bench.user_copies("old" * 100_000)
    bench.open_qt()
    target = bench.target()
    held = []
    for count in (WARM_UP, rounds):
        for number in range(count):
            text = "text " * (60_000 if number % 50 == 0 else 1)
            method = PasteMethod.TYPE if number % 10 == 1 else PasteMethod.AUTO
            bench.inserter.insert(number, text, target, wish(method))
            assert bench.next_event() == Inserted(number)
            bench.inserter.target()
        bench.wait_for_clipboard("old" * 100_000)
        held.append(wait_until(lambda: footprint(bench.display), "it is counted"))
    return held[0], held[1]
