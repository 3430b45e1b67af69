"""How fast speech becomes text, in words."""

from dataclasses import replace

import pytest

from rapidwhisper.core.measured import Measured
from rapidwhisper.core.settings import DEFAULTS
from rapidwhisper.ui.language import Language
from rapidwhisper.ui.span import span
from rapidwhisper.ui.speed import Tried, speed

SLOW = Measured().and_piece(10.0, 15.0)
PARAKEET = replace(DEFAULTS, local_model="parakeet-tdt-0.6b-v3")
TRIED = Tried(12.4, 1812, SLOW, PARAKEET)


@pytest.mark.parametrize(
    ("ms", "told"),
    [
        (7, "7 ms"),
        (999, "999 ms"),
        (1000, "1.0 s"),
        (9_900, "9.9 s"),
        (39_400, "39 s"),
        (95_000, "1 min 35 s"),
    ],
)
def test_a_time_is_as_exact_as_anybody_wants_to_know(ms: int, told: str) -> None:
    assert span(ms) == told


def test_in_russian_with_its_comma_and_in_english_with_its_point(language: Language) -> None:
    language.use("ru")
    assert TRIED.told().split("\n") == [
        "12 с речи: текст появился через 1,8 с после того, как вы договорили.",
        "30 с речи распознаются на этом компьютере примерно за 45 с (измерено).",
        "Это медленнее, чем вы говорите: выберите модель поменьше или провайдера в сети.",
    ]
    language.use("en")
    assert TRIED.told().split("\n") == [
        "12 s of speech: the text came 1.8 s after you finished.",
        "30 s of speech take about 45 s on this computer (measured).",
        "That is slower than speech: choose a smaller model or a provider on the network.",
    ]


@pytest.mark.parametrize(
    ("model", "local_only", "advice"),
    [
        ("whisper-base", False, ": choose a smaller model or a provider on the network."),
        ("whisper-base", True, ": choose a smaller model."),
        ("basic-en", False, ": choose a provider on the network."),
        ("basic-en", True, "."),
    ],
)
def test_nothing_is_advised_that_cannot_be_had(
    language: Language, model: str, *, local_only: bool, advice: str
) -> None:
    language.use("en")
    told = speed(SLOW, replace(DEFAULTS, local_model=model, local_only=local_only)).split("\n")[1]
    assert told == f"That is slower than speech{advice}"
