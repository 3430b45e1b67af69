"""Every text of the sources stands in every language, whole and with its placeholders."""

import re
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parents[2]
SOURCES = sorted((CHECKOUT / "assets" / "translations").glob("*.ts"))
NAMES = [path.name for path in SOURCES]
REMEDY = "run `make translations` and translate what is new"


def messages(path: Path) -> Iterator[tuple[str, ET.Element]]:
    for context in ET.parse(path).iter("context"):  # noqa: S314 - our own file
        for message in context.iter("message"):
            yield f"{context.findtext('name')}: {message.findtext('source')}", message


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the sources hold today, untranslated."""
    folder = tmp_path_factory.mktemp("translations")
    subprocess.run(
        [CHECKOUT / "tools" / "translations.sh", folder], check=True, capture_output=True, timeout=60
    )
    return folder


def test_both_languages_are_there() -> None:
    assert NAMES == ["rapidwhisper_en.ts", "rapidwhisper_ru.ts"]


@pytest.mark.parametrize("source", SOURCES, ids=NAMES)
def test_no_text_is_new_and_none_is_stale(source: Path, fresh: Path) -> None:
    known = {name for name, _ in messages(source)}
    wanted = {name for name, _ in messages(fresh / source.name)}
    assert known - wanted == set(), f"stale: {REMEDY}"
    assert wanted - known == set(), f"new: {REMEDY}"


@pytest.mark.parametrize("source", SOURCES, ids=NAMES)
def test_every_text_is_translated(source: Path) -> None:
    for name, message in messages(source):
        translation = message.find("translation")
        assert translation is not None, name
        assert translation.get("type") is None, f"{name}: {translation.get('type')}; {REMEDY}"
        assert all(forms(message)), f"{name}: empty; {REMEDY}"


@pytest.mark.parametrize("source", SOURCES, ids=NAMES)
def test_placeholders_and_plural_forms_survive(source: Path) -> None:
    count = {"rapidwhisper_en.ts": 2, "rapidwhisper_ru.ts": 3}[source.name]
    for name, message in messages(source):
        wanted = placeholders(message.findtext("source") or "")
        for form in forms(message):
            assert placeholders(form) == wanted, name
        assert len(forms(message)) == (count if message.get("numerus") else 1), name


def forms(message: ET.Element) -> list[str]:
    translation = message.find("translation")
    assert translation is not None
    several = [form.text or "" for form in translation.iter("numerusform")]
    return several or [translation.text or ""]


def placeholders(text: str) -> set[str]:
    return set(re.findall(r"\{\w*\}|%n", text))
