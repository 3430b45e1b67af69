"""The engine on this computer, with real speech, real processes and real crashes."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile

from rapidwhisper.core.audio import Clip
from rapidwhisper.core.events import Event, NotTranscribed, Transcribed
from rapidwhisper.core.ports import Transcriber
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.local import child, install
from rapidwhisper.providers.local.engine import LocalEngine
from rapidwhisper.providers.local.spec import Spec
from rapidwhisper.providers.local.speeds import Speeds
from rapidwhisper.providers.speech import SpeechToText
from rapidwhisper.providers.transcriber import ThreadTranscriber
from tests.contracts.transcriber import Booth, TranscriberContract, tone
from tests.rig.engine_process import gone, kill_at_work, loaded, pid
from tests.rig.process import running, wait_until
from tests.rig.recordings import Recordings
from tests.rig.speech import SENTENCES, speech
from tests.rig.speech_server import SpeechServer, as_json

FRAMES = "from rapidwhisper.providers.local.frames import *; import os, sys, time; "
SOURCE = "source, sink = sys.stdin.buffer, sys.stdout.buffer; write_frame(sink, Kind.READY, b''); "
"""Stand-ins for the worker that misbehave on command are written with these."""


BASIC = Spec()


def worker(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", FRAMES + SOURCE + code)


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Clip]:
    folder = tmp_path_factory.mktemp("speech")
    return {
        sentence: Clip(soundfile.read(speech(sentence, folder), dtype="int16")[0]) for sentence in SENTENCES
    }


@pytest.fixture(scope="module")
def engine() -> Iterator[LocalEngine]:
    made = LocalEngine()
    yield made
    made.close()


@pytest.fixture
def fragile() -> Iterator[LocalEngine]:
    made = LocalEngine()
    yield made
    made.close()


# ── recognition ───────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0)])
def test_three_sentences_word_for_word_whatever_was_said_before(
    engine: LocalEngine, spoken: dict[str, Clip], order: tuple[int, ...]
) -> None:
    sentences = [SENTENCES[number] for number in order]
    assert [engine.recognise(spoken[sentence], BASIC, "", Abort()) for sentence in sentences] == sentences


def test_a_long_recording_reaches_the_engine_in_pieces_of_a_minute_at_most() -> None:
    """Longer utterances cost it memory and accuracy, and the deadline of one is not that of an hour."""
    code = (
        "kind, pcm = read_frame(source)\n"
        "while True:\n"
        "    write_frame(sink, Kind.TEXT, str(len(pcm) // 32000).encode())\n"
        "    kind, pcm = read_frame(source)\n"
    )
    with closing(SpeechToText(engine=LocalEngine(command=worker(f"exec({code!r})")))) as speech_to_text:
        heard = speech_to_text.text(tone(150.0), Settings(), Abort())
    seconds = [int(words) for words in heard.text.split()]
    assert max(seconds) <= 60
    assert 150 - len(seconds) <= sum(seconds) <= 150


def test_one_process_serves_them_all(engine: LocalEngine, spoken: dict[str, Clip]) -> None:
    engine.recognise(spoken[SENTENCES[1]], BASIC, "", Abort())
    before = pid(engine)
    engine.recognise(spoken[SENTENCES[1]], BASIC, "", Abort())
    assert pid(engine) == before


def test_the_program_keeps_running_while_the_engine_decodes(
    engine: LocalEngine, spoken: dict[str, Clip]
) -> None:
    """In the same process the decoder would hold the interpreter's lock for as long as it works."""
    heard: list[str] = []
    clip = spoken[SENTENCES[0]]
    work = threading.Thread(target=lambda: heard.append(engine.recognise(clip, BASIC, "", Abort())))
    work.start()
    ticks = 0
    while work.is_alive():
        work.join(0.01)
        ticks += 1
    assert heard == [SENTENCES[0]]
    assert ticks > 5


