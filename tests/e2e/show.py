"""The program at work where there is no screen: on a virtual desktop, spoken to. `make run` starts it."""

import random
import sys
import tempfile
import time
from contextlib import ExitStack
from pathlib import Path

from tests.rig.app import running_app
from tests.rig.desktop import virtual_desktop
from tests.rig.process import wait_until
from tests.rig.screen import screenshot
from tests.rig.speech import SENTENCES, seconds, speech
from tests.rig.targets import qt_editor

PICTURE = Path(__file__).parents[2] / "artifacts" / "dictation.png"


class Steps:
    """What happens, with the seconds since the beginning."""

    def __init__(self) -> None:
        self._began = time.monotonic()

    def tell(self, what: str) -> None:
        print(f"{time.monotonic() - self._began:6.1f} s  {what}", flush=True)


def show(sentence: str) -> str:
    """Dictate the sentence for real; returns the text that the editor window then holds."""
    steps = Steps()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rw-show-")))
        steps.tell("starting a virtual desktop: screen, window manager, tray, sound")
        desktop = stack.enter_context(virtual_desktop())
        steps.tell("starting RapidWhisper with its default settings")
        app = stack.enter_context(running_app(desktop, folder))
        status = app.status()
        steps.tell(f"it is ready: provider {status['provider']}, hotkey {status['hotkey']}")
        editor = stack.enter_context(qt_editor(desktop.display, folder))
        wav = speech(sentence, folder)
        steps.tell("an editor window has the focus; pressing Ctrl+Space")
        app.press()
        app.wait_for("recording")
        steps.tell(f"it is listening; speaking for {seconds(wav):.1f} s: “{sentence}”")
        desktop.microphone.play(wav)
        steps.tell("pressing Ctrl+Space again")
        app.press()
        stopped = time.monotonic()
        wait_until(editor.text, "text in the editor window", seconds=30)
        steps.tell(f"text has arrived, {time.monotonic() - stopped:.1f} s after the key")
        app.wait_for("idle")
        screenshot(desktop.display, PICTURE)
        return editor.text()


def main() -> int:
    print("There is no screen here, so RapidWhisper shows itself on a virtual desktop.")
    print("Everything is real except the screen and the microphone; no key and no network are needed.\n")
    sentence = random.choice(SENTENCES)  # noqa: S311 - nothing secret about it
    try:
        text = show(sentence)
    except AssertionError as error:
        print(f"\nIt did not work: {error}")
        return 1
    print(f"\n    {text}\n\nThe picture: {PICTURE}")
    if text.strip() != sentence:
        print(f"These are not the words that were spoken: {sentence}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
