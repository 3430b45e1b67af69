"""Every cause has words, and the words use exactly the facts that the cause comes with."""

import ast
import re
from pathlib import Path
from string import Formatter

import pytest

import rapidwhisper.core.problem
from rapidwhisper.core.problem import Code, problem
from rapidwhisper.ui import words
from rapidwhisper.ui.messages import _WORDS, message

SOURCE = Path(rapidwhisper.core.problem.__file__).read_text()


def facts_of(code: Code) -> set[str]:
    """From the comment behind the code, which is where its facts are written down."""
    line = next(line for line in SOURCE.splitlines() if line.strip().startswith(f"{code.name} ="))
    comment = re.search(r"# facts: ([^;]*)", line)
    return {name.strip() for name in comment[1].split(",")} if comment else set()


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


@pytest.mark.parametrize("code", list(Code))
def test_every_problem_says_what_happened_and_what_to_do(code: Code) -> None:
    what, remedy = _WORDS[code]
    assert what.endswith((".", "}")), what
    assert remedy.endswith((".", "}")), remedy
    assert fields(what) | fields(remedy) <= facts_of(code)


def test_missing_facts_leave_a_gap_and_no_crash() -> None:
    assert str(message(problem(Code.KEY_REFUSED, host="speech.example"))).startswith(
        "speech.example does not"
    )


def test_braces_in_a_servers_words_are_harmless() -> None:
    told = message(problem(Code.ERROR_ANSWER, host="h", detail='{"a": {0}}'))
    assert '{"a": {0}}' in told.what


def test_words_are_translated_before_the_facts_go_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        words, "_translator", lambda _context, text, *_: text.upper().replace("{HOST}", "{host}")
    )
    assert message(problem(Code.UNREACHABLE, host="h")).what == "NOTHING ANSWERS AT h."


def test_the_table_marks_its_texts_for_the_translators() -> None:
    tree = ast.parse(Path(__file__).parents[2].joinpath("rapidwhisper/ui/messages.py").read_text())
    table = next(node for node in tree.body if isinstance(node, ast.AnnAssign))
    assert isinstance(table.value, ast.Dict)
    for pair in table.value.values:
        assert isinstance(pair, ast.Tuple)
        assert not [each for each in pair.elts if isinstance(each, ast.Constant)], "an unmarked text"
