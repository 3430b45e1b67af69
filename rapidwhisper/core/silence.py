"""Stop by silence: when somebody has spoken and then says nothing for a while."""


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
