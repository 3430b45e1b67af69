"""The models that can be downloaded, and the one that comes with its engine.

Sizes and checksums are not written here: they are asked of the hub when a model is downloaded, or pinned.
"""

from dataclasses import dataclass, replace

from rapidwhisper.core.local_model import ModelCard, Speed
from rapidwhisper.core.settings import BASIC_EN
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.local.models.pins import pinned

_COMPARISON = "https://istupakov.github.io/onnx-asr/comparison/"
"""By the maker of onnx-asr, with it, all on the same recordings; of the full models, not of the smaller int8
versions that are downloaded here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    card: ModelCard
    kind: str = ""
    """The name by which onnx-asr knows how to load it."""
    quantization: str = ""
    """The part of the files' names that tells it; empty: none."""
    repository: str = ""
    """On the hub: owner/name."""
    files: tuple[str, ...] = ()
    """Of the repository, as shell patterns; each must match one file."""
    max_seconds: float = 30.0
    """Longer audio is cut. Whisper hears windows of this length."""

    @property
    def name(self) -> str:
        return self.card.name


# fmt: off
_EUROPEAN = (
    "bg", "cs", "da", "de", "el", "en", "es", "et", "fi", "fr", "hr", "hu", "it",
    "lt", "lv", "mt", "nl", "pl", "pt", "ro", "ru", "sk", "sl", "sv", "uk",
)
# fmt: on

BASIC = Model(
    card=ModelCard(
        name=BASIC_EN,
        label="Basic English",
        good_for=phrase("Model", "To try the program out: nothing to download, and many words are misheard."),
        languages=("en",),
        speed=Speed.FAST,
        accuracy=phrase("Model", "low"),
        accuracy_source="",
        licence="BSD-2-Clause",
        licence_page="https://github.com/cmusphinx/pocketsphinx/blob/master/LICENSE",
        built_in=True,
    ),
    max_seconds=60.0,  # longer utterances cost memory and accuracy
)

_MODELS = (
    Model(
        card=ModelCard(
            name="parakeet-tdt-0.6b-v3",
            label="Parakeet TDT 0.6B v3",
            good_for=phrase(
                "Model", "For most people: 25 European languages, Russian and English among them."
            ),
            languages=_EUROPEAN,
            speed=Speed.FAST,
            about_bytes=670_000_000,
            accuracy=phrase(
                "Model", "11.0 % of words wrong in Russian (LibriSpeech), 6.8 % in English (VoxPopuli)"
            ),
            accuracy_source=_COMPARISON,
            licence="CC-BY-4.0",
            licence_page="https://creativecommons.org/licenses/by/4.0/",
        ),
        kind="nemo-parakeet-tdt-0.6b-v3",
        quantization="int8",
        repository="istupakov/parakeet-tdt-0.6b-v3-onnx",
        files=("config.json", "vocab.txt", "encoder-model.int8.onnx", "decoder_joint-model.int8.onnx"),
        max_seconds=15.0,  # its int8 version is reported to lose words above 15 to 20 s (onnx-asr issue 126)
    ),
    Model(
        card=ModelCard(
            name="gigaam-v3",
            label="GigaAM v3",
            good_for=phrase(
                "Model", "For Russian alone: the most accurate and the fastest, a small download."
            ),
            languages=("ru",),
            speed=Speed.FAST,
            about_bytes=230_000_000,
            accuracy=phrase("Model", "7.6 % of words wrong in Russian (LibriSpeech)"),
            accuracy_source=_COMPARISON,
            licence="MIT",
            licence_page="https://github.com/salute-developers/GigaAM/blob/main/LICENSE",
        ),
        kind="gigaam-v3-e2e-rnnt",
        quantization="int8",
        repository="istupakov/gigaam-v3-onnx",
        files=(
            "config.json",
            "v3_e2e_rnnt_vocab.txt",
            "v3_e2e_rnnt_encoder.int8.onnx",
            "v3_e2e_rnnt_decoder.int8.onnx",
            "v3_e2e_rnnt_joint.int8.onnx",
        ),
        max_seconds=25.0,  # its makers' own program refuses more
    ),
    Model(
        card=ModelCard(
            name="whisper-base",
            label="Whisper base",
            good_for=phrase("Model", "For 99 languages where there is little room; many words are misheard."),
            languages=(),
            speed=Speed.MEDIUM,
            about_bytes=110_000_000,
            accuracy=phrase(
                "Model", "38.3 % of words wrong in Russian (LibriSpeech), 12.8 % in English (VoxPopuli)"
            ),
            accuracy_source=_COMPARISON,
            licence="MIT",
            licence_page="https://github.com/openai/whisper/blob/main/LICENSE",
        ),
        kind="whisper-base",
        quantization="int8",
        repository="istupakov/whisper-base-onnx",
        files=("config.json", "vocab.json", "added_tokens.json", "whisper-base_beamsearch.int8.onnx"),
    ),
    Model(
        card=ModelCard(
            name="whisper-large-v3-turbo",
            label="Whisper large-v3-turbo",
            good_for=phrase("Model", "For 99 languages, on a strong computer; slower than the others."),
            languages=(),
            speed=Speed.SLOW,
            about_bytes=1_000_000_000,
            accuracy=phrase(
                "Model", "10.1 % of words wrong in Russian (LibriSpeech), 14.8 % in English (VoxPopuli)"
            ),
            accuracy_source=_COMPARISON,
            licence="MIT",
            licence_page="https://github.com/openai/whisper/blob/main/LICENSE",
        ),
        kind="whisper",
        quantization="int8",
        repository="onnx-community/whisper-large-v3-turbo",
        files=(
            "config.json",
            "vocab.json",
            "added_tokens.json",
            "onnx/encoder_model_int8.onnx",
            "onnx/decoder_model_merged_int8.onnx",
        ),
    ),
)


def _sized(model: Model) -> Model:
    pin = pinned().get(model.name)
    return model if pin is None else replace(model, card=replace(model.card, size_bytes=pin.size))


CATALOGUE: dict[str, Model] = {model.name: _sized(model) for model in (BASIC, *_MODELS)}
RECOMMENDED = "parakeet-tdt-0.6b-v3"
