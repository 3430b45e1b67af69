"""Plays events into the machine and remembers every command: what the stories in the tests are told with."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from rapidwhisper.core.commands import Command, Transcribe
from rapidwhisper.core.dictation import Take, Target
from rapidwhisper.core.events import (
    Event,
    Inserted,
    Listening,
    Pressed,
    Ready,
    Recorded,
    Released,
    Saved,
    TargetNoted,
    Transcribed,
)
from rapidwhisper.core.machine import step
from rapidwhisper.core.settings import Settings
from rapidwhisper.core.state import Phase, State, phase

C = TypeVar("C")

WINDOW = Target(77)
SPEECH = Take(2.5, speech=True)


class Play:
    def __init__(self, settings: Settings | None = None, *, next_id: int = 1) -> None:
        self.state = State(settings=settings or Settings(), next_id=next_id)
        self.commands: list[Command] = []
        self.now = 100.0
        self.feed(Ready())
        self.commands.clear()

    def feed(self, *events: Event) -> list[Command]:
        """The commands that these events brought about."""
        new: list[Command] = []
        for event in events:
            self.state, commands = step(self.state, event)
            new += commands
        self.commands += new
        return new

    def wait(self, seconds: float) -> None:
        self.now += seconds

    def press(self) -> list[Command]:
        return self.feed(Pressed(self.now))

    def release(self) -> list[Command]:
        return self.feed(Released(self.now))

    def tap(self) -> list[Command]:
        """Down, up, and on to something else."""
        commands = self.press()
        self.wait(0.1)
        commands += self.release()
        self.wait(1.0)
        return commands

    def record(self) -> int:
        """A tap, and the microphone answers. Returns the dictation's id."""
        dictation = self.state.next_id
        self.tap()
        self.feed(Listening(dictation))
        return dictation

    def speak(self, take: Take = SPEECH) -> int:
        """A whole recording, up to the request for its text."""
        dictation = self.record()
        self.tap()
        self.feed(TargetNoted(dictation, WINDOW), Recorded(dictation, take))
        return dictation

    def job(self, dictation: int) -> int:
        """The newest transcription that was asked for."""
        return max(each.job for each in self.all(Transcribe) if each.id == dictation)

    def answer(self, dictation: int, text: str = "hello", *, by: str = "") -> list[Command]:
        """By the chosen provider unless another is named."""
        asked = next(each for each in reversed(self.all(Transcribe)) if each.id == dictation)
        return self.feed(Transcribed(dictation, asked.job, text, by or asked.settings.ai_provider))

    def dictate(self, text: str = "hello") -> int:
        """From the key to the words in the window."""
        dictation = self.speak()
        self.answer(dictation, text)
        self.feed(Saved(dictation), Inserted(dictation))
        return dictation

    def all(self, kind: type[C]) -> list[C]:
        return of(kind, self.commands)

    def phase(self) -> Phase:
        return phase(self.state)


def of(kind: type[C], commands: Iterable[Command]) -> list[C]:
    return [each for each in commands if isinstance(each, kind)]


def with_settings(**changes: object) -> Settings:
    return replace(Settings(), **changes)  # type: ignore[arg-type]
