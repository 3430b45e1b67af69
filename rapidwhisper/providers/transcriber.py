"""The core's door to speech recognition: a daemon thread for each dictation, answers as events."""

import logging
import threading
import time
import traceback
from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import TypeAlias

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.events import NotTranscribed, Probed, Transcribed
from rapidwhisper.core.laps import Lap
from rapidwhisper.core.ports import Emit
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.settings import Settings, secrets
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.capabilities import ServerProvider
from rapidwhisper.providers.endpoint import endpoint
from rapidwhisper.providers.reach import reachable
from rapidwhisper.providers.redact import redacted
from rapidwhisper.providers.registry import PROVIDERS
from rapidwhisper.providers.speech import SpeechToText

Load: TypeAlias = Callable[[DictationId], Clip]
"""Reads a dictation's audio, on the thread that will send it; may raise ProblemError."""

log = logging.getLogger(__name__)


class ThreadTranscriber:
    def __init__(
        self,
        emit: Emit,
        load: Load,
        speech: SpeechToText | None = None,
        fetched: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        """`fetched`: the keys that do not stand in the settings."""
        self._emit = emit
        self._load = load
        self._speech = speech or SpeechToText()
        self._fetched = fetched
        self._lock = threading.Lock()
        self._jobs: dict[tuple[DictationId, int], Abort] = {}

    def warm_up(self, settings: Settings) -> None:
        """Imports, starts and connects what the next start will need."""
        threading.Thread(target=self._warm_up, args=(settings,), daemon=True, name="warm-up").start()

    def follow(self, dictation: DictationId, settings: Settings) -> None:  # noqa: ARG002
        self.warm_up(settings)

    def stop_following(self, dictation: DictationId) -> None: ...

    def start(self, dictation: DictationId, job: int, settings: Settings) -> None:
        abort = Abort()
        with self._lock:
            self._jobs[dictation, job] = abort
        work = threading.Thread(
            target=self._run,
            args=(dictation, job, settings, abort),
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
        self._speech.close()

    def _warm_up(self, settings: Settings) -> None:
        try:
            self._speech.warm_up(settings)
        except ProblemError as error:
            log.info("not warmed up: %s", error.problem.code)
        except Exception as error:  # noqa: BLE001 - the dictation itself will tell what is wrong
            log.warning("not warmed up: %s", self._trace(error, settings))

    def _run(self, dictation: DictationId, job: int, settings: Settings, abort: Abort) -> None:
        event: Transcribed | NotTranscribed
        try:
            heard = self._speech.text(self._load(dictation), settings, abort)
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

    def _trace(self, error: Exception, settings: Settings) -> str:
        hidden = [*secrets(settings), *self._fetched()]
        for provider in PROVIDERS.values():  # whoever may have been asked
            if isinstance(provider, ServerProvider):
                with suppress(ProblemError):
                    hidden += endpoint(provider.account(settings), settings).address.secrets
        return redacted("".join(traceback.format_exception(error)), settings.prompt, *hidden)
