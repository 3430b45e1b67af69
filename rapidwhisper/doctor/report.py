"""What the doctor found: as JSON with stable keys, and in words for a terminal."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rapidwhisper.core.check import Check, Verdict
from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.doctor.paths import without_home
from rapidwhisper.providers.registry import PROVIDERS
from rapidwhisper.ui.messages import Message, message
from rapidwhisper.ui.words import counted, said, translate

_VERDICTS = {
    Verdict.OK: QT_TRANSLATE_NOOP("Check", "ok"),
    Verdict.WARNING: QT_TRANSLATE_NOOP("Check", "warning"),
    Verdict.FAILED: QT_TRANSLATE_NOOP("Check", "failed"),
}

_TITLES = {
    "microphone": QT_TRANSLATE_NOOP("Check", "Microphone"),
    "hotkey": QT_TRANSLATE_NOOP("Check", "Hotkey"),
    "hotkey/cancel": QT_TRANSLATE_NOOP("Check", "Cancel key"),
    "hotkey/paste_last": QT_TRANSLATE_NOOP("Check", "Key for the last text"),
    "insertion": QT_TRANSLATE_NOOP("Check", "Insertion"),
    "desktop": QT_TRANSLATE_NOOP("Check", "Desktop"),
    "tray": QT_TRANSLATE_NOOP("Check", "Tray"),
    "clipboard": QT_TRANSLATE_NOOP("Check", "Clipboard"),
    "settings": QT_TRANSLATE_NOOP("Check", "Settings"),
    "folders": QT_TRANSLATE_NOOP("Check", "Folders"),
    "provider": QT_TRANSLATE_NOOP("Check", "Provider"),
}

_failures = counted("Check", "%n check(s) failed.", "", 2)
_warnings = counted("Check", "%n warning(s).", "", 2)


@dataclass(frozen=True, slots=True)
class Report:
    checks: tuple[Check, ...]
    system: Mapping[str, str]

    def as_json(self) -> dict[str, Any]:
        """In the language of the process that has checked."""
        return {
            "ok": all(check.verdict is not Verdict.FAILED for check in self.checks),
            "checks": [_as_json(check) for check in self.checks],
            "system": {name: without_home(value, Path.home()) for name, value in self.system.items()},
        }


def _as_json(check: Check) -> dict[str, Any]:
    told = message(check.problem) if check.problem is not None else Message("", "")
    return {
        "name": check.name,
        "verdict": check.verdict.value,
        "found": without_home(said(check.found), Path.home()),
        "code": check.problem and check.problem.code.value,
        "problem": without_home(told.what, Path.home()),
        "remedy": without_home(told.remedy, Path.home()),
    }


def lines(report: Mapping[str, Any]) -> Iterator[str]:
    """From the JSON, wherever it was made."""
    words = {verdict.value: translate("Check", text) for verdict, text in _VERDICTS.items()}
    width = max(map(len, words.values())) + 2
    for check in report["checks"]:
        yield f"{words[check['verdict']]:{width}}{title(check['name'])}: {check['found']}"
        for told in filter(None, (check["problem"], check["remedy"])):
            yield " " * width + told
    yield ""
    yield _summary([check["verdict"] for check in report["checks"]])
    yield ""
    yield translate("Check", "For a bug report:")
    for key, value in report["system"].items():
        yield f"  {key}: {value}"


def title(name: str) -> str:
    """Of a check's name."""
    kind, _, provider = name.partition("/")
    if kind != "provider" or not provider:
        return translate("Check", _TITLES[name])
    provider, _, speech = provider.partition("/")
    text = (
        translate("Check", "Speech sent to “{provider}”")
        if speech
        else translate("Check", "Provider “{provider}”")
    )
    return text.format(provider=said(PROVIDERS[provider].label))


def _summary(verdicts: list[str]) -> str:
    failures, warnings = (verdicts.count(each) for each in (Verdict.FAILED, Verdict.WARNING))
    if not failures and not warnings:
        return translate("Check", "Everything is all right.")
    told = [_failures(failures)] if failures else [translate("Check", "Nothing failed.")]
    return " ".join([*told, *([_warnings(warnings)] if warnings else [])])
