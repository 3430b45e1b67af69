"""Models in the ONNX format, in the engine's real process: tiny ones in the files of real ones."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from queue import SimpleQueue

import numpy as np
import onnx
import onnxruntime
import pytest

from rapidwhisper.core.audio import RATE, Clip
from rapidwhisper.core.problem import Code, Problem, ProblemError
from rapidwhisper.core.settings import Device, Settings
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.local.chosen import spec_of, threads
from rapidwhisper.providers.local.engine import LocalEngine
from rapidwhisper.providers.local.engines import NoGpuError
from rapidwhisper.providers.local.onnx_engine import Onnx
from rapidwhisper.providers.local.spec import BETWEEN_PIECES_S
from rapidwhisper.providers.speech import SpeechToText
from tests.rig import tiny_models
from tests.rig.engine_process import count_threads, gone, kill_at_work, loaded, pid, priority
from tests.rig.models import as_downloaded
from tests.rig.process import wait_until
from tests.rig.tiny_models import NEMO_CTC, speech

WORDS = ("harbour", "melody", "family", "yellow", "harbour")
SPOKEN = " ".join(WORDS)

MODELS = ("parakeet-tdt-0.6b-v3", "gigaam-v3", "whisper-base", "whisper-large-v3-turbo")
PARAKEET = MODELS[0]


@dataclass
class Bench:
    """An engine, and settings that choose the models of a folder of its own."""

    folder: Path
    awaited: list[bool] = field(default_factory=list)
    engine: LocalEngine = field(init=False)

    def __post_init__(self) -> None:
        self.engine = LocalEngine(awaited=self.awaited.append)

    def settings(self, model: str = PARAKEET, **changes: object) -> Settings:
        if not (self.folder / model).exists():
            tiny_models.write(model, self.folder / model)
            if model != NEMO_CTC:
                as_downloaded(model, self.folder / model)
        chosen = str(self.folder / model) if model == NEMO_CTC else model
        basis = Settings(ai_provider="local", local_model=chosen, local_models_folder=str(self.folder))
        return replace(basis, **changes)  # type: ignore[arg-type]

    def hears(self, *words: str, language: str = "", settings: Settings | None = None) -> str:
        spec = spec_of(settings or self.settings())
        return self.engine.recognise(speech(*words), spec, language, Abort())

    def failure(self, settings: Settings, language: str = "") -> Problem:
        with pytest.raises(ProblemError) as caught:
            self.hears("window", settings=settings, language=language)
        return caught.value.problem

    def hears_meanwhile(self, *words: str) -> "Meanwhile":
        return Meanwhile(lambda: self.hears(*words))


class Meanwhile:
    """Work on a thread of its own."""

    def __init__(self, work: Callable[[], str]) -> None:
        self._outcome: SimpleQueue[str | Exception] = SimpleQueue()
        self._work = work
        threading.Thread(target=self._run, daemon=True).start()

    def __call__(self) -> str | Exception:
        return self._outcome.get(timeout=60)

    def _run(self) -> None:
        try:
            self._outcome.put(self._work())
        except Exception as error:  # noqa: BLE001 - it is what the test looks at
            self._outcome.put(error)


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    made = Bench(tmp_path)
    yield made
    made.engine.close()


# ── words ─────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("model", [*MODELS, NEMO_CTC])
def test_each_kind_of_model_is_loaded_hears_the_words_that_were_spoken_and_is_unloaded(
    model: str, bench: Bench
) -> None:
    settings = bench.settings(model)
    for words in (WORDS, ("window",)):
        assert bench.hears(*words, settings=settings) == tiny_models.text(model, words)
    process = pid(bench.engine)
    bench.engine.close()
    assert gone(process)


@pytest.mark.parametrize("model", MODELS[2:])
@pytest.mark.parametrize("language", ["", "en", "ru"])
def test_whisper_is_told_the_language(model: str, language: str, bench: Bench) -> None:
    heard = bench.hears(*WORDS, settings=bench.settings(model), language=language)
    assert heard == tiny_models.text(model, WORDS, language)


def test_the_language_of_the_settings_reaches_the_model_without_its_region(bench: Bench) -> None:
    settings = bench.settings("whisper-base", language="ru_RU")
    with closing(SpeechToText(engine=bench.engine)) as asks:
        heard = asks.text(speech(*WORDS), settings, Abort())
    assert heard.text == tiny_models.text("whisper-base", WORDS, "ru")
    assert (heard.provider, heard.model) == ("local", "whisper-base")


def test_a_language_that_the_model_does_not_know_is_named_and_the_model_stays_loaded(bench: Bench) -> None:
    settings = bench.settings("whisper-base")
    told = bench.failure(settings, "xx")
    assert told.code is Code.ENGINE_FAILED
    assert "“xx”" in told.facts["detail"]


def test_silence_is_no_words(bench: Bench) -> None:
    for model in MODELS:
        spec = spec_of(bench.settings(model))
        silent = Clip(speech("window").samples[: RATE // 4].repeat(4) // 64)
        assert bench.engine.recognise(silent, spec, "", Abort()) == ""


# ── loading ───────────────────────────────────────────────────────────────────────────────────────────────


def test_another_model_takes_the_place_of_the_one_that_is_loaded(bench: Bench) -> None:
    bench.hears("window")
    first = pid(bench.engine)
    gigaam = bench.settings("gigaam-v3")
    assert bench.hears("window", settings=gigaam) == "окно"
    assert gone(first)
    second = pid(bench.engine)
    assert bench.hears("river", settings=gigaam) == "река"
    assert pid(bench.engine) == second


def test_only_speech_that_waits_for_its_model_says_so(bench: Bench) -> None:
    bench.hears("window")
    assert bench.awaited == [True, False]
    bench.hears("window")
    bench.engine.warm_up(spec_of(bench.settings("gigaam-v3")))
    loaded(bench.engine)
    bench.hears("window", settings=bench.settings("gigaam-v3"))
    assert bench.awaited == [True, False]


def test_who_no_longer_waits_for_a_model_does_not_keep_it_from_being_loaded(bench: Bench) -> None:
    spec = spec_of(bench.settings())
    bench.engine.warm_up(spec)
    process = pid(bench.engine)
    os.kill(process, signal.SIGSTOP)
    abort = Abort()
    answer = Meanwhile(lambda: bench.engine.recognise(speech(*WORDS), spec, "", abort))
    wait_until(lambda: bench.awaited, "it waits")
    abort.ask()
    assert isinstance(answer(), AbortedError)
    wait_until(lambda: bench.awaited == [True, False], "nobody waits any more")
    os.kill(process, signal.SIGCONT)
    assert bench.hears(*WORDS) == SPOKEN
    assert pid(bench.engine) == process


@pytest.mark.parametrize("harm", ["cut off", "a web page", "of a later format", "no vocabulary", "gone"])
def test_a_damaged_model_says_so_and_another_one_can_still_be_used(harm: str, bench: Bench) -> None:
    settings = bench.settings()
    encoder = bench.folder / PARAKEET / "encoder-model.int8.onnx"
    match harm:
        case "cut off":
            encoder.write_bytes(encoder.read_bytes()[:1000])
        case "a web page":
            encoder.write_text("<!doctype html><title>Sign in</title>")
        case "of a later format":
            graph = onnx.load(str(encoder))
            graph.opset_import[0].version = 999
            onnx.save(graph, str(encoder))
        case "no vocabulary":
            (bench.folder / PARAKEET / "vocab.txt").unlink()
        case _:
            encoder.unlink()
    as_downloaded(PARAKEET, encoder.parent)  # what sizes tell is told before anything is loaded
    told = bench.failure(settings)
    assert told.code is Code.LOCAL_MODEL_UNLOADABLE
    assert told.facts["model"] == PARAKEET
    assert told.facts["detail"]
    assert bench.hears("window", settings=bench.settings("gigaam-v3")) == "окно"


def test_a_model_that_has_been_removed_is_not_fetched_from_the_hub(
    bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = tmp_path / "asked"
    (tmp_path / "huggingface_hub.py").write_text(f"open({str(asked)!r}, 'w')")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    spec = spec_of(bench.settings())
    shutil.rmtree(spec.folder)
    with pytest.raises(ProblemError) as caught:
        bench.engine.recognise(speech("window"), spec, "", Abort())
    assert caught.value.problem.code is Code.LOCAL_MODEL_UNLOADABLE
    assert not asked.exists()


def test_a_model_that_is_removed_while_somebody_speaks_costs_nothing_of_what_it_hears(bench: Bench) -> None:
    settings = bench.settings(local_only=True)
    clip = speech(*WORDS)
    with closing(SpeechToText(engine=bench.engine)) as asks:
        asks.warm_up(settings)
        loaded(bench.engine)
        ahead = asks.follow(settings)
        ahead.heard(clip.samples, speech=True)
        wait_until(lambda: ahead._taken, "it listens")
        shutil.rmtree(bench.folder / PARAKEET)
        heard = asks.text_of_followed(ahead, clip.seconds, lambda: clip, settings, Abort())
        assert heard.text == SPOKEN
        with pytest.raises(ProblemError) as caught:
            asks.text(clip, settings, Abort())
    assert caught.value.problem.code is Code.LOCAL_MODEL_ABSENT


def test_a_model_that_is_repaired_can_be_used_at_once(bench: Bench) -> None:
    settings = bench.settings()
    vocabulary = bench.folder / PARAKEET / "vocab.txt"
    whole = vocabulary.read_text()
    vocabulary.unlink()
    bench.failure(settings)
    vocabulary.write_text(whole)
    assert bench.hears("window", settings=settings) == "window"


# ── the computer ──────────────────────────────────────────────────────────────────────────────────────────


def test_built_for_processors_auto_uses_the_processor_and_gpu_says_what_to_install(bench: Bench) -> None:
    for device in (Device.AUTO, Device.CPU):
        assert bench.hears("window", settings=bench.settings(local_device=device)) == "window"
    told = bench.failure(bench.settings(local_device=Device.GPU))
    assert told.code is Code.GPU_BUILD_MISSING
    assert told.facts["remove"].endswith("-m pip uninstall onnxruntime")
    assert told.facts["command"].endswith("-m pip install onnxruntime-gpu")


@pytest.fixture
def promises_a_gpu(monkeypatch: pytest.MonkeyPatch) -> None:
    """An onnxruntime that was built for one, on a computer without it."""
    promised = ["CUDAExecutionProvider", "CPUExecutionProvider"]
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: promised)


@pytest.mark.usefixtures("promises_a_gpu")
def test_a_card_that_is_promised_and_not_there_is_done_without_or_told_where_it_is_a_must(
    bench: Bench,
) -> None:
    decode = Onnx(spec_of(bench.settings())).decode
    assert decode(speech(*WORDS).samples.tobytes(), "") == SPOKEN
    with (
        pytest.warns(UserWarning, match="CUDAExecutionProvider"),
        pytest.raises(NoGpuError, match="could not") as caught,
    ):
        Onnx(spec_of(bench.settings(local_device=Device.GPU)))
    assert caught.type is NoGpuError, "it was built for one"


def test_as_many_threads_compute_as_the_settings_say(bench: Bench) -> None:
    counted = []
    for wanted in ("1", "4"):
        bench.hears("window", settings=bench.settings(NEMO_CTC, local_threads=wanted))
        counted.append(count_threads(pid(bench.engine)))
    assert counted[1] - counted[0] == 3


@pytest.mark.parametrize(("cores", "used"), [(1, 1), (2, 1), (8, 4), (16, 8), (64, 8)])
def test_by_default_half_of_the_processor_is_left_to_the_desktop(cores: int, used: int) -> None:
    assert threads("auto", cores) == used
    assert threads("3", cores) == 3


def test_the_desktop_goes_before_the_engine(bench: Bench) -> None:
    bench.hears("window")
    assert priority(pid(bench.engine)) > priority(os.getpid())


# ── its life ──────────────────────────────────────────────────────────────────────────────────────────────


def test_its_memory_is_given_back_after_the_minutes_of_the_settings(bench: Bench) -> None:
    spec = spec_of(bench.settings(local_keep_loaded_minutes=10))
    assert spec.keep_loaded_s == 600
    bench.engine.recognise(speech("window"), spec, "", Abort())
    process = pid(bench.engine)
    bench.engine.warm_up(replace(spec, keep_loaded_s=0.1))  # as when the setting is changed
    wait_until(lambda: gone(process), "the idle engine ended")
    assert bench.hears("window") == "window"


def test_even_with_no_minutes_it_outlives_the_moment_between_the_end_of_a_dictation_and_its_last_piece(
    bench: Bench,
) -> None:
    assert spec_of(bench.settings(local_keep_loaded_minutes=0)).keep_loaded_s == BETWEEN_PIECES_S
    assert spec_of(bench.settings(local_keep_loaded_minutes=10)).keep_loaded_s == 600


def test_while_somebody_speaks_it_stays_loaded_however_long_the_pieces_are_apart(bench: Bench) -> None:
    spec = replace(spec_of(bench.settings()), keep_loaded_s=0.05)
    over = Abort()
    speaking = threading.Thread(target=lambda: bench.engine.stay_warm(spec, over))
    speaking.start()
    process = loaded(bench.engine)
    for word in ("window", "river"):
        assert bench.engine.recognise(speech(word), spec, "", Abort()) == word
        assert bench.engine._idle is None or not bench.engine._idle.is_alive()
    assert pid(bench.engine) == process
    over.ask()
    speaking.join(10)
    wait_until(lambda: gone(process), "nobody speaks any more")


def test_killed_in_the_middle_of_a_piece_the_words_come_once(bench: Bench) -> None:
    bench.hears("window")
    first = pid(bench.engine)
    os.kill(first, signal.SIGSTOP)
    answer = bench.hears_meanwhile(*WORDS)
    kill_at_work(first)
    assert answer() == SPOKEN
    assert pid(bench.engine) != first


def test_killed_while_it_loads_the_words_come_all_the_same(bench: Bench) -> None:
    bench.engine.warm_up(spec_of(bench.settings()))
    os.kill(pid(bench.engine), signal.SIGSTOP)
    answer = bench.hears_meanwhile(*WORDS)
    wait_until(lambda: bench.awaited, "it waits")
    os.kill(pid(bench.engine), signal.SIGKILL)
    assert answer() == SPOKEN


def test_killed_at_a_segment_while_the_user_speaks_on_all_words_come_once(bench: Bench) -> None:
    settings = bench.settings(segment_seconds=4.0)
    rest = ("river", "garden", "morning")
    said = [speech(*words).samples for words in (WORDS, rest)]
    asks = SpeechToText(engine=bench.engine)
    asks.warm_up(settings)
    first = loaded(bench.engine)
    os.kill(first, signal.SIGSTOP)
    ahead = asks.follow(settings)
    ahead.heard(said[0], speech=True)
    ahead.paused(len(said[0]))
    kill_at_work(first)
    for block in np.array_split(said[1], 3):
        ahead.heard(block, speech=True)
    seconds = sum(map(len, said)) / RATE
    heard = asks.text_of_followed(ahead, seconds, lambda: pytest.fail("asked anew"), settings, Abort())
    assert heard.text == " ".join((*WORDS, *rest))


# ── the network ───────────────────────────────────────────────────────────────────────────────────────────

TALKATIVE = """
import os, socket

