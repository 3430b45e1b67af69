"""P4: how much is sent for a second of speech, and how much of it is left to send at the stop key."""

from bench.desk import UPLINK_BYTES_PER_S, Timed, is_whole, running_desk, something, speech, thinking
from bench.figures import Figure
from rapidwhisper.core.audio import RATE
from tests.rig.tone_speech import sound, understands, wav

TIMES = 2
SPEAKS_S = 60.0
ROOM = 0.001
"""RMS of the room's noise, -60 dBFS: it decides how much a lossless format can save."""


def lossless() -> list[Figure]:
    return _upload("flac", 15, 14)


def lossy() -> list[Figure]:
    return _upload("opus", 4, 3)


def _upload(upload_format: str, must_kb: float, aim_kb: float) -> list[Figure]:
    sent, unsent = [], []
    said = speech(SPEAKS_S, noise=ROOM)
    settings = {"UPLOAD_FORMAT": upload_format}
    with running_desk(uplink_bytes_per_s=UPLINK_BYTES_PER_S, settings=settings) as place:
        assert place.uplink is not None
        place.server.answers(thinking(understands, 0.2))
        recording = wav(said.samples, place.folder / "said.wav")
        whole = 0
        for _ in range(TIMES):
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


def _kilobytes_per_s(timed: Timed) -> float:
    files = [each.request.file.data for each in timed.served if each.request.file is not None]
    seconds = sum(len(sound(each.request)) for each in timed.served) / RATE
    return sum(map(len, files)) / 1000 / seconds
