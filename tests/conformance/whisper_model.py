"""A Whisper model for CTranslate2 that hears one sentence in everything. Arguments: FOLDER SENTENCE.

All its weights are zero but these: each piece of the sentence leads to the next one. So it needs nothing
downloaded, and no prompt and no length of the recording leads it astray. Nobody imports this: it runs where
the server is installed.
"""

import sys
from itertools import pairwise
from pathlib import Path

import numpy as np
from ctranslate2.specs import LayerSpec, WhisperSpec
from numpy.typing import NDArray
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from tests.conformance.whisper_vocabulary import BEGIN, END, TIMES, Vocabulary, vocabulary

WIDTH = 64
"""Numbers that stand for a piece: room for a sentence of so many."""
CERTAINTY = 10.0
"""The other pieces are then out of the question."""
MELS, FRAMES, POSITIONS = 80, 1500, 448  # of every Whisper model


def write_tokenizer(words: Vocabulary, file: Path) -> None:
    numbers = {piece: number for number, piece in enumerate(words.plain)}
    tokenizer = Tokenizer(models.BPE(numbers, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(words.special)
    tokenizer.save(str(file))


def write_model(words: Vocabulary, folder: Path) -> None:
    spec = WhisperSpec(1, 1, 1, 1)
    spec.register_vocabulary(words.all)
    spec.config.suppress_ids = spec.config.suppress_ids_begin = []
    spec.config.lang_ids = spec.config.alignment_heads = []
    _encoder(spec.encoder)
    _decoder(spec.decoder, words)
    spec.validate()
    spec.save(str(folder))


def _encoder(encoder: LayerSpec) -> None:
    _linear(encoder.conv1, WIDTH, MELS, 3)
    _linear(encoder.conv2, WIDTH, WIDTH, 3)
    encoder.position_encodings.encodings = _zeros(FRAMES, WIDTH)
    _attention(encoder.layer[0].self_attention, 3 * WIDTH, WIDTH)
    _feed_forward(encoder.layer[0].ffn)
    _norm(encoder.layer_norm)


def _decoder(decoder: LayerSpec, words: Vocabulary) -> None:
    decoder.position_encodings.encodings = _zeros(POSITIONS, WIDTH)
    _attention(decoder.layer[0].self_attention, 3 * WIDTH, WIDTH)
    _attention(decoder.layer[0].attention, WIDTH, 2 * WIDTH, WIDTH)
    _feed_forward(decoder.layer[0].ffn)
    _norm(decoder.layer_norm)

    known = words.all
    decoder.embeddings.weight = _zeros(len(known), WIDTH)
    decoder.projection.weight = _zeros(len(known), WIDTH)
    said = [BEGIN, TIMES[0], *words.sentence, TIMES[50], END]
    for place, (piece, following) in enumerate(pairwise(said)):
        decoder.embeddings.weight[known.index(piece), place] = 1.0
        decoder.projection.weight[known.index(following), place] = CERTAINTY


def _attention(attention: LayerSpec, *outputs: int) -> None:
    _norm(attention.layer_norm)
    for linear, width in zip(attention.linear, outputs, strict=True):
        _linear(linear, width, WIDTH)


def _feed_forward(ffn: LayerSpec) -> None:
    _norm(ffn.layer_norm)
    _linear(ffn.linear_0, WIDTH, WIDTH)
    _linear(ffn.linear_1, WIDTH, WIDTH)


def _linear(spec: LayerSpec, *shape: int) -> None:
    spec.weight, spec.bias = _zeros(*shape), _zeros(shape[0])


def _norm(spec: LayerSpec) -> None:
    spec.gamma, spec.beta = np.ones(WIDTH, np.float32), _zeros(WIDTH)


def _zeros(*shape: int) -> NDArray[np.float32]:
    return np.zeros(shape, np.float32)


if __name__ == "__main__":
    folder, spoken = Path(sys.argv[1]), vocabulary(sys.argv[2])
    write_tokenizer(spoken, folder / "tokenizer.json")
    write_model(spoken, folder)
