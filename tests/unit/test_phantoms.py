"""An invented phrase goes only where something says that nobody spoke."""

import pytest

from rapidwhisper.core.phantoms import PHRASES, Stretch, invented, phantom

SURE = {"no_speech": 0.02, "logprob": -0.3}


def nothing() -> bool:
    return False


def speech() -> bool:
    return True


@pytest.mark.parametrize("text", PHRASES)
def test_no_phrase_is_dropped_by_its_words_alone(text: str) -> None:
    assert phantom(text)
    assert not invented(Stretch(text), speech)
    assert not invented(Stretch(text, **SURE), speech)


@pytest.mark.parametrize(
    "stretch",
    [
        Stretch("Thank you.", no_speech=0.8, logprob=-1.1),
        Stretch(" thank you. Thank you! THANK YOU", no_speech=0.61, logprob=-1.2),
        Stretch("Субтитры сделал DimaTorzok", no_speech=0.9, logprob=-1.4),
        Stretch("Субтитры подготовил Иван Петров", no_speech=0.9, logprob=-2),
    ],
)
def test_a_phrase_goes_where_the_recogniser_itself_doubts_that_anybody_spoke(stretch: Stretch) -> None:
    assert invented(stretch, speech)


@pytest.mark.parametrize("logprob", [None, -0.3])
def test_a_thank_you_behind_half_a_minute_of_silence_stays(logprob: float | None) -> None:
    """The probability of silence is that of the whole half minute."""
    assert not invented(Stretch("Thank you.", no_speech=0.8, logprob=logprob), speech)


@pytest.mark.parametrize("text", ["Thanks for watching!", "谢谢观看。", "Продолжение следует..."])
def test_a_phrase_goes_where_this_computer_hears_nothing(text: str) -> None:
    assert invented(Stretch(text, **SURE), nothing)
    assert invented(Stretch(text), nothing)


def test_what_whisper_takes_for_silence_goes_where_this_computer_hears_nothing_either() -> None:
    assert invented(Stretch("and then we", no_speech=0.7, logprob=-1.2), nothing)
    assert not invented(Stretch("and then we", no_speech=0.7, logprob=-1.2), speech)
    assert not invented(Stretch("and then we", no_speech=0.7, logprob=-0.9), nothing)
    assert not invented(Stretch("and then we", no_speech=0.5, logprob=-1.2), nothing)
    assert not invented(Stretch("and then we", no_speech=0.7), nothing)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for the report.",
        "Субтитры сделал я сам, и теперь нужно проверить, совпадают ли они с тем, что сказано в фильме",
        "",
        "...",
    ],
)
def test_what_only_begins_like_a_phrase_was_said(text: str) -> None:
    assert not phantom(text)
    assert not invented(Stretch(text, no_speech=0.9), nothing)
