"""Sound files through servers that hear every word's number: what comes back, in which order, and when."""

import math
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from rapidwhisper.audio.file import SoundFile
from rapidwhisper.core.audio import RATE
from rapidwhisper.core.cutting import Lengths
from rapidwhisper.core.passage import Passage, text_of
from rapidwhisper.core.problem import Code
from rapidwhisper.core.settings import DEFAULTS, Settings
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.transcribing import asked
from rapidwhisper.transcribing.lengths import BESIDE_DICTATIONS, FOR_SUBTITLES, FOR_TEXT, lengths
from rapidwhisper.transcribing.parts import parts
from rapidwhisper.transcribing.work import Work
from tests.rig.sound_file import FORMATS, studio
from tests.rig.speech import SENTENCES, speech
from tests.rig.speech_server import Answer, Request, SpeechServer, as_json, rate_limited
from tests.rig.tone_speech import Recipe, Spoken, sound, understands

SHORT = Lengths(3.0, 8.0)


@pytest.fixture(scope="module")
def spoken() -> Spoken:
    return Recipe("nearly half a minute", 24, 1).make()


@pytest.fixture(scope="module")
def file(spoken: Spoken, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return studio(spoken.samples, tmp_path_factory.mktemp("sound") / "speech.flac")


@pytest.fixture
def server() -> Iterator[SpeechServer]:
    with SpeechServer() as listening:
        listening.answers(understands)
        yield listening


@pytest.fixture
def settings(server: SpeechServer) -> Settings:
    """Groq, which takes three requests at a time."""
    return replace(
        DEFAULTS, ai_provider="groq", groq_base_url=server.url, groq_api_key="k", custom_base_url=server.url
    )


def transcribed(path: Path, settings: Settings, wished: Lengths) -> list[Passage]:
    with closing(SpeechToText()) as speech_to_text, SoundFile(path) as opened:
        can = speech_to_text.capabilities(settings)
        work = Work(speech_to_text, settings, at_once=can.at_once, stopped=lambda: False)
        return list(work.passages(parts(opened, wished), opened.seconds))


@pytest.mark.parametrize("name", FORMATS)
def test_every_word_of_every_format_comes_once_and_in_order(
    name: str, spoken: Spoken, tmp_path: Path, server: SpeechServer, settings: Settings
) -> None:
    path = studio(spoken.samples, tmp_path / name)
    before = path.read_bytes()
    passages = transcribed(path, settings, SHORT)
    assert text_of(passages) == spoken.text
    assert [each.start_s for each in passages[1:]] == [each.stop_s for each in passages[:-1]]
    sent = sum(len(sound(request)) for request in server.requests)
    assert sent / RATE == pytest.approx(SoundFile(path).seconds, abs=0.001)
    assert path.read_bytes() == before


def test_a_subtitle_stands_there_while_its_words_are_spoken(
    spoken: Spoken, file: Path, settings: Settings
) -> None:
    passages = transcribed(file, settings, FOR_SUBTITLES)
    assert max(each.stop_s - each.start_s for each in passages) < 7.1
    by_word = {word: each for each in passages for word in each.text.split()}
    for number, (first, behind) in zip(spoken.words, spoken.places, strict=True):
        cue = by_word[f"w{number}"]
        assert cue.start_s <= first / RATE
        assert behind / RATE <= cue.stop_s


def test_who_bills_ten_seconds_in_any_case_is_not_sent_less(settings: Settings) -> None:
    with closing(SpeechToText()) as speech_to_text:
        billed = lengths(FOR_SUBTITLES, speech_to_text.capabilities(settings))
        own = lengths(FOR_SUBTITLES, speech_to_text.capabilities(replace(settings, ai_provider="custom")))
        glm = lengths(FOR_TEXT, speech_to_text.capabilities(replace(settings, ai_provider="glm")))
    assert (billed, own) == (Lengths(10.0, 20.0), FOR_SUBTITLES)
    assert glm.longest <= 30.0


@pytest.mark.parametrize("wished", [FOR_SUBTITLES, BESIDE_DICTATIONS, FOR_TEXT])
def test_whisper_does_not_compute_its_window_again_for_every_few_seconds(file: Path, wished: Lengths) -> None:
    whisper = replace(DEFAULTS, ai_provider="local", local_model="whisper-base")
    with closing(SpeechToText()) as speech_to_text, SoundFile(file) as opened:
        can = speech_to_text.capabilities(whisper)
        pieces = list(parts(opened, lengths(wished, can)))
        seconds = opened.seconds
    windows = math.ceil(seconds / 30)
    assert len(pieces) <= windows + 1, "each costs a window"
    assert max(piece.clip.seconds for piece in pieces) <= 30


def failing_at(word: str, answer: Answer) -> Callable[[Request], Answer | str]:
    return lambda request: answer if word in understands(request).split() else understands(request)


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asked, "PAUSE_S", 0.01)


