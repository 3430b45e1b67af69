"""What is known of the configured server: declared, chosen by the user, and learnt from its answers."""

from dataclasses import replace
from functools import partial

from rapidwhisper.core.problem import Problem
from rapidwhisper.core.settings import AUTO_SERVER, Settings, UploadFormat
from rapidwhisper.providers.answers import Answer, Asked, Explain
from rapidwhisper.providers.capabilities import Capabilities, Format, ServerProvider
from rapidwhisper.providers.learnt import NOTHING, Learnt, LearntServers
from rapidwhisper.providers.recognition import recognised
from rapidwhisper.providers.servers import KINDS
from rapidwhisper.providers.servers.kind import ServerKind


def profile(provider: ServerProvider, model: str, settings: Settings, learnt: Learnt) -> Capabilities:
    """What the next request may hold; `model`: the one that is asked for."""
    kind = kind_of(provider, settings, learnt)
    can = kind.capabilities if kind else provider.of_model(model) or provider.capabilities
    return learnt.applied(_with_wish(can, settings.upload_format))


_WISHES = {
    UploadFormat.WAV: Format.WAV,
    UploadFormat.FLAC: Format.FLAC,
    UploadFormat.OPUS: Format.OPUS,
}


def _with_wish(can: Capabilities, wish: UploadFormat) -> Capabilities:
    """The wished format first, unless it is one that this server surely does not take."""
    wished = _WISHES.get(wish)
    if wished not in can.formats:
        return can
    return replace(can, formats=tuple(sorted(can.formats, key=lambda each: each is not wished)))


def kind_of(provider: ServerProvider, settings: Settings, learnt: Learnt) -> ServerKind | None:
    """The kind of server that the user has chosen, else the one that it looks like."""
    if not is_custom(provider):
        return None
    chosen = settings.custom_server
    return KINDS.get(learnt.kind if chosen == AUTO_SERVER else chosen)


def only_looks_so(provider: ServerProvider, settings: Settings, learnt: Learnt) -> bool:
    """Whether the kind was told by earlier answers alone: by now another server may run at that address."""
    return is_custom(provider) and settings.custom_server == AUTO_SERVER and learnt.kind != ""


def is_custom(provider: ServerProvider) -> bool:
    """Whether it is a server of which nobody can know beforehand what it takes."""
    return provider.name == "custom"


def learn_kind(
    answer: Answer, base_url: str, provider: ServerProvider, settings: Settings, servers: LearntServers
) -> None:
    """Remembers which kind of server gave the answer, where that is sure and the user has not said it."""
    kind = _shown(answer, provider, settings)
    if kind is not None:
        servers.note(base_url, partial(_of_kind, kind.name))


def _of_kind(name: str, learnt: Learnt) -> Learnt:
    """What another server at the same address had taught is not true of this one."""
    return replace(learnt if learnt.kind in ("", name) else NOTHING, kind=name)


def explanation(provider: ServerProvider, settings: Settings, learnt: Learnt) -> Explain:
    """Refusals are explained by the kind of server, even if the refusal itself is what shows the kind."""

    def explain(answer: Answer, asked: Asked) -> Problem | None:
        kind = _shown(answer, provider, settings) or kind_of(provider, settings, learnt)
        return (kind or provider).explain(answer, asked)

    return explain


def _shown(answer: Answer, provider: ServerProvider, settings: Settings) -> ServerKind | None:
    if not is_custom(provider) or settings.custom_server != AUTO_SERVER:
        return None
    return KINDS.get(recognised(answer))
