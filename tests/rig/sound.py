"""A microphone that tests speak into: PulseAudio with a null sink whose monitor is the default source."""

import os
import subprocess
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np

from tests.rig.process import running, wait_until

SINK = "rw_mic"
SOURCE = "rw_src"

_SERVER = f"""
load-module module-native-protocol-unix
load-module module-null-sink sink_name={SINK} rate=48000 norewinds=1
load-module module-remap-source source_name={SOURCE} master={SINK}.monitor
set-default-source {SOURCE}
"""

_ALSA = "pcm.!default { type pulse }\nctl.!default { type pulse }\n"

_TICK = (16).to_bytes(2, "little") + bytes(2 * 399)  # 50 ms at 8 kHz

_AHEAD_MS = 200
"""What a player keeps ready, so that a busy computer leaves no gap in what is spoken."""

_BLOCK_BYTES = 640  # 20 ms at 16 kHz, 16 bit
_LATE_S = 0.1
_STEADY_BLOCKS = 25


@dataclass(frozen=True, slots=True)
class Microphone:
    env: Mapping[str, str]
    sink: str = SINK
    """What is played there, it hears."""
    source: str = SOURCE
    server: "subprocess.Popen[str] | None" = None

    def play(self, wav: Path, *, timeout: float = 30.0) -> None:
        """Speak a WAV file into the microphone, to its end."""
        subprocess.run(self._player(wav), env=self.env, timeout=timeout, check=True)

    @contextmanager
    def playing(self, wav: Path) -> Iterator["subprocess.Popen[str]"]:
        """Speak while the block runs; what has not been said by then stays unsaid."""
        with running(self._player(wav), env=self.env) as player:
            yield player

    def listeners(self) -> int:
        """How many have the microphone open, some parts of the rig among them."""
        command = ["pactl", "list", "short", "source-outputs"]
        done = subprocess.run(command, env=self.env, capture_output=True, text=True, timeout=10, check=True)
        return len(done.stdout.splitlines())

    @contextmanager
    def overheard(self, raw: Path) -> Iterator[Callable[[], "np.ndarray[tuple[int], np.dtype[np.float64]]"]]:
        """All that sounds in the room while the block runs, at 16 kHz, to be asked for behind it."""
        recorder = [
            "parec",
            f"--device={self.sink}.monitor",
            "--format=s16le",
            "--rate=16000",
            "--channels=1",
        ]
        with raw.open("wb") as file, running([*recorder, "--latency-msec=30"], env=self.env, stdout=file):
            wait_until(lambda: raw.stat().st_size > 0, "the room is overheard")
            yield lambda: np.frombuffer(raw.read_bytes(), np.int16) / 32768

    def pactl(self, *command: str) -> str:
        done = subprocess.run(
            ["pactl", *command], env=self.env, capture_output=True, text=True, timeout=10, check=True
        )
        return done.stdout.strip()

    @contextmanager
    def another(self, name: str, *, rate: int = 48_000) -> Iterator["Microphone"]:
        """One more microphone, called by its name, that is there while the block runs or until unplugged."""
        self.pactl("load-module", "module-null-sink", f"sink_name={name}", f"rate={rate}", "norewinds=1")
        made = Microphone(self.env, name, f"{name}_src")
        made.plug_in()
        try:
            with _kept_busy(made):
                yield made
        finally:
            with suppress(subprocess.CalledProcessError):  # the server may have gone with everything
                made.unplug()
                made.unplug_sink()

    def plug_in(self) -> None:
        about = [f"source_name={self.source}", f"master={self.sink}.monitor"]
        about += [f"source_properties=device.description={self.sink}"]
        self.pactl("load-module", "module-remap-source", *about)

    def unplug(self) -> None:
        """Only its monitor is left."""
        self._unload(f"source_name={self.source}")

    @contextmanager
    def unplugged(self) -> Iterator[None]:
        self.unplug()
        try:
            yield
        finally:
            self.plug_in()

    @contextmanager
    def muted(self) -> Iterator[None]:
        """By its switch at the sound server."""
        self.pactl("set-source-mute", self.source, "1")
        try:
            yield
        finally:
            self.pactl("set-source-mute", self.source, "0")

    def unplug_sink(self) -> None:
        self._unload(f"sink_name={self.sink}")

    def _unload(self, argument: str) -> None:
        for module in self.pactl("list", "short", "modules").splitlines():
            if argument in module.split():
                self.pactl("unload-module", module.split()[0])

    def _player(self, wav: Path) -> list[str]:
        return ["paplay", f"--latency-msec={_AHEAD_MS}", f"--device={self.sink}", str(wav)]


