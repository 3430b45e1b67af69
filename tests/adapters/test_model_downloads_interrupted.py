"""A download that is paused, killed or out of room loses nothing that has come, and mixes nothing."""

import os
import shutil
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.local.models import disk
from tests.rig.full_disk import full_disk
from tests.rig.hub import METADATA, Hub
from tests.rig.hub_faults import broken_off, stalled
from tests.rig.models import LARGE, LARGE_BYTES, NAME, Models, contents, publish, wanted
from tests.rig.process import running, wait_until

HALF = LARGE_BYTES // 2
DOWNLOAD = [sys.executable, "-m", "rapidwhisper", "models", "download", NAME]


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as hub:
        publish(hub, contents())
        yield hub


@pytest.fixture
def models(tmp_path: Path, hub: Hub) -> Models:
    return Models(tmp_path / "models", hub.url)


@pytest.fixture
def env(models: Models, hub: Hub, tmp_path: Path) -> Mapping[str, str]:
    """For the command in a process of its own, which downloads into the same folder."""
    (tmp_path / ".env").write_text(f'LOCAL_MODELS_FOLDER="{models.folder}"\n')
    return {**os.environ, "RAPIDWHISPER_HOME": str(tmp_path), "HF_ENDPOINT": hub.url}


def half_is_here(models: Models) -> bool:
    return disk.size_of(models.part / LARGE) == HALF


def paused(models: Models, when: Callable[[], object]) -> None:
    abort = Abort()

    def pause() -> None:
        wait_until(when, "the moment to pause")
        abort.ask()

    pausing = threading.Thread(target=pause)
    pausing.start()
    with pytest.raises(AbortedError):
        models.download(abort)
    pausing.join()


def paused_at_half(models: Models, hub: Hub) -> None:
    """Half of the large file is here, and the rest does not come."""
    hub.misbehave(LARGE, stalled(HALF))
    paused(models, lambda: half_is_here(models))


def test_a_paused_download_goes_on_where_it_stopped(hub: Hub, models: Models) -> None:
    paused_at_half(models, hub)
    before = models.store.standing(NAME)
    assert before.phase is Phase.PAUSED
    assert before.problem is None
    hub.forget()
    models.told.clear()
    models.download()
    assert models.told[0] == Standing(Phase.DOWNLOADING, before.done_bytes, before.all_bytes)
    assert models.content() == wanted(contents())
    assert hub.sent(LARGE) == LARGE_BYTES - HALF


def test_a_download_that_waits_for_the_metadata_can_be_paused(hub: Hub, models: Models) -> None:
    hub.misbehave(METADATA, stalled(1))
    paused(models, lambda: hub.asked)
    assert models.store.standing(NAME).phase is Phase.ABSENT


def test_killed_in_the_midst_only_the_rest_comes_the_next_time(
    hub: Hub, models: Models, env: Mapping[str, str]
) -> None:
    hub.misbehave(LARGE, stalled(HALF))
    with running(DOWNLOAD, env=env) as process:
        wait_until(lambda: half_is_here(models), "half of the file", seconds=20)
        process.send_signal(signal.SIGKILL)
        process.wait()
    assert not models.whole.exists()
    hub.forget()
    models.download()
    assert models.content() == wanted(contents())
    assert hub.sent(LARGE) == LARGE_BYTES - HALF


def test_two_programs_do_not_download_the_same_model_at_once(
    hub: Hub, models: Models, env: Mapping[str, str]
) -> None:
    hub.misbehave(LARGE, stalled(HALF))
    with running(DOWNLOAD, env=env):
        wait_until(lambda: half_is_here(models), "half of the file", seconds=20)
        with pytest.raises(ProblemError) as caught:
            models.download()
        assert caught.value.problem.code is Code.DOWNLOAD_UNDER_WAY
        with pytest.raises(ProblemError) as caught:
            models.store.remove(NAME)
        assert caught.value.problem.code is Code.DOWNLOAD_UNDER_WAY
        assert half_is_here(models)
    models.download()
    assert models.content() == wanted(contents())


def test_a_file_that_has_changed_at_the_hub_is_begun_anew_and_the_others_stay(
    hub: Hub, models: Models
) -> None:
    paused_at_half(models, hub)
    unchanged = next(path for path in models.here() if path != LARGE)
    later = {**contents(seed=2), unchanged: contents()[unchanged]}
    publish(hub, later)
    hub.forget()
    models.download()
    assert models.content() == wanted(later)
    assert hub.sent(LARGE) == LARGE_BYTES
    assert hub.sent(unchanged) == 0


def test_a_part_whose_beginning_was_damaged_on_the_disk_is_noticed_in_the_end(
    hub: Hub, models: Models
) -> None:
    paused_at_half(models, hub)
    with (models.part / LARGE).open("r+b") as file:
        file.write(b"damaged")
    models.download()
    assert models.content() == wanted(contents())


def test_a_disk_that_fills_up_stops_the_download_and_keeps_what_has_come(hub: Hub, models: Models) -> None:
    paused_at_half(models, hub)
    with full_disk(), pytest.raises(ProblemError) as caught:
        models.download()
    assert caught.value.problem.code is Code.DOWNLOAD_NO_SPACE
    assert half_is_here(models)
    hub.forget()
    models.download()
    assert hub.sent(LARGE) == LARGE_BYTES - HALF


def test_a_disk_without_enough_room_is_told_before_any_file_is_asked_for(
    hub: Hub, models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "RESERVE_BYTES", shutil.disk_usage("/").total * 1000)
    with pytest.raises(ProblemError) as caught:
        models.download()
    assert caught.value.problem.code is Code.DOWNLOAD_NO_SPACE
    assert [asked.path for asked in hub.asked if "resolve" in asked.path] == []


def test_room_is_needed_only_for_what_is_not_here_yet(
    hub: Hub, models: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    paused_at_half(models, hub)
    monkeypatch.setattr(disk, "free", lambda folder: disk.RESERVE_BYTES + LARGE_BYTES - HALF + 20_000)
    models.download()
    assert models.content() == wanted(contents())


def test_a_folder_that_cannot_be_written_is_named(hub: Hub, models: Models) -> None:
    models.folder.parent.mkdir(exist_ok=True)
    models.folder.write_text("a file in its place")
    with pytest.raises(ProblemError) as caught:
        models.download()
    assert caught.value.problem.code is Code.MODELS_UNUSABLE
    assert caught.value.problem.facts["path"] == str(models.folder)


def test_a_server_that_breaks_off_without_sending_anything_is_given_up(hub: Hub, models: Models) -> None:
    hub.misbehave(LARGE, broken_off(HALF), *[broken_off(0)] * 3)
    with pytest.raises(ProblemError) as caught:
        models.download()
    assert caught.value.problem.code is Code.CONNECTION_LOST
    assert half_is_here(models)
