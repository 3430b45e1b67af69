"""Words that nobody said: recognisers trained on subtitles invent the usual ones where there is silence.

Never by its words alone is a phrase dropped: people do say “Thank you.”
"""

from collections.abc import Callable
from dataclasses import dataclass

from rapidwhisper.core.text import letters, repeats

NO_SPEECH = 0.6
UNSURE = -1.0
"""Above the one and below the other Whisper itself takes a segment for silence, if it is not told otherwise:
`no_speech_threshold` and `logprob_threshold` in openai/whisper, whisper/transcribe.py."""

PHRASES = (
    "Thank you.",
    "Thank you very much.",
    "Thank you so much.",
    "Thanks for watching!",
    "Thank you for watching.",
    "Please subscribe.",
    "Bye.",
    "You",
    "Subtitles by the Amara.org community",
    "Субтитры сделал DimaTorzok",
    "Субтитры создавал DimaTorzok",
    "Субтитры подогнал «Симон»",
    "Редактор субтитров А.Семкин Корректор А.Егорова",
    "Продолжение следует…",
    "Спасибо за просмотр!",
    "Спасибо за внимание.",
    "Подписывайтесь на канал!",
    "谢谢观看",
    "谢谢大家",
    "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
    "字幕由Amara.org社区提供",
    "字幕志愿者 杨茜茜",
    "ご視聴ありがとうございました",
    "시청해주셔서 감사합니다",
    "Untertitel der Amara.org-Community",
    "Untertitelung des ZDF, 2020",
    "Vielen Dank.",
    "Sous-titres réalisés para la communauté d'Amara.org",
    "Sous-titrage ST' 501",
    "Merci.",
    "Subtítulos realizados por la comunidad de Amara.org",
    "¡Gracias por ver el video!",
    "Sottotitoli creati dalla comunità Amara.org",
    "Legendas pela comunidade Amara.org",
    "Altyazı M.K.",
)
"""As Whisper's models give them for silence, noise and music; capitals and punctuation do not count."""

OPENINGS = (
    "Субтитры сделал",
    "Субтитры создавал",
    "Субтитры подготовил",
    "Редактор субтитров",
    "Subtitles by",
)
"""Whatever name follows."""

LONGEST = 60
"""Letters of an invented credit; what is longer was said."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of an answer; what the recogniser does not tell is None."""

    text: str
    start_s: float | None = None
    stop_s: float | None = None
    no_speech: float | None = None
    """The probability that nobody spoke."""
    logprob: float | None = None
    """How sure the recogniser is of the words: the mean logarithm of their probabilities."""


def invented(stretch: Stretch, hears: Callable[[], bool]) -> bool:
    """Whether nobody said this; `hears` tells whether this computer hears speech there.

    That probability alone is no evidence: Whisper gives it for half a minute, and a word may be in that.
    Of what is no usual phrase both must be sure: a recogniser is also unsure of what was mumbled.
    """
    silent = stretch.no_speech is not None and stretch.no_speech > NO_SPEECH
    unsure = stretch.logprob is not None and stretch.logprob < UNSURE
    if phantom(stretch.text):
        return (silent and unsure) or not hears()
    return silent and unsure and not hears()


def phantom(text: str) -> bool:
    """Whether these are words that are often invented, once or several times over."""
    if any(repeats(text, phrase) for phrase in PHRASES):
        return True
    said = letters(text)
    return len(said) <= LONGEST and any(said.startswith(letters(opening)) for opening in OPENINGS)
