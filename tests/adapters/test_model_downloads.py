"""Models come from a hub onto this computer, whole or not at all."""

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.providers.abort import Abort
from tests.rig.hub import METADATA, Hub
from tests.rig.hub_faults import (
    Fault,
    broken_off,
    damaged,
    dripping,
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
    assert [phase for phase, _ in groupby(phases)] == [Phase.DOWNLOADING, Phase.CHECKING, Phase.READY]
    assert models.told[-1].done_bytes == models.told[-1].all_bytes == sum(map(len, models.content().values()))


@pytest.mark.parametrize("phase", [Phase.DOWNLOADING, Phase.CHECKING, Phase.READY])
def test_a_terminal_that_has_gone_is_not_taken_for_a_fault_of_the_disk(models: Models, phase: Phase) -> None:
    def told(standing: Standing) -> None:
        if standing.phase is phase:
            raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        models.store.download(NAME, Abort(), told)
    assert models.store.standing(NAME).problem is None


def test_a_model_that_is_here_is_not_asked_for_again(hub: Hub, models: Models) -> None:
    models.download()
    hub.forget()
    models.download()
    assert hub.asked == []


def test_what_stalls_is_asked_for_anew_from_where_it_stopped(hub: Hub, tmp_path: Path) -> None:
    impatient = Models(tmp_path, hub.url, stall_s=0.3, attempts=50)
    hub.misbehave(LARGE, stalled(HALF))
    impatient.download()
    assert impatient.content() == wanted(contents())
    assert hub.sent(LARGE) == LARGE_BYTES


def test_what_only_drips_is_waited_for_and_its_speed_is_told(hub: Hub, tmp_path: Path) -> None:
    impatient = Models(tmp_path, hub.url, stall_s=0.5, attempts=50)
    hub.misbehave(LARGE, dripping(20))
    impatient.download()
    assert impatient.content() == wanted(contents())
    (speed, left), *_ = [(told.bytes_per_s, told.left_s) for told in impatient.told if told.bytes_per_s]
    assert speed is not None
    assert speed > 0
    assert left is not None


@pytest.mark.parametrize("fault", [broken_off(HALF), promising(HALF)])
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


def test_a_server_that_does_not_know_the_part_is_asked_for_the_whole(hub: Hub, models: Models) -> None:
    hub.misbehave(LARGE, broken_off(HALF), refused(416))
    models.download()
    assert models.content() == wanted(contents())


def test_another_part_than_the_one_asked_for_is_not_put_behind_what_is_here(hub: Hub, models: Models) -> None:
    shifted = Fault(headers={"Content-Range": "bytes 7-15/16"}, body=b"something")
    hub.misbehave(LARGE, broken_off(HALF), shifted)
    models.download()
    assert models.content() == wanted(contents())
    rest = f"bytes={HALF}-"
    assert [
        each.headers.get("range") for each in hub.asked if "/cdn/" in each.path and LARGE in each.path
    ] == [*(None, rest, rest)]


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


@pytest.mark.parametrize("path", [SMALL, LARGE])
def test_a_fault_of_the_server_passes(hub: Hub, models: Models, path: str) -> None:
    hub.misbehave(path, refused(500), refused(503))
    models.download()
    assert models.content() == wanted(contents())


@pytest.mark.parametrize("path", [SMALL, LARGE])
def test_a_server_that_stays_faulty_is_given_up(hub: Hub, models: Models, path: str) -> None:
    hub.misbehave(path, *[refused(502)] * 3)
    assert cause(models) is Code.SERVER_ERROR


@pytest.mark.parametrize("limit", [{"RateLimit": '"resolvers";r=0;t=55'}, {"Retry-After": "55"}])
def test_a_hub_that_has_had_enough_says_how_long_to_wait(
    hub: Hub, models: Models, limit: dict[str, str]
) -> None:
    hub.misbehave(METADATA, refused(429, **limit))
    assert cause(models) is Code.RATE_LIMITED
    told = models.store.standing(NAME).problem
    assert told is not None
    assert told.facts["wait"] == "55"


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"sha": "1", "siblings": [{}]}', b"<html>", b"[" * 100_000]
)
def test_metadata_that_is_none_is_not_taken_for_it(hub: Hub, models: Models, body: bytes) -> None:
    hub.misbehave(METADATA, Fault(body=body))
    assert cause(models) is Code.UNUSABLE_ANSWER


@pytest.mark.parametrize("size", ["1e400", "-1"])
def test_a_size_that_no_file_can_have_is_no_metadata(hub: Hub, models: Models, size: str) -> None:
    files = ",".join(
        f'{{"rfilename": "{path}", "blobId": "{"0" * 40}", "size": {size}}}' for path in wanted(contents())
    )
    hub.misbehave(METADATA, Fault(body=f'{{"sha": "1", "siblings": [{files}]}}'.encode()))
    assert cause(models) is Code.UNUSABLE_ANSWER


def test_a_repository_that_lacks_a_file_is_told_before_anything_comes(hub: Hub, models: Models) -> None:
    files = contents()
    del files[LARGE]
    publish(hub, files)
    assert cause(models) is Code.DOWNLOAD_NOT_FOUND
    assert not models.part.exists()