@pytest.mark.usefixtures("impatient")
def test_a_part_that_always_fails_is_a_gap_and_everything_else_comes(
    spoken: Spoken, file: Path, server: SpeechServer, settings: Settings
) -> None:
    server.answers(failing_at("w20", as_json({"error": {"message": "out of memory"}}, 500)))
    passages = transcribed(file, settings, SHORT)
    (gap,) = [each for each in passages if each.problem is not None]
    assert gap.problem is not None
    assert gap.problem.code is Code.SERVER_ERROR
    lost = {n for n, (at, _) in enumerate(spoken.places) if gap.start_s <= at / RATE < gap.stop_s}
    assert 20 in lost
    heard = [f"w{number}" for number in spoken.words if number not in lost]
    assert [word for word in text_of(passages).split() if word != "[…]"] == heard
    assert len(server.requests) == len(passages) + asked.ATTEMPTS - 1


@pytest.mark.usefixtures("impatient")
def test_what_fails_once_is_asked_for_again(
    spoken: Spoken, file: Path, server: SpeechServer, settings: Settings
) -> None:
    server.script([as_json({}, 500), rate_limited(0.05)])
    assert text_of(transcribed(file, settings, SHORT)) == spoken.text


def test_a_refused_key_ends_the_file_at_once(file: Path, server: SpeechServer, settings: Settings) -> None:
    server.answers(as_json({"error": {"message": "no such key"}}, 401))
    passages = transcribed(file, settings, SHORT)
    assert {each.problem and each.problem.code for each in passages} == {Code.KEY_REFUSED}
    assert passages[-1].stop_s == SoundFile(file).seconds
    assert len(server.requests) <= 3


def test_what_is_silent_is_not_sent(tmp_path: Path, server: SpeechServer, settings: Settings) -> None:
    soundfile.write(tmp_path / "silence.flac", np.zeros(30 * RATE), RATE)
    passages = transcribed(tmp_path / "silence.flac", settings, SHORT)
    assert (text_of(passages), server.requests) == ("", [])


def test_what_can_be_read_of_a_damaged_file_is_transcribed(
    spoken: Spoken, file: Path, tmp_path: Path, settings: Settings
) -> None:
    data = file.read_bytes()
    broken = tmp_path / "broken.flac"
    broken.write_bytes(data[: len(data) // 2])
    passages = transcribed(broken, settings, SHORT)
    words = text_of(passages).removesuffix("[…]").split()
    assert len(words) > len(spoken.words) // 3
    assert words[:-1] == spoken.text.split()[: len(words) - 1]
    assert passages[-1].problem is not None
    assert passages[-1].problem.code is Code.FILE_DAMAGED
    assert passages[-1].stop_s == pytest.approx(len(spoken.samples) / RATE, abs=0.01)


def test_the_engine_on_this_computer_hears_a_file(tmp_path: Path) -> None:
    words = soundfile.read(speech(SENTENCES[0], tmp_path), dtype="int16")[0]
    path = studio(words, tmp_path / "speech.mp3")
    passages = transcribed(path, DEFAULTS, FOR_TEXT)
    assert {each.provider for each in passages} == {"local"}
    assert len(set(text_of(passages).lower().split()) & set(SENTENCES[0].lower().strip(".").split())) > 1


PEAK = """
import sys
from pathlib import Path
from rapidwhisper.audio.file import SoundFile
from rapidwhisper.core.cutting import Lengths
from rapidwhisper.transcribing import parts as cutting
cutting.load_detector = lambda: lambda _chunk: 0.0
with SoundFile(Path(sys.argv[1])) as file:
    print(sum(len(part.clip.samples) for part in cutting.parts(file, Lengths(20.0, 45.0))))
status = Path("/proc/self/status").read_text()
print(status.partition("VmHWM:")[2].split()[0])
"""


def test_memory_does_not_grow_with_the_length_of_a_file(tmp_path: Path) -> None:
    """Eight minutes as floating point numbers in two channels are 180 MB."""
    peaks_kb = []
    for minutes in (1, 8):
        path = tmp_path / f"{minutes}.flac"
        with soundfile.SoundFile(path, "w", 48_000, 2) as out:
            for _ in range(minutes):
                out.write(np.zeros((60 * 48_000, 2), np.float32))
        done = subprocess.run([sys.executable, "-c", PEAK, path], capture_output=True, text=True, check=True)
        samples, peak_kb = map(int, done.stdout.split())
        assert samples == minutes * 60 * RATE
        peaks_kb.append(peak_kb)
    assert peaks_kb[1] - peaks_kb[0] < 30_000
