"""What the next request to the configured server may hold: declared, chosen, and learnt."""

from rapidwhisper.core.settings import AUTO_SERVER, Settings
from rapidwhisper.providers.capabilities import Capabilities, ServerProvider
from rapidwhisper.providers.learnt import Learnt
from rapidwhisper.providers.servers import KINDS
from rapidwhisper.providers.servers.kind import ServerKind


def profile(provider: ServerProvider, model: str, settings: Settings, learnt: Learnt) -> Capabilities:
    """`model`: the one that is asked for."""
    kind = kind_of(provider, settings, learnt)
    can = kind.capabilities if kind else provider.of_model(model) or provider.capabilities
    return learnt.applied(can)


def kind_of(provider: ServerProvider, settings: Settings, learnt: Learnt) -> ServerKind | None:
    """The kind of server that the user has chosen, else the one that it looks like."""
    if provider.name != "custom":
        return None
    chosen = settings.custom_server
    return KINDS.get(learnt.kind if chosen == AUTO_SERVER else chosen)
