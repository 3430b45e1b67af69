"""The fault matrix as it came out, for people: a row for each fault, a column for each stage."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pytest

from tests.rig.fault import Fault, Stage
from tests.rig.faults import FAULTS
from tests.rig.invariants import Account

CANNOT_MEET = "–"
NOT_RUN = "·"

Record = Callable[[str, object], None]
"""pytest's record_property: what it takes travels from the test processes to the summary."""


@dataclass(frozen=True, slots=True)
class Result:
    fault: str
    stage: str
    passed: bool
    idle_after_s: float | None


def record_cell(record: Record, fault: Fault, stage: Stage) -> None:
    record("fault", fault.name)
    record("stage", stage.value)


def record_account(record: Record, account: Account) -> None:
    record("idle_after_s", account.idle_after_s)


def results(reports: Iterable[pytest.TestReport]) -> list[Result]:
    found = []
    for report in reports:
        told = dict(report.user_properties)
        if report.when == "call" and "fault" in told:
            idle_after_s = told.get("idle_after_s")
            number = float(str(idle_after_s)) if idle_after_s is not None else None
            found.append(Result(str(told["fault"]), str(told["stage"]), report.passed, number))
    return found


def matrix(found: Iterable[Result]) -> list[str]:
    """Lines of Markdown."""
    by_cell = {(each.fault, each.stage): each for each in found}
    counts: Counter[str] = Counter()
    lines = ["| fault | " + " | ".join(Stage) + " |", "|---|" + "---|" * len(Stage)]
    for fault in FAULTS:
        cells = [_cell(fault, stage, by_cell.get((fault.name, stage))) for stage in Stage]
        counts.update(cells)
        lines.append(f"| {fault.name.replace('_', ' ')} | " + " | ".join(cells) + " |")
    idle = sorted(each.idle_after_s for each in by_cell.values() if each.idle_after_s is not None)
    lines += ["", f"{len(FAULTS)} faults × {len(Stage)} stages: " + _totals(counts)]
    if idle:
        middle, last = idle[len(idle) // 2], idle[-1]
        lines.append(
            f"Idle again after the fault was known: {middle:.2f} s in the middle, {last:.2f} s at most"
        )
    return lines


def _cell(fault: Fault, stage: Stage, result: Result | None) -> str:
    meeting = fault.meets.get(stage)
    if meeting is None:
        return CANNOT_MEET
    if result is not None:
        return "✓" if result.passed else "✗"
    if meeting.pending:
        return f"pending: {meeting.pending}"
    return "soak" if meeting.slow else NOT_RUN


def _totals(counts: Counter[str]) -> str:
    words = {"✓": "kept all promises", "✗": "did not", NOT_RUN: "not run", CANNOT_MEET: "cannot meet"}
    return ", ".join(f"{number} {words.get(cell, cell)}" for cell, number in counts.most_common())


def write_matrix(terminal: pytest.TerminalReporter) -> None:
    """On the terminal and into `artifacts/`, if this run had anything to do with it."""
    reports = [report for name in ("passed", "failed") for report in terminal.stats.get(name, [])]
    found = results(report for report in reports if isinstance(report, pytest.TestReport))
    if not found:
        return
    lines = matrix(found)
    terminal.section("fault matrix")
    for line in lines:
        terminal.write_line(line)
    file = terminal.config.rootpath / "artifacts" / "fault-matrix.md"
    file.parent.mkdir(exist_ok=True)
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
