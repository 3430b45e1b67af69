"""The real recorder in a process of its own, because PortAudio reads its sound server's environment once.

Run as a program it takes `start N`, `stop N` and `abort N` on standard input and prints each event.
"""

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from rapidwhisper.audio.journal import Journal
from rapidwhisper.audio.recorder import MicrophoneRecorder
from rapidwhisper.core.dictation import DictationId, Take
from rapidwhisper.core.events import Event, Faulted, Listening, NotRecorded, Recorded
from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.core.settings import Settings
from tests.rig.desktop import Desktop
from tests.rig.events import Events
from tests.rig.process import running


class RecorderProcess:
    """The Recorder port, spoken to through pipes."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self.events = Events()
        self.journal = Journal(folder)
        self._process = process
        self.pid = process.pid
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def start(self, dictation: DictationId, settings: Settings) -> None:
        self._say(f"start {dictation} {settings.input_device}")

    def stop(self, dictation: DictationId) -> None:
        self._say(f"stop {dictation}")

    def abort(self, dictation: DictationId) -> None:
        self._say(f"abort {dictation}")

    def _say(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self.events(_event(json.loads(line)))


@contextmanager
def recorder_process(desktop: Desktop, folder: Path) -> Iterator[RecorderProcess]:
    command = [sys.executable, "-m", "tests.rig.recorder_process", str(folder)]
    with running(command, env=desktop.env, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield RecorderProcess(process, folder)


def _event(told: dict[str, object]) -> Event:
    dictation = int(str(told.get("id", 0)))
    cause = told.get("problem")
    problem = Problem(Code(cause["code"]), cause["facts"]) if isinstance(cause, dict) else None
    match told["kind"]:
        case "Listening":
            return Listening(dictation)
        case "Faulted" if problem is not None:
            return Faulted(problem)
        case "NotRecorded" if problem is not None:
            return NotRecorded(dictation, problem)
        case "Recorded":
            take = told["take"]
            assert isinstance(take, dict)
            return Recorded(dictation, Take(**take), problem)
        case _:
            raise AssertionError(told)


def main() -> None:
    def emit(event: Event) -> None:
        print(json.dumps({"kind": type(event).__name__, **asdict(event)}), flush=True)

    recorder = MicrophoneRecorder(emit, Journal(Path(sys.argv[1])))
    for line in sys.stdin:
        word, number, *rest = line.split(maxsplit=2)
        dictation = int(number)
        if word == "start":
            recorder.start(dictation, Settings(input_device="".join(rest).strip()))
        elif word == "stop":
            recorder.stop(dictation)
        else:
            recorder.abort(dictation)
    recorder.close()


if __name__ == "__main__":
    main()
