"""A real keyring of a test's own: gnome-keyring on a session bus that nobody else has."""

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from rapidwhisper.config.system_keyring import SERVICE
from tests.rig.desktop import clean_environment, session_bus
from tests.rig.process import running, wait_until

PASSWORD = "of the test"


@contextmanager
def bus(folder: Path) -> Iterator[dict[str, str]]:
    """The environment for programs on a bus on which no keyring runs."""
    with session_bus(folder) as address:
        yield {**clean_environment(folder, folder), "DBUS_SESSION_BUS_ADDRESS": address}


@contextmanager
def secret_service(env: Mapping[str, str], *, password: str = PASSWORD) -> Iterator[None]:
    """The first password makes the keyring, and only the same unlocks it later."""
    command = ["gnome-keyring-daemon", "--foreground", "--components=secrets", "--unlock"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with running(command, env=env, stdin=subprocess.PIPE, **quiet) as daemon:
        assert daemon.stdin is not None
        daemon.stdin.write(password)
        daemon.stdin.close()
        wait_until(lambda: _is_there(env), "the keyring is on the bus")
        yield


def store(env: Mapping[str, str], name: str, value: str) -> None:
    """As another program does."""
    code = "import keyring, sys; keyring.set_password(*sys.argv[1:], sys.stdin.read())"
    command = [sys.executable, "-c", code, SERVICE, name]
    subprocess.run(command, env=dict(env), input=value, text=True, check=True, timeout=30)


def _is_there(env: Mapping[str, str]) -> bool:
    ask = ["dbus-send", "--session", "--print-reply=literal", "--dest=org.freedesktop.DBus", "/"]
    ask += ["org.freedesktop.DBus.NameHasOwner", "string:org.freedesktop.secrets"]
    done = subprocess.run(ask, env=dict(env), capture_output=True, text=True, check=False, timeout=30)
    return "true" in done.stdout
