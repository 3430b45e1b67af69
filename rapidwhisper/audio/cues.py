"""Plays the short sounds: through PortAudio, each on a thread of its own."""

import logging
import threading
import wave
from functools import cache
from pathlib import Path
from typing import Any

from rapidwhisper.audio.devices import STREAMS, load_sounddevice
from rapidwhisper.core.cue import Cue
from rapidwhisper.core.problem import ProblemError

log = logging.getLogger(__name__)


class CuePlayer:
    """The Cues port. While one sound plays, another is passed over."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._one = threading.Lock()

    def play(self, cue: Cue) -> None:
        threading.Thread(target=self.play_through, args=(cue,), name="cue", daemon=True).start()

    def play_through(self, cue: Cue) -> None:
        """Returns when the last sample has left the loudspeaker."""
        if not self._one.acquire(blocking=False):
            return
        try:
            sounddevice = load_sounddevice()
            try:
                self._play(sounddevice, cue)
            except sounddevice.PortAudioError as error:
                log.info("the sound cannot be played: %s", error)
        except ProblemError as error:
            log.info("no sounds: %s", error)
        finally:
            self._one.release()

    def _play(self, sounddevice: Any, cue: Cue) -> None:
        rate, samples = _samples(self._folder / f"{cue}.wav")
        with STREAMS.opening():
            stream = sounddevice.RawOutputStream(samplerate=rate, channels=1, dtype="int16", latency="low")
            STREAMS.opened()
        try:
            stream.start()
            stream.write(samples)
            stream.stop()  # waits until everything written has been played
        finally:
            stream.close(ignore_errors=True)
            STREAMS.closed()


@cache
def _samples(wav: Path) -> tuple[int, bytes]:
    with wave.open(str(wav)) as file:
        return file.getframerate(), file.readframes(file.getnframes())
