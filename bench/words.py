"""What the tables of the figures say in each language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bench.figures import Verdict


@dataclass(frozen=True, slots=True)
class Words:
    page: str
    said: Callable[[str], str]
    """A name or a unit of a figure."""
    figures: str
    """The columns of the table."""
    calibrations: str
    verdicts: Mapping[Verdict, str]
    run: str
    whole: str
    decimal: str


_RUSSIAN = {
    "overhead, 5 s of speech": "накладные расходы, 5 с речи",
    "after 120 s of speech ÷ after 10 s": "после 120 с речи ÷ после 10 с",
    "missing after key-down": "потеряно после нажатия",
    "missing before key-up": "потеряно перед остановкой",
    "sent per second of speech, flac": "отправлено на секунду речи, FLAC",
    "sent per second of speech, opus": "отправлено на секунду речи, Opus",
    "unsent at the stop key, flac": "ещё не отправлено к остановке, FLAC",
    "unsent at the stop key, opus": "ещё не отправлено к остановке, Opus",
    "connections, first dictation": "соединения, первая диктовка",
    "connections, after 5 minutes' rest": "соединения, после 5 минут покоя",
    "connections, server closes after 5 s": "соединения, сервер закрывает через 5 с",
    "CPU over 60 s of idleness": "процессор за 60 с простоя",
    "wake-ups while idle": "пробуждения в простое",
    "memory after the start": "память после запуска",
    "memory after 50 dictations": "память после 50 диктовок",
    "growth per dictation": "прирост на диктовку",
    "start ÷ bare start": "запуск ÷ голый запуск",
    "first dictation, 3 s of speech": "первая диктовка, 3 с речи",
    "bare clipboard and Shift+Insert": "голые буфер обмена и Shift+Insert",
    "bare QApplication with a tray icon": "голый QApplication со значком в трее",
    "hotkey armed": "клавиша готова",
    "everything there": "готово всё",
    "after 10 s of speech": "после 10 с речи",
    "after 120 s of speech": "после 120 с речи",
    "a bare recorder, later than the soonest": "голая запись, позже самого раннего",
    "stop key to text, 10 s of speech": "от остановки до текста, 10 с речи",
    "stop key to text, 60 s of speech": "от остановки до текста, 60 с речи",
    "all after the stop, 10 s of speech": "всё после остановки, 10 с речи",
    "all after the stop, 60 s of speech": "всё после остановки, 60 с речи",
    "words wrong, 10 s": "неверные слова, 10 с",
    "words wrong, 60 s": "неверные слова, 60 с",
    "words wrong, all after the stop, 10 s": "неверные слова, всё после остановки, 10 с",
    "words wrong, all after the stop, 60 s": "неверные слова, всё после остановки, 60 с",
    "words changed by the cuts, 10 s": "слова, изменённые разрезами, 10 с",
    "words changed by the cuts, 60 s": "слова, изменённые разрезами, 60 с",
    "words changed by decoding twice, 10 s": "слова, изменённые повторным разбором, 10 с",
    "words changed by decoding twice, 60 s": "слова, изменённые повторным разбором, 60 с",
    "program and engine, at the start": "программа и движок, до первой диктовки",
    "program and engine, loaded": "программа и движок, модель загружена",
    "program and engine, idled out": "программа и движок, после выгрузки",
    "engine alone, loaded": "только движок, модель загружена",
    "as RSS, at the start": "то же как RSS, до первой диктовки",
    "as RSS, loaded": "то же как RSS, модель загружена",
    "as RSS, idled out": "то же как RSS, после выгрузки",
    "ms": "мс",
    "s": "с",
    "kB": "кБ",
    "MB": "МБ",
    "%": "%",
    "/s": "/с",
    "": "",
}

ENGLISH = Words(
    "docs/performance.md",
    str,
    " | figure | N | p50 | p95 | must reach | aim | reached",
    " | beside it | N | p50 | p95",
    {
        Verdict.AIM: "**aim**",
        Verdict.MUST: "must",
        Verdict.MISSED: "no",
        Verdict.NOT_THERE: "not there",
        Verdict.SHOWN: "–",
    },
    "{date}, {cpus} cores, load {load} at the start, {minutes} minutes.",
    "{key}: every word came once, whole and in its place in {whole} of {count}.",
    ".",
)
RUSSIAN = Words(
    "docs/ru/performance.md",
    lambda name: name if name.startswith("`") else _RUSSIAN[name],
    " | показатель | N | p50 | p95 | обязательно | цель | достигнуто",
    " | рядом | N | p50 | p95",
    {
        Verdict.AIM: "**цель**",
        Verdict.MUST: "обязательное",
        Verdict.MISSED: "нет",
        Verdict.NOT_THERE: "пока нет",
        Verdict.SHOWN: "–",
    },
    "{date}, ядер: {cpus}, нагрузка в начале: {load}, минут: {minutes}.",
    "{key}: каждое слово пришло один раз, целиком и на своё место в {whole} из {count}.",
    ",",
)
