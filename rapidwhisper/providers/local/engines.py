"""The engines, of which a process loads one."""

from collections.abc import Callable
from typing import TypeAlias

from rapidwhisper.providers.local.spec import Spec

Decode: TypeAlias = Callable[[bytes, str], str]
"""Samples (16 bit, little endian, 16 kHz) and a language (ISO 639-1, empty: to be detected) into words."""


class NoGpuError(Exception):
    """It was told to compute on a graphics card, and cannot."""


class BuiltWithoutGpuError(NoGpuError):
    """Whatever card there is: the engine was built for processors alone."""


def load(spec: Spec) -> Decode:
    """Raises NoGpuError, or whatever the engine raises."""
    if spec.kind:
        from rapidwhisper.providers.local.onnx_engine import Onnx

        return Onnx(spec).decode
    from rapidwhisper.providers.local.pocketsphinx_engine import PocketSphinx

    return PocketSphinx().decode
