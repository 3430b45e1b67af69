"""`rapidwhisper models`: models for this computer, whether or not the program is running."""

import json
import sys
from collections.abc import Iterable, Iterator

from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.folders import current_folders
from rapidwhisper.core.local_model import ModelCard, Phase, Standing
from rapidwhisper.core.settings import Settings, read_settings
from rapidwhisper.providers import local
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.local.models.catalogue import CATALOGUE
from rapidwhisper.providers.local.models.store import ModelStore, model_store
from rapidwhisper.ui.download_line import DownloadLine
from rapidwhisper.ui.model_table import table
from rapidwhisper.ui.size import size
from rapidwhisper.ui.words import translate


def print_models(*, as_json: bool) -> int:
    settings = _settings()
    store = model_store(settings)
    cards = [model.card for model in CATALOGUE.values()]
    standings = {card.name: store.standing(card.name) for card in cards}
    used = _used(settings)
    if as_json:
        found = [_as_json(card, standings[card.name], used, store) for card in cards]
        print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        print("\n".join(table(cards, standings, used)))
        print()
        print("\n".join(_below(store, cards, used)))
    return 0


def download(name: str) -> int:
    store = model_store(_settings())
    with DownloadLine(name, sys.stderr) as line:
        try:
            store.download(name, Abort(), line.tell)
        except KeyboardInterrupt:
            line.end()
            again = translate("Models", "Paused. “rapidwhisper models download {name}” goes on from here.")
            print(again.format(name=name), file=sys.stderr)
            return 1
    settings = _settings()
    if _used(settings) == name:
        print(translate("Models", "{name} is here and in use.").format(name=name))
    else:
        here = translate("Models", "{name} is here. To use it, write into {path}:")
        print(here.format(name=name, path=current_folders().env))
        print(f"AI_PROVIDER={local.PROVIDER.name}\nLOCAL_MODEL={name}")
    return 0


def remove(name: str) -> int:
    settings = _settings()
    store = model_store(settings)
    freed = store.freed(name)
    here = store.standing(name).phase is not Phase.ABSENT
    store.remove(name)
    if not here:
        print(translate("Models", "{name} is not here.").format(name=name), file=sys.stderr)
        return 1
    print(
        translate("Models", "{name} is removed; {size} are free again.").format(name=name, size=size(freed))
    )
    if _used(settings) == name:
        print(translate("Models", "LOCAL_MODEL still names it: choose another one."), file=sys.stderr)
    return 0


def verify(name: str | None) -> int:
    """All that are here, unless one is named; fails if any is damaged."""
    store = model_store(_settings())
    downloaded = [each for each, model in CATALOGUE.items() if not model.card.built_in]
    names = [name] if name else [each for each in downloaded if store.was_downloaded(each)]
    if not names:
        print(translate("Models", "No model has been downloaded yet."), file=sys.stderr)
    damaged = {each: store.verify(each) for each in names}
    for each, files in damaged.items():
        print(_verdict(each, files))
    return 1 if any(damaged.values()) else 0


def _verdict(name: str, files: tuple[str, ...]) -> str:
    if not files:
        return translate("Models", "{name}: whole").format(name=name)
    bad = translate("Models", "{name}: damaged or missing: {files}. Remove it and download it again.")
    return bad.format(name=name, files=", ".join(files))


def _settings() -> Settings:
    return read_settings(EnvFile(current_folders().env).read())[0]


def _used(settings: Settings) -> str:
    """The model's name; empty where another provider is chosen."""
    return settings.local_model if settings.ai_provider == local.PROVIDER.name else ""


def _as_json(card: ModelCard, standing: Standing, used: str, store: ModelStore) -> dict[str, object]:
    return {
        "name": card.name,
        "label": card.label,
        "languages": list(card.languages),
        "speed": card.speed,
        "accuracy": card.accuracy,
        "accuracy_source": card.accuracy_source,
        "licence": card.licence,
        "licence_page": card.licence_page,
        "phase": standing.phase,
        "done_bytes": standing.done_bytes,
        "all_bytes": standing.all_bytes,
        "disk_bytes": store.disk_use(card.name),
        "in_use": card.name == used,
    }


def _below(store: ModelStore, cards: Iterable[ModelCard], used: str) -> Iterator[str]:
    if used:
        yield translate("Models", "* is in use.")
    use = sum(store.disk_use(card.name) for card in cards)
    yield translate("Models", "{size} in {path}").format(size=size(use), path=store.folder)
    yield translate("Models", "“rapidwhisper models download NAME” brings one here.")
