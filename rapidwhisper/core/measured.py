"""How fast a model turned speech into text on this computer."""

from dataclasses import dataclass, replace

FADES_AFTER_S = 600.0
"""Of speech: what was measured before counts less and less, for models, drivers and loads change."""

USUAL_S = 30.0
"""Of speech, for which people are told how long it takes."""

_VARIED = 1 / 3
"""Standard deviation of the pieces' lengths by their mean: from then on the fixed part can be told apart."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Sums over the pieces that were decoded, for the straight line that is nearest to them.

    A line and not a ratio: Whisper's encoder works as long on a second as on half a minute, and a ratio from
    short dictations would make a long one out to be ten times as slow as it is. While all pieces are about
    as long there is no such line, and how the model is made has to do: flat up to its window, then a ratio.
    """

    pieces: float = 0.0
    speech_s: float = 0.0
    took_s: float = 0.0
    speech_speech: float = 0.0
    speech_took: float = 0.0
    window_s: float = 0.0
    """Any less speech costs the model about as much as this."""

    def and_piece(self, speech_s: float, took_s: float) -> "Measured":
        new = 1.0, speech_s, took_s, speech_s * speech_s, speech_s * took_s
        sums = self.pieces, self.speech_s, self.took_s, self.speech_speech, self.speech_took
        kept = FADES_AFTER_S / max(FADES_AFTER_S, self.speech_s + speech_s)
        faded = Measured(*(kept * (before + more) for before, more in zip(sums, new, strict=True)))
        return replace(faded, window_s=self.window_s)

    def seconds_for(self, speech_s: float) -> float:
        """How long so much speech would take in one piece; something must have been measured."""
        mean_speech, mean_took = self.speech_s / self.pieces, self.took_s / self.pieces
        variance = self.speech_speech / self.pieces - mean_speech**2
        if variance <= (_VARIED * mean_speech) ** 2:
            return mean_took * max(speech_s, self.window_s) / max(mean_speech, self.window_s)
        covariance = self.speech_took / self.pieces - mean_speech * mean_took
        slope = min(mean_took / mean_speech, max(0.0, covariance / variance))
        return mean_took + slope * (speech_s - mean_speech)

    @property
    def slower_than_speech(self) -> bool:
        """Whoever goes on speaking would wait longer and longer."""
        return self.seconds_for(USUAL_S) > USUAL_S
