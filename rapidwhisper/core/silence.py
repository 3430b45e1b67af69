"""Silence: of somebody who has stopped speaking, and of a microphone that gives none but exact zeros."""

from rapidwhisper.core.audio import Samples

WAKING_S = 1.0
"""Bluetooth wakes up with 0.7 s of exact zeros; a muted microphone gives nothing else for ever."""

GATED_S = 3.0
"""A noise gate gives exact zeros between sentences, too."""


class SilenceStop:
    """Fed with levels; tells once when silence has lasted long enough after speech."""

    def __init__(self, *, threshold: float, duration_s: float) -> None:
        self._threshold = threshold
        self._duration_s = duration_s
        self._quiet_s = 0.0
        self._told = False

    def feed(self, level: float, seconds: float, *, spoken: bool) -> bool:
        """`level` is the RMS (0 to 1) of the last `seconds`; `spoken`: there was speech before. True once."""
        if not spoken or level >= self._threshold:
            self._quiet_s = 0.0
            return False
        self._quiet_s += seconds
        if self._told or self._quiet_s < self._duration_s:
            return False
        self._told = True
        return True


class Zeros:
    """Fed with blocks. A microphone that is switched on always hears something."""

    def __init__(self, rate: int) -> None:
        self._rate = rate
        self.sounded = False
        """There was something other than zeros."""
        self._count = 0
        self._told = False

    def feed(self, samples: Samples) -> bool:
        """True once: there have been zeros for so long that it must be muted."""
        sounds = bool(samples.any())
        self.sounded = self.sounded or sounds
        self._count = 0 if sounds else self._count + len(samples)
        limit_s = GATED_S if self.sounded else WAKING_S
        if self._told or self._count < limit_s * self._rate:
            return False
        self._told = True
        return True

    @property
    def only(self) -> bool:
        """Nothing else came, for long enough to be sure."""
        return self._told and not self.sounded
