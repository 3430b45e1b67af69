"""No test sees the desktop, the home or the keys of the person who runs it."""

import os
import tempfile

import pytest
from hypothesis import settings

settings.register_profile("no clock", deadline=None)  # nothing passes or fails by how busy the machine is
settings.load_profile("no clock")

_USERS = (
    *("DISPLAY", "WAYLAND_", "XAUTHORITY", "SESSION_MANAGER", "DBUS_", "XDG_", "PULSE_", "ALSA_"),
    *("QT_", "GTK_", "GDK_", "LC_", "LANGUAGE", "PROMPT", "OPENAI_", "RAPIDWHISPER_", "HF_"),
)
_PROXIES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")


def pytest_configure(config: pytest.Config) -> None:
    for name in list(os.environ):
        if name.startswith(_USERS) or name.lower() in _PROXIES:
            del os.environ[name]
    home = tempfile.TemporaryDirectory(prefix="rw-home-")
    config.add_cleanup(home.cleanup)
    os.environ |= {"LANG": "C.UTF-8", "QT_QPA_PLATFORM": "offscreen", "HOME": home.name}
