"""What is written from the settings table says what the table says."""

from pathlib import Path

from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.example import ENGLISH, RUSSIAN, render_docs, render_example, russian, write_files
from rapidwhisper.core.settings import ABOUT, DEFAULTS, read_settings

CHECKOUT = Path(__file__).resolve().parents[2]


def test_the_files_in_the_repository_are_up_to_date(tmp_path: Path) -> None:
    write_files(CHECKOUT, tmp_path)
    for name in (".env.example", ENGLISH.path, RUSSIAN.path):
        assert (CHECKOUT / name).read_bytes() == (tmp_path / name).read_bytes(), name


def test_the_example_means_the_defaults(tmp_path: Path) -> None:
    path = tmp_path / ".env"
    path.write_text(render_example(), "utf-8")
    lines = EnvFile(path).read()
    assert lines.keys() == ABOUT.keys()
    assert read_settings(lines) == (DEFAULTS, ())


def test_every_setting_is_explained_everywhere() -> None:
    in_russian = russian(CHECKOUT)
    for key, about in ABOUT.items():
        assert about.help in render_example()
        assert f"| `{key}` |" in render_docs(ENGLISH, str)
        assert in_russian(about.help) != about.help
        assert in_russian(about.help) in render_docs(RUSSIAN, in_russian)
