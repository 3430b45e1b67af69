"""Models in the ONNX format, by onnx-asr. Only the engine's own process imports this."""

from pathlib import Path

import numpy as np
import onnxruntime
from onnx_asr.adapters import TextResultsAsrAdapter
from onnx_asr.loader import Manager

from rapidwhisper.core.settings import Device
from rapidwhisper.providers.local.engines import BuiltWithoutGpuError, NoGpuError
from rapidwhisper.providers.local.spec import Spec

_CPU = "CPUExecutionProvider"
_GPUS = (
    "CUDAExecutionProvider",
    "MIGraphXExecutionProvider",
    "ROCMExecutionProvider",
    "DmlExecutionProvider",
    "CoreMLExecutionProvider",
)
"""Without those that build an engine of their own from each model first, for minutes."""

_ERRORS = 3


class Onnx:
    def __init__(self, spec: Spec) -> None:
        onnxruntime.disable_telemetry_events()
        onnxruntime.set_default_logger_severity(_ERRORS)
        self._model = _loaded(spec)

    def decode(self, pcm: bytes, language: str) -> str:
        """`language` is for the models that can be told; the others do not look at it."""
        samples = np.frombuffer(pcm, "<i2").astype(np.float32) / np.float32(32768)
        try:
            return self._model.recognize(samples, language=language or None)
        except KeyError as error:
            if error.args == (f"<|{language}|>",):
                raise ValueError(f"the model does not know the language “{language}”") from None
            raise


def _loaded(spec: Spec) -> TextResultsAsrAdapter:
    available = onnxruntime.get_available_providers()
    gpus = [each for each in _GPUS if each in available and spec.device is not Device.CPU]
    if spec.device is Device.GPU:
        if not gpus:
            raise BuiltWithoutGpuError(f"onnxruntime knows only {', '.join(available)}")
        model = _made(spec, gpus)
        if not _runs_on(model, gpus):  # onnxruntime takes the processor where it cannot have what it was told
            raise NoGpuError(f"onnxruntime could not use {', '.join(gpus)}")
        return model
    try:
        return _made(spec, gpus)
    except Exception:
        if not gpus:
            raise
    return _made(spec, [])


def _made(spec: Spec, gpus: list[str]) -> TextResultsAsrAdapter:
    makes = Manager(
        _options(spec.threads),
        providers=[*gpus, _CPU],
        preprocessor_config={"use_numpy_preprocessors": True, "max_concurrent_workers": 1},
        resampler_config={"sess_options": _options(1), "providers": [_CPU]},  # small, and there are eight
    )
    return makes.create_asr(
        spec.kind, Path(spec.folder), quantization=spec.quantization or None, offline=True
    )


def _options(threads: int) -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")  # a thread that waits sleeps
    return options


def _runs_on(model: TextResultsAsrAdapter, gpus: list[str]) -> bool:
    sessions = [each for each in vars(model.asr).values() if isinstance(each, onnxruntime.InferenceSession)]
    return any(each.get_providers()[0] in gpus for each in sessions)
