"""Memory that is free again goes back to the system."""

import subprocess
import sys

import pytest

_BLOCKS_OF_THEIR_OWN = """
import ctypes, sys
from rapidwhisper.desktop.memory import give_back_large_blocks

class Account(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in "arena ordblks smblks hblks hblkhd a b c d e".split()]

libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
libc.mallinfo2.restype = Account
if sys.argv[1] == "told":
    give_back_large_blocks()
libc.free(libc.malloc(8 << 20))
before = libc.mallinfo2().hblks
libc.malloc(1 << 20)
print(libc.mallinfo2().hblks - before)
"""
"""How many blocks of 1 MB, asked for after a larger one was freed, will the system have back at once."""


@pytest.mark.parametrize(("told", "blocks"), [("not told", "0"), ("told", "1")])
def test_a_large_block_does_not_stay_with_the_thread_that_has_used_it(told: str, blocks: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _BLOCKS_OF_THEIR_OWN, told],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == blocks
