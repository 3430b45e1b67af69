"""What pactl says, and what it means for an open microphone."""

import pytest

from rapidwhisper.audio.pulse import Server, Source, parse_sources, parse_streams
from rapidwhisper.audio.route import Move, judge

SOURCES = """
Source #1
	State: SUSPENDED
	Name: alsa_output.pci-0000_00_1f.3.analog-stereo.monitor
	Description: Monitor of Built-in Audio Analog Stereo
	Mute: no
	Monitor of Sink: alsa_output.pci-0000_00_1f.3.analog-stereo
	Properties:
		device.class = "monitor"

Source #12
	State: RUNNING
	Name: alsa_input.usb-Blue_Yeti
	Description: Yeti Stereo Microphone: front
	Mute: yes
	Monitor of Sink: n/a
	Volume: front-left: 65536 / 100% / 0.00 dB
	Properties:
		device.description = "Source #99"
"""

STREAMS = """
Source Output #0
	Client: n/a
	Source: 1
	Properties:
		media.name = "Remapped Stream"

Source Output #7
	Driver: protocol-native.c
	Source: 12
	Properties:
		application.name = "ALSA plug-in [python3.11]"
		application.process.id = "4711"

Source Output #8
	Source: 1
	Properties:
		application.process.id = "471"

Source Output #9
	Source: 4294967295
	Properties:
		application.process.id = "4711"
"""

SPEAKERS = Source(
    "alsa_output.pci-0000_00_1f.3.analog-stereo.monitor",
    "Monitor of Built-in Audio Analog Stereo",
    monitor=True,
)
YETI = Source("alsa_input.usb-Blue_Yeti", "Yeti Stereo Microphone: front", muted=True)
WEBCAM = Source("webcam", "Webcam")


def test_sources_are_read_with_what_they_record_and_whether_they_are_muted() -> None:
    assert parse_sources(SOURCES) == {1: SPEAKERS, 12: YETI}


def test_monitors_of_speakers_are_no_microphones() -> None:
    server = Server(tuple(parse_sources(SOURCES).values()), default=SPEAKERS.name)
    assert server.microphones == (YETI,)
    assert server.default_source == SPEAKERS


def test_only_the_streams_of_this_very_process_count() -> None:
    assert parse_streams(STREAMS, 4711) == {7: 12, 9: 4294967295}
    assert parse_streams(STREAMS, 47) == {}


def test_no_server_has_neither_sources_nor_streams() -> None:
    assert parse_sources("") == {}
    assert parse_streams("Connection failure: Connection refused", 1) == {}


@pytest.mark.parametrize(
    ("before", "now", "chosen", "move"),
    [
        (None, WEBCAM, None, Move.NONE),
        (WEBCAM, WEBCAM, None, Move.NONE),
        (YETI, Source(YETI.name, YETI.label), None, Move.NONE),
        (YETI, WEBCAM, None, Move.ELSEWHERE),
        (YETI, WEBCAM, YETI, Move.ELSEWHERE),
        (YETI, SPEAKERS, YETI, Move.TO_MONITOR),
        (None, SPEAKERS, None, Move.TO_MONITOR),
        (SPEAKERS, SPEAKERS, SPEAKERS, Move.NONE),
        (SPEAKERS, Source("other.monitor", "Monitor of HDMI", monitor=True), SPEAKERS, Move.TO_MONITOR),
    ],
)
def test_a_move_to_a_monitor_counts_unless_the_settings_name_it(
    before: Source | None, now: Source, chosen: Source | None, move: Move
) -> None:
    assert judge(before, now, chosen) is move
