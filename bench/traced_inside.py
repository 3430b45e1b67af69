"""The program itself, which tells when parts of it began and ended: `python -m bench.traced_inside FILE`.

Each line of the file is a list: the thread's name, what it did, from when until when.
"""

import functools
import importlib
import json
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, TextIO

PARTS = {
    "rapidwhisper.hotkeys.x11_keyboard:X11Keyboard.take_events": "hotkey: X events",
    "rapidwhisper.app:App._feed": "core: {0}",
    "rapidwhisper.app:App._changed": "tray and overlay",
    "rapidwhisper.audio.recorder:MicrophoneRecorder._handle": "audio: {0}",
    "rapidwhisper.audio.microphone:MicrophoneStream.__init__": "open the microphone",
    "rapidwhisper.audio.microphone:MicrophoneStream.close": "close the microphone",
    "rapidwhisper.audio.voice:SpeechGate.feed": "voice activity",
    "rapidwhisper.providers.client:SpeechClient._dial": "open a connection",
    "rapidwhisper.audio.journal:Journal.clip": "read the recording",
    "rapidwhisper.providers.encode:Encoder.add": "encode",
    "rapidwhisper.providers.encode:Encoder.finish": "complete the file",
    "rapidwhisper.providers.client:_sdk": "openai client",
    "rapidwhisper.providers.client:_post": "request and answer",
    "rapidwhisper.insertion.x11_inserter:X11Inserter._insert": "insert",
    "rapidwhisper.insertion.x11_clipboard:BorrowedClipboard.lend": "save and offer the clipboard",
    "rapidwhisper.insertion.x11_gate:Gate.wait": "wait for keys and focus",
    "rapidwhisper.insertion.x11_keys:Keyboard.press": "press Shift+Insert",
    "rapidwhisper.insertion.x11_receipt:Receipt.wait": "wait for the receipt",
    "rapidwhisper.insertion.x11_clipboard:BorrowedClipboard.restore": "bring the clipboard back",
    "rapidwhisper.history.writer:HistoryWriter._work_off": "history",
}
"""What is told of, and how; {0} is the kind of the first argument."""


class Teller:
    def __init__(self, out: TextIO) -> None:
        self._out = out

    def wrap(self, where: str, label: str) -> None:
        """A name that is no longer there raises AttributeError: then the table above is out of date."""
        module, _, path = where.partition(":")
        *owners, name = path.split(".")
        owner: Any = importlib.import_module(module)
        for each in owners:
            owner = getattr(owner, each)
        setattr(owner, name, self._told(getattr(owner, name), label))

    def _told(self, work: Callable[..., Any], label: str) -> Callable[..., Any]:
        @functools.wraps(work)
        def told(*args: Any, **kwargs: Any) -> Any:
            began = time.monotonic()
            try:
                return work(*args, **kwargs)
            finally:
                ended = time.monotonic()
                about = label.format(*(type(each).__name__ for each in args[1:])) if "{" in label else label
                line = json.dumps([threading.current_thread().name, about, began, ended])
                self._out.write(line + "\n")

        return told


def main() -> int:
    with Path(sys.argv[1]).open("w", buffering=1, encoding="utf-8") as out:
        teller = Teller(out)
        for where, label in PARTS.items():
            teller.wrap(where, label)
        from rapidwhisper.cli import main as program

        return program(sys.argv[2:])


if __name__ == "__main__":
    sys.exit(main())
