"""The program itself, which forgets idle connections sooner: `python -m bench.short_rest SECONDS`.

Five minutes of rest are too long to wait for, five times.
"""

import sys
from typing import Any

from rapidwhisper.providers import line, lines


def main() -> int:
    modules: tuple[Any, ...] = (line, lines)
    for module in modules:
        assert hasattr(module, "KEEP_S"), f"the rest of connections is no longer in {module.__name__}"
        module.KEEP_S = float(sys.argv[1])
    from rapidwhisper.cli import main as program

    return program(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
