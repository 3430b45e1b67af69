"""The sound server, PulseAudio or PipeWire, asked through pactl: 4 ms a question.

Under it PortAudio sees one device for all microphones, and neither their names nor where a stream comes from.
"""

import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass

PATIENCE_S = 1.0
"""A server that hangs must not hold up a recording for longer."""


@dataclass(frozen=True, slots=True)
class Source:
    """Something to record from: `name` is its key at the server, `label` what people read."""

    name: str
    label: str
    monitor: bool = False
    """It is what the computer itself plays, not a microphone."""
    muted: bool = False


@dataclass(frozen=True, slots=True)
class Server:
    sources: tuple[Source, ...]
    default: str
    """The name of the source that is used where none is asked for."""

    @property
    def microphones(self) -> tuple[Source, ...]:
        return tuple(each for each in self.sources if not each.monitor)

    @property
    def default_source(self) -> Source | None:
        return next((each for each in self.sources if each.name == self.default), None)


def server() -> Server | None:
    """What there is at this moment; None without such a server."""
    return ask_server()()


def ask_server() -> Callable[[], Server | None]:
    """The same, asked now and read later; it must be read."""
    asked = ask(("list", "sources"), ("info",))

    def answer() -> Server | None:
        listing, about = asked()
        if listing is None or about is None:
            return None
        default = _facts(about).get("Default Source", "")
        return Server(tuple(parse_sources(listing).values()), default)

    return answer


def streams_of(pid: int) -> dict[int, Source]:
    """What a process is recording from, by the number of the stream; the newest has the highest."""
    streams, listing = ask(("list", "source-outputs"), ("list", "sources"))()
    if streams is None or listing is None:
        return {}
    sources = parse_sources(listing)
    return {
        stream: sources[source] for stream, source in parse_streams(streams, pid).items() if source in sources
    }


def ask(*questions: Sequence[str]) -> Callable[[], list[str | None]]:
    """All at the same time, for a recording waits for the answers; None where there is none."""
    asked = [_asked(question) for question in questions]
    return lambda: [_answer(process) for process in asked]


def _asked(question: Sequence[str]) -> "subprocess.Popen[str] | None":
    """In the C locale, because the JSON output lacks in PulseAudio before 16."""
    try:
        return subprocess.Popen(
            ["pactl", *question],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            errors="replace",
            env=environment(),
        )
    except OSError:
        return None


def _answer(process: "subprocess.Popen[str] | None") -> str | None:
    if process is None:
        return None
    with process:
        try:
            said, _ = process.communicate(timeout=PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            return None
    return said if process.returncode == 0 else None


def environment() -> dict[str, str]:
    return {**os.environ, "LC_ALL": "C"}


def parse_sources(listing: str) -> dict[int, Source]:
    """From `pactl list sources`, by their numbers."""
    sources = {}
    for number, facts in _blocks(listing, "Source #"):
        if "Name" in facts:
            name = facts["Name"]
            sources[number] = Source(
                name,
                facts.get("Description", name),
                monitor=facts.get("Monitor of Sink", "n/a") != "n/a",
                muted=facts.get("Mute") == "yes",
            )
    return sources


def parse_streams(listing: str, pid: int) -> dict[int, int]:
    """From `pactl list source-outputs`: which stream of this process comes from which source."""
    return {
        number: int(facts["Source"])
        for number, facts in _blocks(listing, "Source Output #")
        if f'application.process.id = "{pid}"' in facts and facts.get("Source", "").isdecimal()
    }


def _blocks(listing: str, title: str) -> list[tuple[int, dict[str, str]]]:
    blocks = []
    for block in f"\n{listing}".split(f"\n{title}")[1:]:
        number, _, rest = block.partition("\n")
        if number.strip().isdecimal():
            blocks.append((int(number), _facts(rest)))
    return blocks


def _facts(block: str) -> dict[str, str]:
    """`key: value` by its key; a property, `key = "value"`, as it stands."""
    facts: dict[str, str] = {}
    for line in block.splitlines():
        key, _, value = line.strip().partition(": ")
        facts.setdefault(key, value)
    return facts
