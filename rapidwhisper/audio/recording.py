"""One recording under way: its blocks go to the journal, past the speech gate, and are counted."""

from dataclasses import dataclass

from rapidwhisper.audio.journal_file import JournalFile
from rapidwhisper.audio.microphone import Resampler, Stream
from rapidwhisper.audio.voice import Detector, SpeechGate
from rapidwhisper.core.audio import RATE, Samples, rms
from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.silence import SilenceStop


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for the next block, in seconds, before something is wrong."""

    first_block_s: float = 3.0
    """A sleeping device may take long: 2.1 s was seen."""
    stall_s: float = 1.0
    """The device is gone or asleep; no flag and no exception tells it (measured)."""
    tail_s: float = 0.15
    """After the stop key, for the blocks that were spoken before it."""


PATIENCE = Patience()

ZEROS_S = 1.0
"""Bluetooth wakes up with 0.7 s of exact zeros; a muted microphone gives nothing else for ever."""


class Recording:
    def __init__(
        self,
        dictation: DictationId,
        settings: Settings,
        stream: Stream,
        journal: JournalFile,
        detector: Detector,
    ) -> None:
        self.id = dictation
        self.settings = settings
        self.stream = stream
        self.journal = journal
        self._gate = SpeechGate(detector)
        self._silence = (
            SilenceStop(threshold=settings.silence_threshold, duration_s=settings.silence_duration)
            if settings.silence_stop
            else None
        )
        self.count = 0
        """Samples at 16 kHz so far."""
        self._ready = False
        self.deaf_until = float("-inf")
        """Blocks that arrive before hold our own starting sound and are not kept."""
        self.awaits_cue = False
        self.stop_at: float | None = None
        self.told_of_journal = False
        self._resampler = Resampler(stream.rate)

    def waits_s(self, patience: Patience) -> float:
        if self.stop_at is not None:
            return patience.tail_s
        return patience.stall_s if self.count else patience.first_block_s

    def add(self, samples: Samples) -> float:
        """Keep a block; returns its level."""
        self._keep(self._resampler.feed(samples))
        return rms(samples)

    def add_rest(self) -> None:
        """What the resampler still holds."""
        self._keep(self._resampler.rest())

    def _keep(self, samples: Samples) -> None:
        if len(samples) == 0:
            return
        self.journal.append(samples)
        self._gate.feed(samples)
        self.count += len(samples)

    def becomes_ready(self, samples: Samples) -> bool:
        """True once: at the first real sample, or when zeros have come for so long that it is muted."""
        if self._ready:
            return False
        self._ready = bool(samples.any()) or self.count >= ZEROS_S * RATE
        return self._ready

    @property
    def speech(self) -> bool:
        return self._gate.heard

    def falls_silent(self, level: float, count: int) -> bool:
        """True once: enough silence after speech, where that is wished for. `count`: the block's samples."""
        if self._silence is None:
            return False
        return self._silence.feed(level, count / self.stream.rate, spoken=self.speech)