def test_through_the_transcriber_with_nothing_configured(
    spoken: dict[str, Clip], engine: LocalEngine
) -> None:
    events: list[Event] = []
    asks = ThreadTranscriber(
        events.append, Recordings(lambda _: spoken[SENTENCES[1]]), SpeechToText(engine=engine)
    )
    asks.warm_up(Settings())
    asks.start(1, 1, Settings())
    wait_until(lambda: events, "the answer", seconds=60)
    assert events == [Transcribed(1, 1, SENTENCES[1], "local")]


def test_a_dictation_leaves_the_speed_of_its_model_for_the_next_start(
    tmp_path: Path, spoken: dict[str, Clip]
) -> None:
    path, clip = tmp_path / "speeds.json", spoken[SENTENCES[1]]
    with closing(SpeechToText(speeds=Speeds(path))) as speech_to_text:
        assert speech_to_text.measured(Settings()) is None
        assert speech_to_text.text(clip, Settings(), Abort()).text == SENTENCES[1]
        measured = speech_to_text.measured(Settings())
    assert measured is not None
    assert measured.speech_s == pytest.approx(clip.seconds)
    assert measured.took_s > 0
    assert SpeechToText(speeds=Speeds(path)).measured(Settings()) == measured
    assert SpeechToText(speeds=Speeds(path)).measured(Settings(ai_provider="groq")) is None


def test_the_loading_of_a_model_does_not_count_as_slow_decoding() -> None:
    loads_s = 1.0
    code = f"time.sleep({loads_s}); write_frame(sink, Kind.READY, b''); read_frame(source); "
    code += "write_frame(sink, Kind.TEXT, b'hello'); read_frame(source)"
    told: list[tuple[Spec, float, float]] = []
    source = "source, sink = sys.stdin.buffer, sys.stdout.buffer; "
    command = (sys.executable, "-c", FRAMES + source + code)
    engine = LocalEngine(command=command, decoded=lambda *piece: told.append(piece))
    began = time.monotonic()
    engine.recognise(tone(2.0), BASIC, "", Abort())
    all_of_it_s = time.monotonic() - began
    engine.close()
    ((spec, speech_s, took_s),) = told
    assert (spec, speech_s) == (BASIC, 2.0)
    assert took_s < all_of_it_s - loads_s


def test_a_language_that_it_does_not_speak_is_refused() -> None:
    with pytest.raises(ProblemError) as caught:
        SpeechToText().text(tone(1), Settings(language="ru"), Abort())
    assert caught.value.problem.code is Code.LANGUAGE_UNSUPPORTED
    assert caught.value.problem.facts == {"language": "ru", "provider": "basic-en"}


def test_a_missing_engine_is_named_with_its_install_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "POCKETSPHINX", {"an_engine_that_nobody_has": "an-engine"})
    events: list[Event] = []
    asks = ThreadTranscriber(events.append, Recordings(lambda _: tone(1)))
    asks.warm_up(Settings())
    asks.start(1, 1, Settings())
    wait_until(lambda: events, "the problem")
    (told,) = events
    assert isinstance(told, NotTranscribed)
    assert told.problem.code is Code.ENGINE_MISSING
    assert "an-engine" in told.problem.facts["command"]


# ── crashes ───────────────────────────────────────────────────────────────────────────────────────────────


def busy() -> tuple[str, ...]:
    """Takes a request and never answers."""
    return worker("read_frame(source); time.sleep(600)")


def failure(engine: LocalEngine) -> str:
    with pytest.raises(ProblemError) as caught:
        engine.recognise(tone(0.5), BASIC, "", Abort())
    assert caught.value.problem.code is Code.ENGINE_FAILED
    return caught.value.problem.facts["detail"]


def test_killed_while_decoding_another_takes_over_and_the_words_come_once(
    fragile: LocalEngine, spoken: dict[str, Clip], caplog: pytest.LogCaptureFixture
) -> None:
    fragile.warm_up(BASIC)
    first = loaded(fragile)
    os.kill(first, signal.SIGSTOP)
    heard: list[str] = []
    clip = spoken[SENTENCES[0]]
    work = threading.Thread(target=lambda: heard.append(fragile.recognise(clip, BASIC, "", Abort())))
    work.start()
    kill_at_work(first)
    work.join(60)
    assert heard == [SENTENCES[0]]
    assert pid(fragile) != first
    assert "another one takes over" in caplog.text


