"""The ONNX graphs of tiny models: a linear layer that reads the tones of `tone_words`, and a way to write.

What a layer says of each eighth of a second is a score for each word, and behind them one for no word.
"""

from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

import numpy as np
import onnx
import onnx_asr.preprocessors
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, helper, numpy_helper

from rapidwhisper.core.audio import RATE
from tests.rig.tone_words import TONES_HZ, WORDS

COUNT = len(WORDS)
NO_WORD = COUNT

SUBSAMPLING = 8
_LOOKED_AT = 24
"""Frames of 10 ms: so many are averaged for each score, against the noise."""

FLOAT, INT32, INT64, BOOL = TensorProto.FLOAT, TensorProto.INT32, TensorProto.INT64, TensorProto.BOOL

Shape = Sequence[int | str]
Port = tuple[str, int, Shape]
"""Name, type and shape of an input or an output."""

Constants = dict[str, NDArray[Any]]
Part = tuple[list[NodeProto], Constants]
"""Nodes of a graph, and the constants that they use."""


def model(
    nodes: Sequence[NodeProto],
    inputs: Sequence[Port],
    outputs: Sequence[Port],
    constants: Constants | None = None,
) -> ModelProto:
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(*port) for port in inputs],
        [helper.make_tensor_value_info(*port) for port in outputs],
        [numpy_helper.from_array(value, name) for name, value in (constants or {}).items()],
    )
    made = helper.make_model(graph, ir_version=8, opset_imports=[helper.make_opsetid("", 17)])
    onnx.checker.check_model(made)
    return made


def node(operation: str, inputs: str, output: str, **attributes: Any) -> NodeProto:
    """`inputs`: their names, separated by spaces."""
    return helper.make_node(operation, inputs.split(), output.split(), **attributes)


def ints(*values: int) -> NDArray[np.int64]:
    return np.array(values, np.int64)


def listening(features: str, preprocessor: str, threshold: float) -> Part:
    """From features [1, bins, frames] to `scores` [1, words + 1, frames / 8].

    The score of a word is by how much its own bins stand out above those of all words, and how loud the
    voice is; that of no word is the threshold.
    """
    nodes = [
        node(
            "AveragePool",
            features,
            "averaged",
            kernel_shape=[_LOOKED_AT],
            strides=[SUBSAMPLING],
            pads=[SUBSAMPLING, _LOOKED_AT - SUBSAMPLING],
        ),
        node("Conv", "averaged layer threshold", "scores"),
    ]
    bins = _bins(preprocessor)
    below = np.flatnonzero(bins.any(axis=0))[0]
    layer = np.vstack([bins - bins.mean(axis=0), np.zeros_like(bins[:1])])
    if preprocessor.startswith(
        "nemo"
    ):  # what it hands out tells nothing of the loudness, so noise looks loud
        layer[:COUNT, :below] = 0.5 / below
    limits = np.array([0.0] * COUNT + [threshold])
    return nodes, {"layer": layer[:, :, None].astype(np.float32), "threshold": limits.astype(np.float32)}


def lengths(frames: str) -> Part:
    """From the number of frames to `shorter`, that of the scores."""
    nodes = [
        node("Sub", f"{frames} one", "before_last"),
        node("Div", "before_last subsampling", "last"),
        node("Add", "last one", "shorter"),
    ]
    return nodes, {"one": ints(1), "subsampling": ints(SUBSAMPLING)}


def words_of_scores(scores: str) -> Part:
    """From scores [1, words + 1, frames] to `words`, their numbers in the order in which they sound."""
    nodes = [
        node("ArgMax", scores, "batch", axis=1, keepdims=0),
        node("Squeeze", "batch zero", "heard"),
        node("Slice", "heard zero minus_one", "all_but_last"),
        node("Concat", "no_word all_but_last", "before", axis=0),
        node("Equal", "heard before", "goes_on"),
        node("Equal", "heard no_word", "silent"),
        node("Or", "goes_on silent", "unwanted"),
        node("Not", "unwanted", "wanted"),
        node("Compress", "heard wanted", "words", axis=0),
    ]
    return nodes, {"zero": ints(0), "minus_one": ints(-1), "no_word": ints(NO_WORD)}


def never_the_same(extra: Iterable[float] = ()) -> NDArray[np.float32]:
    """What is added to the scores after each token: the same word must not follow itself at once."""
    rows = np.zeros((COUNT + 1, COUNT + 1))
    rows[range(COUNT), range(COUNT)] = -100.0
    more = np.tile(np.array([*extra]), (COUNT + 1, 1))
    return np.hstack([rows, more]).astype(np.float32)


def _bins(preprocessor: str) -> NDArray[np.float64]:
    """For each word, the weights of the bins in which its tone comes through."""
    with (files(onnx_asr.preprocessors) / "data" / "fbanks.npz").open("rb") as file:
        bank = np.load(file)[preprocessor]
    rows = [bank[round(hertz * (len(bank) - 1) / (RATE / 2))] for hertz in TONES_HZ]
    return np.array([row / row.sum() for row in rows], np.float64)
