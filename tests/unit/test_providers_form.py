"""What is asked for besides the audio, by what a server takes."""

import math

import pytest

from rapidwhisper.providers import glm, openai
from rapidwhisper.providers.capabilities import MEBIBYTE, Capabilities, Format, Takes
from rapidwhisper.providers.form import Fields, Wish, form
from rapidwhisper.providers.learnt import Learnt

RUSSIAN = Wish("ru", "Ada, <Grace>; ;Linus", "what came before")

WHISPER = Capabilities()
BARE = Capabilities(takes=frozenset())
DETECTS = Capabilities(detect="auto")
OLD_OPENAI = openai.PROVIDER.of_model("whisper-1")


@pytest.mark.parametrize(
    ("can", "wish", "fields"),
    [
        (WHISPER, Wish(), {}),
        (WHISPER, RUSSIAN, {"language": "ru", "prompt": "Ada, <Grace>; ;Linus"}),
        (BARE, RUSSIAN, {}),
        (DETECTS, Wish(), {"language": "auto"}),
        (DETECTS, Wish("ru"), {"language": "ru"}),
        (OLD_OPENAI, Wish("ru"), {"language": "ru", "response_format": "verbose_json"}),
        (openai.PROVIDER.capabilities, RUSSIAN, {"languages": ["ru"], "keywords": ["Ada", "Grace", "Linus"]}),
        (openai.PROVIDER.capabilities, Wish(), {}),
        (
            glm.PROVIDER.capabilities,
            RUSSIAN,
            {"prompt": "what came before", "hotwords": ["Ada", "Grace", "Linus"]},
        ),
    ],
)
def test_a_request_holds_only_what_its_server_takes(can: Capabilities, wish: Wish, fields: Fields) -> None:
    assert form(wish, can) == fields


def test_what_a_server_has_refused_is_not_sent_again() -> None:
    can = Capabilities(formats=(Format.FLAC, Format.WAV), max_bytes=25 * MEBIBYTE)
    learnt = Learnt(refused=frozenset({Format.FLAC}), max_bytes=15 * MEBIBYTE, no_prompt=True)
    after = learnt.applied(can)
    assert after.formats == (Format.WAV,)
    assert after.max_bytes == 15 * MEBIBYTE
    assert after.takes == {Takes.LANGUAGE}


def test_wav_remains_whatever_was_refused() -> None:
    learnt = Learnt(refused=frozenset(Format))
    assert learnt.applied(Capabilities()).formats == (Format.WAV,)
    assert learnt.max_bytes == math.inf


@pytest.mark.parametrize(
    ("vocabulary", "sent"),
    [
        ("Ada, Grace, Linus", "Ada, Grace"),
        ("Ada; Grace; Linus", "Ada; Grace"),
        ("Ada, Grace", "Ada, Grace"),
        ("Grace Hopper and others", "Grace Hoppe"),
    ],
)
def test_of_a_long_vocabulary_those_terms_are_sent_that_fit(vocabulary: str, sent: str) -> None:
    assert form(Wish(vocabulary=vocabulary), Capabilities(longest_prompt=11))["prompt"] == sent


def test_of_the_earlier_text_its_end_is_sent() -> None:
    can = Capabilities(longest_prompt=5, earlier_text=True)
    assert form(Wish(earlier="what came before"), can)["prompt"] == "efore"
