"""vLLM: `vllm serve openai/whisper-large-v3`. Source: docs.vllm.ai, and answers of version 0.32."""

from rapidwhisper.core.provider_card import Preset
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.capabilities import MEBIBYTE, Capabilities, Format
from rapidwhisper.providers.servers.kind import ServerKind

KIND = ServerKind(
    preset=Preset(
        "vllm",
        "vLLM",
        (
            ("CUSTOM_BASE_URL", "http://localhost:8000/v1/"),
            ("CUSTOM_MODEL", "openai/whisper-large-v3"),
            ("CUSTOM_SERVER", "vllm"),
        ),
        phrase("Provider", "Made for GPUs and for several users. The model may stay empty."),
        start="vllm serve openai/whisper-large-v3",
        docs="https://docs.vllm.ai/",
    ),
    capabilities=Capabilities(formats=(Format.FLAC, Format.WAV), max_bytes=25 * MEBIBYTE),
)
