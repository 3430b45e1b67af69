"""A model of the catalogue with small files, on the loopback hub and in a folder."""

import random
from collections.abc import Mapping
from pathlib import Path

from rapidwhisper.core.local_model import Standing
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.local.models.catalogue import CATALOGUE
from rapidwhisper.providers.local.models.checksum import SHA256, checksum_of
from rapidwhisper.providers.local.models.disk import size_of
from rapidwhisper.providers.local.models.download import Source
from rapidwhisper.providers.local.models.files import ModelFile, ModelFiles
from rapidwhisper.providers.local.models.folder import MANIFEST, write_manifest
from rapidwhisper.providers.local.models.store import ModelStore
from tests.rig.hub import Hub

NAME = "gigaam-v3"
REPOSITORY = CATALOGUE[NAME].repository
LARGE = "v3_e2e_rnnt_encoder.int8.onnx"
SMALL = "config.json"
LARGE_BYTES = 600_000


def contents(seed: int = 1) -> dict[str, bytes]:
    """The files that the catalogue asks for, one of them large, and what else lies in a repository."""
    made = random.Random(seed)  # noqa: S311 - for noise that is the same each time
    sizes = {LARGE: LARGE_BYTES, SMALL: 90}
    files = {path: made.randbytes(sizes.get(path, 5000)) for path in CATALOGUE[NAME].files}
    return {**files, "README.md": b"# Read me", "v3_e2e_rnnt_encoder.onnx": made.randbytes(2000)}


def wanted(files: Mapping[str, bytes]) -> dict[str, bytes]:
    return {path: files[path] for path in CATALOGUE[NAME].files}


def publish(hub: Hub, files: Mapping[str, bytes]) -> str:
    return hub.publish(REPOSITORY, files)


def as_downloaded(name: str, folder: Path) -> None:
    """Put the manifest there that a download leaves beside the files; without any, one is made."""
    folder.mkdir(parents=True, exist_ok=True)
    if not any(folder.iterdir()):
        (folder / SMALL).write_text("{}")
    files = tuple(
        ModelFile(path.relative_to(folder).as_posix(), size_of(path), checksum_of(path, SHA256))
        for path in folder.rglob("*")
        if path.is_file() and path.name != MANIFEST
    )
    write_manifest(folder, ModelFiles(CATALOGUE[name].repository, "1", files))


class Models:
    """A store that does not pause between attempts, and what it told."""

    def __init__(
        self,
        folder: Path,
        endpoint: str,
        *,
        cache: Path | None = None,
        local_only: bool = False,
        pins: Mapping[str, ModelFiles] | None = None,
        stall_s: float = 20.0,
        attempts: int = 3,
    ) -> None:
        self.folder = folder
        self.told = list[Standing]()
        source = Source(
            endpoint=endpoint,
            cache=cache,
            local_only=local_only,
            pins=pins or {},
            stall_s=stall_s,
            pauses_s=(0.0,) * (attempts - 1),
        )
        self.store = ModelStore(folder, source)

    @property
    def whole(self) -> Path:
        return self.folder / NAME

    @property
    def part(self) -> Path:
        return self.folder / f"{NAME}.part"

    def download(self, abort: Abort | None = None) -> None:
        self.store.download(NAME, abort or Abort(), self.told.append)

    def content(self) -> dict[str, bytes]:
        """Of the files of the model, without its manifest."""
        files = (each for each in self.whole.rglob("*") if each.is_file() and each.name != MANIFEST)
        return {str(file.relative_to(self.whole)): file.read_bytes() for file in files}

    def here(self) -> list[str]:
        """Files of the part that have come whole."""
        sizes = {path: len(content) for path, content in wanted(contents()).items()}
        return [path for path, size in sizes.items() if size_of(self.part / path) == size]
