"""The fault matrix tells of itself here too."""

import pytest

from tests.rig.fault_report import write_matrix


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    write_matrix(terminalreporter)
