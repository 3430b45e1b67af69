"""Whether the engine of a model is installed, and the command that installs it here."""

import importlib.util
import shlex
import sys
from pathlib import PurePath

from rapidwhisper.core.problem import Code, Problem, problem

POCKETSPHINX = {"pocketsphinx": "pocketsphinx"}
ONNX = {"onnx_asr": "onnx-asr", "onnxruntime": "onnxruntime"}
"""Modules, and the packages that bring them."""

_BUILDS_FOR_GPU = {"win32": "onnxruntime-directml", "linux": "onnxruntime-gpu"}
"""As the extras `local-directml` and `local-cuda` have them."""


def missing_engine(kind: str) -> Problem | None:
    """`kind`: of the model, empty for that of pocketsphinx."""
    needed = ONNX if kind else POCKETSPHINX
    missing = [package for module, package in needed.items() if importlib.util.find_spec(module) is None]
    if not missing:
        return None
    return problem(Code.ENGINE_MISSING, command=install_command(sys.prefix, sys.executable, *missing))


def install_command(prefix: str, executable: str, *packages: str) -> str:
    """The command that is true for this installation: pipx keeps its environments to itself."""
    if "pipx" in PurePath(prefix).parts:
        return shlex.join(["pipx", "inject", "rapidwhisper", *packages])
    return shlex.join([executable, "-m", "pip", "install", *packages])


def uninstall_command(prefix: str, executable: str, package: str) -> str:
    """Likewise."""
    if "pipx" in PurePath(prefix).parts:
        return shlex.join(["pipx", "runpip", "rapidwhisper", "uninstall", package])
    return shlex.join([executable, "-m", "pip", "uninstall", package])


def build_for_gpu(platform: str) -> str:
    """The package that takes the place of `onnxruntime`; empty: the usual one is all there is."""
    return _BUILDS_FOR_GPU.get(platform, "")
