"""The real program on a virtual desktop, used as a person uses it: keys, settings file, command line."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from rapidwhisper.desktop.instance import NotRunning, ask
from tests.rig.desktop import Desktop
from tests.rig.eyes import Eyes
from tests.rig.keyboard import Keyboard
from tests.rig.process import end, wait_until

_PROGRAM = [sys.executable, "-m", "rapidwhisper"]


class App:
    """`folder` holds the settings file, the log and the data, as $RAPIDWHISPER_HOME."""

    def __init__(self, desktop: Desktop, folder: Path) -> None:
        self.desktop = desktop
        self.program = _PROGRAM
        """How it is started."""
        self.folder = folder
        self.keyboard = Keyboard(desktop.display)
        self.eyes = Eyes(desktop.display, folder / "eyes")
        """What its windows show; only of a program that was started to be watched."""
        self._process: subprocess.Popen[str] | None = None

    @property
    def env(self) -> dict[str, str]:
        return {**self.desktop.env, "RAPIDWHISPER_HOME": str(self.folder)}

    def start(self, *, watched: bool = False) -> None:
        """Start the program and wait until it is ready for a dictation."""
        self.launch(watched=watched)
        self.wait_for("idle", seconds=30.0)

    def launch(self, *, watched: bool = False) -> int:
        """Start the program and wait for nothing; returns its process."""
        assert self._process is None, "it runs already"
        program = self.program
        if watched:
            self.eyes.path.unlink(missing_ok=True)
            program = [sys.executable, "-m", "tests.rig.eyes_inside", str(self.eyes.path)]
        with self._stderr.open("a") as stderr:
            self._process = subprocess.Popen(
                program, env=self.env, cwd=self.desktop.home, stderr=stderr, text=True
            )
        return self._process.pid

    def kill(self) -> None:
        """As kill -9 does."""
        assert self._process is not None
        self._process.kill()
        self._process.wait(5)
        self._process = None

    def signal(self, number: signal.Signals) -> None:
        assert self._process is not None
        self._process.send_signal(number)

    def ended(self, *, seconds: float = 5.0) -> int:
        """Wait for the program to end by itself and return its exit code."""
        assert self._process is not None
        code = self._process.wait(seconds)
        self._process = None
        return code

    def close(self) -> None:
        self.keyboard.release_all()
        if self._process is not None:
            end(self._process)
            self._process = None

    def configure(self, **values: str) -> None:
        """Change these lines of `.env` and leave the others, as a person does in an editor."""
        file = self.folder / ".env"
        lines = file.read_text().splitlines() if file.exists() else []
        lines = [line for line in lines if line.partition("=")[0] not in values]
        lines += [f'{key}="{value}"' for key, value in values.items()]
        file.write_text("\n".join(lines) + "\n")

    def change_settings(self, **values: str) -> None:
        """Change them while the program runs, the custom model among them, and wait until it has noticed."""
        self.configure(**values)
        wait_until(lambda: self.status()["model"] == values["CUSTOM_MODEL"], "the new settings")

    @property
    def log(self) -> str:
        return (self.folder / "rapidwhisper.log").read_text()

    @property
    def _stderr(self) -> Path:
        return self.folder / "stderr.txt"

    @property
    def stderr(self) -> str:
        return self._stderr.read_text()

    def run(self, *arguments: str, timeout: float = 30.0) -> "subprocess.CompletedProcess[str]":
        """Run `rapidwhisper` with these arguments to its end."""
        return subprocess.run(
            [*_PROGRAM, *arguments],
            env=self.env,
            cwd=self.desktop.home,
            capture_output=True,
            text=True,
            timeout=timeout,
            check=False,
        )

    def tell(self, *arguments: str, timeout: float = 30.0) -> str:
        """Run a command that must succeed and return what it printed."""
        done = self.run(*arguments, timeout=timeout)
        assert done.returncode == 0, f"{arguments}: {done.returncode} {done.stdout}{done.stderr}"
        return done.stdout

    def status(self) -> dict[str, Any]:
        """As `rapidwhisper status --json` tells it, but quicker; empty while the program does not run."""
        try:
            return dict(ask(self.desktop.runtime / "rapidwhisper", {"command": "status"}, timeout_s=5))
        except NotRunning:
            return {}

    def history(self) -> list[dict[str, Any]]:
        """Newest first."""
        rows: list[dict[str, Any]] = json.loads(self.tell("history", "--json"))
        return rows

    def newest(self) -> dict[str, Any]:
        """The newest row of the history; empty if there is none."""
        return next(iter(self.history()), {})

    def wait_for_history(self, *rows: tuple[str | None, str]) -> None:
        """Until it holds exactly these texts and outcomes, oldest first; it is written behind the scenes."""

        def told() -> list[tuple[str | None, str]]:
            return [(row["text"], row["outcome"]) for row in reversed(self.history())]

        try:
            wait_until(lambda: told() == list(rows), "the history is complete", every=0.1)
        except AssertionError:
            assert told() == list(rows)
            raise

    def finished(self, *, seconds: float = 20.0) -> dict[str, Any]:
        """The newest dictation's row, once it has come to its end."""

        def over() -> dict[str, Any] | None:
            row = self.newest()
            return row if row.get("outcome", "unfinished") != "unfinished" else None

        row: dict[str, Any] = wait_until(over, "the dictation comes to its end", seconds=seconds, every=0.1)
        return row

    def wait_for(self, *states: str, seconds: float = 15.0) -> dict[str, Any]:
        """The status, once its state is one of these."""

        def reached() -> dict[str, Any] | None:
            assert self._process is not None
            assert self._process.poll() is None, f"the program ended: {self.stderr[-2000:]}"
            status = self.status()
            return status if status.get("state") in states else None

        status: dict[str, Any] = wait_until(reached, f"state {' or '.join(states)}", seconds=seconds)
        return status

    def press(self, *keys: str) -> None:
        """Ctrl+Space unless other keys are named."""
        self.keyboard.press(*(keys or ("ctrl", "space")))

    def dictate(self, wav: Path, *keys: str) -> None:
        """Press, speak, press again."""
        self.press(*keys)
        self.wait_for("recording")
        self.desktop.microphone.play(wav)
        self.press(*keys)


@contextmanager
def running_app(desktop: Desktop, folder: Path, **settings: str) -> Iterator[App]:
    """The program, ready for a dictation and past its welcome; ended at the end, whatever happens."""
    with _app(desktop, folder, {"AI_PROVIDER": "local", **settings}, watched=False) as app:
        yield app


@contextmanager
def watched_app(desktop: Desktop, folder: Path, **settings: str) -> Iterator[App]:
    """The program as it is on its first start unless settings say otherwise; `eyes` see its windows."""
    with _app(desktop, folder, settings, watched=True) as app:
        yield app


@contextmanager
def _app(desktop: Desktop, folder: Path, settings: Mapping[str, str], *, watched: bool) -> Iterator[App]:
    folder.mkdir(parents=True, exist_ok=True)
    app = App(desktop, folder)
    if settings:
        app.configure(**settings)
    try:
        app.start(watched=watched)
        yield app
        assert "Traceback" not in app.stderr, app.stderr
    finally:
        app.close()
