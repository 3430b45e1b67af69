"""Every cause has words, and the words use exactly the facts that the cause comes with."""

import ast
import re
from collections.abc import Callable
from itertools import takewhile
from pathlib import Path
from string import Formatter

import pytest

import rapidwhisper.core.problem
from rapidwhisper.core.problem import Code, Problem, found_ahead, of_download, problem
from rapidwhisper.core.remedy import remedies
from rapidwhisper.ui import words
from rapidwhisper.ui.messages import (
    _WORDS,
    Message,
    Words,
    message,
    message_for_terminal,
    message_in_settings,
)
from rapidwhisper.ui.messages_ahead import REMEDIES_AHEAD, REMEDIES_HERE
from rapidwhisper.ui.messages_download import REMEDIES_DOWNLOAD

SOURCE = Path(rapidwhisper.core.problem.__file__).read_text()


def facts_of(code: Code) -> set[str]:
    """From the comment behind the code, which is where its facts are written down."""
    line = next(line for line in SOURCE.splitlines() if line.strip().startswith(f"{code.name} ="))
    comment = re.search(r"# facts: ([^;]*)", line)
    return {name.strip() for name in comment[1].split(",")} if comment else set()


def fields(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def in_english(text: Words) -> str:
    return text if isinstance(text, str) else text(2)


@pytest.mark.parametrize("code", list(Code))
def test_every_problem_says_what_happened_and_what_to_do(code: Code) -> None:
    what, remedy = map(in_english, _WORDS[code])
    assert what.endswith((".", "}")), what
    assert remedy.endswith((".", "}")), remedy
    facts = facts_of(code)
    lengths = {"length"} if "seconds" in facts else set()
    assert fields(what) | fields(remedy) <= facts | lengths


ABOUT_PROVIDERS = tuple(takewhile(lambda code: code is not Code.NO_MICROPHONE, Code))
"""They come first in the list."""


@pytest.mark.parametrize("code", ABOUT_PROVIDERS)
def test_before_anybody_has_spoken_no_speech_is_kept(code: Code) -> None:
    """The settings and the doctor ask a provider ahead of any dictation."""
    remedy = message(found_ahead(problem(code))).remedy
    assert remedy
    assert "speech is kept" not in remedy
    assert "Not transcribed" not in remedy


@pytest.mark.parametrize("code", REMEDIES_AHEAD)
def test_a_remedy_before_anybody_has_spoken_speaks_of_no_speech(code: Code) -> None:
    remedy = REMEDIES_AHEAD[code]
    assert remedy.endswith(".")
    assert "kept" not in remedy
    assert fields(remedy) <= facts_of(code)


@pytest.mark.parametrize("code", Code)
def test_beside_its_field_nobody_is_sent_to_the_page_that_is_open(code: Code) -> None:
    assert "on the page “Provider”" not in str(message_in_settings(problem(code)))


@pytest.mark.parametrize("code", REMEDIES_HERE)
def test_a_remedy_beside_its_field_knows_its_facts(code: Code) -> None:
    assert fields(REMEDIES_HERE[code]) <= facts_of(code)


@pytest.mark.parametrize("tell", [message, message_in_settings])
@pytest.mark.parametrize("code", REMEDIES_DOWNLOAD)
def test_a_download_that_fails_speaks_of_the_download_and_of_no_speech(
    code: Code, tell: Callable[[Problem], Message]
) -> None:
    remedy = tell(of_download(problem(code))).remedy
    assert remedy.endswith(".")
    assert "kept" not in remedy
    assert fields(REMEDIES_DOWNLOAD[code]) <= facts_of(code)


def test_missing_facts_leave_a_gap_and_no_crash() -> None:
    assert str(message(problem(Code.KEY_REFUSED, host="speech.example"))).startswith(
        "speech.example does not"
    )


def test_braces_in_a_servers_words_are_harmless() -> None:
    told = message(problem(Code.ERROR_ANSWER, host="h", detail='{"a": {0}}'))
    assert '{"a": {0}}' in told.what


def test_a_servers_words_do_not_run_into_ours() -> None:
    told = message(problem(Code.KEY_REFUSED, host="h", detail="Incorrect API key provided"))
    assert told.what == "h does not accept the API key. Incorrect API key provided."
    told = message(problem(Code.ERROR_ANSWER, host="h", detail="Try again (later)"))
    assert told.what == "h reports an error: Try again (later)."
    told = message(problem(Code.RUNTIME_REFUSED, path="/run", detail="It is another's."))
    assert told.what == "The folder /run cannot be used: It is another's."


@pytest.mark.parametrize("detail", ["No such model.", "Really?", "It said “no.”", "没有。"])
def test_a_sentence_that_has_ended_gets_no_second_full_stop(detail: str) -> None:
    assert message(problem(Code.ERROR_ANSWER, host="h", detail=detail)).what.endswith(detail)


def test_a_detail_in_the_middle_of_a_sentence_gets_no_full_stop() -> None:
    assert message(problem(Code.INTERNAL, detail="KeyError")).what.endswith("(KeyError).")


def test_what_was_found_is_counted_and_measured_as_people_do() -> None:
    told = message(problem(Code.RECORDINGS_FOUND, count=1, seconds=35))
    assert told.what == "1 dictation without a text found (35 s)."
    told = message(problem(Code.RECOVERING, count=3, seconds=65))
    assert told.what == "3 dictations without a text found (1 min 5 s)."
    assert message(problem(Code.SERVER_BACK, count=2)).remedy == "Click here to transcribe."


@pytest.mark.parametrize(
    ("wait", "told"),
    [
        ("", "Wait a moment, then"),
        ("1", "Wait 1 second, then"),
        ("20", "Wait 20 seconds, then"),
        ("120", "Wait 120 seconds, then"),
        ("121", "Wait 3 minutes, then"),
        ("5400", "Wait 90 minutes, then"),
        ("5401", "Wait 2 hours, then"),
    ],
)
def test_a_wait_is_told_as_people_count_it(wait: str, told: str) -> None:
    assert message(problem(Code.RATE_LIMITED, host="h", wait=wait)).remedy.startswith(told)


def test_the_models_that_a_server_has_are_named_where_they_are_known() -> None:
    facts = {"host": "h", "model": "tiny"}
    assert message(problem(Code.MODEL_NOT_FOUND, **facts, models="")).remedy.startswith(
        "Choose another model"
    )
    known = message(problem(Code.MODEL_NOT_FOUND, **facts, models="whisper-1, voxtral"))
    assert known.remedy.startswith("It has whisper-1, voxtral.")
    ahead = message(found_ahead(problem(Code.MODEL_NOT_FOUND, **facts, models="whisper-1, voxtral")))
    assert ahead.remedy == "It has whisper-1, voxtral. Choose in the settings."


def test_a_setting_whose_default_is_nothing_is_not_said_to_be_used_as_nothing() -> None:
    facts = {"key": "KEEP_TEXT_DAYS", "line": 3, "reason": "it must be a number of days, or empty"}
    told = message(problem(Code.SETTING_INVALID, **facts, default=""))
    assert told.remedy == "Until it is corrected, the default is used."
    assert "7 is used" in message(problem(Code.SETTING_INVALID, **facts, default="7")).remedy


@pytest.mark.parametrize(
    "code",
    [
        *(Code.KEY_MISSING, Code.URL_MISSING, Code.URL_INVALID, Code.KEY_UNUSABLE),
        *(Code.ENGINE_MISSING, Code.LANGUAGE_UNSUPPORTED),
    ],
)
def test_before_anybody_has_spoken_no_speech_is_said_to_be_kept(code: Code) -> None:
    cause = problem(code, key="GROQ_API_KEY", provider="Groq", command="pip install it")
    ahead = message(found_ahead(cause))
    assert ahead.what == message(cause).what
    assert "speech is kept" not in ahead.remedy
    assert "in the settings" in ahead.remedy


@pytest.mark.parametrize("code", [code for code in Code if remedies(problem(code))])
def test_what_a_test_of_a_provider_finds_is_told_without_speech_that_was_kept(code: Code) -> None:
    assert "kept" not in message(found_ahead(problem(code))).remedy


@pytest.mark.parametrize(
    ("code", "command"),
    [
        (Code.HELD_FOR_ITS_WINDOW, "rapidwhisper paste-last"),
        (Code.RECORDINGS_FOUND, "rapidwhisper retry"),
        (Code.SERVER_BACK, "rapidwhisper retry"),
    ],
)
def test_on_the_command_line_nobody_is_told_to_click(code: Code, command: str) -> None:
    told = problem(code, count=1, seconds=3)
    assert "Click here" in str(message(told))
    assert "Click here" not in str(message_for_terminal(told))
    assert command in str(message_for_terminal(told))


def test_on_the_command_line_everything_else_is_told_as_elsewhere() -> None:
    assert message_for_terminal(problem(Code.NO_SPEECH)) == message(problem(Code.NO_SPEECH))


def test_words_are_translated_before_the_facts_go_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        words, "_translator", lambda _context, text, *_: text.upper().replace("{HOST}", "{host}")
    )
    assert message(problem(Code.UNREACHABLE, host="h")).what == "NOTHING ANSWERS AT h."


def test_the_table_marks_its_texts_for_the_translators() -> None:
    tree = ast.parse(Path(__file__).parents[2].joinpath("rapidwhisper/ui/messages.py").read_text())
    table = next(
        node for node in tree.body if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "_WORDS"
    )
    assert isinstance(table.value, ast.Dict)
    for pair in table.value.values:
        assert isinstance(pair, ast.Tuple)
        assert not [each for each in pair.elts if isinstance(each, ast.Constant)], "an unmarked text"
