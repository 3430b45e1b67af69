"""What is written from the settings table says what the table says."""

from pathlib import Path

from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.example import render_docs, render_example, write_files
from rapidwhisper.core.settings import ABOUT, DEFAULTS, read_settings

CHECKOUT = Path(__file__).resolve().parents[2]


def test_the_files_in_the_repository_are_up_to_date(tmp_path: Path) -> None:
    (tmp_path / "docs").mkdir()
    write_files(tmp_path)
    for name in (".env.example", "docs/settings.md"):
        assert (CHECKOUT / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_the_example_means_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text(render_example(), "utf-8")
    lines = EnvFile(path).read()
    assert lines.keys() == ABOUT.keys()
    assert read_settings(lines) == (DEFAULTS, ())


def test_every_setting_is_explained_in_both() -> None:
    for key, about in ABOUT.items():
        assert about.help in render_example()
        assert f"| `{key}` |" in render_docs()
