"""How large a download is and how fast it comes, in words."""

import pytest

from rapidwhisper.ui.language import Language
from rapidwhisper.ui.size import rate, size


@pytest.mark.parametrize(
    ("count", "told"),
    [(512, "1 kB"), (999_400, "999 kB"), (999_600, "1 MB"), (652_100_000, "652 MB"), (999_600_000, "1.0 GB")],
)
def test_a_size_is_told_in_the_unit_that_fits(count: int, told: str) -> None:
    assert size(count) == told


def test_in_russian_with_its_comma_and_in_english_with_its_point(language: Language) -> None:
    language.use("ru")
    assert (size(1_260_000_000), rate(12_340_000)) == ("1,3 ГБ", "12,3 МБ/с")
    language.use("en")
    assert (size(1_260_000_000), rate(12_340_000)) == ("1.3 GB", "12.3 MB/s")
