"""Makes the sounds of `assets/sounds/` anew: `python tools/sounds.py [FOLDER]`.

Two soft notes each: rising when recording starts, falling when it stops, twice the same low one for an error.
"""

import sys
import wave
from pathlib import Path

import numpy as np

RATE = 48_000
PEAK = 0.125  # -18 dBFS
NOTES_HZ = {"start": (660, 880), "stop": (880, 660), "error": (330, 330)}
NOTE_S = {"start": 0.06, "stop": 0.06, "error": 0.09}


def synthesised(name: str) -> bytes:
    """16-bit mono samples at RATE."""
    notes = [_note(hertz, NOTE_S[name]) for hertz in NOTES_HZ[name]]
    return np.round(np.concatenate(notes) * 32767).astype("<i2").tobytes()


def _note(hertz: float, seconds: float) -> np.ndarray:
    """A sine with an octave above it, swelling and fading so that nothing clicks."""
    time = np.arange(round(RATE * seconds)) / RATE
    tone = np.sin(2 * np.pi * hertz * time) + 0.3 * np.sin(4 * np.pi * hertz * time)
    return PEAK / 1.3 * tone * np.sin(np.pi * time / seconds) ** 1.5


def write(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name in NOTES_HZ:
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(synthesised(name))


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1] / "assets" / "sounds")
