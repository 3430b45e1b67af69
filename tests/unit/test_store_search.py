"""Searching the history: what people type, what the index makes of it, and what deleting leaves behind."""

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapidwhisper.core.commands import UpdateRow
from rapidwhisper.core.dictation import DictationId, Outcome
from rapidwhisper.core.search import fold, search_words
from rapidwhisper.history import index
from rapidwhisper.history import store as store_module
from rapidwhisper.history.reader import reading
from rapidwhisper.history.row import Source
from rapidwhisper.history.store import Store

LETTERS = st.text("aAbеЁё你好\"'*^:()-%_\\\0 ß.", max_size=12)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "data" / "history.sqlite3"


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    with Store(path) as opened:
        yield opened


def say(store: Store, *texts: str | None) -> None:
    for number, text in enumerate(texts, start=1):
        store.update(UpdateRow(number, text=text, outcome=Outcome.DONE), None)


def found(store: Store, words: str, *, limit: int = -1) -> list[DictationId]:
    return [row.id for row in store.search(words, limit=limit)]


def test_all_words_are_meant_in_any_order_newest_first(store: Store) -> None:
    say(store, "Ёлка и шар", "шар без ЕЛКИ", "a ball", None, "елка, шары")
    assert found(store, "шар елка") == [5, 1]
    assert found(store, "шар елк") == [5, 2, 1]
    assert found(store, "шар елк", limit=2) == [5, 2]
    assert found(store, "   ") == [5, 4, 3, 2, 1]
    assert found(store, "", limit=2) == [5, 4]


def test_chinese_and_short_words_are_found(store: Store) -> None:
    say(store, "今天天气很好", "明天再说", "go on", "gone")
    assert found(store, "天气") == [1]
    assert found(store, "天") == [2, 1]
    assert found(store, "明天再") == [2]
    assert found(store, "on go") == [4, 3]
    assert found(store, "天气很好 今") == [1]


@pytest.mark.parametrize(
    "typed",
    [
        *('"', '""', "'", 'quo"te', '"quote', "AND", "OR", "NOT", "NEAR(", "a* ", "*", "folded:", "-words"),
        *("(", ")", "^said", "{said}", "said + that", "%", "_", "a_d", "\\", "'; DROP TABLE dictations; --"),
    ],
)
def test_quotes_and_operators_are_text_like_any_other(store: Store, typed: str) -> None:
    say(store, f"he said {typed} and that", "he said and, and that")
    if fold(typed).strip() in fold("he said and, and that"):
        assert found(store, typed) == [2, 1]
    else:
        assert found(store, typed) == [1]


@given(texts=st.lists(LETTERS, max_size=5), typed=LETTERS)
def test_the_index_finds_exactly_what_reading_every_text_would_find(texts: list[str], typed: str) -> None:
    with TemporaryDirectory() as folder, Store(Path(folder) / "h") as store:
        say(store, *texts)
        wanted = search_words(typed)
        right = [n for n, text in enumerate(texts, start=1) if all(word in fold(text) for word in wanted)]
        assert found(store, typed) == right[::-1]


def test_a_changed_text_is_found_by_its_new_words_alone(store: Store) -> None:
    say(store, "first words")
    store.update(UpdateRow(1, text="second try"), None)
    assert found(store, "first") == []
    assert found(store, "second") == [1]


def test_a_forgotten_text_is_not_found(store: Store) -> None:
    say(store, "one word", "two words")
    store.forget([1])
    assert found(store, "word") == [2]


def test_more_words_than_a_query_can_hold_are_still_looked_for(store: Store) -> None:
    say(store, "ab " * 10, "abc " * 10)
    assert found(store, "ab " * 3000) == [2, 1]
    assert found(store, "abc " * 3000) == [2]


def test_half_a_surrogate_pair_from_the_command_line_finds_nothing_and_breaks_nothing(store: Store) -> None:
    say(store, "words")
    assert found(store, "\udce4\udce4\udce4") == []


def test_a_long_word_is_looked_up_and_not_read_for(store: Store) -> None:
    say(store, "something")
    where, values = index.conditions(search_words("something st"), indexed=True)
    query = f"EXPLAIN QUERY PLAN SELECT * FROM dictations WHERE {where}"  # noqa: S608
    steps = [record["detail"] for record in store._connection.execute(query, values)]
    assert any("VIRTUAL TABLE INDEX" in step for step in steps), steps
    assert not any(step.startswith("SCAN dictations") for step in steps), steps


def holding(path: Path, words: str) -> list[str]:
    """The names of the files that hold these words."""
    return [file.name for file in path.parent.iterdir() if words.encode() in file.read_bytes()]


SECRET = "☃☄★"
"""Exactly one trigram, which the index cannot abbreviate."""


@pytest.mark.parametrize("how", ["forgotten", "with some others", "with many others"])
def test_a_deleted_text_leaves_no_trace_in_any_file(
    path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store_module, "MANY", 30 if how == "with many others" else 1000)
    with Store(path) as store:
        say(store, *(f"filling {number} " * 20 for number in range(50)), SECRET, "the last")
        store.update(UpdateRow(51, outcome=Outcome.HELD), None)
        store.forget([51] if how == "forgotten" else range(2, 52))
        assert holding(path, SECRET) == []
        assert found(store, "last") == [52]


