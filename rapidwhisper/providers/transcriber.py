"""The core's door to speech recognition: a daemon thread for each dictation, answers as events."""

import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import partial
from typing import Protocol

from rapidwhisper.core.audio import Clip, Samples
from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.events import NotTranscribed, Probed, Transcribed
from rapidwhisper.core.laps import Lap
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.settings import Settings, secrets
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.ahead import Ahead
from rapidwhisper.providers.capabilities import ServerProvider
from rapidwhisper.providers.chain import Heard
from rapidwhisper.providers.endpoint import endpoint
from rapidwhisper.providers.reach import reachable
from rapidwhisper.providers.redact import redacted
from rapidwhisper.providers.registry import PROVIDERS
from rapidwhisper.providers.speech import SpeechToText


class Recordings(Protocol):
    """What was recorded, as it lies on the disk."""

    def clip(self, dictation: DictationId) -> Clip:
        """May take a while; raises ProblemError where there is nothing."""

    def seconds(self, dictation: DictationId) -> float: ...


log = logging.getLogger(__name__)


class ThreadTranscriber:
    def __init__(
        self,
        emit: Emit,
        recordings: Recordings,
        speech: SpeechToText | None = None,
        fetched: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        """`fetched`: the keys that do not stand in the settings."""
        self._emit = emit
        self._recordings = recordings
        self._speech = speech or SpeechToText()
        self._fetched = fetched
        self._lock = threading.Lock()
        self._jobs: dict[tuple[DictationId, int], Abort] = {}
        self._followed: dict[DictationId, Ahead] = {}
        self._awaited: dict[DictationId, Abort] = {}
        """Dictations for whose requests connections are kept ready, and what ends that."""

    def warm_up(self, settings: Settings) -> None:
        """Imports, starts and connects what the next start will need."""
        self._prepare("warm-up", partial(self._speech.warm_up, settings), settings)

    def follow(self, dictation: DictationId, settings: Settings) -> None:
        self._followed[dictation] = self._speech.follow(settings)
        over = self._awaited[dictation] = Abort()
        self._prepare(f"follow-{dictation}", partial(self._speech.stay_ready, settings, over), settings)

    def heard(self, dictation: DictationId, samples: Samples, *, speech: bool) -> None:
        """Called on the recorder's thread."""
        ahead = self._followed.get(dictation)
        if ahead is not None:
            ahead.heard(samples, speech=speech)

    def paused(self, dictation: DictationId, at: int) -> None:
        """Called on the recorder's thread."""
        ahead = self._followed.get(dictation)
        if ahead is not None:
            ahead.paused(at)

    def stop_following(self, dictation: DictationId) -> None:
        self._end_standby(dictation)
        ahead = self._followed.pop(dictation, None)
        if ahead is not None:
            ahead.drop()

    def start(self, dictation: DictationId, job: int, settings: Settings) -> None:
        self._end_standby(dictation)  # what it keeps ready is used now
        abort = Abort()
        with self._lock:
            self._jobs[dictation, job] = abort
        work = threading.Thread(
            target=self._run,
            args=(dictation, job, settings, abort, self._followed.pop(dictation, None)),
            daemon=True,  # quitting never waits for a server
            name=f"transcribe-{dictation}",
        )
        work.start()

    def probe(self, settings: Settings) -> None:
        def look() -> None:
            self._emit(Probed(reachable(settings)))

        threading.Thread(target=look, daemon=True, name="probe").start()

    def drop(self, dictation: DictationId, job: int) -> None:
        with self._lock:
            abort = self._jobs.pop((dictation, job), None)
        if abort is not None:
            abort.ask()

    def close(self) -> None:
        """Drops what is under way, closes connections, ends the engine."""
        with self._lock:
            aborts = list(self._jobs.values())
            self._jobs.clear()
        for abort in aborts:
            abort.ask()
        for dictation in list(self._followed):
            self.stop_following(dictation)
        self._speech.close()

    def _prepare(self, name: str, work: Callable[[], None], settings: Settings) -> None:
        """What goes wrong is only logged: the dictation itself will tell it."""

        def run() -> None:
            try:
                work()
            except ProblemError as error:
                log.info("not warmed up: %s", error.problem.code)
            except Exception as error:  # noqa: BLE001 - whatever it is, nobody waits for it
                log.warning("not warmed up: %s", self._trace(error, settings))

        threading.Thread(target=run, daemon=True, name=name).start()

    def _end_standby(self, dictation: DictationId) -> None:
        over = self._awaited.pop(dictation, None)
        if over is not None:
            over.ask()

    def _run(
        self, dictation: DictationId, job: int, settings: Settings, abort: Abort, ahead: Ahead | None
    ) -> None:
        event: Transcribed | NotTranscribed
        try:
            heard = self._heard(dictation, settings, abort, ahead)
            stamps = {**heard.stamps, Lap.TEXT: time.monotonic()}
            event = Transcribed(dictation, job, heard.text, heard.provider, stamps)
        except AbortedError:
            return
        except ProblemError as error:
            event = NotTranscribed(dictation, job, error.problem)
        except Exception as error:  # noqa: BLE001 - whatever it is, the dictation must find its way out
            # Not log.exception: a library's message may quote a header with the key in it.
            log.error("broke off: %s", self._trace(error, settings))  # noqa: TRY400
            event = NotTranscribed(dictation, job, problem(Code.INTERNAL, detail=type(error).__name__))
        finally:
            with self._lock:
                self._jobs.pop((dictation, job), None)
        # A text that came in spite of the wish to stop belongs into the history; a failure interests nobody.
        if isinstance(event, Transcribed) or not abort.asked:
            self._emit(event)

    def _heard(self, dictation: DictationId, settings: Settings, abort: Abort, ahead: Ahead | None) -> Heard:
        load = partial(self._recordings.clip, dictation)
        if ahead is None:
            return self._speech.text(load(), settings, abort)
        try:
            seconds = self._recordings.seconds(dictation)
            return self._speech.text_of_followed(ahead, seconds, load, settings, abort)
        finally:
            ahead.drop()  # also where nobody has asked it

    def _trace(self, error: Exception, settings: Settings) -> str:
        hidden = [*secrets(settings), *self._fetched()]
        for provider in PROVIDERS.values():  # whoever may have been asked
            if isinstance(provider, ServerProvider):
                with suppress(ProblemError):
                    hidden += endpoint(provider.account(settings), settings).address.secrets
        return redacted("".join(traceback.format_exception(error)), settings.prompt, *hidden)
