"""What servers have taught us about themselves, by their address; it survives the program.

Not for ever: servers are updated, and another one may run at the same address some day.
"""

import logging
import math
import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any, TypeAlias

from rapidwhisper.providers.capabilities import Capabilities, Format, Takes
from rapidwhisper.providers.small_json import read_object, write_object

KEPT = timedelta(days=30)

_WHAT = "what was learnt about servers"

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Learnt:
    kind: str = ""
    """The kind of server by its answers, a name in `servers.KINDS`; empty: not recognised."""
    refused: frozenset[Format] = frozenset()
    max_bytes: float = math.inf
    no_prompt: bool = False
    no_evidence: bool = False
    """`verbose_json` was refused."""
    since: date = field(default=date.min, compare=False)
    """When the first of it was learnt."""

    def applied(self, can: Capabilities) -> Capabilities:
        """The capabilities without what this server has refused; WAV always remains."""
        formats = tuple(each for each in can.formats if each not in self.refused) or (Format.WAV,)
        takes = can.takes - {Takes.PROMPT} if self.no_prompt else can.takes
        return replace(
            can,
            formats=formats,
            takes=takes,
            max_bytes=min(can.max_bytes, self.max_bytes),
            evidence=can.evidence and not self.no_evidence,
        )


NOTHING = Learnt()


def _today() -> date:
    return datetime.now(UTC).date()


Lesson: TypeAlias = Callable[[Learnt], Learnt]
"""What was known before, and now this too."""


class LearntServers:
    """A JSON file; any number of threads may use it. A failure to read or write it is only logged."""

    def __init__(self, path: Path | None, today: Callable[[], date] = _today) -> None:
        """None: for this run only."""
        self._path = path
        self._today = today
        self._lock = threading.Lock()
        self._by_url = {} if path is None else _read(path)

    def of(self, base_url: str) -> Learnt:
        with self._lock:
            return self._of(base_url)

    def note(self, base_url: str, lesson: Lesson) -> None:
        """Several threads may have something to add at once."""
        with self._lock:
            before = self._of(base_url)
            after = lesson(before)
            if after == before:
                return
            if self._path is not None:  # the command line may have learnt something meanwhile
                self._by_url |= _read(self._path)
            since = self._today() if before == NOTHING else before.since
            self._by_url[base_url] = replace(after, since=since)
            if self._path is not None:
                content = {url: _facts(learnt) for url, learnt in self._by_url.items()}
                write_object(self._path, content, _WHAT)

    def _of(self, base_url: str) -> Learnt:
        found = self._by_url.get(base_url, NOTHING)
        return NOTHING if found != NOTHING and self._today() - found.since > KEPT else found


def _read(path: Path) -> dict[str, Learnt]:
    known: dict[str, Learnt] = {}
    for url, facts in read_object(path, _WHAT).items():
        try:
            known[url] = _learnt(facts)
        except (ValueError, TypeError, KeyError, AttributeError) as error:  # perhaps of a newer version
            log.info("what was learnt about a server cannot be read: %s", error)
    return known


def _learnt(facts: dict[str, Any]) -> Learnt:
    return Learnt(
        kind=str(facts.get("kind", "")),
        refused=frozenset(Format(name) for name in facts.get("refused", ())),
        max_bytes=float(facts.get("max_bytes", math.inf)),
        no_prompt=bool(facts.get("no_prompt", False)),
        no_evidence=bool(facts.get("no_evidence", False)),
        since=date.fromisoformat(facts["since"]),
    )


def _facts(learnt: Learnt) -> dict[str, Any]:
    facts: dict[str, Any] = {"since": learnt.since.isoformat()}
    if learnt.kind:
        facts["kind"] = learnt.kind
    if learnt.refused:
        facts["refused"] = sorted(learnt.refused)
    if learnt.max_bytes < math.inf:
        facts["max_bytes"] = learnt.max_bytes
    if learnt.no_prompt:
        facts["no_prompt"] = True
    if learnt.no_evidence:
        facts["no_evidence"] = True
    return facts