class Manager:
    def __init__(self, *arguments, **options):
        socket.create_connection(("127.0.0.1", int(os.environ["SOMEBODY"])))
"""


@pytest.fixture
def talkative(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Whom a library that would like to talk to somebody tries to reach."""
    library = tmp_path / "library" / "onnx_asr"
    library.mkdir(parents=True)
    (library / "__init__.py").touch()
    (library / "adapters.py").write_text("class TextResultsAsrAdapter: pass\n")
    (library / "loader.py").write_text(TALKATIVE)
    monkeypatch.setenv("PYTHONPATH", str(library.parent))
    with socket.create_server(("127.0.0.1", 0)) as server:
        monkeypatch.setenv("SOMEBODY", str(server.getsockname()[1]))
        server.setblocking(False)
        yield server


def test_no_library_in_the_engines_process_can_talk_to_anybody(
    talkative: socket.socket, bench: Bench
) -> None:
    told = bench.failure(bench.settings())
    assert "must not use the network" in told.facts["detail"]
    with pytest.raises(BlockingIOError):
        talkative.accept()


def test_elsewhere_the_same_library_does_talk(talkative: socket.socket) -> None:
    subprocess.run(
        [sys.executable, "-c", "from onnx_asr.loader import Manager; Manager()"], timeout=60, check=True
    )
    talkative.accept()[0].close()


@pytest.mark.parametrize(
    "attempt",
    [
        "socket.create_connection(('127.0.0.1', 9))",
        "socket.getaddrinfo('speech.invalid', 443)",
        "socket.gethostbyname('speech.invalid')",
        "socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b'', ('127.0.0.1', 9))",
        "urllib.request.urlopen('http://speech.invalid')",
    ],
)
def test_neither_a_name_is_looked_up_nor_anything_sent(attempt: str) -> None:
    code = (
        "import socket, urllib.request\n"
        "from rapidwhisper.providers.local.no_network import refuse_network\n"
        "refuse_network()\n"
        f"try:\n    {attempt}\nexcept OSError as error:\n    print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert "must not use the network" in done.stdout, done.stderr
