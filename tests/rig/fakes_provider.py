"""What the settings dialog asks of a provider, answered when the test says so."""

from collections.abc import Callable
from dataclasses import dataclass, field

from rapidwhisper.core.check import Check
from rapidwhisper.core.measured import Measured
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.provider_card import Nearby
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.address_note import note_on
from rapidwhisper.ui.settings.doors import Listed, ProviderDoors


@dataclass
class FakeProvider:
    running: tuple[Nearby, ...] = ()
    measured: Measured | None = None
    no_keyring: Problem | None = None
    kept: dict[str, str | Problem] = field(default_factory=dict)
    """In the keyring, or why not."""
    trials: list[tuple[Settings, bool]] = field(default_factory=list)
    """What was asked for, with the settings it was asked with."""
    lists: list[Settings] = field(default_factory=list)
    _answers: list[Callable[[tuple[Check, ...]], None]] = field(default_factory=list)
    _listed: list[Callable[[Listed], None]] = field(default_factory=list)

    def doors(self) -> ProviderDoors:
        return ProviderDoors(
            address=note_on,
            models=self._list,
            measured=lambda _: self.measured,
            nearby=lambda answer: answer(self.running),
            try_out=self._try_out,
            keyring=lambda answer: answer(self.no_keyring),
            read_key=lambda key, answer: answer(self.kept[key]),
        )

    def found(self, *checks: Check) -> None:
        """The answer to the oldest trial."""
        self._answers.pop(0)(checks)

    def listed(self, answer: Listed) -> None:
        self._listed.pop(0)(answer)

    def _try_out(self, settings: Settings, send: bool, answer: Callable[[tuple[Check, ...]], None]) -> None:  # noqa: FBT001
        self.trials.append((settings, send))
        self._answers.append(answer)

    def _list(self, settings: Settings, answer: Callable[[Listed], None]) -> None:
        self.lists.append(settings)
        self._listed.append(answer)
