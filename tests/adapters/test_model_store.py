"""What is done with models that are here: checked, removed, taken from other programs."""

import errno
import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.settings import BASIC_EN, Settings
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.local.models import disk, shared_cache
from rapidwhisper.providers.local.models.checksum import GIT, SHA256, checksum_of
from rapidwhisper.providers.local.models.folder import MANIFEST
from rapidwhisper.providers.local.models.place import is_here
from tests.rig.full_disk import full_disk
from tests.rig.hub import Hub
from tests.rig.hub_faults import broken_off
from tests.rig.models import LARGE, LARGE_BYTES, NAME, REPOSITORY, SMALL, Models, contents, publish, wanted


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as hub:
        publish(hub, contents())
        yield hub


@pytest.fixture
def models(tmp_path: Path, hub: Hub) -> Models:
    return Models(tmp_path / "models", hub.url)


def test_what_is_damaged_or_missing_afterwards_is_named(models: Models) -> None:
    models.download()
    with (models.whole / LARGE).open("r+b") as file:
        file.write(b"damaged")
    (models.whole / SMALL).unlink()
    assert set(models.store.verify(NAME)) == {LARGE, SMALL}


def test_a_model_that_is_not_here_cannot_be_checked(models: Models) -> None:
    with pytest.raises(ProblemError) as caught:
        models.store.verify(NAME)
    assert caught.value.problem.code is Code.LOCAL_MODEL_ABSENT


def empty(models: Models) -> None:
    shutil.rmtree(models.whole)
    models.whole.mkdir()


def without_a_file(models: Models) -> None:
    (models.whole / LARGE).unlink()


def cut(models: Models) -> None:
    os.truncate(models.whole / LARGE, 1000)


def too_long(models: Models) -> None:
    with (models.whole / LARGE).open("ab") as file:
        file.write(b"more")


@pytest.mark.parametrize("damage", [empty, without_a_file, cut, too_long])
def test_a_model_whose_files_are_not_all_there_is_not_ready_and_the_next_download_mends_it(
    hub: Hub, models: Models, damage: Callable[[Models], None]
) -> None:
    models.download()
    settings = Settings(ai_provider="local", local_model=NAME, local_models_folder=str(models.folder))
    assert is_here(settings, NAME)
    damage(models)
    assert models.store.standing(NAME).phase is not Phase.READY
    assert not is_here(settings, NAME)
    hub.forget()
    models.download()
    assert models.content() == wanted(contents())
    assert models.store.standing(NAME).phase is Phase.READY
    assert is_here(settings, NAME)
    assert hub.sent(LARGE) == LARGE_BYTES
    assert (hub.sent(SMALL) == 0) is (damage is not empty)


def test_mending_does_not_write_into_files_of_the_shared_cache(models: Models, tmp_path: Path) -> None:
    models.download()
    cut(models)
    os.link(models.whole / LARGE, tmp_path / "elsewhere")
    models.download()
    assert models.content() == wanted(contents())
    assert (tmp_path / "elsewhere").stat().st_size == 1000


def test_a_model_that_was_copied_from_another_computer_is_ready(
    models: Models, hub: Hub, tmp_path: Path
) -> None:
    models.download()
    other = Models(tmp_path / "other", hub.url)
    shutil.copytree(models.whole, other.whole)
    assert other.store.standing(NAME).phase is Phase.READY
    hub.forget()
    other.download()
    assert hub.asked == []


def test_a_folder_of_somebody_else_is_not_ready_nor_written_into(models: Models) -> None:
    own = models.whole / "diary.txt"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    assert models.store.standing(NAME).phase is Phase.ABSENT
    with pytest.raises(ProblemError) as caught:
        models.download()
    assert caught.value.problem.code is Code.MODEL_NOT_OURS
    assert [own] == list(models.whole.iterdir())


def test_a_removed_model_leaves_no_file_and_can_come_again(models: Models) -> None:
    models.download()
    assert models.store.disk_use(NAME) > LARGE_BYTES
    models.store.remove(NAME)
    assert models.store.disk_use(NAME) == 0
    assert models.store.standing(NAME).phase is Phase.ABSENT
    models.download()
    assert models.content() == wanted(contents())


def test_a_part_can_be_removed(hub: Hub, models: Models) -> None:
    hub.misbehave(LARGE, *[broken_off(0)] * 3)
    with pytest.raises(ProblemError):
        models.download()
    assert models.store.standing(NAME).phase is Phase.PAUSED
    models.store.remove(NAME)
    standing = models.store.standing(NAME)
    assert (standing.phase, standing.problem) == (Phase.ABSENT, None)


@pytest.mark.parametrize(
    "manifest", [None, '{"name": "of an app"}', '{"repository": "a/b", "commit": "1", "files": []}']
)
@pytest.mark.parametrize("suffix", ["", ".part"])
def test_a_folder_that_no_download_has_made_is_not_removed(
    models: Models, suffix: str, manifest: str | None
) -> None:
    own = models.folder / f"{NAME}{suffix}" / "diary.txt"
    own.parent.mkdir(parents=True)
    own.write_text("mine")
    if manifest is not None:
        own.with_name(MANIFEST).write_text(manifest)
    with pytest.raises(ProblemError) as caught:
        models.store.remove(NAME)
    assert caught.value.problem.code is Code.MODEL_NOT_OURS
    assert own.read_text() == "mine"


