"""The text as it goes into the window, and as it compares with another."""

import pytest

from rapidwhisper.core.text import repeats, to_insert


def test_blanks_around_the_answer_go_and_the_suffix_comes() -> None:
    assert to_insert(" Привет, 世界 👋\n", " ") == "Привет, 世界 👋 "
    assert to_insert("as it is", "") == "as it is"


@pytest.mark.parametrize(
    ("text", "prompt", "echo"),
    [
        ("Kubernetes, Grafana", "kubernetes grafana", True),
        ("Kubernetes, Grafana. Kubernetes, Grafana.", "Kubernetes, Grafana", True),
        ("We run Kubernetes and Grafana", "Kubernetes, Grafana", False),
        ("Kubernetes", "Kubernetes, Grafana", False),
        ("hello", "", False),
        ("", "hello", False),
        ("...", "!", False),
    ],
)
def test_an_echo_of_the_prompt_is_recognised(text: str, prompt: str, echo: bool) -> None:  # noqa: FBT001
    assert repeats(text, prompt) is echo
