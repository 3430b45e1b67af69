"""Tiny models in the layouts in which onnx-asr expects real ones; what they write depends on the sound.

They understand the words of `tone_words`. Whisper's write Russian where Russian is asked for, and GigaAM
writes nothing else.
"""

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import onnx
from onnx import ModelProto
from onnx_asr.models.whisper import bytes_to_unicode

from tests.rig.tiny_graphs import (
    COUNT,
    FLOAT,
    INT32,
    INT64,
    NO_WORD,
    Constants,
    Port,
    ints,
    lengths,
    listening,
    model,
    never_the_same,
    node,
    words_of_scores,
)
from tests.rig.tone_words import WORDS, speech

__all__ = ["NEMO_CTC", "RUSSIAN", "WORDS", "speech", "text", "write"]

RUSSIAN = ("утро", "сад", "окно", "мелодия", "жёлтый", "семья", "гавань", "река")

NEMO_CTC = "nemo-ctc"
"""A layout that no model of the catalogue has, at full precision."""

_STANDS_OUT = 1.0
"""After NeMo's preprocessor, in standard deviations."""
_LOUDER = 2.0
"""Natural logarithm of power."""
_LOUDER_WHISPER = 0.3
"""A quarter of the common logarithm of power."""

_EOS, _BOS, _TRANSCRIBE, _NO_TIMES, _EN, _RU = range(2 * COUNT, 2 * COUNT + 6)
"""Whisper's tokens behind those of the words, English and Russian."""


def write(name: str, folder: Path) -> None:
    """`name`: of the catalogue, or NEMO_CTC. The folder is made if need be."""
    folder.mkdir(parents=True, exist_ok=True)
    _WRITERS[name](folder)


def text(name: str, words: Iterable[str], language: str = "") -> str:
    """What this model writes of these words."""
    russian = name == "gigaam-v3" or (name.startswith("whisper") and language == "ru")
    return " ".join(RUSSIAN[WORDS.index(word)] if russian else word for word in words)


# ── NeMo ──────────────────────────────────────────────────────────────────────────────────────────────────

_STATE = (1, "batch", 4)


def _nemo_tdt(folder: Path) -> None:
    _json(folder / "config.json", model_type="nemo-conformer-tdt", features_size=128, subsampling_factor=8)
    _vocabulary(folder / "vocab.txt", WORDS)
    hear, layer = listening("audio_signal", "nemo128", _STANDS_OUT)
    shorten, numbers = lengths("length")
    encoder = model(
        [
            *hear,
            node("Identity", "scores", "outputs"),
            *shorten,
            node("Identity", "shorter", "encoded_lengths"),
        ],
        [("audio_signal", FLOAT, ["batch", 128, "frames"]), ("length", INT64, ["batch"])],
        [("outputs", FLOAT, ["batch", COUNT + 1, "steps"]), ("encoded_lengths", INT64, ["batch"])],
        {**layer, **numbers},
    )
    states: list[Port] = [(f"input_states_{number}", FLOAT, _STATE) for number in (1, 2)]
    after: list[Port] = [(f"output_states_{number}", FLOAT, _STATE) for number in (1, 2)]
    decoder = model(
        [
            node("Transpose", "encoder_outputs", "step", perm=[0, 2, 1]),
            node("Concat", "step durations", "step_and_durations", axis=2),
            node("Gather", "after_token targets", "forbidden"),
            node("Add", "step_and_durations forbidden", "sum"),
            node("Unsqueeze", "sum second", "outputs"),
            *(node("Identity", f"input_states_{number}", f"output_states_{number}") for number in (1, 2)),
        ],
        [
            ("encoder_outputs", FLOAT, ["batch", COUNT + 1, 1]),
            ("targets", INT32, ["batch", 1]),
            ("target_length", INT32, ["batch"]),
            *states,
        ],
        [("outputs", FLOAT, ["batch", 1, 1, COUNT + 1 + 3]), *after],
        {
            "durations": np.array([[[0, 1, 0]]], np.float32),  # each token takes one step
            "after_token": never_the_same([0, 0, 0]),
            "second": ints(1),
        },
    )
    _save(encoder, folder / "encoder-model.int8.onnx")
    _save(decoder, folder / "decoder_joint-model.int8.onnx")