@pytest.mark.parametrize("then", ["the next expiry", "the end"])
def test_a_text_deleted_while_somebody_reads_is_gone_from_every_file_when_the_reader_is(
    path: Path, then: str
) -> None:
    with reading(path) as idle, Store(path) as store, closing(sqlite3.connect(path)) as other:
        assert idle.rows() == []
        say(store, SECRET, "the last")
        other.execute("BEGIN")
        assert other.execute("SELECT count(*) FROM dictations").fetchone() == (2,)
        store.forget([1])
        assert holding(path, SECRET) == [f"{path.name}-wal"], "it can go only after the reader"
        other.execute("COMMIT")
        if then == "the next expiry":
            store.clear_beside()
        else:
            store.close()
        assert holding(path, SECRET) == []


def test_what_an_earlier_run_left_beside_the_database_goes_too(path: Path) -> None:
    with Store(path) as killed, closing(sqlite3.connect(path)) as other:
        say(killed, SECRET)
        other.execute("BEGIN")
        other.execute("SELECT count(*) FROM dictations").fetchone()
        killed.forget([1])
        with Store(path) as store:
            other.execute("COMMIT")
            store.clear_beside()
            assert holding(path, SECRET) == []


@pytest.mark.parametrize("how", ["it has no trigrams", "the index cannot be made anew"])
def test_a_deleted_text_leaves_no_trace_in_an_index_that_stands_still(
    path: Path, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(path) as store:
        say(store, *(f"filling {number} " * 20 for number in range(50)), SECRET, "the last words")
    with monkeypatch.context() as patch:
        if how == "it has no trigrams":
            patch.setattr(index, "TOKENIZER", "trigram_of_next_week")
        else:
            patch.setattr(store_module, "MANY", 0)
            patch.setattr(index, "_TABLE", "CREATE VIRTUAL TABLE words USING nothing_there_is")
        with Store(path) as store:
            store.forget([51])
            assert holding(path, SECRET) == []
            assert found(store, "last words") == [52]
    with Store(path) as store:
        assert index.is_attached(store._connection)
        assert found(store, "last words") == [52]


def test_where_sqlite_has_no_trigrams_the_search_goes_on_and_the_log_says_so_once(
    path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(index, "TOKENIZER", "trigram_of_tomorrow")
    with caplog.at_level(logging.WARNING):
        for _ in range(2):
            with Store(path) as store:
                say(store, "Ёлка", "a ball")
                assert found(store, "елка") == [1]
                store.forget([2])
    assert [record.message for record in caplog.records if "has no index" in record.message] == [
        f"SQLite {sqlite3.sqlite_version} has no index for the search: no such tokenizer: trigram_of_tomorrow"
    ]


def test_an_index_that_stood_still_for_a_while_is_made_anew(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Store(path) as store:
        say(store, "one word", "two words")
    with monkeypatch.context() as patch:  # a system whose SQLite can do less
        patch.setattr(index, "TOKENIZER", "trigram_of_the_day_after")
        with Store(path) as store:
            store.update(UpdateRow(3, text="three words"), None)
            store.forget([1])
            assert found(store, "word") == [3, 2]
    with Store(path) as store:
        assert index.is_attached(store._connection)
        assert found(store, "word") == [3, 2]


def spoil(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        for statement in statements:
            connection.execute(statement)


BROKEN = {
    "its words are gone": ("DELETE FROM words_data WHERE id > 10",),
    "everything in it is gone": ("DELETE FROM words_data",),
    "it holds rubbish": ("UPDATE words_data SET block = x'ff00ff00'",),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_index_keeps_no_text_from_being_saved_or_found(
    path: Path, how: str, caplog: pytest.LogCaptureFixture
) -> None:
    with Store(path) as store:
        say(store, "one word", "two words")
    spoil(path, *BROKEN[how])
    caplog.set_level(logging.DEBUG)
    with reading(path) as before:
        before.search("one word")
    with Store(path) as store:
        store.begin(3, Source("local", "", ""))
        store.update(UpdateRow(3, text="three words", outcome=Outcome.DONE), None)
        assert [row.text for row in store.rows()] == ["three words", "two words", "one word"]
        store.forget([1])
        assert found(store, "word") == [3, 2]
    with reading(path) as after:
        assert [row.id for row in after.search("words")] == [3, 2]
    assert "one word" not in caplog.text


@pytest.mark.parametrize("how", BROKEN)
def test_a_check_finds_what_is_broken_without_a_word_and_mends_it(path: Path, how: str) -> None:
    with Store(path) as store:
        say(store, "one word", "two words")
    spoil(path, *BROKEN[how])
    with Store(path) as store:
        store.check_index()
        assert found(store, "word") == [2, 1]


def test_an_index_that_misses_a_row_is_made_anew_by_the_check(path: Path) -> None:
    with Store(path) as store:
        say(store, "one word", "two words")
    spoil(path, "INSERT INTO words(words, rowid, folded) VALUES ('delete', 1, 'one word')")
    with Store(path) as store:
        assert found(store, "word") == [2]
        store.check_index()
        assert found(store, "word") == [2, 1]
