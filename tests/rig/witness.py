"""A bare recorder beside the program, which knows when each sample could be heard first."""

import os
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

import numpy as np

from rapidwhisper.core.audio import BYTES_PER_SAMPLE, RATE, Samples
from tests.rig.process import running, wait_until
from tests.rig.sound import Microphone


class Witness:
    """The sound server hands over blocks, and later or sooner; the soonest tells when its sound was there."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._heard = bytearray()
        self._arrivals: list[tuple[float, int]] = []

    def listen(self, pipe: int) -> None:
        while block := os.read(pipe, 65_536):
            with self._lock:
                self._heard += block
                self._arrivals.append((time.monotonic(), len(self._heard) // BYTES_PER_SAMPLE))

    @property
    def samples(self) -> Samples:
        with self._lock:
            whole = len(self._heard) // BYTES_PER_SAMPLE * BYTES_PER_SAMPLE
            return np.frombuffer(bytes(self._heard[:whole]), "<i2").astype(np.int16)

    def at(self, sample: int) -> float:
        """When it was there, by `time.monotonic`."""
        return self._origin() + sample / RATE

    def delays_ms(self) -> list[float]:
        """How much later than this each block was handed over."""
        origin = self._origin()
        return [1000 * (at - origin - count / RATE) for at, count in self._arrivals]

    def _origin(self) -> float:
        with self._lock:
            return min(at - count / RATE for at, count in self._arrivals)


@contextmanager
def witness(microphone: Microphone) -> Iterator[Witness]:
    command = ["parec", f"--device={microphone.source}", "--latency-msec=10"]
    command += ["--format=s16le", f"--rate={RATE}", "--channels=1"]
    with running(command, env=microphone.env, stdout=subprocess.PIPE) as recorder:
        assert recorder.stdout is not None
        made = Witness()
        listening = threading.Thread(target=made.listen, args=(recorder.stdout.fileno(),), daemon=True)
        listening.start()
        wait_until(lambda: len(made.samples), "the microphone is heard")
        try:
            yield made
        finally:
            recorder.terminate()
            listening.join(3)
