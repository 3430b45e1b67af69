"""The real player in a process of its own, because PortAudio reads its sound server's environment once.

Run as a program it takes `play FILE` and `stop` on standard input; for each recording that has come to its
end it prints a line: the Problem's code, or “over”.
"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from threading import Thread

from rapidwhisper.audio.file import read_clip
from rapidwhisper.audio.player import ClipPlayer
from rapidwhisper.core.problem import Problem
from tests.rig.desktop import Desktop
from tests.rig.process import running


class PlayerProcess:
    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process
        self._ends: SimpleQueue[str] = SimpleQueue()
        Thread(target=self._read, daemon=True).start()

    def play(self, wav: Path) -> None:
        self._say(f"play {wav}")

    def stop(self) -> None:
        self._say("stop")

    def ended(self, *, seconds: float = 20.0) -> str:
        """How the oldest recording that was not yet asked for came to its end."""
        return self._ends.get(timeout=seconds)

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._ends.put(line.strip())


@contextmanager
def player_process(desktop: Desktop) -> Iterator[PlayerProcess]:
    command = [sys.executable, "-m", "tests.rig.player_process"]
    with running(command, env=desktop.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield PlayerProcess(process)


def main() -> None:
    def tell(problem: Problem | None) -> None:
        print(problem.code if problem else "over", flush=True)

    player = ClipPlayer()
    for line in sys.stdin:
        word, _, name = line.strip().partition(" ")
        if word == "play":
            player.play(partial(read_clip, Path(name)), tell)
        else:
            player.stop()


if __name__ == "__main__":
    main()
