"""One recording under way: its blocks go to the journal, past the speech gate, and are counted."""

from collections import deque
from dataclasses import dataclass

from rapidwhisper.audio.journal_file import JournalFile
from rapidwhisper.audio.microphone import Resampler, Stream
from rapidwhisper.audio.voice import Detector, SpeechGate
from rapidwhisper.core.audio import RATE, Samples, rms
from rapidwhisper.core.dictation import DictationId
from rapidwhisper.core.ports import Listener
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.silence import SilenceStop, Zeros


@dataclass(frozen=True, slots=True)
class Patience:
    """How long to wait for the next block, in seconds, before something is wrong."""

    opening_s: float = 4.0
    """Opening takes milliseconds, the first time a moment more, or a driver hangs."""
    first_block_s: float = 3.0
    """A sleeping device may take long: 2.1 s was seen."""
    stall_s: float = 1.0
    """The device is gone or asleep; no flag and no exception tells it (measured)."""
    tail_s: float = 0.15
    """After the stop key, for the blocks that were spoken before it."""
    closing_s: float = 1.0
    """Letting go of the device takes milliseconds, or a driver hangs."""


PATIENCE = Patience()

BEFORE_NOTICE_S = 0.3
"""The sound server tells of a move some 5 ms after it; on a busy computer that may take longer."""

MARKS = 100
"""Two seconds of blocks."""


class Recording:
    def __init__(
        self,
        dictation: DictationId,
        settings: Settings,
        *,
        stream: Stream,
        journal: JournalFile,
        detector: Detector,
        listener: Listener,
    ) -> None:
        self.id = dictation
        self.settings = settings
        self.stream = stream
        self.journal = journal
        self._listener = listener
        self._gate = SpeechGate(detector, pauses=settings.segment_seconds > 0)
        self._silence = (
            SilenceStop(threshold=settings.silence_threshold, duration_s=settings.silence_duration)
            if settings.silence_stop
            else None
        )
        self.count = 0
        """Samples at 16 kHz so far."""
        self.ready = False
        """There was a real sample, or zeros for so long that it is muted."""
        self._zeros = Zeros(stream.rate)
        self._marks: deque[tuple[float, int]] = deque(maxlen=MARKS)
        """When each of the last blocks came, and the samples before it."""
        self.source = stream.source
        """Where the sound comes from, as far as it is known."""
        self.gaps = 0
        self.deaf_until = float("-inf")
        """Blocks that arrive before hold our own starting sound and are not kept."""
        self.awaits_cue = False
        self.stop_at: float | None = None
        self.told_of_journal = False
        self.told_of_silence = False
        self.alive_at = 0.0
        """When the device was opened, then when it last gave a block."""
        self._resampler = Resampler(stream.rate)

    def waits_until(self, patience: Patience) -> float:
        if self.stop_at is not None:
            return max(self.stop_at, self.alive_at) + patience.tail_s
        return self.alive_at + (patience.stall_s if self.count else patience.first_block_s)

    def add(self, samples: Samples, at: float) -> float:
        """Keep a block; returns its level."""
        self._marks.append((at, self.count))
        self._keep(self._resampler.feed(samples))
        return rms(samples)

    def add_rest(self) -> None:
        """What the resampler still holds."""
        self._keep(self._resampler.rest())

    def _keep(self, samples: Samples) -> None:
        if len(samples) == 0:
            return
        self.journal.append(samples)
        activity = self._gate.feed(samples)
        self.count += len(samples)
        self._listener.heard(self.id, samples, speech=activity.speech)
        for at in activity.pauses:
            self._listener.paused(self.id, at)

    def cut_since(self, at: float) -> None:
        """Forget what came since, and a little more. Nothing may be added any more."""
        marks = [count for came, count in self._marks if came >= at - BEFORE_NOTICE_S]
        self.count = min(marks, default=self.count)
        self._resampler = Resampler(RATE)
        self.journal.cut(self.count)

    def goes_silent(self, samples: Samples) -> bool:
        """True once: nothing but exact zeros for so long that the microphone must be muted."""
        return self._zeros.feed(samples)

    def becomes_ready(self) -> bool:
        """True once."""
        if self.ready:
            return False
        self.ready = self._zeros.sounded or self._zeros.only
        return self.ready

    @property
    def only_zeros(self) -> bool:
        return self._zeros.only

    @property
    def speech(self) -> bool:
        return self._gate.heard

    def falls_silent(self, level: float, count: int) -> bool:
        """True once: enough silence after speech, where that is wished for. `count`: the block's samples."""
        if self._silence is None:
            return False
        return self._silence.feed(level, count / self.stream.rate, spoken=self.speech)
