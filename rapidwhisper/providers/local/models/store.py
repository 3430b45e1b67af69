"""Models come onto this computer, are checked, and go again.

A model is put together in `<name>.part`, beside a manifest that says what belongs into it. When everything is
there and every checksum is right the folder becomes `<name>`, so that half a model is never loaded, whenever
the program or the computer ends.
"""

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.core.problem import Code, Problem, ProblemError, of_download, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.local.models.catalogue import CATALOGUE, Model
from rapidwhisper.providers.local.models.checksum import matches
from rapidwhisper.providers.local.models.disk import disk_problems, size_of, sync_folder
from rapidwhisper.providers.local.models.download import Source, bring
from rapidwhisper.providers.local.models.folder import (
    MANIFEST,
    check_ours,
    disk_use,
    freed,
    is_whole,
    manifest_of,
    present,
    read_manifest,
    reopen,
)
from rapidwhisper.providers.local.models.hub import HUB, KEY
from rapidwhisper.providers.local.models.lock import alone_with
from rapidwhisper.providers.local.models.place import models_folder
from rapidwhisper.providers.local.models.progress import Told
from rapidwhisper.providers.local.models.shared_cache import shared_cache

_UNKNOWN = phrase("Reason", "there is no such model")
_BUILT_IN = phrase("Reason", "it comes with its engine, and there is nothing to download or to remove")


class _ListenerError(Exception):
    """Who is told how far it is has failed: that OSError is none of the disk's."""

    def __init__(self, cause: OSError) -> None:
        super().__init__(cause)
        self.cause = cause


class ModelStore:
    """Its methods may be called from any thread; only one at a time works on a model."""

    def __init__(self, folder: Path, source: Source) -> None:
        self.folder = folder
        self._source = source
        self._under_way: dict[str, Standing] = {}
        self._failed: dict[str, Problem] = {}

    def standing(self, name: str) -> Standing:
        """As the disk tells, without a look into the files; what other programs are at is not known.

        Raises ProblemError.
        """
        under_way = self._under_way.get(name)
        if under_way is not None:
            return under_way
        model = _known(name)
        if model.card.built_in:
            return Standing(Phase.READY)
        with disk_problems(self.folder):
            return self._on_disk(model)

    def _on_disk(self, model: Model) -> Standing:
        """One that is damaged is told like a part: a download makes it whole."""
        whole, part = self._whole(model.name), self._part(model.name)
        failed = self._failed.get(model.name)
        phase = Phase.READY if is_whole(whole, model.repository) else Phase.PAUSED
        for folder in (whole, part):
            files = manifest_of(folder, model.repository)
            if files is not None:
                return Standing(phase, present(folder, files), files.size, problem=failed)
        if part.is_dir():
            return Standing(Phase.PAUSED, disk_use(part), problem=failed)
        return Standing(Phase.ABSENT, all_bytes=model.card.size_bytes, problem=failed)

    def disk_use(self, name: str) -> int:
        """Bytes, of a part as well. Raises ProblemError."""
        with disk_problems(self.folder):
            return disk_use(self._whole(name)) + disk_use(self._part(name))

    def freed(self, name: str) -> int:
        """Bytes that its removal gives back. Raises ProblemError."""
        with disk_problems(self.folder):
            return freed(self._whole(name)) + freed(self._part(name))

    def download(self, name: str, abort: Abort, told: Told) -> None:
        """Returns when the model is here and whole.

        Raises ProblemError, and AbortedError if asked to pause. What has come stays in both cases, and the
        next download goes on from there.
        """
        model = _downloadable(name)

        def tell(standing: Standing) -> None:
            try:
                told(standing)
            except OSError as error:
                raise _ListenerError(error) from None

        try:
            with disk_problems(self.folder), alone_with(self.folder, name):
                if not is_whole(self._whole(name), model.repository):
                    self._download(model, abort, tell)
                tell(self.standing(name))
        except _ListenerError as error:
            raise error.cause from None
        except ProblemError as error:
            raise ProblemError(of_download(error.problem)) from error

    def remove(self, name: str) -> None:
        """Also a part. Raises ProblemError for a folder that no download has made."""
        model = _downloadable(name)
        whole, part = self._whole(name), self._part(name)
        with disk_problems(self.folder), alone_with(self.folder, name):
            self._failed.pop(name, None)
            for folder in (part, whole):
                check_ours(folder, model.repository)
            if part.exists():
                shutil.rmtree(part)
            if whole.exists():
                whole.rename(part)  # if this breaks off, the rest is not taken for the whole
                shutil.rmtree(part)

    def was_downloaded(self, name: str) -> bool:
        """Whether it is still whole, `verify` tells. Raises ProblemError."""
        with disk_problems(self.folder):
            return self._whole(name).is_dir()

    def verify(self, name: str) -> tuple[str, ...]:
        """The files that are damaged or missing; raises ProblemError if the model is not here."""
        _downloadable(name)
        if not self.was_downloaded(name):
            raise ProblemError(of_download(problem(Code.LOCAL_MODEL_ABSENT, model=name)))
        folder = self._whole(name)
        with disk_problems(self.folder):
            manifest = read_manifest(folder)
            if manifest is None:
                return (MANIFEST,)
            return tuple(
                file.path
                for file in manifest.files
                if size_of(folder / file.path) != file.size or not matches(folder / file.path, file.checksum)
            )

    def _download(self, model: Model, abort: Abort, told: Told) -> None:
        name = model.name

        def tell(standing: Standing) -> None:
            self._under_way[name] = standing
            told(standing)

        self._failed.pop(name, None)
        before = self.standing(name)
        try:
            tell(Standing(Phase.DOWNLOADING, before.done_bytes, before.all_bytes))
            reopen(self._whole(name), self._part(name), model.repository)
            bring(model, self._source, self._part(name), abort=abort, told=tell)
            self._part(name).rename(self._whole(name))
            sync_folder(self.folder)
        except ProblemError as error:
            self._failed[name] = of_download(error.problem)
            raise
        finally:
            self._under_way.pop(name, None)

    def _whole(self, name: str) -> Path:
        return self.folder / name

    def _part(self, name: str) -> Path:
        return self.folder / f"{name}.part"


def model_store(settings: Settings, environ: Mapping[str, str] = os.environ) -> ModelStore:
    """The setting for a mirror goes before HF_ENDPOINT of the environment, which is the hub's own.

    Raises ProblemError where the folder of models is unusable.
    """
    source = Source(
        endpoint=settings.hf_endpoint or environ.get(KEY) or HUB,
        cache=shared_cache(environ),
        local_only=settings.local_only,
    )
    return ModelStore(models_folder(settings), source)


def _known(name: str) -> Model:
    """Raises ProblemError with LOCAL_MODEL_UNKNOWN, as `_downloadable` does."""
    if name not in CATALOGUE:
        raise _unusable(name, _UNKNOWN)
    return CATALOGUE[name]


def _downloadable(name: str) -> Model:
    model = _known(name)
    if model.card.built_in:
        raise _unusable(name, _BUILT_IN)
    return model


def _unusable(name: str, reason: str) -> ProblemError:
    return ProblemError(of_download(problem(Code.LOCAL_MODEL_UNKNOWN, model=name, reason=reason)))
