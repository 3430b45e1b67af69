"""All files of one model from the hub into the folder where they are put together."""

from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from rapidwhisper.core.local_model import Phase
from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.address import Address
from rapidwhisper.providers.local.models.catalogue import Model
from rapidwhisper.providers.local.models.checksum import matches
from rapidwhisper.providers.local.models.disk import check_room, disk_problems, size_of
from rapidwhisper.providers.local.models.fetch import Fetching
from rapidwhisper.providers.local.models.files import ModelFiles
from rapidwhisper.providers.local.models.folder import present, read_manifest, write_manifest
from rapidwhisper.providers.local.models.hub import file_url, files_of, hub_address
from rapidwhisper.providers.local.models.pins import pinned
from rapidwhisper.providers.local.models.progress import Progress, Told
from rapidwhisper.providers.local.models.shared_cache import copy, find, link
from rapidwhisper.providers.local.models.wire import Wire

ATTEMPTS = 2
"""What came damaged is fetched once more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where models come from, and how patiently."""

    endpoint: str
    cache: Path | None = None
    """The one that the hub's own client keeps."""
    local_only: bool = False
    stall_s: float = 30.0
    """So long nothing may come."""
    pauses_s: tuple[float, ...] = (1.0, 2.0, 4.0, 8.0)
    """Before each new attempt after one that brought nothing."""
    pins: Mapping[str, ModelFiles] = field(default_factory=pinned)


def bring(model: Model, source: Source, part: Path, *, abort: Abort, told: Told) -> None:
    """Returns when every file is there with the right checksum; raises ProblemError and AbortedError."""
    hub = hub_address(source.endpoint)
    with closing(Wire(stall_s=source.stall_s, local_only=source.local_only)) as wire:
        files = source.pins.get(model.name) or _asked(model, hub, wire, abort)

        def left() -> int:
            return files.size - present(part, files)

        progress = Progress(files.size, left, told)

        def grown() -> None:
            progress.at(Phase.DOWNLOADING)

        fetching = Fetching(wire, abort, source.pauses_s, grown)
        with disk_problems(part.parent, left):
            _prepare(part, files)
            to_copy = _linked(source.cache, part, files) if source.cache is not None else []
            check_room(part.parent, left())
            for found, to in to_copy:
                copy(found, to, abort, grown)
            for _ in range(ATTEMPTS):
                for file in files.files:
                    fetching.complete(file_url(hub, files, file.path), file, part / file.path)
                progress.at(Phase.CHECKING)
                damaged = [
                    each for each in files.files if not matches(part / each.path, each.checksum, abort)
                ]
                if not damaged:
                    return
                for each in damaged:
                    (part / each.path).unlink()
    raise ProblemError(problem(Code.DOWNLOAD_DAMAGED, host=hub.host, file=damaged[0].path))


def _asked(model: Model, hub: Address, wire: Wire, abort: Abort) -> ModelFiles:
    try:
        with abort.stops(wire.cut):
            return files_of(model, hub, wire)
    except ProblemError:
        if abort.asked:
            raise AbortedError from None
        raise


def _prepare(part: Path, files: ModelFiles) -> None:
    """Of what is here already only that stays which still belongs to the model."""
    known = read_manifest(part)
    for file in known.files if known is not None else ():
        if file not in files.files:
            (part / file.path).unlink(missing_ok=True)
    write_manifest(part, files)


def _linked(cache: Path, part: Path, files: ModelFiles) -> list[tuple[Path, Path]]:
    """What the cache has is linked; where that cannot be, it is told what to copy, and to where."""
    missing = (file for file in files.files if size_of(part / file.path) != file.size)
    found = ((find(cache, files.repository, file), part / file.path) for file in missing)
    return [(path, to) for path, to in found if path is not None and not link(path, to)]
