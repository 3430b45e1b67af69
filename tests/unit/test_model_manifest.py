"""What is read of a model's manifest, and what is taken for none."""

from pathlib import Path

import pytest

from rapidwhisper.providers.local.models.files import ModelFile, ModelFiles
from rapidwhisper.providers.local.models.folder import MANIFEST, read_manifest, write_manifest

FILES = ModelFiles("owner/name", "1", (ModelFile("a", 5, "git:0"),))


def test_what_was_written_is_read(tmp_path: Path) -> None:
    write_manifest(tmp_path, FILES)
    assert read_manifest(tmp_path) == FILES


@pytest.mark.parametrize("size", ["1e400", "-5", '"many"', "null", "[]"])
def test_a_size_that_no_file_can_have_makes_it_no_manifest(tmp_path: Path, size: str) -> None:
    write_manifest(tmp_path, FILES)
    written = (tmp_path / MANIFEST).read_text()
    (tmp_path / MANIFEST).write_text(written.replace(": 5", f": {size}"))
    assert read_manifest(tmp_path) is None


@pytest.mark.parametrize("content", ["", "[]", "{}", "[" * 100_000, '{"files": 3}', "\x00"])
def test_what_is_none_is_not_read_as_one(tmp_path: Path, content: str) -> None:
    (tmp_path / MANIFEST).write_text(content)
    assert read_manifest(tmp_path) is None
