"""A model in a folder of the user's own: which kind it is, by its config.json and the names of its files.

The layouts are those of onnx-asr, which is not imported here: it would load what only the engine's process
needs.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import translate
from pathlib import Path

from rapidwhisper.core.words import phrase

_UNKNOWN = phrase("Reason", "there is no such model, and no such folder")
_IS_FILE = phrase("Reason", "it is a file, and a folder is needed")
_NO_MODEL = phrase("Reason", "there is no model in this folder that can be read")
_MISSING = phrase("Reason", "the file {file} is missing")
_NO_KIND = phrase("Reason", "config.json does not say which kind of model it is (model_type: {kinds})")
_CONFIG_UNREADABLE = phrase("Reason", "config.json cannot be read")

_SMALL = ("int8", "quantized", "uint8")
"""As accurate as the whole, nearly, and on a processor two to four times as fast."""

_CONFIG = "config.json"
_MARK = "{q}"
"""Where the names of files tell the quantization: `.int8`, `_fp16` or the like, or nothing."""


@dataclass(frozen=True, slots=True)
class Layout:
    kinds: tuple[str, ...]
    """As onnx-asr calls them. Of several, config.json must say which: their files have the same names."""
    files: tuple[str, ...]
    """Shell patterns."""


_LAYOUTS = (
    Layout(
        ("nemo-conformer-tdt", "nemo-conformer-rnnt"),
        ("encoder-model{q}.onnx", "decoder_joint-model{q}.onnx", "vocab.txt"),
    ),
    Layout(("nemo-conformer-aed",), ("encoder-model{q}.onnx", "decoder-model{q}.onnx", "vocab.txt")),
    Layout(("nemo-conformer-ctc",), ("model{q}.onnx", "vocab.txt")),
    Layout(
        ("gigaam-v3-e2e-rnnt",),
        (
            *(f"v3_e2e_rnnt_{part}{_MARK}.onnx" for part in ("encoder", "decoder", "joint")),
            "v3_e2e_rnnt_vocab.txt",
        ),
    ),
    Layout(("gigaam-v3-e2e-ctc",), ("v3_e2e_ctc{q}.onnx", "v3_e2e_ctc_vocab.txt")),
    Layout(
        ("gigaam-v3-rnnt",),
        (*(f"v?_rnnt_{part}{_MARK}.onnx" for part in ("encoder", "decoder", "joint")), "v?_vocab.txt"),
    ),
    Layout(("gigaam-v3-ctc",), ("v?_ctc{q}.onnx", "v?_vocab.txt")),
    Layout(("gigaam-multilingual-ctc",), ("multilingual*_ctc{q}.onnx", "multilingual_vocab.txt")),
    Layout(("whisper-ort",), ("whisper-*_beamsearch{q}.onnx", "vocab.json", "added_tokens.json")),
    Layout(
        ("whisper",),
        (
            "onnx/encoder_model{q}.onnx",
            "onnx/decoder_model_merged{q}.onnx",
            "vocab.json",
            "added_tokens.json",
        ),
    ),
    Layout(
        ("whisper",),
        ("encoder_model{q}.onnx", "decoder_model_merged{q}.onnx", "vocab.json", "added_tokens.json"),
    ),
    Layout(("kaldi-rnnt",), ("*/encoder{q}.onnx", "*/decoder{q}.onnx", "*/joiner{q}.onnx", "*/tokens.txt")),
    Layout(("t-one-ctc",), ("model{q}.onnx", _CONFIG)),
)


def kind_and_quantization(folder: Path) -> tuple[str, str]:
    """As onnx-asr calls them; raises ValueError with the reason why there are none.

    Of several models the one that config.json names is taken, else the one that writes punctuation; of
    several quantizations a small one.
    """
    if not folder.is_absolute() or not folder.exists():
        raise ValueError(_UNKNOWN)
    if not folder.is_dir():
        raise ValueError(_IS_FILE)
    said = _model_type(folder / _CONFIG)
    layouts = sorted(_LAYOUTS, key=lambda layout: said not in layout.kinds)
    for layout in layouts:
        mark = _best_mark(folder, layout)
        if not _missing(folder, layout, mark):
            return _kind(layout, said), mark[1:]
    nearest = max(layouts, key=lambda layout: _likeness(folder, layout, said))
    if not _likeness(folder, nearest, said):
        raise ValueError(_NO_MODEL)
    missing = _missing(folder, nearest, _best_mark(folder, nearest))
    raise ValueError(_MISSING.filled(file=missing[0]))


def _kind(layout: Layout, said: str) -> str:
    if len(layout.kinds) == 1:
        return layout.kinds[0]
    for kind in layout.kinds:
        if kind.rpartition("-")[2] in said:
            return kind
    raise ValueError(_NO_KIND.filled(kinds=", ".join(layout.kinds)))


def _model_type(config: Path) -> str:
    if not config.is_file():
        return ""
    try:
        return str(json.loads(config.read_text(encoding="utf-8")).get("model_type", ""))
    except (OSError, ValueError, AttributeError):
        raise ValueError(_CONFIG_UNREADABLE) from None


def _best_mark(folder: Path, layout: Layout) -> str:
    """Of the quantization of which most is there; of those that are complete, a small one."""
    parts = [part for part in layout.files if _MARK in part]
    marks = {mark for part in parts for mark in _marks(folder, part)} or {""}
    return min(marks, key=lambda mark: (len(_missing(folder, layout, mark)), _worse(mark[1:])))


def _marks(folder: Path, part: str) -> Iterator[str]:
    before = Path(part).name.partition(_MARK)[0]
    shape = re.compile(translate(before).removesuffix(r"\Z") + r"([._-]\w+)?\.onnx")
    for path in folder.glob(part.replace(_MARK, "*")):
        fits = shape.fullmatch(path.name)
        if fits is not None:
            yield fits[1] or ""


def _missing(folder: Path, layout: Layout, mark: str) -> list[str]:
    names = [each.replace(_MARK, mark) for each in layout.files]
    return [each for each in names if not any(folder.glob(each))]


def _likeness(folder: Path, layout: Layout, said: str) -> int:
    """How much speaks for a layout that is not complete."""
    missing = _missing(folder, layout, _best_mark(folder, layout))
    of_any_program = _CONFIG in layout.files and _CONFIG not in missing
    return len(layout.files) * (1 + (said in layout.kinds)) - len(missing) - of_any_program


def _worse(quantization: str) -> tuple[int, str]:
    order = (*_SMALL, "")
    return (order.index(quantization) if quantization in order else len(order)), quantization
