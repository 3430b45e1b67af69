"""Models on their way to this computer: a daemon thread for each, and what is known of it on the main thread.

A download goes on whatever windows are closed. One that is under way when the program ends goes on at its
next start; one that was paused, or that failed, waits for a click.
"""

import logging
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Protocol

from rapidwhisper.config.remembered import Remembered
from rapidwhisper.core.events import Event, NotTranscribed
from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort, AbortedError

UNDER_WAY = "downloads"

log = logging.getLogger(__name__)


class Store(Protocol):
    """Where models lie. Everything may take a while."""

    def standing(self, name: str) -> Standing: ...

    def download(self, name: str, abort: Abort, told: Callable[[Standing], None]) -> None:
        """Until it is here, telling a few times a second how far it is.

        Raises ProblemError, or AbortedError once `abort` was asked.
        """

    def remove(self, name: str) -> None:
        """Also what is here of one that was not downloaded to its end. Raises ProblemError."""


@dataclass(slots=True)
class _Job:
    settings: Settings
    abort: Abort = field(default_factory=Abort)
    unwanted: bool = False
    """What it has brought so far is to be removed when it has ended."""


class Downloads:
    """Used on the main thread, but for `standings`."""

    def __init__(
        self,
        store: Callable[[Settings], Store],
        names: tuple[str, ...],
        remembered: Remembered,
        *,
        call: Callable[[Callable[[], None]], None],
        changed: Callable[[], None],
        ready: Callable[[str], None],
        failed: Callable[[Problem], None],
    ) -> None:
        """`names`: of what can be downloaded. `call` runs something on the main thread, where also `changed`,
        `ready` with a model's name, and `failed` are called.
        """
        self._store = store
        self._names = names
        self._remembered = remembered
        self._call = call
        self._changed = changed
        self._ready = ready
        self._failed = failed
        self._jobs: dict[str, _Job] = {}
        self._local_only = False
        self._closed = False
        self.known: dict[str, Standing] = {}
        """Of what was begun in this run and is not here yet; of all others the disk tells."""

    @property
    def running(self) -> Mapping[str, Standing]:
        return {name: self.known[name] for name in self._jobs}

    def standings(self, settings: Settings) -> Mapping[str, Standing]:
        """As the disk has them. It may take a while; any thread may ask."""
        store = self._store(settings)
        return {name: store.standing(name) for name in self._names}

    def start(self, name: str, settings: Settings) -> None:
        if name not in self._names or name in self._jobs:
            return
        log.info("downloading the model %s", name)
        if self._local_only:  # whatever stands in a dialog that has not been saved
            settings = replace(settings, local_only=True)
        job = self._jobs[name] = _Job(settings)
        before = self.known.get(name, Standing(Phase.ABSENT))
        now = replace(before, phase=Phase.DOWNLOADING, bytes_per_s=None, problem=None)
        self._note(name, now)
        threading.Thread(target=self._run, args=(name, job, now), daemon=True, name="download").start()

    def go_on(self, settings: Settings) -> None:
        """With those that the end of the program has interrupted."""
        self.obey(settings)
        if not settings.local_only:
            for name in self._remembered.get(UNDER_WAY, []):
                self.start(name, settings)

    def obey(self, settings: Settings) -> None:
        """Where nothing may be asked of the network any more."""
        self._local_only = settings.local_only
        if settings.local_only:
            for name in self._jobs:
                self.pause(name)

    def pause(self, name: str) -> None:
        if name in self._jobs:
            self._jobs[name].abort.ask()
            self._tell()

    def remove(self, name: str, settings: Settings) -> None:
        """The model, or the part of it that is here."""
        job = self._jobs.get(name)
        if job is not None:
            job.unwanted = True
            job.abort.ask()
        else:
            threading.Thread(target=self._remove, args=(name, settings), daemon=True, name="remove").start()

    def explained(self, cause: Problem) -> Problem:
        """A model that is on its way is not simply absent."""
        if cause.code is Code.LOCAL_MODEL_ABSENT and cause.facts["model"] in self._jobs:
            return Problem(Code.LOCAL_MODEL_COMING, cause.facts)
        return cause

    def explaining(self, event: Event) -> Event:
        """The same, where it tells why there is no text."""
        if isinstance(event, NotTranscribed):
            return replace(event, problem=self.explained(event.problem))
        return event

    def close(self) -> None:
        self._closed = True
        for job in self._jobs.values():
            job.abort.ask()

    # on a thread of its own

    def _run(self, name: str, job: _Job, last: Standing) -> None:
        def told(standing: Standing) -> None:
            nonlocal last
            last = standing
            self._answer(partial(self._progressed, name, job, standing))

        def download() -> None:
            nonlocal last
            self._store(job.settings).download(name, job.abort, told)
            last = Standing(Phase.READY)

        cause = _failure(download)
        self._answer(partial(self._ended, name, job, last, cause))

    def _remove(self, name: str, settings: Settings) -> None:
        cause = _failure(lambda: self._store(settings).remove(name))
        self._answer(partial(self._removed, name, cause))

    def _answer(self, action: Callable[[], None]) -> None:
        """Nobody listens any more when the program ends."""
        if not self._closed:
            self._call(action)

    # on the main thread again

    def _progressed(self, name: str, job: _Job, standing: Standing) -> None:
        if self._jobs.get(name) is job:
            self._note(name, standing)

    def _ended(self, name: str, job: _Job, last: Standing, cause: Problem | None) -> None:
        if self._closed:
            return
        del self._jobs[name]
        if job.unwanted:
            self.remove(name, job.settings)
        elif last.phase is Phase.READY:
            log.info("the model %s is here", name)
            self._forget(name)
            self._ready(name)
        else:
            phase = Phase.PAUSED if last.done_bytes else Phase.ABSENT
            self._note(name, replace(last, phase=phase, bytes_per_s=None, problem=cause))
            if cause is not None:
                log.warning("the model %s was not downloaded: %s", name, cause.code)
                self._failed(cause)

    def _removed(self, name: str, cause: Problem | None) -> None:
        self._forget(name)
        if cause is not None:
            self._failed(cause)

    def _note(self, name: str, standing: Standing) -> None:
        self.known[name] = standing
        self._tell()

    def _forget(self, name: str) -> None:
        self.known.pop(name, None)
        self._tell()

    def _tell(self) -> None:
        goes_on = sorted(name for name, job in self._jobs.items() if not job.abort.asked)
        self._remembered.set(UNDER_WAY, goes_on)
        self._changed()


def _failure(work: Callable[[], None]) -> Problem | None:
    """What has gone wrong, unless it was only wished to stop; whatever it is, somebody waits for the end."""
    try:
        work()
    except AbortedError:
        return None
    except ProblemError as error:
        return error.problem
    except Exception as error:
        log.exception("work on a model broke off")
        return problem(Code.INTERNAL, detail=type(error).__name__)
    return None
