"""How far the download of a model is, in windows and in the tray."""

from collections.abc import Iterable

from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.ui.download_line import progress
from rapidwhisper.ui.words import translate


def percent(standing: Standing) -> int | None:
    """None where nobody knows yet how much there is."""
    if not standing.all_bytes:
        return None
    return min(100, 100 * standing.done_bytes // standing.all_bytes)


def with_percent(standing: Standing) -> str:
    """The same as the command line tells, behind the figure that people look for."""
    share = percent(standing)
    if share is None:
        return progress(standing)
    text = translate("Models", "{percent} %, {progress}")
    return text.format(percent=share, progress=progress(standing))


def in_one_line(downloads: Iterable[tuple[str, Standing]]) -> str:
    """For the tray: the labels of all that are under way, and how far they are together; empty: none is."""
    known = tuple(downloads)
    if not known:
        return ""
    labels = ", ".join(label for label, _ in known)
    sizes = [standing.all_bytes for _, standing in known]
    done = sum(standing.done_bytes for _, standing in known)
    whole = None if None in sizes else sum(filter(None, sizes))
    share = percent(Standing(Phase.DOWNLOADING, done, whole))
    if share is None:
        return translate("Models", "Downloading {labels}…").format(labels=labels)
    return translate("Models", "Downloading {labels}: {percent} %").format(labels=labels, percent=share)
