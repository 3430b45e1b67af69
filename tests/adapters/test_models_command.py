"""`rapidwhisper models` against a hub on the loopback, as a shell sees it."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from rapidwhisper import cli
from rapidwhisper.core.local_model import Phase, Standing
from rapidwhisper.providers.local.models.catalogue import CATALOGUE
from rapidwhisper.providers.local.models.disk import size_of
from rapidwhisper.ui.download_line import DownloadLine
from rapidwhisper.ui.size import size
from tests.rig.command_line import CommandLine
from tests.rig.hub import Hub
from tests.rig.hub_faults import damaged, stalled
from tests.rig.models import LARGE, LARGE_BYTES, NAME, SMALL, contents, publish, wanted
from tests.rig.process import running, wait_until

HALF = LARGE_BYTES // 2


@pytest.fixture
def hub() -> Iterator[Hub]:
    with Hub() as hub:
        publish(hub, contents())
        yield hub


class Here:
    """The command in this process: most of the time of another one goes into its start."""

    def __init__(self, shell: CommandLine, capsys: pytest.CaptureFixture[str]) -> None:
        self.configure = shell.configure
        self._capsys = capsys

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[str]":
        status = cli.main(arguments)
        told = self._capsys.readouterr()
        return subprocess.CompletedProcess(arguments, status, told.out, told.err)


@pytest.fixture
def shell(hub: Hub, tmp_path: Path) -> CommandLine:
    shell = CommandLine(tmp_path)
    shell.configure(HF_ENDPOINT=hub.url, LOCAL_MODELS_FOLDER=str(tmp_path / "models"))
    return shell


@pytest.fixture
def here(shell: CommandLine, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Here:
    monkeypatch.setenv("RAPIDWHISPER_HOME", shell.env["RAPIDWHISPER_HOME"])
    return Here(shell, capsys)


def listed(here: Here) -> dict[str, dict[str, object]]:
    return {each["name"]: each for each in json.loads(here.run("models", "--json").stdout)}


def row(here: Here) -> str:
    """Of the model in the table."""
    return next(line for line in here.run("models").stdout.splitlines() if NAME in line)


def test_all_models_are_listed_with_what_a_choice_needs(here: Here) -> None:
    lines = here.run("models", "list").stdout.splitlines()
    assert lines[0].split() == ["model", "state", "size", "languages", "speed", "licence"]
    assert [line.split()[0] for line in lines if any(f" {name} " in line for name in CATALOGUE)][1:] == [
        name for name in CATALOGUE if name != "basic-en"
    ]
    assert "about 230 MB" in row(here)
    assert sum("Accuracy: " in line for line in lines) == len(CATALOGUE)


def test_the_model_in_use_has_a_star(here: Here) -> None:
    assert "* basic-en" in here.run("models").stdout
    here.configure(AI_PROVIDER="groq")
    assert "*" not in here.run("models").stdout


def test_a_downloaded_model_is_listed_as_here_with_its_size(here: Here, tmp_path: Path) -> None:
    done = here.run("models", "download", NAME)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        f"{NAME} is here. To use it, write into {tmp_path / '.env'}:",
        "AI_PROVIDER=local",
        f"LOCAL_MODEL={NAME}",
    ]
    assert " here " in row(here)
    assert f" {size(sum(map(len, wanted(contents()).values())))} " in row(here)
    told = listed(here)[NAME]
    assert (told["phase"], told["in_use"]) == ("ready", False)
    assert told["done_bytes"] == told["all_bytes"]


def test_who_has_chosen_the_model_already_is_not_told_how_to(here: Here, hub: Hub, tmp_path: Path) -> None:
    here.configure(
        HF_ENDPOINT=hub.url, LOCAL_MODELS_FOLDER=str(tmp_path), AI_PROVIDER="local", LOCAL_MODEL=NAME
    )
    assert here.run("models", "download", NAME).stdout == f"{NAME} is here and in use.\n"


def test_without_a_terminal_the_progress_is_a_few_lines(here: Here) -> None:
    done = here.run("models", "download", NAME)
    lines = done.stderr.splitlines()
    assert lines[0] == f"{NAME}: asking which files there are"
    assert 1 < len(lines) < 20
    assert "\r" not in done.stderr


def test_ctrl_c_pauses_and_the_same_command_goes_on(
    shell: CommandLine, here: Here, hub: Hub, tmp_path: Path
) -> None:
    hub.misbehave(LARGE, stalled(HALF))
    command = [sys.executable, "-m", "rapidwhisper", "models", "download", NAME]
    part = tmp_path / "models" / f"{NAME}.part" / LARGE
    with running(command, env=shell.env, cwd=tmp_path, stderr=subprocess.PIPE) as process:
        wait_until(lambda: size_of(part) == HALF, "half of the file", seconds=20)
        process.send_signal(signal.SIGINT)
        _, told = process.communicate(timeout=20)
    assert process.returncode == 1
    assert told.splitlines()[-1] == f"Paused. “rapidwhisper models download {NAME}” goes on from here."
    assert "Traceback" not in told
    assert " % here" in row(here)
    hub.forget()
    assert shell.run("models", "download", NAME).returncode == 0
    assert hub.sent(LARGE) == LARGE_BYTES - HALF


def test_a_download_that_fails_is_a_sentence(here: Here, hub: Hub) -> None:
    hub.misbehave(SMALL, damaged(), damaged())
    done = here.run("models", "download", NAME)
    assert done.returncode == 1
    assert f"The file {SMALL} came damaged from {hub.url.removeprefix('http://')}, twice." in done.stderr


@pytest.mark.parametrize("command", ["download", "remove", "verify"])
def test_a_model_that_there_is_not_is_a_sentence(here: Here, command: str) -> None:
    done = here.run("models", command, "no-such-model")
    assert done.returncode == 1
    assert "“no-such-model” cannot be used: there is no such model." in done.stderr


@pytest.mark.parametrize("command", [(), ("download", NAME), ("remove", NAME), ("verify",)])
@pytest.mark.parametrize("folder", ["~nobody-of-this-name/models", "models", "/" + "x" * 300])
def test_a_folder_of_models_that_cannot_be_used_is_a_sentence(
    here: Here, command: tuple[str, ...], folder: str
) -> None:
    here.configure(LOCAL_MODELS_FOLDER=folder)
    done = here.run("models", *command)
    assert done.returncode == 1
    assert f"The folder of models, {folder}, cannot be used: " in done.stderr


def test_with_local_only_nothing_is_downloaded_from_elsewhere(here: Here) -> None:
    here.configure(LOCAL_ONLY="true", HF_ENDPOINT="http://hub.invalid")
    done = here.run("models", "download", NAME)
    assert done.returncode == 1
    assert "Nothing may leave this computer, and hub.invalid is elsewhere." in done.stderr


def test_a_removed_model_frees_its_room(here: Here) -> None:
    here.run("models", "download", NAME)
    freed = listed(here)[NAME]["disk_bytes"]
    assert isinstance(freed, int)
    assert freed > LARGE_BYTES
    done = here.run("models", "remove", NAME)
    assert (done.returncode, done.stdout) == (0, f"{NAME} is removed; {size(freed)} are free again.\n")
    assert "not here" in row(here)
    again = here.run("models", "remove", NAME)
    assert (again.returncode, again.stderr) == (1, f"{NAME} is not here.\n")


def test_what_other_programs_keep_is_not_said_to_be_free_again(here: Here, tmp_path: Path) -> None:
    here.run("models", "download", NAME)
    used = listed(here)[NAME]["disk_bytes"]
    assert isinstance(used, int)
    os.link(tmp_path / "models" / NAME / LARGE, tmp_path / "in the shared cache")
    done = here.run("models", "remove", NAME)
    assert done.stdout == f"{NAME} is removed; {size(used - LARGE_BYTES)} are free again.\n"


def test_checking_tells_whole_models_from_damaged_ones(here: Here, tmp_path: Path) -> None:
    here.run("models", "download", NAME)
    whole = here.run("models", "verify")
    assert (whole.returncode, whole.stdout) == (0, f"{NAME}: whole\n")
    (tmp_path / "models" / NAME / SMALL).write_text("damaged")
    for named in ((NAME,), ()):
        bad = here.run("models", "verify", *named)
        assert bad.returncode == 1
        assert f"{NAME}: damaged or missing: {SMALL}." in bad.stdout


def test_where_nothing_is_here_there_is_nothing_to_check(here: Here) -> None:
    done = here.run("models", "verify")
    assert (done.returncode, done.stdout) == (0, "")
    assert "No model has been downloaded yet." in done.stderr


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def shown(*standings: Standing) -> list[str]:
    """The lines that follow each other in the same place."""
    terminal = Terminal()
    with DownloadLine(NAME, terminal) as line:
        for standing in standings:
            line.tell(standing)
    written = terminal.getvalue()
    assert (written.count("\n"), written[-1]) == (1, "\n")
    return [each.rstrip() for each in written.split("\r")[1:]]


GOING = Standing(Phase.DOWNLOADING, 300_000_000, 600_000_000, 5_000_000.0)


def test_on_a_terminal_the_progress_is_one_line_that_changes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "100")
    whole = Standing(Phase.CHECKING, 600_000_000, 600_000_000)
    assert shown(Standing(Phase.DOWNLOADING), GOING, whole, Standing(Phase.READY, 600_000_000)) == [
        f"[{'':24}] {NAME}: asking which files there are",
        f"[{'#' * 12:24}] {NAME}: 300 MB of 600 MB, 5.0 MB/s, 1 min 0 s left",
        f"[{'#' * 24}] {NAME}: 600 MB of 600 MB, checking",
    ]


def test_a_narrow_terminal_gets_as_much_as_fits_into_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    line = f"{NAME}: 300 MB of 600 MB, 5.0 MB/s, 1 min 0 s left"
    monkeypatch.setenv("COLUMNS", "70")
    assert shown(GOING) == [line]
    monkeypatch.setenv("COLUMNS", "30")
    assert shown(GOING) == [line[:29].rstrip()]
