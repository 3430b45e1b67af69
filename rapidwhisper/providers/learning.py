"""What one recording's requests find out about their server: for all its pieces, and what lasts for later."""

import logging
import threading
from functools import reduce

from rapidwhisper.providers.learnt import Learnt, LearntServers, Lesson
from rapidwhisper.providers.lessons import Attempt

log = logging.getLogger(__name__)


class Learning:
    """Any number of threads may use it."""

    def __init__(self, servers: LearntServers, url: str, *, lasting: bool) -> None:
        """`lasting`: whether refused formats and fields are kept. Where a provider documents what it takes, a
        refusal of that was an accident, and another one must not decide about a month.
        """
        self.trying = threading.Lock()
        """Held while one of them tries in which other way the server can be asked."""
        self.helpless = False
        """No other way has helped."""
        self._servers = servers
        self._url = url
        self._lasting = lasting
        self._lock = threading.Lock()
        self._found: tuple[Lesson, ...] = ()
        self._smaller: Lesson | None = None

    @property
    def learnt(self) -> Learnt:
        """From earlier recordings and this one."""
        return reduce(lambda learnt, lesson: lesson(learnt), self._found, self._servers.of(self._url))

    @property
    def steps(self) -> int:
        """It grows with everything that is found out."""
        return len(self._found)

    def helped(self, attempt: Attempt) -> None:
        self._add(attempt.lesson)
        if attempt.lasting and self._lasting:
            self._keep(attempt.lesson)

    def try_smaller(self, lesson: Lesson) -> None:
        """It is kept only once a smaller request has gone well: the size may not have been the reason."""
        self._add(lesson)
        self._smaller = lesson

    def went_well(self, sent_bytes: int) -> None:
        lesson = self._smaller
        if lesson is not None and sent_bytes <= lesson(Learnt()).max_bytes:
            self._smaller = None
            self._keep(lesson)

    def _add(self, lesson: Lesson) -> None:
        with self._lock:
            self._found = (*self._found, lesson)

    def _keep(self, lesson: Lesson) -> None:
        self._servers.note(self._url, lesson)
        log.info("learnt about %s: %s", self._url, self._servers.of(self._url))