@contextmanager
def virtual_microphone(base: Mapping[str, str]) -> Iterator[Microphone]:
    """PulseAudio in the HOME and XDG_RUNTIME_DIR of `base`; the Microphone's `env` is for its clients."""
    home, runtime = Path(base["HOME"]), Path(base["XDG_RUNTIME_DIR"])
    env = {**base, "PULSE_RUNTIME_PATH": str(runtime / "pulse")}
    (home / ".asoundrc").write_text(_ALSA)
    (home / "pulse.pa").write_text(_SERVER)
    with sound_server(env) as server:
        yield Microphone(env, server=server)


@contextmanager
def sound_server(env: Mapping[str, str]) -> Iterator["subprocess.Popen[str]"]:
    """PulseAudio with one microphone, steady; also anew, where a test has ended the first one."""
    server = ["pulseaudio", "-n", "-F", str(Path(env["HOME"]) / "pulse.pa"), "--daemonize=no"]
    server += ["--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes"]
    with running(server, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        wait_until(lambda: _default_source(env) == SOURCE, "PulseAudio answers")
        with _kept_busy(Microphone(env)):
            yield process


@contextmanager
def _kept_busy(microphone: Microphone) -> Iterator[None]:
    """An idle null sink works in blocks as long as it may: two seconds, or 50 ms with `norewinds`.

    A player and a reader that run all the time keep it at shorter ones. What plays is silence with a faint
    tick every 50 ms: nothing but zeros would mean a microphone that has not woken up, and of noise words are
    misheard.
    """
    silence = ["pacat", "--playback", f"--device={microphone.sink}", "--latency-msec=20"]
    silence += ["--rate=8000", "--channels=1", "--format=s16le"]
    reader = ["parec", f"--device={microphone.source}", "--latency-msec=20"]
    reader += ["--rate=16000", "--channels=1", "--format=s16le"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    with ExitStack() as stack:
        heard, said = os.pipe()
        player = stack.enter_context(running(silence, env=microphone.env, stdin=heard, **quiet))
        os.close(heard)
        listener = stack.enter_context(
            running(reader, env=microphone.env, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        )
        assert listener.stdout is not None
        steady = threading.Event()
        work = [
            threading.Thread(target=_tick, args=(said,), daemon=True),
            threading.Thread(target=_drain, args=(listener.stdout, steady), daemon=True),
        ]
        for thread in work:
            thread.start()
        assert steady.wait(30.0), "the virtual microphone never became steady"
        try:
            yield
        finally:
            listener.terminate()
            player.terminate()
            for thread in work:
                thread.join(3.0)


def _default_source(env: Mapping[str, str]) -> str:
    done = subprocess.run(
        ["pactl", "get-default-source"], env=env, capture_output=True, text=True, timeout=5, check=False
    )
    return done.stdout.strip()


def _tick(pipe: int) -> None:
    """Write silence until the player ends. The pipe holds seconds of it: being late does not matter."""
    with suppress(BrokenPipeError):
        while True:
            os.write(pipe, _TICK)
    os.close(pipe)


def _drain(pipe: IO[str], steady: threading.Event) -> None:
    """Read to the end; tell once the sound has been coming in short blocks for half a second."""
    in_time = 0
    last = time.monotonic()
    while pipe.buffer.read(_BLOCK_BYTES):  # type: ignore[attr-defined]
        now = time.monotonic()
        in_time = in_time + 1 if now - last < _LATE_S else 0
        last = now
        if in_time >= _STEADY_BLOCKS:
            steady.set()
