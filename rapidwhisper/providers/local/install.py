"""Whether the on-device engine is installed, and the command that installs it here."""

import importlib.util
import shlex
import sys
from pathlib import PurePath

from rapidwhisper.core.problem import Code, Problem, problem

MODULE = "pocketsphinx"


def missing_engine() -> Problem | None:
    if importlib.util.find_spec(MODULE) is not None:
        return None
    return problem(Code.ENGINE_MISSING, command=install_command(sys.prefix, sys.executable))


def install_command(prefix: str, executable: str) -> str:
    """The command that is true for this installation: pipx keeps its environments to itself."""
    if "pipx" in PurePath(prefix).parts:
        return f"pipx inject rapidwhisper {MODULE}"
    return shlex.join([executable, "-m", "pip", "install", MODULE])
