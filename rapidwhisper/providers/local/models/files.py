"""Which files a model consists of, of one revision of its repository, with their sizes and checksums."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePosixPath
from typing import Any


@dataclass(frozen=True, slots=True)
class ModelFile:
    path: str
    """In the repository, and likewise in the model's folder."""
    size: int
    checksum: str
    """As `checksum.py` reads it."""

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError(self.size)


@dataclass(frozen=True, slots=True)
class ModelFiles:
    repository: str
    commit: str
    files: tuple[ModelFile, ...]

    @property
    def size(self) -> int:
        return sum(file.size for file in self.files)

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


def from_json(fields: Mapping[str, Any]) -> ModelFiles:
    """Raises KeyError, TypeError, ValueError or OverflowError for anything that `as_json` has not made."""
    files = tuple(
        ModelFile(within(each["path"]), int(each["size"]), str(each["checksum"])) for each in fields["files"]
    )
    return ModelFiles(str(fields["repository"]), str(fields["commit"]), files)


def within(path: str) -> str:
    """ValueError for a path that would leave the model's folder on any system."""
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or set(path) & set("\\:\0"):
        raise ValueError(path)
    return path
