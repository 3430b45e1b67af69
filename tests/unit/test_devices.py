"""Which microphone a name means."""

import os
from typing import Any

import pytest

from rapidwhisper.audio import devices
from rapidwhisper.audio.devices import Source, choose_device, parse_sources
from rapidwhisper.core.problem import Code, ProblemError

LISTING = """
Source #1
	State: SUSPENDED
	Name: alsa_output.pci-0000_00_1f.3.analog-stereo.monitor
	Description: Monitor of Built-in Audio Analog Stereo
	Monitor of Sink: alsa_output.pci-0000_00_1f.3.analog-stereo
	Properties:
		device.class = "monitor"

Source #2
	State: RUNNING
	Name: alsa_input.usb-Blue_Yeti
	Description: Yeti Stereo Microphone: front
	Monitor of Sink: n/a
	Volume: front-left: 65536 / 100% / 0.00 dB
"""


class Sounddevice:
    """What PortAudio knows of this computer."""

    def __init__(self, *names: str, inputs: int = 1) -> None:
        self._devices = [
            {"index": number, "name": name, "max_input_channels": inputs} for number, name in enumerate(names)
        ]

    def query_devices(self) -> list[dict[str, Any]]:
        return self._devices


@pytest.fixture(autouse=True)
def no_pulse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "pulse_sources", list)
    monkeypatch.delenv("PULSE_SOURCE", raising=False)


def test_monitors_of_speakers_are_no_microphones() -> None:
    assert parse_sources(LISTING) == [Source("alsa_input.usb-Blue_Yeti", "Yeti Stereo Microphone: front")]


def test_no_name_means_the_default() -> None:
    assert choose_device(Sounddevice("Built-in"), "") is None


def test_a_part_of_the_name_is_enough() -> None:
    assert choose_device(Sounddevice("Built-in", "USB Headset (hw:1)"), "headset") == 1


def test_the_exact_name_comes_before_a_part_of_another() -> None:
    assert choose_device(Sounddevice("USB Mic Pro", "USB Mic"), "usb mic") == 1


def test_a_microphone_of_the_sound_server_is_chosen_through_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(devices, "pulse_sources", lambda: parse_sources(LISTING))
    assert choose_device(Sounddevice("default", "pulse"), "yeti") == 1
    assert os.environ["PULSE_SOURCE"] == "alsa_input.usb-Blue_Yeti"
    assert choose_device(Sounddevice("default", "pulse"), "") is None
    assert "PULSE_SOURCE" not in os.environ


def test_an_unknown_name_is_said_together_with_what_there_is() -> None:
    with pytest.raises(ProblemError) as caught:
        choose_device(Sounddevice("Built-in", "Webcam"), "Headset")
    assert caught.value.problem.code is Code.MICROPHONE_NOT_FOUND
    assert caught.value.problem.facts == {"name": "Headset", "available": "Built-in, Webcam"}


def test_a_computer_without_inputs_has_no_microphone() -> None:
    with pytest.raises(ProblemError) as caught:
        choose_device(Sounddevice("HDMI", inputs=0), "")
    assert caught.value.problem.code is Code.NO_MICROPHONE
