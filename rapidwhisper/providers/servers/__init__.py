"""The servers that people run themselves: one file each, all over the one OpenAI-compatible API."""

from rapidwhisper.providers.servers import vllm
from rapidwhisper.providers.servers.kind import ServerKind

KINDS: dict[str, ServerKind] = {kind.name: kind for kind in (vllm.KIND,)}
