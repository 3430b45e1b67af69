"""A program that outlives the command must not keep those waiting who read the command's output."""

import subprocess
import sys

SCRIPT = """
import subprocess, sys
from rapidwhisper.quiet import output_not_inherited
print("before")
with output_not_inherited():
    subprocess.Popen([sys.executable, "-c", "import os, sys; print('noise'); os.read(0, 1)"])
print("after")
"""


def test_output_ends_with_the_command_and_not_with_what_it_has_started() -> None:
    with subprocess.Popen(
        [sys.executable, "-c", SCRIPT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as command:
        assert command.stdin is not None
        assert command.stdout is not None
        assert command.stderr is not None
        try:
            assert command.stdout.read() == "before\nafter\n"  # to its end, while the other one still lives
            assert command.stderr.read() == ""
        finally:
            command.stdin.close()
