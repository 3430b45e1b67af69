"""P4: how much is sent for a second of speech, and how much of it is left to send at the stop key."""

import numpy as np

from bench.desk import UPLINK_BYTES_PER_S, Timed, is_whole, running_desk, something, speech, thinking
from bench.figures import Figure
from rapidwhisper.core.audio import RATE, Samples
from tests.rig.tone_speech import sound, understands, wav

SEEDS = range(3)
"""Of the recordings: where the pauses lie decides how much is left in the end."""
SPEAKS_S = 60.0
ROOM = 0.0003
"""RMS of the room's noise, -70 dBFS: it decides how much a lossless format can save."""
LOWEST_HZ = 50.0


def lossless() -> list[Figure]:
    return _upload("flac", 15, 14)


def lossy() -> list[Figure]:
    return _upload("opus", 4, 3)


def _upload(upload_format: str, must_kb: float, aim_kb: float) -> list[Figure]:
    sent, unsent = [], []
    settings = {"UPLOAD_FORMAT": upload_format}
    with running_desk(uplink_bytes_per_s=UPLINK_BYTES_PER_S, settings=settings) as place:
        assert place.uplink is not None
        place.server.answers(thinking(understands, 0.2))
        whole = 0
        for seed in SEEDS:
            said = speech(SPEAKS_S, seed=seed, noise=0.0)
            recording = wav(_in_a_room(said.samples), place.folder / f"{seed}.wav")
            timed = place.dictate(recording, something)
            whole += is_whole(timed, said)
            sent.append(_kilobytes_per_s(timed))
            before = place.uplink.bytes_between(timed.start_at, timed.stop_at)
            after = place.uplink.bytes_between(timed.stop_at, timed.visible_at)
            unsent.append(100 * after / (before + after))
            place.clear()
    name = f"sent per second of speech, {upload_format}"
    return [
        Figure("P4", name, "kB", tuple(sent), must_kb, aim_kb, whole=whole),
        Figure("P4", f"unsent at the stop key, {upload_format}", "%", tuple(unsent), 25, 10),
    ]


def _in_a_room(samples: Samples) -> Samples:
    """With the rumble of a real one: the noise falls by 6 dB an octave."""
    hertz = np.fft.rfftfreq(len(samples), 1 / RATE)
    chance = np.random.default_rng(1)
    spectrum = chance.normal(size=len(hertz)) + 1j * chance.normal(size=len(hertz))
    noise = np.fft.irfft(spectrum / np.maximum(hertz, LOWEST_HZ), len(samples))
    heard = samples + noise / np.std(noise) * ROOM * 32768
    return np.asarray(np.clip(np.round(heard), -32768, 32767), np.int16)


def _kilobytes_per_s(timed: Timed) -> float:
    files = [each.request.file.data for each in timed.served if each.request.file is not None]
    seconds = sum(len(sound(each.request)) for each in timed.served) / RATE
    return sum(map(len, files)) / 1000 / seconds
