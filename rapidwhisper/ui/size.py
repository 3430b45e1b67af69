"""How large a file is, as people count it."""

from PySide6.QtCore import QLocale

from rapidwhisper.ui.words import translate

_KB, _MB, _GB = 1e3, 1e6, 1e9


def size(count: float) -> str:
    """Of bytes. Decimal, as shops sell disks and as most systems count today."""
    if round(count / _MB) >= _GB / _MB:
        return translate("Size", "{gb} GB").format(gb=_tenths(count / _GB))
    if round(count / _KB) >= _MB / _KB:
        return translate("Size", "{mb} MB").format(mb=round(count / _MB))
    return translate("Size", "{kb} kB").format(kb=round(count / _KB))


def rate(bytes_per_s: float) -> str:
    if bytes_per_s >= _MB:
        return translate("Size", "{mb} MB/s").format(mb=_tenths(bytes_per_s / _MB))
    return translate("Size", "{kb} kB/s").format(kb=round(bytes_per_s / _KB))


def _tenths(number: float) -> str:
    return QLocale().toString(number, "f", 1)
