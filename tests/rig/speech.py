"""Spoken sentences: three in flite's voice `rms` that the small on-device recogniser gets exactly right."""

import subprocess
import wave
from pathlib import Path

SENTENCES = (
    "please send the report to the finance team before the end of the week",
    "the quick brown fox jumped over the lazy dog",
    "hello world this is a test of the dictation system",
)

SILENCE_BEFORE_S = 0.3
SILENCE_AFTER_S = 0.4

HELLO_S = 0.15, 0.65
"""Where flite's "hello" is loud."""


def speech(text: str, folder: Path, *, times: int = 1) -> Path:
    """A WAV file, 16 kHz mono, of the text with a little silence around; made once per folder."""
    wav = folder / f"{text.replace(' ', '-')[:60]}-{times}.wav"
    if not wav.exists():
        raw = folder / f"raw-{wav.name}"
        command = ["flite", "-voice", "rms", "-t", " ".join([text] * times), "-o", str(raw)]
        subprocess.run(command, capture_output=True, timeout=60, check=True)
        _with_silence(raw, wav)
    return wav


def seconds(wav: Path) -> float:
    with wave.open(str(wav)) as file:
        frames, rate = file.getnframes(), file.getframerate()
    return float(frames / rate)


def _with_silence(raw: Path, wav: Path) -> None:
    with wave.open(str(raw)) as source, wave.open(str(wav), "wb") as padded:
        padded.setparams(source.getparams())
        frame = b"\0" * source.getsampwidth() * source.getnchannels()
        rate = source.getframerate()
        padded.writeframes(frame * int(rate * SILENCE_BEFORE_S))
        padded.writeframes(source.readframes(source.getnframes()))
        padded.writeframes(frame * int(rate * SILENCE_AFTER_S))


def brief(folder: Path) -> Path:
    """Half a second that is heard as speech, for tests in which the server decides what was said."""
    whole, wav = folder / "hello.wav", folder / "brief.wav"
    command = ["flite", "-voice", "rms", "-t", "hello", "-o", str(whole)]
    subprocess.run(command, capture_output=True, timeout=60, check=True)
    with wave.open(str(whole)) as source, wave.open(str(wav), "wb") as cut:
        cut.setparams(source.getparams())
        rate = source.getframerate()
        source.setpos(int(rate * HELLO_S[0]))
        cut.writeframes(source.readframes(int(rate * (HELLO_S[1] - HELLO_S[0]))))
    return wav
