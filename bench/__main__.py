"""All figures: `python -m bench`, or only some of them: `python -m bench P1 P8`.

All together they are written to `bench/results/` and into the documentation; some are only shown. Nothing
passes or fails by the clock.
"""

import os
import sys
import time
import traceback
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

from bench import long_recording
from bench.edges import edges
from bench.engine import while_speaking
from bench.engine_memory import engine_memory
from bench.figures import Figure
from bench.handshakes import handshakes
from bench.idle import idle
from bench.length import length
from bench.memory import memory
from bench.overhead import first, overhead
from bench.report import Run, tables, write
from bench.start import start
from bench.upload import lossless, lossy
from bench.words import ENGLISH

Measure = Callable[[], list[Figure]]

ALONE: dict[str, list[Measure]] = {
    "P8": [start],
    "P1": [overhead],
    "P9": [first],
    "P3": [edges],
    "P7": [memory],
    "P2": [length],
    "P10": [while_speaking],
    "P11": [engine_memory],
}
"""One after the other: what they measure would suffer from each other."""

TOGETHER: dict[str, list[Measure]] = {"P4": [lossless, lossy], "P5": [handshakes], "P6": [idle]}
"""At the same time, each on a desktop of its own: what they count does not depend on the clock."""


def main(wanted: Sequence[str]) -> int:
    unknown = set(wanted) - ALONE.keys() - TOGETHER.keys()
    if unknown:
        print(f"no such figure: {', '.join(sorted(unknown))}", file=sys.stderr)
        return 2
    began, load = time.monotonic(), os.getloadavg()[0]
    alone = [measure for key, each in ALONE.items() if key in wanted or not wanted for measure in each]
    together = [measure for key, each in TOGETHER.items() if key in wanted or not wanted for measure in each]
    found = [figure for measure in alone for figure in _attempted(measure)]
    with ThreadPoolExecutor(max(1, len(together))) as pool:
        found += [figure for figures in pool.map(_attempted, together) for figure in figures]
    run = Run(
        f"{datetime.now().astimezone():%Y-%m-%d}",
        os.cpu_count() or 1,
        load,
        (time.monotonic() - began) / 60,
        sorted(found, key=lambda figure: figure.number),
    )
    print(tables(run, ENGLISH))
    if not wanted:
        write(run)
        long_recording.main()
    return 0


def _attempted(measure: Measure) -> list[Figure]:
    """One that breaks off takes no other along."""
    began = time.monotonic()
    try:
        return measure()
    except Exception:  # noqa: BLE001 - it is told of, and missing in the table
        traceback.print_exc()
        return []
    finally:
        print(f"{measure.__name__}: {time.monotonic() - began:.0f} s", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
