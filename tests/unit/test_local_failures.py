"""What people are told where the engine was told to compute on a graphics card, and cannot."""

import sys

import pytest

from rapidwhisper.core.problem import Code
from rapidwhisper.providers.local.child import BuiltWithoutGpuError, WithoutGpuError
from rapidwhisper.providers.local.failures import failure
from rapidwhisper.providers.local.spec import Spec

WHISPER = Spec("whisper-base", "whisper-base")


@pytest.mark.parametrize(
    ("platform", "package"), [("linux", "onnxruntime-gpu"), ("win32", "onnxruntime-directml")]
)
def test_an_onnxruntime_for_processors_is_to_be_replaced_and_not_added_to(
    platform: str, package: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All builds lie in the same folder."""
    monkeypatch.setattr(sys, "platform", platform)
    told = failure(BuiltWithoutGpuError("onnxruntime knows only CPUExecutionProvider"), WHISPER)
    assert told.code is Code.GPU_BUILD_MISSING
    assert told.facts["remove"].endswith(" uninstall onnxruntime")
    assert told.facts["command"].endswith(f" {package}")


def test_on_macos_there_is_no_other_build_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "darwin")
    told = failure(BuiltWithoutGpuError("onnxruntime knows only CPUExecutionProvider"), WHISPER)
    assert told.code is Code.GPU_UNUSABLE


def test_a_card_that_cannot_be_used_is_no_reason_to_install_the_same_again() -> None:
    told = failure(WithoutGpuError("onnxruntime could not use CUDAExecutionProvider"), WHISPER)
    assert (told.code, told.facts) == (
        Code.GPU_UNUSABLE,
        {"detail": "onnxruntime could not use CUDAExecutionProvider"},
    )
