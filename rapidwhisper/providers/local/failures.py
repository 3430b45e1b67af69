"""What people are told when the engine on this computer fails."""

import logging
import sys

from rapidwhisper.core.problem import Code, Problem, problem
from rapidwhisper.core.words import Phrase
from rapidwhisper.providers.local.child import BuiltWithoutGpuError, ChildError, LoadError, WithoutGpuError
from rapidwhisper.providers.local.install import build_for_gpu, install_command, uninstall_command
from rapidwhisper.providers.local.spec import Spec
from rapidwhisper.providers.redact import detail

log = logging.getLogger(__name__)


def failure(error: ChildError, spec: Spec) -> Problem:
    log.warning("the speech engine failed: %s", error)
    told = error.reason if isinstance(error.reason, Phrase) else detail(error.reason)
    package = build_for_gpu(sys.platform)
    if isinstance(error, BuiltWithoutGpuError) and package:
        here = sys.prefix, sys.executable
        return problem(
            Code.GPU_BUILD_MISSING,
            remove=uninstall_command(*here, "onnxruntime"),
            command=install_command(*here, package),
        )
    if isinstance(error, WithoutGpuError):
        return problem(Code.GPU_UNUSABLE, detail=told)
    if isinstance(error, LoadError) and spec.kind:
        return problem(Code.LOCAL_MODEL_UNLOADABLE, model=spec.name, detail=told)
    return problem(Code.ENGINE_FAILED, detail=told)
