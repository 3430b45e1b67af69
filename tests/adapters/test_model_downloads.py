"""Models come from a hub onto this computer, whole or not at all."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from rapidwhisper.core.local_model import Phase
from rapidwhisper.core.problem import Code, ProblemError
from tests.rig.hub import (
    METADATA,
    Fault,
    Hub,
    broken_off,
    damaged,
    promising,
    refused,
    stalled,
    web_page,
    whole,
)
from tests.rig.models import LARGE, LARGE_BYTES, NAME, SMALL, Models, contents, publish, wanted

HALF = LARGE_BYTES // 2


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as hub:
        publish(hub, contents())
        yield hub


@pytest.fixture
def models(tmp_path: Path, hub: Hub) -> Models:
    return Models(tmp_path / "models", hub.url)


def cause(models: Models) -> Code:
    """Of a download that fails."""
    with pytest.raises(ProblemError) as caught:
        models.download()
    assert models.store.standing(NAME).problem == caught.value.problem
    return caught.value.problem.code


def test_a_model_comes_whole_and_of_the_repository_only_what_it_needs(hub: Hub, models: Models) -> None:
    models.download()
    assert models.content() == wanted(contents())
    assert models.store.verify(NAME) == ()
    assert not models.part.exists()


def test_all_files_are_asked_for_by_the_commit_that_the_metadata_named(hub: Hub, models: Models) -> None:
    commit = publish(hub, contents(seed=2))
    models.download()
    assert all(commit in asked.path for asked in hub.asked[1:])


def test_nothing_that_is_sent_tells_who_asks(hub: Hub, models: Models) -> None:
    models.download()
    assert not {"authorization", "cookie"} & {name for asked in hub.asked for name in asked.headers}


def test_progress_begins_at_nothing_and_ends_with_a_model_that_is_ready(models: Models) -> None:
    assert models.store.standing(NAME).phase is Phase.ABSENT
    models.download()
    phases = [standing.phase for standing in models.told]
    assert phases[0] is Phase.DOWNLOADING
    assert Phase.CHECKING in phases
    assert phases[-1] is Phase.READY
    assert models.told[-1].done_bytes == models.told[-1].all_bytes == sum(map(len, models.content().values()))


def test_a_model_that_is_here_is_not_asked_for_again(hub: Hub, models: Models) -> None:
    models.download()
    hub.forget()
    models.download()
    assert hub.asked == []


@pytest.mark.parametrize("fault", [broken_off(HALF), stalled(HALF), promising(HALF)])
def test_what_breaks_off_is_resumed_and_only_the_rest_is_sent_again(
    hub: Hub, models: Models, fault: Fault
) -> None:
    hub.misbehave(LARGE, fault)
    models.download()
    assert models.content() == wanted(contents())
    assert hub.sent(LARGE) == LARGE_BYTES


def test_a_server_that_ignores_where_to_begin_sends_the_file_anew(hub: Hub, models: Models) -> None:
    hub.misbehave(LARGE, broken_off(HALF), whole())
    models.download()
    assert models.content() == wanted(contents())
    assert hub.sent(LARGE) == HALF + LARGE_BYTES


@pytest.mark.parametrize("path", [LARGE, SMALL])
def test_a_damaged_file_is_thrown_away_and_fetched_once_more(hub: Hub, models: Models, path: str) -> None:
    hub.misbehave(path, damaged())
    models.download()
    assert models.content() == wanted(contents())


@pytest.mark.parametrize("path", [LARGE, SMALL])
def test_a_file_that_comes_damaged_twice_is_not_kept_and_the_others_are(
    hub: Hub, models: Models, path: str
) -> None:
    hub.misbehave(path, damaged(), damaged())
    assert cause(models) is Code.DOWNLOAD_DAMAGED
    assert not (models.part / path).exists()
    assert not models.whole.exists()
    models.download()
    assert models.content() == wanted(contents())


@pytest.mark.parametrize("path", [METADATA, SMALL, LARGE])
@pytest.mark.parametrize(
    ("fault", "code"),
    [
        (web_page(), Code.DOWNLOAD_WEB_PAGE),
        (refused(511), Code.DOWNLOAD_WEB_PAGE),
        (refused(401), Code.DOWNLOAD_NOT_FOUND),
        (refused(404), Code.DOWNLOAD_NOT_FOUND),
        (refused(403), Code.ACCESS_DENIED),
        (refused(429), Code.RATE_LIMITED),
        (refused(418), Code.REQUEST_REFUSED),
    ],
)
def test_a_refusal_is_told_at_once_by_its_cause(
    hub: Hub, models: Models, path: str, fault: Fault, code: Code
) -> None:
    hub.misbehave(path, fault)
    assert cause(models) is code
    assert not models.whole.exists()
    models.download()
    assert models.content() == wanted(contents())
