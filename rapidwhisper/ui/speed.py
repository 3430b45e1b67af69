"""How fast speech becomes text, in words."""

from dataclasses import dataclass

from rapidwhisper.core.measured import USUAL_S, Measured
from rapidwhisper.core.settings import BASIC_EN, Settings
from rapidwhisper.ui.length import length
from rapidwhisper.ui.span import SECOND_MS, span
from rapidwhisper.ui.words import translate


@dataclass(frozen=True, slots=True)
class Tried:
    """What a dictation has shown."""

    speech_s: float
    waited_ms: int
    """From the key that ended the speech to the text."""
    measured: Measured | None
    """Of the model on this computer, where that was it."""
    settings: Settings
    """As they are now: what can be chosen instead."""

    def told(self) -> str:
        words = translate("Speed", "{length} of speech: the text came {time} after you finished.")
        lines = [words.format(length=length(self.speech_s), time=span(self.waited_ms))]
        if self.measured is not None:
            lines.append(speed(self.measured, self.settings))
        return "\n".join(lines)


def speed(measured: Measured, settings: Settings) -> str:
    words = translate("Speed", "{length} of speech take about {time} on this computer (measured).")
    took_ms = SECOND_MS * measured.seconds_for(USUAL_S)
    told = words.format(length=length(USUAL_S), time=span(took_ms))
    if not measured.slower_than_speech:
        return told
    return f"{told}\n{_advice(settings)}"


def _advice(settings: Settings) -> str:
    """Nothing that cannot be had: no model is smaller than the basic one, LOCAL_ONLY refuses the network."""
    match settings.local_model == BASIC_EN, settings.local_only:
        case False, False:
            return translate(
                "Speed", "That is slower than speech: choose a smaller model or a provider on the network."
            )
        case False, True:
            return translate("Speed", "That is slower than speech: choose a smaller model.")
        case True, False:
            return translate("Speed", "That is slower than speech: choose a provider on the network.")
        case _:
            return translate("Speed", "That is slower than speech.")
