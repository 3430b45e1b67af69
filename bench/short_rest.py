"""The program itself, which forgets idle connections sooner: `python -m bench.short_rest SECONDS`.

Five minutes of rest are too long to wait for, five times.
"""

import sys

from rapidwhisper.providers import line


def main() -> int:
    assert hasattr(line, "KEEP_S"), "the connections' rest is called otherwise now"
    line.KEEP_S = float(sys.argv[1])
    from rapidwhisper.cli import main as program

    return program(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
