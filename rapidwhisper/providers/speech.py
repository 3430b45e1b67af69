"""A whole recording into text: cut, recognise, join. It blocks, so never on the main thread."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING, TypeAlias

from rapidwhisper.core.audio import RATE, Clip
from rapidwhisper.core.laps import Stamps
from rapidwhisper.core.measured import Measured
from rapidwhisper.core.problem import Code, Problem, ProblemError, problem
from rapidwhisper.core.segments import joined
from rapidwhisper.core.settings import Settings, secrets
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.ahead import Ahead, NotAheadError
from rapidwhisper.providers.answers import Asked
from rapidwhisper.providers.asking import Asking
from rapidwhisper.providers.capabilities import Capabilities, Provider, ServerProvider, base_language
from rapidwhisper.providers.chain import Chain, Heard
from rapidwhisper.providers.encode import encoder
from rapidwhisper.providers.endpoint import Endpoint, endpoint
from rapidwhisper.providers.evidence import Hears, hears_anything
from rapidwhisper.providers.learnt import LearntServers
from rapidwhisper.providers.local.chosen import chosen_model, spec_of
from rapidwhisper.providers.local.engine import LocalEngine
from rapidwhisper.providers.local.listening import Listening
from rapidwhisper.providers.local.speeds import Speeds
from rapidwhisper.providers.models import ServerModels, read_models
from rapidwhisper.providers.piece import Piece
from rapidwhisper.providers.profile import explanation, kind_of, learn_kind, profile
from rapidwhisper.providers.recogniser import Recogniser
from rapidwhisper.providers.redact import detail
from rapidwhisper.providers.registry import chosen, configuration_problem, describe
from rapidwhisper.providers.sending import texts

if TYPE_CHECKING:
    from rapidwhisper.providers.client import Met, SpeechClient


Understood: TypeAlias = Callable[[Provider, Settings, Abort], tuple[str, Stamps]]
"""A recording's text, perhaps empty, by this provider; and the laps on the way to it."""

NAMED = 4
"""Models in a message; more would be none."""


def request_limit_s(seconds: float) -> float:
    """How long the answer to so many seconds of audio may take, upload included."""
    return min(300.0, max(30.0, 0.5 * seconds + 15.0))


def _as_they_are(settings: Settings) -> Settings:
    return settings


def recording_limit_s(seconds: float) -> float:
    """The same for all pieces of a recording; the core's own `transcribing_limit_s` is longer."""
    return 60.0 + 2.0 * seconds


