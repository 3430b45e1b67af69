"""A store of models that downloads when the test says so."""

import queue
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial

from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.core.problem import ProblemError
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.ui.settings.doors import ModelDoors
from rapidwhisper.windows import MODELS

ABSENT = Standing(Phase.ABSENT)


@dataclass
class FakeStore:
    here: dict[str, Standing] = field(default_factory=dict)
    steps: "queue.SimpleQueue[Standing | Exception | None]" = field(default_factory=queue.SimpleQueue)
    """What the download under way comes to next; None: its end."""
    asked: list[tuple[str, Settings]] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    refusal: ProblemError | None = None

    def for_settings(self, settings: Settings) -> "StoreOf":
        return StoreOf(self, settings)


@dataclass
class StoreOf:
    """As made for settings."""

    store: FakeStore
    settings: Settings

    def standing(self, name: str) -> Standing:
        return self.store.here.get(name, ABSENT)

    def download(self, name: str, abort: Abort, told: Callable[[Standing], None]) -> None:
        self.store.asked.append((name, self.settings))
        with abort.stops(partial(self.store.steps.put, AbortedError())):
            while (step := self.store.steps.get()) is not None:
                if isinstance(step, Exception):
                    raise step
                told(step)

    def remove(self, name: str) -> None:
        self.store.removed.append(name)
        if self.store.refusal is not None:
            raise self.store.refusal


@dataclass
class FakeModels:
    """What the settings dialog asks about models, answered at once."""

    on_disk: dict[str, Standing] = field(default_factory=dict)
    known: dict[str, Standing] = field(default_factory=dict)
    wishes: list[tuple[str, str]] = field(default_factory=list)
    """What was wished for, and of which model."""
    looks: list[Settings] = field(default_factory=list)

    def doors(self) -> ModelDoors:
        return ModelDoors(
            cards=MODELS,
            recommended="parakeet-tdt-0.6b-v3",
            look=self._look,
            known=lambda: self.known,
            download=lambda name, _: self.wishes.append(("download", name)),
            pause=lambda name: self.wishes.append(("pause", name)),
            remove=lambda name, _: self.wishes.append(("remove", name)),
        )

    def _look(self, settings: Settings, answer: Callable[[Mapping[str, Standing]], None]) -> None:
        self.looks.append(settings)
        answer(self.on_disk)