def _nemo_ctc(folder: Path) -> None:
    _json(folder / "config.json", model_type="nemo-conformer-ctc", features_size=80, subsampling_factor=8)
    _vocabulary(folder / "vocab.txt", WORDS)
    hear, layer = listening("audio_signal", "nemo80", _STANDS_OUT)
    made = model(
        [*hear, node("Transpose", "scores", "logprobs", perm=[0, 2, 1])],
        [("audio_signal", FLOAT, ["batch", 80, "frames"]), ("length", INT64, ["batch"])],
        [("logprobs", FLOAT, ["batch", "steps", COUNT + 1])],
        layer,
    )
    _save(made, folder / "model.onnx")


# ── GigaAM ────────────────────────────────────────────────────────────────────────────────────────────────


def _gigaam(folder: Path) -> None:
    _json(folder / "config.json", model_type="gigaam", version="v3", features_size=64, subsampling_factor=8)
    _vocabulary(folder / "v3_e2e_rnnt_vocab.txt", RUSSIAN)
    hear, layer = listening("audio_signal", "gigaam_v3", _LOUDER)
    shorten, numbers = lengths("length")
    encoder = model(
        [
            *hear,
            node("Identity", "scores", "encoded"),
            *shorten,
            node("Cast", "shorter", "encoded_len", to=INT32),
        ],
        [("audio_signal", FLOAT, ["batch", 64, "frames"]), ("length", INT64, ["batch"])],
        [("encoded", FLOAT, ["batch", COUNT + 1, "steps"]), ("encoded_len", INT32, ["batch"])],
        {**layer, **numbers},
    )
    state = (1, "batch", 320)
    decoder = model(
        [
            node("Gather", "after_token x", "dec"),
            node("Identity", "h.1", "h"),
            node("Identity", "c.1", "c"),
        ],
        [("x", INT64, ["batch", 1]), ("h.1", FLOAT, state), ("c.1", FLOAT, state)],
        [("dec", FLOAT, ["batch", 1, COUNT + 1]), ("h", FLOAT, state), ("c", FLOAT, state)],
        {"after_token": never_the_same()},
    )
    joint = model(
        [
            node("Add", "enc dec", "sum"),
            node("Transpose", "sum", "in_order", perm=[0, 2, 1]),
            node("Unsqueeze", "in_order second", "joint"),
        ],
        [("enc", FLOAT, ["batch", COUNT + 1, 1]), ("dec", FLOAT, ["batch", COUNT + 1, 1])],
        [("joint", FLOAT, ["batch", 1, 1, COUNT + 1])],
        {"second": ints(1)},
    )
    for part, graph in (("encoder", encoder), ("decoder", decoder), ("joint", joint)):
        _save(graph, folder / f"v3_e2e_rnnt_{part}.int8.onnx")


# ── Whisper ───────────────────────────────────────────────────────────────────────────────────────────────


def _whisper_beamsearch(folder: Path) -> None:
    """The search is inside the graph, as onnxruntime's tools put it there."""
    _json(folder / "config.json", model_type="whisper", num_mel_bins=80)
    _whisper_vocabulary(folder)
    hear, layer = listening("input_features", "whisper80", _LOUDER_WHISPER)
    read, numbers = words_of_scores("scores")
    made = model(
        [
            *hear,
            *read,
            node("Cast", "decoder_input_ids", "batch_of_prompt", to=INT64),
            node("Squeeze", "batch_of_prompt zero", "prompt"),
            *_IN_THE_LANGUAGE,
            *_THE_LANGUAGE_HEARD,
            node("Concat", "prompt language tokens eos", "sequence", axis=0),
            node("Cast", "sequence", "sequence_32", to=INT32),
            node("Unsqueeze", "sequence_32 two", "sequences"),
        ],
        [
            ("input_features", FLOAT, ["batch", 80, 3000]),
            *(
                (each, INT32, [1])
                for each in ("max_length", "min_length", "num_beams", "num_return_sequences")
            ),
            *((each, FLOAT, [1]) for each in ("length_penalty", "repetition_penalty")),
            ("decoder_input_ids", INT32, ["batch", "prompt_length"]),
        ],
        [("sequences", INT32, ["batch", "returned", "length"])],
        {**layer, **numbers, **_WHISPER, "two": ints(0, 1)},
    )
    _save(made, folder / "whisper-base_beamsearch.int8.onnx")