class SpeechToText:
    """Owns the connections and the engine; any number of threads may use it."""

    def __init__(
        self,
        *,
        limit_s: Callable[[float], float] = request_limit_s,
        engine: LocalEngine | None = None,
        learnt: LearntServers | None = None,
        speeds: Speeds | None = None,
        chain: Chain | None = None,
        hears: Hears = hears_anything,
        filled: Callable[[Settings], Settings] = _as_they_are,
        refused: Callable[[Settings], None] = lambda _: None,
    ) -> None:
        """`hears`: whether there is speech in a recording that became a phrase which recognisers invent.
        `filled` gives settings with the key itself where they only say where it is kept; it may wait.
        `refused` hears of settings whose key no server would take.
        """
        self._limit_s = limit_s
        self._speeds = speeds or Speeds(None)
        self._engine = engine or LocalEngine(decoded=self._speeds.note)
        self._learnt = learnt or LearntServers(None)
        self._chain = chain or Chain()
        self._filled = filled
        self._refused = refused
        self._hears = hears
        self._client: SpeechClient | None = None
        self._lock = threading.Lock()
        self._local_only = False

    def text(self, clip: Clip, settings: Settings, abort: Abort) -> Heard:
        """Never empty, perhaps by another than the chosen provider.

        Raises ProblemError, or AbortedError once `abort` was asked.
        """
        return self._chain.heard(clip.seconds, settings, partial(self._heard, partial(self._of, clip)), abort)

    def follow(self, settings: Settings) -> Ahead:
        """For a recording that begins."""
        return Ahead(settings.segment_seconds, partial(self._prepared, settings))

    def text_of_followed(
        self, ahead: Ahead, seconds: float, load: Callable[[], Clip], settings: Settings, abort: Abort
    ) -> Heard:
        """As `text`, of a recording that was followed with these settings; `load` gives all of it."""

        def understood(_: Provider, __: Settings, abort: Abort) -> tuple[str, Stamps]:
            return ahead.text(round(seconds * RATE), load, recording_limit_s(seconds), abort)

        def ask(one: Settings, abort: Abort) -> Heard:
            if one.ai_provider == settings.ai_provider:
                with suppress(NotAheadError):
                    return self._heard(understood, one, abort, followed=True)
            return self._heard(partial(self._of, load()), one, abort)

        return self._chain.heard(seconds, settings, ask, abort)

    def warm_up(self, settings: Settings) -> None:
        """Raises ProblemError where the provider cannot work at all."""
        provider = chosen(settings)
        if isinstance(provider, ServerProvider):
            to, met = self._server_of(provider, settings)
            self._server_client().warm_up(to, met)
        else:
            self._engine.warm_up(spec_of(settings))

    def stay_ready(self, settings: Settings, over: Abort) -> None:
        """The same, and a request finds a connection open, or the model loaded, until `over` is asked."""
        provider = chosen(settings)
        if isinstance(provider, ServerProvider):
            to, met = self._server_of(provider, settings)
            with suppress(AbortedError):
                self._server_client().stay_ready(to, met, over)
        else:
            self._engine.stay_warm(spec_of(settings), over)

    def models(self, settings: Settings, abort: Abort) -> ServerModels | None:
        """What the configured server lists; None where there is no server, or none with a usable list.

        Raises ProblemError where it cannot be asked, or AbortedError once `abort` was asked.
        """
        provider = chosen(settings)
        if not isinstance(provider, ServerProvider):
            return None
        with self._with_key(settings) as filled:
            return self._models(provider, filled, abort)

    def forewarning(self, settings: Settings) -> Problem | None:
        """What the configured server surely cannot do, by its kind as far as that is known. Asks nobody."""
        provider = chosen(settings)
        if not isinstance(provider, ServerProvider):
            return None
        to = endpoint(provider.account(settings), settings)
        url = to.address.url
        kind = kind_of(provider, settings, self._learnt.of(url))
        return kind.forewarns(Asked(to.address.host, url, to.model)) if kind is not None else None

    def keep_local(self, *, wanted: bool) -> None:
        """Whether nothing may leave this computer from now on, also of what began under other settings.

        What is on its way is cut off, and ends with LOCAL_ONLY. It waits for nothing.
        """
        self._local_only = wanted
        if self._client is not None:
            self._client.keep_local(wanted=wanted)

    def capabilities(self, settings: Settings) -> Capabilities:
        """Of the configured provider, as far as they are known by now. Asks nobody; raises ProblemError."""
        provider = chosen(settings)
        if not isinstance(provider, ServerProvider):
            return chosen_model(settings).capabilities
        to = endpoint(provider.account(settings), settings)
        model = provider.model_for(to.model or provider.model)
        return profile(provider, model, settings, self._learnt.of(to.address.url))

    def measured(self, settings: Settings) -> Measured | None:
        """How fast the chosen model on this computer has been; None: it was never measured, or a server."""
        return None if isinstance(chosen(settings), ServerProvider) else self._speeds.of(settings)

    def close(self) -> None:
        self._engine.close()
        if self._client is not None:
            self._client.close()

    def _server_of(self, provider: ServerProvider, settings: Settings) -> "tuple[Endpoint, Met]":
        """Where to connect to, and what learns from the answer."""
        settings = self._filled(settings)
        to = endpoint(provider.account(settings), settings)
        encoder(self._recogniser(provider, settings).format)  # imported now, a short recording leaves no time
        return to, lambda answer: learn_kind(answer, to.address.url, provider, settings, self._learnt)

    def _models(self, provider: ServerProvider, settings: Settings, abort: Abort) -> ServerModels | None:
        hindrance = configuration_problem(settings)
        if hindrance is not None:
            raise ProblemError(hindrance)
        to = endpoint(provider.account(settings), settings)
        url = to.address.url
        answer = self._server_client().models(to, abort)
        if answer is None:
            return None
        learn_kind(answer, url, provider, settings, self._learnt)
        asked = Asked(to.address.host, url, to.model, (to.api_key, *to.address.secrets))
        return read_models(answer, asked, explanation(provider, settings, self._learnt.of(url)))

    def _heard(
        self, understood: Understood, settings: Settings, abort: Abort, *, followed: bool = False
    ) -> Heard:
        """By the chosen provider. `followed`: what it needs was there when the recording began, or
        `understood` knows that it was not; a model that has been loaded since may be removed by now.
        """
        provider = chosen(settings)
        hindrance = configuration_problem(settings)
        may_be_loaded = followed and not isinstance(provider, ServerProvider)
        if hindrance is not None and not may_be_loaded:
            raise ProblemError(hindrance)
        with self._with_key(settings) as filled:
            try:
                text, stamps = understood(provider, filled, abort)
            except ProblemError as error:
                if error.problem.code is not Code.MODEL_NOT_FOUND:
                    raise
                raise ProblemError(self._with_models(error.problem, filled, abort)) from None
        if not text:
            raise ProblemError(problem(Code.NOTHING_RECOGNISED, provider=provider.label))
        return Heard(text, provider.name, describe(settings).model, stamps)

    @contextmanager
    def _with_key(self, settings: Settings) -> Iterator[Settings]:
        """The settings with the key itself."""
        try:
            yield self._filled(settings)
        except ProblemError as error:
            if error.problem.code in {Code.KEY_REFUSED, Code.KEY_UNUSABLE}:
                self._refused(settings)
            raise

    def _with_models(self, cause: Problem, settings: Settings, abort: Abort) -> Problem:
        """The same with the models for speech that the server has; it is asked once, perhaps in vain."""
        listed = None
        with suppress(ProblemError):
            listed = self.models(settings, abort)
        names = listed.for_speech[:NAMED] if listed is not None else ()
        known = ", ".join(detail(name, *secrets(settings)) for name in names)
        return Problem(cause.code, {**cause.facts, "models": known})

    def _of(self, clip: Clip, provider: Provider, settings: Settings, abort: Abort) -> tuple[str, Stamps]:
        """All of a recording at once."""
        recogniser = self._recogniser(provider, settings)
        recogniser.must_end_within(recording_limit_s(clip.seconds))
        pieces = [Piece(each) for each in recogniser.pieces(clip)]
        text = joined(texts(pieces, recogniser.text, abort, at_once=recogniser.at_once))
        return text, recogniser.stamps

    def _prepared(self, settings: Settings) -> Recogniser:
        """Raises ProblemError where nothing should be sent now."""
        hindrance = configuration_problem(settings)
        if hindrance is None and self._chain.rests(settings):
            hindrance = problem(Code.RATE_LIMITED)
        if hindrance is not None:
            raise ProblemError(hindrance)
        return self._recogniser(chosen(settings), self._filled(settings))

    def _recogniser(self, provider: Provider, settings: Settings) -> Recogniser:
        if not isinstance(provider, ServerProvider):
            capabilities = chosen_model(settings).capabilities
            language = base_language(settings.language)
            return Listening(self._engine, spec_of(settings), capabilities, language)
        return Asking(
            self._server_client(),
            self._learnt,
            provider,
            settings,
            limit_s=self._limit_s,
            hears=self._hears,
        )

    def _server_client(self) -> "SpeechClient":
        """Made, and openai imported, by the first thread that needs it: that takes up to a second."""
        with self._lock:
            if self._client is None:
                from rapidwhisper.providers.client import SpeechClient

                self._client = SpeechClient()
                self._client.keep_local(wanted=self._local_only)  # the switch may have found none to tell
            return self._client
