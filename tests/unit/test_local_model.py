"""How it stands with a model on this computer."""

import pytest

from rapidwhisper.core.local_model import Phase, Standing


@pytest.mark.parametrize(
    ("standing", "left_s"),
    [
        (Standing(Phase.DOWNLOADING, done_bytes=25, all_bytes=100, bytes_per_s=15.0), 5.0),
        (Standing(Phase.DOWNLOADING, done_bytes=25, all_bytes=100, bytes_per_s=0.0), None),
        (Standing(Phase.DOWNLOADING, done_bytes=25, bytes_per_s=15.0), None),
        (Standing(Phase.PAUSED, done_bytes=25, all_bytes=100), None),
    ],
)
def test_how_long_a_download_takes_is_told_by_its_speed(standing: Standing, left_s: float | None) -> None:
    assert standing.left_s == left_s
