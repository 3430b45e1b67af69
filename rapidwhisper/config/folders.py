"""Where the program's files stand: settings, history, log, and the runtime folder of its one instance."""

import os
import re
import stat
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from rapidwhisper.config.encoding import decode
from rapidwhisper.config.small_file import read_small_file
from rapidwhisper.core.problem import Code, ProblemError, problem

HOME_VARIABLE = "RAPIDWHISPER_HOME"
_LONGEST = 96
"""Bytes. The system takes 104 (macOS) or 108 (Linux) for a socket's address, its own name in it included."""
_OUR_PROJECT = re.compile(r"^name\s*=\s*[\"']rapidwhisper[\"']", re.MULTILINE)
_OUR_SETTING = re.compile(r"^[^\S\r\n]*(?:export\s+)?(?:AI_PROVIDER|HOTKEY)[^\S\r\n]*=", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class System:
    """The folders that this kind of system has for a program's files."""

    config: Path
    data: Path
    log: Path


@dataclass(frozen=True, slots=True)
class Folders:
    home: Path
    data: Path
    log: Path
    runtime: Path
    given_home: Path | None = None
    """The home, where it is not the system's own: a start from elsewhere has to be told."""

    @property
    def env(self) -> Path:
        return self.home / ".env"

    @property
    def history(self) -> Path:
        return self.data / "history.sqlite3"

    @property
    def servers(self) -> Path:
        """What was learnt about servers."""
        return self.data / "servers.json"

    @property
    def speeds(self) -> Path:
        """How fast models on this computer have decoded."""
        return self.data / "speeds.json"

    @property
    def audio(self) -> Path:
        return self.data / "audio"

    def log_file(self, name: str) -> Path:
        """Where LOG_FILE points; a relative name stands in the log folder."""
        return self.log / Path(name).expanduser()


def find_folders(
    environ: Mapping[str, str],
    *,
    cwd: Path | None,
    checkout: Path | None,
    system: Callable[[], System],
    runtime: Path,
) -> Folders:
    """$RAPIDWHISPER_HOME, else the checkout, else a current folder with our `.env`, else the system's."""
    home = _given_home(environ, cwd) or checkout or (cwd if cwd and holds_our_settings(cwd) else None)
    if home is not None:
        return Folders(home, home / "data", home, runtime, home)
    places = system()
    return Folders(places.config, places.data, places.log, runtime)


def _given_home(environ: Mapping[str, str], cwd: Path | None) -> Path | None:
    given = environ.get(HOME_VARIABLE, "").strip()
    return (cwd or Path("/")) / Path(given).expanduser() if given else None


def holds_our_settings(folder: Path) -> bool:
    """Somebody else's `.env` is never touched: ours names AI_PROVIDER or HOTKEY."""
    try:
        text, _ = decode(read_small_file(folder / ".env"))
    except OSError:
        return False
    return bool(_OUR_SETTING.search(text))


def find_checkout(package: Path) -> Path | None:
    """The source folder that this package runs from, if it is one and may be written to."""
    folder = package.parent
    try:
        text = (folder / "pyproject.toml").read_text("utf-8", "replace")
    except OSError:
        return None
    return folder if _OUR_PROJECT.search(text) and os.access(folder, os.W_OK) else None


def find_runtime(
    environ: Mapping[str, str], *, uid: int | None, temp: Path, run_user: Path = Path("/run/user")
) -> Path:
    """One folder per user, whatever the current folder or home is; on Windows `uid` is None.

    /run/user is also looked for without XDG_RUNTIME_DIR, so that a bare shell (su, cron) finds the desktop's
    instance; another user's folder (sudo keeps the variable) is passed over, and one too deep for a socket.
    """
    if uid is None:
        return temp / "rapidwhisper"
    for base in (Path(environ.get("XDG_RUNTIME_DIR", "")), run_user / str(uid)):
        runtime = base / "rapidwhisper"
        if base.is_absolute() and _is_folder_of(base, uid) and len(os.fsencode(runtime)) <= _LONGEST:
            return runtime
    return temp / f"rapidwhisper-{uid}"


def _is_folder_of(path: Path, uid: int) -> bool:
    try:
        found = path.stat()
    except OSError:
        return False
    return stat.S_ISDIR(found.st_mode) and found.st_uid == uid


def make_private(folder: Path, *, uid: int | None) -> Path:
    """Creates the folder (0700), or refuses one that somebody else could have prepared."""
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        found = folder.lstat()
    except OSError as error:
        raise _refused(folder, str(error)) from error
    if not stat.S_ISDIR(found.st_mode):
        raise _refused(folder, "it is not a folder")
    if uid is not None and found.st_uid != uid:
        raise _refused(folder, f"it belongs to user {found.st_uid}")
    if uid is not None and stat.S_IMODE(found.st_mode) & 0o077:
        raise _refused(folder, f"its mode is {stat.S_IMODE(found.st_mode):04o}, not 0700")
    return folder


def _refused(folder: Path, detail: str) -> ProblemError:
    return ProblemError(problem(Code.RUNTIME_REFUSED, path=folder, detail=detail))


# ── this process ─────────────────────────────────────────────────────────────────────────────────────────


def current_runtime() -> Path:
    """The verified runtime folder of this user; all that a command needs to find the running instance."""
    from tempfile import gettempdir

    uid = os.getuid() if hasattr(os, "getuid") else None
    return make_private(find_runtime(os.environ, uid=uid, temp=Path(gettempdir())), uid=uid)


def current_folders() -> Folders:
    import rapidwhisper

    try:
        cwd = Path.cwd()
    except OSError:  # it was deleted under our feet
        cwd = None
    checkout = find_checkout(Path(rapidwhisper.__file__).resolve().parent)
    return find_folders(
        os.environ, cwd=cwd, checkout=checkout, system=_system_folders, runtime=current_runtime()
    )


def _system_folders() -> System:
    from platformdirs import PlatformDirs

    places = PlatformDirs("rapidwhisper", appauthor=False)
    return System(places.user_config_path, places.user_data_path, places.user_log_path)