def test_killed_twice_at_the_same_piece_is_a_problem_and_the_next_dictation_works(tmp_path: Path) -> None:
    """Whatever kills it, memory perhaps, must not be met for ever."""
    starts = tmp_path / "starts"
    code = (
        f"open({str(starts)!r}, 'a').write('.'); read_frame(source); "
        "import signal; os.kill(os.getpid(), signal.SIGKILL)"
    )
    engine = LocalEngine(command=worker(code))
    assert "memory" in failure(engine)
    assert starts.read_text() == ".."
    failure(engine)
    assert starts.read_text() == "...."


def test_a_model_whose_loading_is_killed_twice_cannot_be_loaded() -> None:
    """Most likely it is too large for this computer, which a smaller one would not be."""
    code = f"{FRAMES} import signal; os.kill(os.getpid(), signal.SIGKILL)"
    engine = LocalEngine(command=(sys.executable, "-c", code))
    with pytest.raises(ProblemError) as caught:
        engine.recognise(tone(0.5), Spec("large", "whisper"), "", Abort())
    assert caught.value.problem.code is Code.LOCAL_MODEL_UNLOADABLE
    assert caught.value.problem.facts["model"] == "large"
    assert "memory" in caught.value.problem.facts["detail"]


def test_a_card_that_the_engine_cannot_use_is_told_as_such() -> None:
    code = f"{FRAMES} write_frame(sys.stdout.buffer, Kind.NO_GPU, b'no CUDA'); time.sleep(600)"
    engine = LocalEngine(command=(sys.executable, "-c", code))
    with pytest.raises(ProblemError) as caught:
        engine.recognise(tone(0.5), BASIC, "", Abort())
    assert caught.value.problem.code is Code.GPU_UNUSABLE
    assert caught.value.problem.facts["detail"] == "no CUDA"


def test_a_model_that_is_never_loaded_is_not_waited_for_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "LOADING_LIMIT_S", 0.5)
    engine = LocalEngine(command=(sys.executable, "-c", "import time; time.sleep(600)"))
    assert failure(engine) == "it was not loaded within 0.5 s"


def test_died_while_nobody_was_looking_is_not_even_noticed(
    fragile: LocalEngine, spoken: dict[str, Clip]
) -> None:
    fragile.warm_up(BASIC)
    first = pid(fragile)
    os.kill(first, signal.SIGKILL)
    wait_until(lambda: gone(first), "the engine is dead")
    assert fragile.recognise(spoken[SENTENCES[1]], BASIC, "", Abort()) == SENTENCES[1]


def test_the_last_words_of_a_dying_engine_are_kept() -> None:
    assert failure(LocalEngine(command=worker("sys.exit('model not found')"))) == "model not found"


def test_a_silent_death_is_told_with_its_status() -> None:
    assert failure(LocalEngine(command=worker("read_frame(source); os._exit(3)"))) == "it ended with status 3"


def test_an_answer_that_makes_no_sense_is_a_problem() -> None:
    assert "sense" in failure(
        LocalEngine(command=worker("sink.write(b'Hello, here I am'); sink.flush(); time.sleep(600)"))
    )


def test_a_failure_that_the_engine_reports_is_passed_on() -> None:
    code = "read_frame(source); write_frame(sink, Kind.FAILED, b'out of memory'); time.sleep(600)"
    assert failure(LocalEngine(command=worker(code))) == "out of memory"


def test_an_engine_that_does_not_come_to_an_end_is_ended() -> None:
    assert failure(LocalEngine(command=busy(), limit_s=lambda _: 0.5)) == "no answer within 0.5 s"


def test_a_program_that_cannot_be_started_is_a_problem() -> None:
    assert failure(LocalEngine(command=("/nonexistent/python",)))


