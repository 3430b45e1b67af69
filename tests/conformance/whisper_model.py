"""A Whisper model that understands one sentence, whatever it hears: `whisper_model.py FOLDER SENTENCE`.

All its weights are zero but these: each piece of the sentence leads to the next one. So it needs nothing
downloaded, and no prompt and no length of the recording leads it astray. Nobody imports this: it runs where
the server is installed.
"""

import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import numpy as np
from ctranslate2.specs import LayerSpec, WhisperSpec
from numpy.typing import NDArray
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

WIDTH = 64
"""Numbers that stand for a piece: room for a sentence of so many."""
CERTAINTY = 10.0
"""The other pieces are then out of the question."""
MELS, FRAMES, POSITIONS = 80, 1500, 448  # of every Whisper model

END, BEGIN, NO_TIMES = "<|endoftext|>", "<|startoftranscript|>", "<|notimestamps|>"
MARKS = [END, BEGIN, "<|translate|>", "<|transcribe|>", "<|startoflm|>", "<|startofprev|>", "<|nospeech|>"]
TIMES = [f"<|{0.02 * step:.2f}|>" for step in range(FRAMES + 1)]


def write_model(folder: Path, sentence: str) -> None:
    split = pre_tokenizers.ByteLevel(add_prefix_space=True)
    pieces = [piece for piece, _ in split.pre_tokenize_str(sentence)]
    assert len(set(pieces)) == len(pieces), "a piece that comes twice would not know what comes next"
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    plain = list(dict.fromkeys([*letters, *pieces]))
    special = [*MARKS, NO_TIMES, *TIMES]  # in this order: the times are found behind NO_TIMES

    tokenizer = Tokenizer(models.BPE({piece: number for number, piece in enumerate(plain)}, []))
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.add_special_tokens(special)
    tokenizer.save(str(folder / "tokenizer.json"))

    model = _model([*plain, *special], [BEGIN, TIMES[0], *pieces, TIMES[50], END])
    model.validate()
    model.save(str(folder))


def _model(vocabulary: Sequence[str], said: Sequence[str]) -> WhisperSpec:
    spec = WhisperSpec(1, 1, 1, 1)
    spec.register_vocabulary(vocabulary)
    spec.config.suppress_ids = spec.config.suppress_ids_begin = []
    spec.config.lang_ids = spec.config.alignment_heads = []

    encoder = spec.encoder
    _linear(encoder.conv1, WIDTH, MELS, 3)
    _linear(encoder.conv2, WIDTH, WIDTH, 3)
    encoder.position_encodings.encodings = _zeros(FRAMES, WIDTH)
    _norm(encoder.layer_norm)
    _self_attention(encoder.layer[0])
    _feed_forward(encoder.layer[0])

    decoder = spec.decoder
    decoder.position_encodings.encodings = _zeros(POSITIONS, WIDTH)
    _norm(decoder.layer_norm)
    _self_attention(decoder.layer[0])
    _attention(decoder.layer[0].attention, WIDTH, 2 * WIDTH, WIDTH)
    _feed_forward(decoder.layer[0])

    decoder.embeddings.weight = _zeros(len(vocabulary), WIDTH)
    decoder.projection.weight = _zeros(len(vocabulary), WIDTH)
    for place, (piece, following) in enumerate(pairwise(said)):
        decoder.embeddings.weight[vocabulary.index(piece), place] = 1.0
        decoder.projection.weight[vocabulary.index(following), place] = CERTAINTY
    return spec


def _self_attention(layer: LayerSpec) -> None:
    _attention(layer.self_attention, 3 * WIDTH, WIDTH)


def _attention(attention: LayerSpec, *outputs: int) -> None:
    _norm(attention.layer_norm)
    for linear, width in zip(attention.linear, outputs, strict=True):
        _linear(linear, width, WIDTH)


def _feed_forward(layer: LayerSpec) -> None:
    _norm(layer.ffn.layer_norm)
    _linear(layer.ffn.linear_0, WIDTH, WIDTH)
    _linear(layer.ffn.linear_1, WIDTH, WIDTH)


def _linear(spec: LayerSpec, *shape: int) -> None:
    spec.weight, spec.bias = _zeros(*shape), _zeros(shape[0])


def _norm(spec: LayerSpec) -> None:
    spec.gamma, spec.beta = np.ones(WIDTH, np.float32), _zeros(WIDTH)


def _zeros(*shape: int) -> NDArray[np.float32]:
    return np.zeros(shape, np.float32)


if __name__ == "__main__":
    write_model(Path(sys.argv[1]), sys.argv[2])
