"""What the tests' own Whisper models can say: bytes, the pieces of one sentence, and Whisper's marks."""

from collections.abc import Iterable
from dataclasses import dataclass

from tokenizers import pre_tokenizers

END, BEGIN, NO_TIMES = "<|endoftext|>", "<|startoftranscript|>", "<|notimestamps|>"
TIMES = [f"<|{0.02 * step:.2f}|>" for step in range(1501)]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    sentence: list[str]
    """Its pieces in their order, each of them once."""
    plain: list[str]
    special: list[str]

    @property
    def all(self) -> list[str]:
        return [*self.plain, *self.special]


def vocabulary(sentence: str, languages: Iterable[str] = ()) -> Vocabulary:
    split = pre_tokenizers.ByteLevel(add_prefix_space=True).pre_tokenize_str(sentence)
    pieces = [piece for piece, _ in split]
    assert len(set(pieces)) == len(pieces), "a piece that comes twice would not know what comes next"
    letters = sorted(pre_tokenizers.ByteLevel.alphabet())
    marks = [END, BEGIN, *(f"<|{language}|>" for language in languages), "<|translate|>", "<|transcribe|>"]
    marks += ["<|startoflm|>", "<|startofprev|>", "<|nospeech|>", NO_TIMES]  # the times are found behind it
    return Vocabulary(pieces, list(dict.fromkeys([*letters, *pieces])), [*marks, *TIMES])