# ── its life ──────────────────────────────────────────────────────────────────────────────────────────────


def test_it_ends_when_idle_and_comes_back_when_needed(spoken: dict[str, Clip]) -> None:
    engine = LocalEngine()
    engine.warm_up(replace(BASIC, keep_loaded_s=0.2))
    first = pid(engine)
    wait_until(lambda: gone(first), "the idle engine ended")
    assert engine.recognise(spoken[SENTENCES[1]], BASIC, "", Abort()) == SENTENCES[1]
    engine.close()


def test_closing_ends_the_process_and_may_be_repeated() -> None:
    engine = LocalEngine()
    engine.warm_up(BASIC)
    process = pid(engine)
    engine.close()
    engine.close()
    assert gone(process)


def test_the_engine_dies_with_a_program_that_was_killed() -> None:
    code = (
        "from rapidwhisper.providers.local.engine import LocalEngine; import time; "
        "from rapidwhisper.providers.local.spec import Spec; "
        "engine = LocalEngine(); engine.warm_up(Spec()); "
        "print(engine._child.pid, flush=True); time.sleep(600)"
    )
    with running([sys.executable, "-c", code], stdout=subprocess.PIPE) as program:
        assert program.stdout is not None
        process = int(program.stdout.readline())
        assert not gone(process)
        program.kill()
        program.wait()
        wait_until(lambda: gone(process), "the engine followed its program", seconds=30)


def test_the_worker_imports_neither_the_desktop_nor_the_network() -> None:
    code = (
        "import sys, rapidwhisper.providers.local.worker, rapidwhisper.providers.local.pocketsphinx_engine; "
        "sys.exit(', '.join({'PySide6', 'openai', 'httpx2', 'sounddevice'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_file_in_the_current_folder_does_not_become_part_of_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, spoken: dict[str, Clip]
) -> None:
    (tmp_path / "struct.py").write_text("raise SystemExit('not mine')")
    (tmp_path / "wave.py").write_text("raise SystemExit('not mine')")
    monkeypatch.chdir(tmp_path)
    engine = LocalEngine()
    assert engine.recognise(spoken[SENTENCES[1]], BASIC, "", Abort()) == SENTENCES[1]
    engine.close()


# ── the contract, with a worker that says what the test wants ─────────────────────────────────────────────

SCRIPTED = """
while True:
    read_frame(source)
    while not (order := open(sys.argv[1]).read()):
        time.sleep(0.01)
    kind = Kind.FAILED if order == "!" else Kind.TEXT
    write_frame(sink, kind, order.encode())
"""


class EngineBooth:
    events: list[Event]
    transcriber: Transcriber

    def __init__(self, folder: Path, server: SpeechServer) -> None:
        self._order = folder / "order"
        self.server = server
        self.events = []
        self.settings = Settings(fallback_providers=("custom",), custom_base_url=server.url)
        code = "from rapidwhisper.providers.local.frames import *; import sys, time\n"
        code += SOURCE + "\n" + SCRIPTED
        self.engine = LocalEngine(command=(sys.executable, "-c", code, str(self._order)))
        self.real = self.transcriber = ThreadTranscriber(
            self.events.append, Recordings(lambda _: tone(0.5)), SpeechToText(engine=self.engine)
        )

    def hears(self, text: str) -> None:
        self._order.write_text(text)

    def fails(self) -> None:
        self._order.write_text("!")

    def is_stood_in_for(self, text: str) -> None:
        self.fails()
        self.server.answers(text)

    def thinks(self) -> None:
        self._order.write_text("")

    def settle(self) -> None:
        wait_until(lambda: not _at_work(), "every transcription ended")


def _at_work() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("transcribe-")]


class TestLocalTranscriber(TranscriberContract):
    @pytest.fixture
    def booth(self, tmp_path: Path) -> Iterator[Booth]:
        with SpeechServer() as server:
            booth = EngineBooth(tmp_path, server)
            server.answers(as_json({"error": {"message": "nobody asked for me"}}, 500))
            yield booth
            booth.real.close()
