"""What the environment tells of this desktop, for whoever chooses a way to keys or windows."""

from collections.abc import Mapping

_KEYS = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE")


def session(environ: Mapping[str, str]) -> dict[str, str]:
    return {key: environ[key] for key in _KEYS if key in environ}