def test_a_link_in_the_place_of_a_model_is_not_followed(models: Models, tmp_path: Path) -> None:
    models.download()
    elsewhere = models.whole.rename(tmp_path / "elsewhere")
    models.whole.symlink_to(elsewhere)
    with pytest.raises(ProblemError) as caught:
        models.store.remove(NAME)
    assert caught.value.problem.code is Code.MODEL_NOT_OURS
    assert (elsewhere / LARGE).exists()


@pytest.mark.parametrize("name", [BASIC_EN, "no-such-model", "../elsewhere"])
def test_what_cannot_be_downloaded_cannot_be_removed_either(models: Models, name: str) -> None:
    for work in (models.store.remove, models.store.verify):
        with pytest.raises(ProblemError) as caught:
            work(name)
        assert caught.value.problem.code is Code.LOCAL_MODEL_UNKNOWN


def test_the_model_that_comes_with_its_engine_is_always_ready(models: Models) -> None:
    assert models.store.standing(BASIC_EN).phase is Phase.READY


def in_cache(cache: Path, path: str, content: bytes) -> Path:
    """As the hub's own client puts it there."""
    draft = cache / "draft"
    cache.mkdir()
    draft.write_bytes(content)
    name = checksum_of(draft, SHA256 if path == LARGE else GIT).partition(":")[2]
    repository = REPOSITORY.replace("/", "--")
    blob = cache / f"models--{repository}" / "blobs" / name
    blob.parent.mkdir(parents=True)
    return draft.rename(blob)


@pytest.mark.parametrize("path", [LARGE, SMALL])
def test_what_another_program_has_downloaded_is_not_downloaded_again(
    hub: Hub, tmp_path: Path, path: str
) -> None:
    cache = tmp_path / "cache"
    blob = in_cache(cache, path, contents()[path])
    models = Models(tmp_path / "models", hub.url, cache=cache)
    models.download()
    assert models.content() == wanted(contents())
    assert hub.sent(path) == 0
    models.store.remove(NAME)
    assert blob.read_bytes() == contents()[path]


def test_a_damaged_file_of_the_shared_cache_is_fetched_and_left_as_it_is(hub: Hub, tmp_path: Path) -> None:
    cache = tmp_path / "cache"
    blob = in_cache(cache, LARGE, contents()[LARGE])
    blob.write_bytes(bytes(LARGE_BYTES))
    models = Models(tmp_path / "models", hub.url, cache=cache)
    models.download()
    assert models.content() == wanted(contents())
    assert blob.read_bytes() == bytes(LARGE_BYTES)


@pytest.fixture
def far(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Models:
    """The shared cache has the large file, on another disk than the models."""

    def another_disk(source: Path, to: Path) -> None:
        raise OSError(errno.EXDEV, "Invalid cross-device link", source, None, to)

    monkeypatch.setattr(os, "link", another_disk)
    monkeypatch.setattr(shared_cache, "BLOCK_BYTES", LARGE_BYTES // 10)
    in_cache(tmp_path / "cache", LARGE, contents()[LARGE])
    return Models(tmp_path / "models", hub.url, cache=tmp_path / "cache")


def test_what_lies_on_another_disk_is_copied_and_not_downloaded(hub: Hub, far: Models) -> None:
    far.download()
    assert far.content() == wanted(contents())
    assert hub.sent(LARGE) == 0


def test_nothing_is_copied_where_there_is_no_room_for_it(
    far: Models, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "RESERVE_BYTES", shutil.disk_usage("/").total * 1000)
    with pytest.raises(ProblemError) as caught:
        far.download()
    assert caught.value.problem.code is Code.DOWNLOAD_NO_SPACE
    assert not (far.part / LARGE).exists()


def test_copying_can_be_paused_and_goes_on_later(hub: Hub, far: Models) -> None:
    abort = Abort()

    def told(standing: Standing) -> None:
        if standing.done_bytes:
            abort.ask()

    with pytest.raises(AbortedError):
        far.store.download(NAME, abort, told)
    assert 0 < disk.size_of(far.part / LARGE) < LARGE_BYTES
    far.download()
    assert far.content() == wanted(contents())
    assert hub.sent(LARGE) == 0


def test_a_disk_that_fills_while_a_file_is_copied_tells_how_much_is_missing(far: Models) -> None:
    with full_disk(), pytest.raises(ProblemError) as caught:
        far.download()
    told = caught.value.problem
    assert (told.code, told.facts["needed"]) == (Code.DOWNLOAD_NO_SPACE, "201")


def test_a_cache_that_cannot_be_read_is_done_without(
    hub: Hub, far: Models, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = Path.open

    def unreadable(path: Path, *how: Any, **more: Any) -> Any:
        if path.is_relative_to(tmp_path / "cache"):
            raise OSError(errno.EIO, "Input/output error")
        return opened(path, *how, **more)

    monkeypatch.setattr(Path, "open", unreadable)
    far.download()
    assert far.content() == wanted(contents())
    assert hub.sent(LARGE) == LARGE_BYTES


@pytest.mark.parametrize(
    ("environ", "cache"),
    [
        ({"HF_HUB_CACHE": "/a/hub", "HF_HOME": "/b"}, "/a/hub"),
        ({"HF_HOME": "/b", "XDG_CACHE_HOME": "/c"}, "/b/hub"),
        ({"XDG_CACHE_HOME": "/c"}, "/c/huggingface/hub"),
        ({}, "~/.cache/huggingface/hub"),
    ],
)
def test_the_shared_cache_is_where_the_hubs_own_client_keeps_it(environ: dict[str, str], cache: str) -> None:
    assert shared_cache.shared_cache(environ) == Path(cache).expanduser()
