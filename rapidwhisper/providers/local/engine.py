"""The on-device engine as the program sees it: a child process, started in advance and ended when idle.

A process of its own because the decoder holds the interpreter's lock for as long as it decodes, may crash,
and takes memory, up to gigabytes, that is given back only with the process.
"""

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.problem import ProblemError
from rapidwhisper.providers.abort import Abort, AbortedError, within
from rapidwhisper.providers.local.child import WORKER, Child, ChildError, DiedError
from rapidwhisper.providers.local.failures import failure
from rapidwhisper.providers.local.spec import Spec

UNWANTED_S = 10.0
"""How long a piece that nobody wants any more may keep the process busy. Less would throw a model away that
has just been loaded, and more would keep the next dictation waiting."""

_LOOK_S = 0.1
"""How often somebody who waits for the turn looks whether that is still wanted."""

log = logging.getLogger(__name__)


def decoding_limit_s(seconds: float) -> float:
    """Of a piece, for slow and busy computers: a large model may take twice as long as the speech on a good
    one. The core's own `transcribing_limit_s` is longer.
    """
    return 30.0 + 6.0 * seconds


class LocalEngine:
    """Decodes one piece after the other; any number of threads may ask."""

    def __init__(
        self,
        *,
        command: Sequence[str] = WORKER,
        limit_s: Callable[[float], float] = decoding_limit_s,
        awaited: Callable[[bool], None] = lambda _: None,
        decoded: Callable[[Spec, float, float], None] = lambda *_: None,
    ) -> None:
        """`limit_s`: of a piece with so many seconds of work, which for Whisper is its whole window.
        `awaited` is told, on any thread, when a piece begins to wait for its model, and when no longer.
        `decoded`: of a piece its seconds, and those that decoding it took, with its model loaded.
        """
        self._command = command
        self._limit_s = limit_s
        self._awaited = awaited
        self._decoded = decoded
        self._turn = threading.Lock()
        self._child: Child | None = None
        self._loaded = Spec()
        """What the child has loaded, or is loading."""
        self._idle: threading.Timer | None = None
        self._expected: dict[Abort, Spec] = {}
        """What the dictations will need that are being spoken."""
        self._closed = threading.Event()

    def warm_up(self, spec: Spec) -> None:
        """Start the process; it loads its model meanwhile. Raises ProblemError where it cannot."""
        self._warm_up(spec, Abort())

    def stay_warm(self, spec: Spec, over: Abort) -> None:
        """The same, and until `over` is asked it is not idle, however long nothing is to be decoded."""
        self._expected[over] = spec
        try:
            self._warm_up(spec, over)
            with suppress(AbortedError):
                over.wait(threading.TIMEOUT_MAX)
        finally:
            del self._expected[over]
            with self._turn:
                self._rest(spec)

    def recognise(self, piece: Clip, spec: Spec, language: str, abort: Abort) -> str:
        """One piece's text, perhaps empty; raises ProblemError, or AbortedError once `abort` was asked.

        Then the caller goes on at once. The turn stays taken until the process has answered, so that it keeps
        its model, and no answer is taken for that of another piece.
        """
        return within(threading.TIMEOUT_MAX, partial(self._in_turn, piece, spec, language), abort)

    def close(self) -> None:
        """Ends at once, also in the middle of a piece, and for good."""
        self._closed.set()
        child = self._child
        if child is not None:
            child.kill()
        with self._turn:
            self._end()

    def _warm_up(self, spec: Spec, abort: Abort) -> None:
        with suppress(AbortedError), self._taken(abort):
            try:
                self._start(spec)
            except ChildError as error:
                raise ProblemError(failure(error, spec)) from None
            self._rest(spec)

    def _in_turn(self, piece: Clip, spec: Spec, language: str, abort: Abort) -> str:
        with self._taken(abort):
            try:
                return self._recognised(piece, spec, language, abort)
            except ChildError as error:
                raise ProblemError(failure(error, spec)) from None
            finally:
                self._rest(spec)

    @contextmanager
    def _taken(self, abort: Abort) -> Iterator[None]:
        """Holds the turn; AbortedError where nobody wants it any more before it has come."""
        while not self._turn.acquire(timeout=_LOOK_S):
            if abort.asked:
                raise AbortedError
        try:
            if abort.asked:
                raise AbortedError
            yield
        finally:
            self._turn.release()

    def _recognised(self, piece: Clip, spec: Spec, language: str, abort: Abort) -> str:
        """A process that dies gets one successor: what killed it may be over, or may kill that one too."""
        try:
            return self._attempt(piece, spec, language, abort)
        except DiedError as error:
            log.warning("the speech engine died (%s), another one takes over", error)
            return self._attempt(piece, spec, language, abort)

    def _attempt(self, piece: Clip, spec: Spec, language: str, abort: Abort) -> str:
        try:
            child = self._start(spec)
            self._wait_until_loaded(child, abort)
            began = time.monotonic()
            with _not_for_long(child, abort):
                pcm = piece.samples.astype("<i2").tobytes()
                text = child.decode(pcm, language, self._limit_s(max(piece.seconds, spec.window_s)))
        except ChildError:
            self._end()
            if abort.asked:
                self._succeed()
                raise AbortedError from None
            if self._closed.is_set():
                raise AbortedError from None
            raise
        took_s = time.monotonic() - began
        log.info("%.1f s of audio decoded on this computer in %d ms", piece.seconds, round(1000 * took_s))
        self._decoded(spec, piece.seconds, took_s)
        return text

    def _wait_until_loaded(self, child: Child, abort: Abort) -> None:
        waits = child.loading
        if waits:
            self._awaited(True)
        try:
            child.wait_until_loaded(abort)
        finally:
            if waits:
                self._awaited(False)

    def _start(self, spec: Spec) -> Child:
        """The running child; a new one if there is none, it has another model, or it died unnoticed."""
        if self._closed.is_set():
            raise AbortedError
        if self._child is not None and (self._loaded != spec or not self._child.alive):
            self._end()
        if self._child is None:
            self._child = Child(self._command, spec)
            self._loaded = spec
            log.info("speech engine started: %s", spec.name)
        if self._closed.is_set():  # since the look above: whoever closed may have seen no child to kill
            self._end()
            raise AbortedError
        return self._child

    def _succeed(self) -> None:
        """Whoever speaks now finds the model loaded at the end, and not a process that was killed."""
        for spec in list(self._expected.values())[-1:]:
            self._start(spec)

    def _end(self) -> None:
        if self._idle is not None:
            self._idle.cancel()
            self._idle = None
        if self._child is not None:
            self._child.end()
            self._child = None

    def _rest(self, spec: Spec) -> None:
        """Called with the turn held: from now on the child is idle, unless it is expected to be needed."""
        if self._idle is not None:
            self._idle.cancel()
        if self._child is None or self._expected:
            return
        self._idle = threading.Timer(spec.keep_loaded_s, self._end_if_idle)
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


@contextmanager
def _not_for_long(child: Child, abort: Abort) -> Iterator[None]:
    """From when `abort` is asked, the block may go on for so long; then the child is killed."""
    patience = threading.Timer(UNWANTED_S, child.kill)
    patience.daemon = True
    try:
        with abort.stops(patience.start):
            yield
    finally:
        patience.cancel()