def _whisper_two_parts(folder: Path) -> None:
    """As Optimum exports it; without a cache of what was decoded before."""
    _json(folder / "config.json", model_type="whisper", num_mel_bins=128)
    _whisper_vocabulary(folder)
    (folder / "onnx").mkdir(exist_ok=True)
    hear, layer = listening("input_features", "whisper128", _LOUDER_WHISPER)
    encoder = model(
        [*hear, node("Transpose", "scores", "last_hidden_state", perm=[0, 2, 1])],
        [("input_features", FLOAT, ["batch", 128, 3000])],
        [("last_hidden_state", FLOAT, ["batch", "steps", COUNT + 1])],
        layer,
    )
    read, numbers = words_of_scores("hidden")
    decoder = model(
        [
            node("Transpose", "encoder_hidden_states", "hidden", perm=[0, 2, 1]),
            *read,
            node("Squeeze", "input_ids zero", "prompt"),
            *_IN_THE_LANGUAGE,
            *_THE_LANGUAGE_HEARD,
            # all there is to say, from the language on; the next token is that behind the prompt
            node("Slice", "prompt one end", "said"),
            node("Slice", "said prompt_rest end", "said_words"),
            node("Shape", "said_words", "place"),
            node("Concat", "tokens eos eos", "whole", axis=0),
            node("Slice", "whole place end", "rest"),
            node("Concat", "language rest", "to_say", axis=0),
            node("Slice", "to_say zero one", "next"),
            node("OneHot", "next depth off_on", "logits_of_one"),
            node("Unsqueeze", "logits_of_one zero", "logits"),
        ],
        [
            ("input_ids", INT64, ["batch", "length"]),
            ("encoder_hidden_states", FLOAT, ["batch", "steps", COUNT + 1]),
        ],
        [("logits", FLOAT, ["batch", 1, _RU + 1])],
        {
            **numbers,
            **_WHISPER,
            "end": ints(1000),
            "prompt_rest": ints(3),
            "depth": ints(_RU + 1),
            "off_on": np.array([0, 1], np.float32),
        },
    )
    _save(encoder, folder / "onnx" / "encoder_model_int8.onnx")
    _save(decoder, folder / "onnx" / "decoder_model_merged_int8.onnx")


_IN_THE_LANGUAGE = [
    node("Equal", "prompt russian", "each_russian"),
    node("Cast", "each_russian", "russian_32", to=INT32),
    node("ReduceMax", "russian_32", "any_russian", keepdims=0),
    node("Cast", "any_russian", "any_russian_64", to=INT64),
    node("Mul", "any_russian_64 count", "behind_english"),
    node("Add", "words behind_english", "tokens"),
]
"""From `prompt` and `words` to `tokens`."""

_THE_LANGUAGE_HEARD = [
    node("Shape", "prompt", "prompt_length"),
    node("Equal", "prompt_length one", "asks_for_language"),
    node("Compress", "english asks_for_language", "language", axis=0),
]
"""From `prompt` to `language`: a token if the prompt ends before it, else none."""

_WHISPER: Constants = {
    "russian": ints(_RU),
    "english": ints(_EN),
    "eos": ints(_EOS),
    "count": ints(COUNT),
    "one": ints(1),
}


def _whisper_vocabulary(folder: Path) -> None:
    letters = bytes_to_unicode()
    words = ["".join(letters[byte] for byte in f" {word}".encode()) for word in (*WORDS, *RUSSIAN)]
    _json(folder / "vocab.json", **{word: number for number, word in enumerate(words)})
    names = {
        _EOS: "endoftext",
        _BOS: "startoftranscript",
        _TRANSCRIBE: "transcribe",
        _NO_TIMES: "notimestamps",
        _EN: "en",
        _RU: "ru",
    }
    _json(folder / "added_tokens.json", **{f"<|{name}|>": number for number, name in names.items()})


_WRITERS = {
    "parakeet-tdt-0.6b-v3": _nemo_tdt,
    "gigaam-v3": _gigaam,
    "whisper-base": _whisper_beamsearch,
    "whisper-large-v3-turbo": _whisper_two_parts,
    NEMO_CTC: _nemo_ctc,
}


def _vocabulary(path: Path, words: Iterable[str]) -> None:
    lines = [f"▁{word} {number}\n" for number, word in enumerate(words)]
    path.write_text("".join([*lines, f"<blk> {NO_WORD}\n"]), encoding="utf-8")


def _json(path: Path, **content: object) -> None:
    path.write_text(json.dumps(content), encoding="utf-8")


def _save(made: ModelProto, path: Path) -> None:
    onnx.save(made, str(path))
