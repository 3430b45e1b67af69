"""Which microphone a name means."""

import logging
import os
import threading
from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from rapidwhisper.audio import devices, pulse
from rapidwhisper.audio.devices import Choice, Streams, choose_device, microphone_names
from rapidwhisper.audio.pulse import Server, Source
from rapidwhisper.core.problem import Code, ProblemError, problem

YETI = Source("alsa_input.usb-Blue_Yeti", "Yeti Stereo Microphone: front")
WEBCAM = Source("alsa_input.usb-Webcam", "Webcam Mono")
SPEAKERS = Source("alsa_output.analog.monitor", "Monitor of Built-in Audio", monitor=True)


class Sounddevice:
    """What PortAudio knows of this computer."""

    def __init__(self, *names: str, inputs: int = 1) -> None:
        self._devices = [
            {"index": number, "name": name, "max_input_channels": inputs} for number, name in enumerate(names)
        ]

    def query_devices(self, device: int | None = None, kind: str | None = None) -> Any:
        return self._devices[device or 0] if kind else self._devices


Serve: TypeAlias = Callable[..., None]


def choose(sounddevice: Any, name: str) -> Choice:
    return choose_device(sounddevice, name, pulse.server())


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """A sound server with these sources, the first of which is the default."""

    def begin(*sources: Source) -> None:
        default = sources[0].name if sources else ""
        monkeypatch.setattr(pulse, "server", lambda: Server(sources, default))

    return begin


@pytest.fixture(autouse=True)
def no_pulse(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pulse, "server", lambda: None)
    monkeypatch.delenv("PULSE_SOURCE", raising=False)


def test_no_name_means_the_default() -> None:
    assert choose(Sounddevice("Built-in"), "") == Choice(None)


def test_a_part_of_the_name_is_enough() -> None:
    assert choose(Sounddevice("Built-in", "USB Headset (hw:1)"), "headset") == Choice(1)


def test_the_exact_name_comes_before_a_part_of_another() -> None:
    assert choose(Sounddevice("USB Mic Pro", "USB Mic"), "usb mic") == Choice(1)


def test_a_microphone_of_the_sound_server_is_chosen_through_it(serve: Serve) -> None:
    serve(WEBCAM, YETI)
    assert choose(Sounddevice("default", "pulse"), "yeti") == Choice(1, YETI, served=True)
    assert os.environ["PULSE_SOURCE"] == YETI.name
    assert choose(Sounddevice("default", "pulse"), "") == Choice(None, served=True)
    assert "PULSE_SOURCE" not in os.environ


def test_a_missing_microphone_is_replaced_by_the_default_and_said_with_what_there_is() -> None:
    chosen = choose(Sounddevice("Built-in", "Webcam"), "Headset")
    facts = {"name": "Headset", "used": "Built-in", "available": "Built-in, Webcam"}
    assert chosen == Choice(None, None, problem(Code.MICROPHONE_NOT_FOUND, **facts))


def test_a_missing_microphone_of_the_sound_server_is_replaced_by_its_default(serve: Serve) -> None:
    serve(WEBCAM, YETI, SPEAKERS)
    chosen = choose(Sounddevice("default", "pulse"), "Headset")
    assert chosen.source is None
    assert chosen.notice is not None
    assert chosen.notice.facts["used"] == WEBCAM.label
    assert chosen.notice.facts["available"] == f"{WEBCAM.label}, {YETI.label}"


def test_a_monitor_as_the_default_is_not_listened_to_where_there_is_a_microphone(serve: Serve) -> None:
    serve(SPEAKERS, YETI)
    assert choose(Sounddevice("default", "pulse"), "") == Choice(None, YETI, served=True)
    assert os.environ["PULSE_SOURCE"] == YETI.name


def test_a_monitor_is_no_microphone_where_there_is_nothing_else(serve: Serve) -> None:
    serve(SPEAKERS)
    with pytest.raises(ProblemError) as caught:
        choose(Sounddevice("default", "pulse"), "")
    assert caught.value.problem.code is Code.NO_MICROPHONE


def test_a_monitor_is_listened_to_when_its_full_name_is_given(serve: Serve) -> None:
    serve(YETI, SPEAKERS)
    for name in (SPEAKERS.name, SPEAKERS.label.upper()):
        assert choose(Sounddevice("default", "pulse"), name) == Choice(1, SPEAKERS, served=True)


def test_a_part_of_a_monitors_name_is_not_enough(serve: Serve) -> None:
    """It names a device whose microphone is gone and whose loudspeakers are still there."""
    serve(YETI, SPEAKERS)
    chosen = choose(Sounddevice("default", "pulse"), "Built-in Audio")
    assert chosen.source is None
    assert chosen.notice is not None


def test_a_card_that_portaudio_sees_by_itself_needs_no_sound_server(serve: Serve) -> None:
    serve(SPEAKERS)
    assert choose(Sounddevice("default", "USB Mic (hw:1)"), "") == Choice(None, served=True)
    assert choose(Sounddevice("default", "USB Mic (hw:1)"), "usb mic") == Choice(1, served=True)


def test_the_microphones_are_listed_without_the_monitors(serve: Serve) -> None:
    serve(SPEAKERS, YETI, WEBCAM)
    assert microphone_names() == [YETI.label, WEBCAM.label]


class Torn(Sounddevice):
    """PortAudio that is being started anew by whoever opens a microphone."""

    class PortAudioError(Exception):
        pass

    def query_devices(self, device: int | None = None, kind: str | None = None) -> Any:
        raise self.PortAudioError("PortAudio not initialized")


def test_a_sound_system_that_cannot_list_its_microphones_lists_none_and_the_log_says_why(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(devices, "load_sounddevice", Torn)
    assert microphone_names() == []
    assert "PortAudio not initialized" in caplog.text


def test_the_microphones_are_listed_only_while_nobody_starts_portaudio_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    streams = Streams()
    restarted = Restarts()

    class Asked(Sounddevice):
        def query_devices(self, device: int | None = None, kind: str | None = None) -> Any:
            with streams.opening():  # whoever opens a microphone in this moment
                streams.look_again(restarted)
            return super().query_devices(device, kind)

    monkeypatch.setattr(devices, "STREAMS", streams)
    monkeypatch.setattr(devices, "OPENING_S", 0.1)
    monkeypatch.setattr(devices, "load_sounddevice", lambda: Asked("Built-in"))
    assert microphone_names() == ["Built-in"]
    assert restarted.count == 0, "PortAudio was taken away under the list"


def test_a_computer_without_inputs_has_no_microphone() -> None:
    with pytest.raises(ProblemError) as caught:
        choose(Sounddevice("HDMI", inputs=0), "")
    assert caught.value.problem.code is Code.NO_MICROPHONE


def test_whoever_hangs_in_opening_a_microphone_does_not_keep_others_from_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(devices, "OPENING_S", 0.1)
    streams = Streams()
    inside, lets_go = threading.Event(), threading.Event()

    def hang() -> None:
        with streams.opening():
            inside.set()
            lets_go.wait()

    hanging = threading.Thread(target=hang, daemon=True)
    hanging.start()
    assert inside.wait(10)
    restarted = Restarts()
    with streams.opening():
        streams.look_again(restarted)
    assert restarted.count == 0, "PortAudio was taken away under the one that hangs"
    lets_go.set()
    hanging.join(10)
    with streams.opening():
        streams.look_again(restarted)
    assert restarted.count == 1


class Restarts:
    """PortAudio that counts how often it is started anew."""

    def __init__(self) -> None:
        self.count = 0

    def _terminate(self) -> None:
        self.count += 1

    def _initialize(self) -> None:
        pass
