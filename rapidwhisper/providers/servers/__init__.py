"""The servers that people run themselves: one file each, all over the one OpenAI-compatible API."""

from rapidwhisper.providers.servers import (
    llama_cpp,
    lm_studio,
    localai,
    ollama,
    speaches,
    vllm,
    whisper_cpp,
)
from rapidwhisper.providers.servers.kind import ServerKind

KINDS: dict[str, ServerKind] = {
    kind.name: kind
    for kind in (
        vllm.KIND,
        localai.KIND,
        speaches.KIND,
        whisper_cpp.KIND,
        llama_cpp.KIND,
        ollama.KIND,
        lm_studio.KIND,
    )
}
