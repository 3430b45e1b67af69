"""One part of a file that is asked for, on a thread of its own; what passes by itself is tried again."""

import logging
import threading
from collections.abc import Callable
from typing import Protocol

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.cutting import Part
from rapidwhisper.core.passage import Passage
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.chain import Heard
from rapidwhisper.providers.sending import wait_before_retry_s
from rapidwhisper.transcribing.parts import audible

ATTEMPTS = 3
LONGEST_WAIT_S = 120.0
"""Nobody stands before an empty window, and limits are mostly counted by the minute."""
PAUSE_S = 1.0
"""Before the second attempt, where the server does not say how long; twice as long before the third."""

_ONCE_MORE = {Code.TIMED_OUT, Code.ENGINE_FAILED}
"""The server may have worked on other parts all the time, and the engine is started anew."""

log = logging.getLogger(__name__)


class Speech(Protocol):
    def text(self, clip: Clip, settings: Settings, abort: Abort) -> Heard:
        """Never empty; raises ProblemError, or AbortedError once `abort` was asked."""


class Asked:
    """Begins at once. `done` is called on its thread."""

    def __init__(self, part: Part, speech: Speech, settings: Settings, done: Callable[[], None]) -> None:
        self._part = part
        self._speech = speech
        self._settings = settings
        self._done = done
        self._abort = Abort()
        self.passage: Passage | None = None
        """Once it is over; a part that was given up has none."""
        self._thread = threading.Thread(target=self._run, daemon=True, name="part")
        self._thread.start()

    def give_up(self) -> None:
        self._abort.ask()

    def wait(self, seconds: float) -> None:
        """What is answered at the very moment of giving up still counts."""
        self._thread.join(seconds)

    @property
    def start_s(self) -> float:
        return self._part.start_s

    @property
    def stop_s(self) -> float:
        return self._part.stop_s

    def _run(self) -> None:
        try:
            self.passage = self._heard()
        except AbortedError:
            return
        except ProblemError as error:
            self.passage = self._failed(error.problem)
        except Exception as error:  # noqa: BLE001 - somebody waits for it, whatever it is
            # its message may quote a key or what was said
            log.error("a part of a file broke off: %s", type(error).__name__)  # noqa: TRY400
            self.passage = self._failed(problem(Code.INTERNAL, detail=type(error).__name__))
        finally:
            self._done()

    def _heard(self) -> Passage:
        clip = self._part.clip
        if not audible(clip):
            return Passage(self.start_s, self.stop_s)
        attempt = 1
        while True:
            try:
                heard = self._speech.text(clip, self._settings, self._abort)
            except ProblemError as error:
                if error.problem.code is Code.NOTHING_RECOGNISED:
                    return Passage(self.start_s, self.stop_s)
                wait_s = _wait_s(error, attempt)
                if wait_s is None or attempt == ATTEMPTS:
                    raise
                log.info("asking once more for what begins at %d s: %s", self.start_s, error.problem.code)
                self._abort.wait(wait_s)
                attempt += 1
            else:
                return Passage(self.start_s, self.stop_s, heard.text, heard.provider, heard.model)

    def _failed(self, cause: Problem) -> Passage:
        return Passage(self.start_s, self.stop_s, problem=cause)


def _wait_s(error: ProblemError, attempt: int) -> float | None:
    """None: it would not help."""
    if error.problem.code in _ONCE_MORE:
        return 0.0 if attempt == 1 else None
    wait_s = wait_before_retry_s(error, longest_s=LONGEST_WAIT_S)
    return None if wait_s is None else max(wait_s, attempt * PAUSE_S)
