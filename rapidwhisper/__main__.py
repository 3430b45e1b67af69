"""`python -m rapidwhisper` is the command `rapidwhisper`."""

import sys

from rapidwhisper.cli import main

if __name__ == "__main__":
    sys.exit(main())
