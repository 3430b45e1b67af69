"""The level of a microphone that is only being looked at: for the settings, and closed with their page."""

import queue
import threading

from rapidwhisper.audio.microphone import Hearing, MicrophoneStream, OpenStream, Stream
from rapidwhisper.core.audio import Samples, rms
from rapidwhisper.core.problem import Problem, ProblemError


class Meter:
    """`open` and `close` return at once; the device is opened and closed on a thread of its own."""

    def __init__(self, open_stream: OpenStream = MicrophoneStream) -> None:
        self.level = 0.0
        """RMS of the newest block, 0 to 1."""
        self.problem: Problem | None = None
        self._open_stream = open_stream
        self._wishes: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._thread: threading.Thread | None = None

    def open(self, input_device: str) -> None:
        """Also to look at another one instead."""
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="meter", daemon=True)
            self._thread.start()
        self._wishes.put(input_device)

    def close(self) -> None:
        if self._thread is not None:
            self._wishes.put(None)

    def _work(self) -> None:
        stream: Stream | None = None
        while True:
            name = self._wishes.get()
            if stream is not None:
                stream.close()
                stream = None
            self.level, self.problem = 0.0, None
            if name is not None:
                try:
                    stream = self._open_stream(name, Hearing(self._heard, self._gone))
                    self.problem = stream.notice
                except ProblemError as error:
                    self.problem = error.problem

    def _heard(self, samples: Samples, _at: float, _age_s: float) -> None:
        self.level = rms(samples)

    def _gone(self) -> None:
        self.level = 0.0
