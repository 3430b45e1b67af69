"""The engine's process talks to nobody: whatever a model or a library of it would like to send stays here.

It has all that it needs on the disk and in its pipes. What Python code tries is refused here; native code has
no such door, and those who wrote ours say that it sends nothing.
"""

import sys


def refuse_network() -> None:
    """From now on, for as long as the process lives: an audit hook cannot be removed."""
    sys.addaudithook(_refuse)


def _refuse(event: str, _arguments: object) -> None:
    if event.startswith("socket."):
        raise PermissionError("the speech engine must not use the network")
