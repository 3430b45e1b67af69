"""The on-device engine as the program sees it: a child process, started in advance and ended when idle.

A process of its own because the decoder holds the interpreter's lock for as long as it decodes, may crash,
and takes 120 MB that are given back only with the process.
"""

import logging
import threading
import time
from collections.abc import Callable, Sequence

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.local.child import WORKER, Child, ChildError
from rapidwhisper.providers.local.install import missing_engine

IDLE_S = 300.0

log = logging.getLogger(__name__)


def decoding_limit_s(seconds: float) -> float:
    """Twelve times as long as it took where it was measured, for slow and busy computers."""
    return 30.0 + 3.0 * seconds


class LocalEngine:
    """Decodes one piece after the other; any number of threads may ask."""

    def __init__(
        self,
        *,
        command: Sequence[str] = WORKER,
        idle_s: float = IDLE_S,
        limit_s: Callable[[float], float] = decoding_limit_s,
    ) -> None:
        self._command = command
        self._idle_s = idle_s
        self._limit_s = limit_s
        self._turn = threading.Lock()
        self._child: Child | None = None
        self._idle: threading.Timer | None = None

    def warm_up(self) -> None:
        """Start the process; it reads its model meanwhile. Raises ProblemError where it cannot."""
        with self._turn:
            self._started()
            self._rest()

    def recognise(self, piece: Clip, abort: Abort) -> str:
        """One piece's text, perhaps empty; raises ProblemError, or AbortedError once `abort` was asked."""
        with self._turn:
            if abort.asked:
                raise AbortedError
            child = self._started()
            began = time.monotonic()
            try:
                with abort.stops(child.kill):
                    text = child.decode(piece.samples.astype("<i2").tobytes(), self._limit_s(piece.seconds))
            except ChildError as error:
                self._end()
                if abort.asked:
                    raise AbortedError from None
                raise _failed(error) from None
            finally:
                self._rest()
            elapsed_ms = round(1000 * (time.monotonic() - began))
            log.info("%.1f s of audio decoded on this computer in %d ms", piece.seconds, elapsed_ms)
            return text

    def close(self) -> None:
        """Ends at once, also in the middle of a piece."""
        child = self._child
        if child is not None:
            child.kill()
        with self._turn:
            self._end()

    def _started(self) -> Child:
        """The running child, a new one if there is none or it died while nobody was looking."""
        if self._child is not None and not self._child.alive:
            self._end()
        if self._child is None:
            missing = missing_engine()
            if missing is not None:
                raise ProblemError(missing)
            try:
                self._child = Child(self._command)
            except ChildError as error:
                raise _failed(error) from None
            log.info("speech engine started")
        return self._child

    def _end(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None
        if self._child is not None:
            self._child.end()
            self._child = None

    def _rest(self) -> None:
        """Called with the turn held: from now on the child is idle."""
        if self._idle is not None:
            self._idle.cancel()
        if self._child is None:
            return
        self._idle = threading.Timer(self._idle_s, self._end_if_idle)
        self._idle.daemon = True
        self._idle.start()

    def _end_if_idle(self) -> None:
        if self._turn.acquire(blocking=False):
            try:
                if threading.current_thread() is self._idle:
                    self._end()
                    log.info("speech engine ended: idle")
            finally:
                self._turn.release()


def _failed(error: ChildError) -> ProblemError:
    log.warning("the speech engine failed: %s", error)
    return ProblemError(problem(Code.ENGINE_FAILED, detail=error))
