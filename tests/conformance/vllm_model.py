"""The same model for vLLM, with languages. Arguments: FOLDER SENTENCE.

Here the same numbers stand for a piece on its way in and on its way out, so that the step from one piece to
the next is made in the feed-forward layer. Nobody imports this: it runs where vLLM is installed.
"""

import sys
from pathlib import Path

import torch
from transformers import (
    GenerationConfig,
    WhisperConfig,
    WhisperFeatureExtractor,
    WhisperForConditionalGeneration,
    WhisperProcessor,
    WhisperTokenizer,
)
from transformers.models.whisper.tokenization_whisper import LANGUAGES

from tests.conformance.whisper_vocabulary import BEGIN, END, NO_TIMES, Vocabulary, vocabulary

WIDTH = 64
CERTAINTY = 10.0
FIRST_LANGUAGE = "<|en|>"
"""What it hears where it is not told."""


def write_processor(words: Vocabulary, folder: Path) -> None:
    numbers = {piece: number for number, piece in enumerate(words.plain)}
    others = words.special[1:]  # END it has by itself
    tokenizer = WhisperTokenizer(numbers, [], additional_special_tokens=others)
    WhisperProcessor(WhisperFeatureExtractor(), tokenizer).save_pretrained(folder)


def write_model(words: Vocabulary, folder: Path) -> None:
    known = words.all
    end, begin = known.index(END), known.index(BEGIN)
    marks = {"bos_token_id": end, "eos_token_id": end, "pad_token_id": end, "decoder_start_token_id": begin}
    sizes = {f"{half}_{size}": 1 for half in ("encoder", "decoder") for size in ("layers", "attention_heads")}
    sizes |= {"d_model": WIDTH, "encoder_ffn_dim": WIDTH, "decoder_ffn_dim": WIDTH, "vocab_size": len(known)}
    model = WhisperForConditionalGeneration(WhisperConfig(**sizes, **marks))
    model.generation_config = GenerationConfig(**marks)
    with torch.no_grad():
        for name, weight in model.named_parameters():
            weight.fill_(1.0 if name.endswith("norm.weight") else 0.0)
        _teach(model.model.decoder, words)
    model.save_pretrained(folder)


def _teach(decoder: torch.nn.Module, words: Vocabulary) -> None:
    known, layer = words.all, decoder.layers[0]
    layer.fc1.weight.copy_(torch.eye(WIDTH))
    for place, piece in enumerate([NO_TIMES, *words.sentence, END]):
        decoder.embed_tokens.weight[known.index(piece), place] = 1.0
        layer.fc2.weight[place + 1, place] = CERTAINTY
    decoder.embed_tokens.weight[known.index(BEGIN), WIDTH - 2] = 1.0
    decoder.embed_tokens.weight[known.index(FIRST_LANGUAGE), WIDTH - 1] = 1.0
    layer.fc2.weight[WIDTH - 1, WIDTH - 2] = CERTAINTY
    decoder.layer_norm.weight.fill_(CERTAINTY)


if __name__ == "__main__":
    folder, spoken = Path(sys.argv[1]), vocabulary(sys.argv[2], LANGUAGES)
    write_processor(spoken, folder)
    write_model(spoken, folder)
