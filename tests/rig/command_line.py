"""The command `rapidwhisper` in a child process, with a folder and a runtime folder of its own."""

import os
import subprocess
import sys
from pathlib import Path


class CommandLine:
    """`folder` is $RAPIDWHISPER_HOME; `runtime` is where an instance has its lock and socket."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.runtime = folder / "run" / "rapidwhisper"
        self.runtime.mkdir(mode=0o700, parents=True)

    @property
    def env(self) -> dict[str, str]:
        own = {"RAPIDWHISPER_HOME": str(self.folder), "XDG_RUNTIME_DIR": str(self.runtime.parent)}
        return {**os.environ, **own}

    @property
    def history(self) -> Path:
        return self.folder / "data" / "history.sqlite3"

    @property
    def audio(self) -> Path:
        return self.folder / "data" / "audio"

    def configure(self, **values: str) -> None:
        lines = [f'{key}="{value}"\n' for key, value in values.items()]
        (self.folder / ".env").write_text("".join(lines))

    def run(self, *arguments: str, output: int = subprocess.PIPE) -> "subprocess.CompletedProcess[str]":
        """To its end; whatever goes wrong, a person must not see a traceback."""
        done = subprocess.run(
            [sys.executable, "-m", "rapidwhisper", *arguments],
            env=self.env,
            cwd=self.folder,
            stdout=output,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
            check=False,
        )
        assert "Traceback" not in done.stderr, done.stderr
        return done
