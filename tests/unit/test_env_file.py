"""The user's `.env`: anything an editor may have left is read, and only what changed is written."""

import os
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from rapidwhisper.config.encoding import decode, encode
from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.env_lines import quoted
from rapidwhisper.config.turn import turn
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.settings import Line, read_settings
from tests.rig.process import running
from tests.rig.stranger import STRANGER, a_strangers_folder, as_stranger


@pytest.fixture
def env(tmp_path: Path) -> EnvFile:
    return EnvFile(tmp_path / ".env")


def save(env: EnvFile, text: str | bytes) -> None:
    env.path.write_bytes(text.encode() if isinstance(text, str) else text)


def content(env: EnvFile) -> str:
    return env.path.read_bytes().decode()


def values(env: EnvFile) -> dict[str, str]:
    return {key: line.value for key, line in env.read().items()}


# reading


def test_a_missing_file_holds_nothing(env: EnvFile) -> None:
    assert env.read() == {}
    assert env.fingerprint() is None


def test_each_value_knows_its_line(env: EnvFile) -> None:
    save(env, "# first\n\n\nHOTKEY=f9\nexport LANGUAGE=ru # mine\n")
    assert env.read() == {"HOTKEY": Line("f9", 4), "LANGUAGE": Line("ru", 5)}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("K=a#b", "a#b"),
        ("K=a # c", "a"),
        ("K= # c", ""),
        ("K=#a", "#a"),
        ("K = spaced ", "spaced"),
        ("'K'='single'", "single"),
        ("K=old\nK=new", "new"),
        ("K=${HOME}", "${HOME}"),
        ('K="sk-${x}$y"', "sk-${x}$y"),
        (r'K="C:\new\temp"', r"C:\new\temp"),
        (r'K="C:\\new\\temp"', r"C:\new\temp"),
        (r'K="say \"hi\""', 'say "hi"'),
        (r"K='it\'s'", "it's"),
        (r"K=C:\new", r"C:\new"),
        ('K="  kept  "', "  kept  "),
        ("\ufeffK=marked", "marked"),
        ("A=1\r\nK=two\r\n", "two"),
        ("A=1\rK=two\r", "two"),
        ("K=слова", "слова"),
        ('K="two\nlines"', "two\nlines"),
    ],
)
def test_values_are_read_as_they_were_meant(env: EnvFile, text: str, value: str) -> None:
    save(env, text)
    assert values(env)["K"] == value


@pytest.mark.parametrize(
    ("data", "prompt"),
    [
        ("PROMPT=Привет\r\nHOTKEY=f9\r\n".encode("utf-16"), "Привет"),
        (b"\xfe\xff" + "PROMPT=Привет\nHOTKEY=f9\n".encode("utf-16-be"), "Привет"),
        ("PROMPT=Привет\nHOTKEY=f9\n".encode("cp1251"), "Привет"),
        (b"PROMPT=\x98\nHOTKEY=f9\n", "\x98"),
    ],
)
def test_any_encoding_is_read(env: EnvFile, data: bytes, prompt: str) -> None:
    save(env, data)
    assert values(env) == {"PROMPT": prompt, "HOTKEY": "f9"}


def test_an_unclosed_quote_spoils_only_its_own_line(env: EnvFile) -> None:
    save(env, 'LANGUAGE=ru\n\nHOTKEY="f9\nPROMPT="a b"\nCUSTOM_MODEL=x\n')
    lines = env.read()
    assert lines["HOTKEY"] == Line('"f9', 3)
    assert lines["PROMPT"] == Line("a b", 4)
    assert lines["CUSTOM_MODEL"] == Line("x", 5)
    _, problems = read_settings(lines)
    assert [(one.facts["key"], one.facts["line"]) for one in problems] == [("HOTKEY", "3")]


def test_a_windows_folder_in_quotes_may_end_in_a_backslash(env: EnvFile) -> None:
    save(env, 'LOG_FILE="C:\\temp\\"\nHOTKEY=f9\n')
    assert values(env) == {"LOG_FILE": "C:\\temp\\", "HOTKEY": "f9"}


def test_lines_that_mean_nothing_are_passed_over(env: EnvFile) -> None:
    save(env, "just words here\n=x\nHOTKEY\n{json: 1}\nLANGUAGE=ru\n")
    assert values(env)["LANGUAGE"] == "ru"
    assert "HOTKEY" not in values(env)


def test_a_folder_in_its_place_is_a_problem(env: EnvFile) -> None:
    env.path.mkdir()
    with pytest.raises(ProblemError) as caught:
        env.read()
    assert caught.value.problem.code is Code.SETTINGS_UNREADABLE
    assert caught.value.problem.facts["path"] == str(env.path)


@given(st.binary(max_size=200))
def test_no_bytes_whatever_stop_the_program(data: bytes) -> None:
    text, encoding = decode(data)
    assert decode(encode(text, encoding)) == (text, encoding)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@example("=\r\ufeffK=")  # a mark behind an odd line cost the value its key
@given(st.text(alphabet="KH= \t\r\n#'\"\\ax\ufeff", max_size=40))
def test_no_text_whatever_stops_reading_or_writing(env: EnvFile, text: str) -> None:
    save(env, text)
    env.read()
    env.write({"K": "new"})
    assert values(env)["K"] == "new"


# writing


def test_only_the_changed_line_is_touched(env: EnvFile) -> None:
    before = (
        "\ufeff# my settings\r\n\r\nexport  HOTKEY = 'f9'   # the good one\r\nUNKNOWN=  x \r\n"
        "LANGUAGE=ru\r\nnonsense\r\n"
    )
    save(env, before)
    env.write({"HOTKEY": "ctrl+space", "LANGUAGE": "ru"})
    assert content(env) == before.replace("'f9'", "ctrl+space")


def test_a_new_key_is_added_at_the_end_in_the_files_own_line_endings(env: EnvFile) -> None:
    save(env, "A=1\r\nB=2")
    env.write({"HOTKEY": "f9", "INSERT_SUFFIX": " "})
    assert content(env) == 'A=1\r\nB=2\r\nHOTKEY=f9\r\nINSERT_SUFFIX=" "\r\n'


def test_of_a_key_that_stands_twice_the_one_that_counts_is_changed(env: EnvFile) -> None:
    save(env, "HOTKEY=f1\nHOTKEY=f2\n")
    env.write({"HOTKEY": "f3"})
    assert content(env) == "HOTKEY=f1\nHOTKEY=f3\n"


def test_an_empty_value_with_a_comment_behind_it_can_be_set(env: EnvFile) -> None:
    save(env, "LANGUAGE= # detected\n")
    env.write({"LANGUAGE": "ru"})
    assert content(env) == "LANGUAGE=ru # detected\n"
    env.write({"LANGUAGE": ""})
    assert content(env) == "LANGUAGE= # detected\n"


def test_a_spoiled_line_is_mended_by_writing_it(env: EnvFile) -> None:
    save(env, 'HOTKEY="f9\nLANGUAGE=ru\n')
    env.write({"HOTKEY": "f8"})
    assert content(env) == "HOTKEY=f8\nLANGUAGE=ru\n"


def test_nothing_to_change_writes_nothing(env: EnvFile) -> None:
    save(env, "HOTKEY='f9'\n")
    before = env.fingerprint()
    env.write({"HOTKEY": "f9"})
    assert env.fingerprint() == before


def test_a_hand_edit_since_the_last_read_survives(env: EnvFile) -> None:
    save(env, "HOTKEY=f9\n")
    env.read()
    save(env, "HOTKEY=f9\nLANGUAGE=ru # typed meanwhile\n")
    env.write({"HOTKEY": "f8"})
    assert content(env) == "HOTKEY=f8\nLANGUAGE=ru # typed meanwhile\n"


def test_a_hand_edit_in_the_very_moment_of_writing_survives(
    env: EnvFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(env, "HOTKEY=f9\n")
    fsync = os.fsync

    def edit_meanwhile(handle: int) -> None:
        fsync(handle)
        if "LANGUAGE" not in content(env):
            save(env, "HOTKEY=f9\nLANGUAGE=ru\n")

    monkeypatch.setattr(os, "fsync", edit_meanwhile)
    env.write({"HOTKEY": "f8"})
    assert content(env) == "HOTKEY=f8\nLANGUAGE=ru\n"


def test_a_new_file_is_for_its_user_alone(env: EnvFile) -> None:
    env.write({"CUSTOM_API_KEY": "canary"})
    assert stat.S_IMODE(env.path.stat().st_mode) == 0o600


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644])
def test_the_files_mode_survives(env: EnvFile, mode: int) -> None:
    save(env, "HOTKEY=f9\n")
    env.path.chmod(mode)
    env.write({"HOTKEY": "f8"})
    assert stat.S_IMODE(env.path.stat().st_mode) == mode


def test_a_link_stays_a_link_and_its_target_is_written(env: EnvFile, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles" / "env"
    target.parent.mkdir()
    target.write_text("HOTKEY=f9\n")
    env.path.symlink_to(target)
    env.write({"HOTKEY": "f8"})
    assert env.path.is_symlink()
    assert target.read_text() == "HOTKEY=f8\n"
    assert os.listdir(tmp_path / "dotfiles") == ["env"]  # noqa: PTH208 - names suffice


@pytest.mark.parametrize("encoding", ["utf-16", "cp1251", "utf-8-sig"])
def test_the_encoding_survives(env: EnvFile, encoding: str) -> None:
    save(env, "PROMPT=Привет\nHOTKEY=f9\n".encode(encoding))
    env.write({"HOTKEY": "f8"})
    assert env.path.read_bytes() == "PROMPT=Привет\nHOTKEY=f8\n".encode(encoding)


def test_a_letter_that_the_old_page_lacks_turns_the_file_into_utf8(env: EnvFile) -> None:
    save(env, "PROMPT=Привет\n".encode("cp1251"))
    env.write({"CUSTOM_MODEL": "模型"})
    assert content(env) == "PROMPT=Привет\nCUSTOM_MODEL=模型\n"


def test_a_folder_that_takes_no_files_is_a_problem_and_leaves_no_draft(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    env = EnvFile(tmp_path / "home" / ".env")
    with pytest.raises(ProblemError) as caught:
        env.write({"HOTKEY": "f8"})
    assert caught.value.problem.code in {Code.SETTINGS_UNWRITABLE, Code.SETTINGS_UNREADABLE}


def test_the_first_file_is_made_and_never_made_over(env: EnvFile) -> None:
    env.create("HOTKEY=f9\n")
    env.create("HOTKEY=f1\n")
    assert content(env) == "HOTKEY=f9\n"
    assert stat.S_IMODE(env.path.stat().st_mode) == 0o600


def test_the_fingerprint_follows_hand_edits(env: EnvFile) -> None:
    save(env, "HOTKEY=f9\n")
    first = env.fingerprint()
    assert env.fingerprint() == first
    save(env, "HOTKEY=f10\n")
    assert env.fingerprint() != first


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=30))
def test_every_value_comes_back_as_it_was_written(env: EnvFile, value: str) -> None:
    save(env, "A=1\nPROMPT='old' # comment\nB=2\n")
    env.write({"PROMPT": value, "NEW": value})
    assert values(env) == {"A": "1", "PROMPT": value, "B": "2", "NEW": value}
    assert "# comment" in content(env)


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("", ""),
        ("ctrl+space", "ctrl+space"),
        (" ", '" "'),
        ("two words", "two words"),
        (r"C:\new", r"C:\new"),
        ("a # b", '"a # b"'),
        ("'x'", "\"'x'\""),
        ("it's", "it's"),
        ('"q"', "'\"q\"'"),
    ],
)
def test_quotes_are_written_only_where_they_are_needed(value: str, written: str) -> None:
    assert quoted(value) == written


# what else may stand in its place


def unreadable(env: EnvFile) -> str:
    with pytest.raises(ProblemError) as caught:
        env.read()
    assert caught.value.problem.code is Code.SETTINGS_UNREADABLE
    return caught.value.problem.facts["detail"]


def test_a_pipe_without_a_writer_holds_nobody_up(env: EnvFile) -> None:
    os.mkfifo(env.path)
    assert unreadable(env) == "it is not a file"


def test_a_file_without_end_is_not_read(env: EnvFile) -> None:
    env.path.symlink_to("/dev/zero")
    assert unreadable(env) == "it is not a file"


def test_ten_megabytes_of_rubbish_are_refused_and_stay_as_they_are(env: EnvFile) -> None:
    rubbish = os.urandom(10_000_000)
    save(env, rubbish)
    assert unreadable(env) == "it is larger than 100 kB"
    with pytest.raises(ProblemError):
        env.write({"HOTKEY": "f8"})
    assert env.path.read_bytes() == rubbish


@pytest.mark.parametrize("encoding", ["latin-1", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-8"])
@pytest.mark.parametrize("newline", ["\r\n", "\r", "\n"])
def test_every_encoding_and_newline_is_read_and_survives(env: EnvFile, encoding: str, newline: str) -> None:
    marks = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}
    lines = ["# naïve café", "HOTKEY=f9", "CUSTOM_MODEL='modèle'", "LANGUAGE=fr", ""]
    save(env, marks.get(encoding, b"") + newline.join(lines).encode(encoding))
    assert [env.read()[key].number for key in ("HOTKEY", "CUSTOM_MODEL", "LANGUAGE")] == [2, 3, 4]
    assert env.complaints() == ()
    env.write({"HOTKEY": "f8"})
    lines[1] = "HOTKEY=f8"
    assert env.path.read_bytes() == marks.get(encoding, b"") + newline.join(lines).encode(encoding)


def test_a_link_to_nothing_stays_a_link_and_gets_its_file(env: EnvFile, tmp_path: Path) -> None:
    target = tmp_path / "dotfiles" / "env"
    env.path.symlink_to(target)
    assert values(env) == {}
    env.write({"HOTKEY": "f8"})
    assert env.path.is_symlink()
    assert target.read_text() == "HOTKEY=f8\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_of_a_file_damaged_in_its_midst_every_good_line_counts_and_every_bad_one_is_named(
    env: EnvFile,
) -> None:
    before = b"AI_PROVIDER=custom\n\0\0\x07\xff\xfe\n# a remark\n"
    save(env, before + b"HOTKEY ctrl+space\n\nLANGUAGE=ru\n'x'\nTHEME=dark\n")
    assert values(env) == {"AI_PROVIDER": "custom", "LANGUAGE": "ru", "THEME": "dark"}
    (told,) = env.complaints()
    assert told.code is Code.SETTINGS_ODD_LINES
    assert told.facts == {"path": str(env.path), "lines": "2, 4, 7"}
    env.write({"LANGUAGE": "en"})
    assert env.read()["THEME"].value == "dark"


def test_zeros_from_a_wrong_encoding_are_told_and_not_taken_for_a_name(env: EnvFile) -> None:
    save(env, "HOTKEY=f9\nLANGUAGE=ru\n".encode("utf-16-le"))
    assert values(env) == {}
    assert env.complaints()[0].facts["lines"].startswith("1, 2")


def test_of_many_bad_lines_only_the_first_are_named(env: EnvFile) -> None:
    save(env, "nothing\n" * 50)
    assert env.complaints()[0].facts["lines"] == "1, 2, 3, 4, 5, …"


def test_a_file_that_is_gone_can_be_told_from_one_that_never_was(env: EnvFile) -> None:
    assert values(env) == {}
    with pytest.raises(ProblemError) as caught:
        env.read(must_exist=True)
    assert caught.value.problem.code is Code.SETTINGS_UNREADABLE


def test_a_mode_that_changes_is_noticed(env: EnvFile) -> None:
    save(env, "HOTKEY=f9\n")
    before = env.fingerprint()
    env.path.chmod(0o640)
    assert env.fingerprint() != before


_WRITER = (
    "import sys\n"
    "from pathlib import Path\n"
    "from rapidwhisper.config.env_file import EnvFile\n"
    "env = EnvFile(Path(sys.argv[1]))\n"
    "print('ready', flush=True)\n"
    "sys.stdin.readline()\n"
    "for number in range(60): env.write({f'{sys.argv[2]}_{number}': str(number), 'BOTH': sys.argv[2]})\n"
)


def test_two_writers_at_the_same_moment_lose_nothing_of_each_other(env: EnvFile) -> None:
    save(env, "# mine\nHOTKEY=f9\n")
    pipes: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
    with (
        running([sys.executable, "-c", _WRITER, str(env.path), "ONE"], **pipes) as one,
        running([sys.executable, "-c", _WRITER, str(env.path), "TWO"], **pipes) as two,
    ):
        for writer in (one, two):
            assert writer.stdout is not None
            assert writer.stdout.readline() == "ready\n"
        for writer in (one, two):
            assert writer.stdin is not None
            writer.stdin.write("go\n")
            writer.stdin.flush()
        assert [one.wait(60), two.wait(60)] == [0, 0]
    found = values(env)
    assert found.pop("BOTH") in {"ONE", "TWO"}
    wanted = {f"{name}_{number}": str(number) for name in ("ONE", "TWO") for number in range(60)}
    assert found == {"HOTKEY": "f9", **wanted}
    assert content(env).startswith("# mine\n")
    assert [file.name for file in env.path.parent.iterdir()] == [".env"]


def test_a_writer_that_is_stopped_holds_the_next_one_up_only_for_a_moment(env: EnvFile) -> None:
    save(env, "HOTKEY=f9\n")
    with turn(env.path.parent):
        env.write({"HOTKEY": "f8"})
    assert content(env) == "HOTKEY=f8\n"


# as another user, because root may do anything

_STRANGER = """
import sys
from pathlib import Path
from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.core.problem import ProblemError
env = EnvFile(Path(sys.argv[1]))
for attempt in (env.read, lambda: env.write({"HOTKEY": "f8"})):
    try:
        attempt()
    except ProblemError as error:
        print(error.problem.code, error.problem.facts["detail"])
    else:
        print("done")
"""


@pytest.mark.parametrize(
    ("file_mode", "folder_mode", "outcomes"),
    [
        (0o400, 0o700, ["done", "settings_unwritable Permission denied"]),
        (0o600, 0o500, ["done", "settings_unwritable Permission denied"]),
        (0o000, 0o700, ["settings_unreadable Permission denied"] * 2),
        (0o600, 0o700, ["done", "done"]),
    ],
)
def test_what_may_not_be_read_or_written_is_told_and_nothing_is_lost(
    file_mode: int, folder_mode: int, outcomes: list[str]
) -> None:
    with a_strangers_folder() as folder:
        file = folder / ".env"
        file.write_text("HOTKEY=f9\n")
        os.chown(file, STRANGER, STRANGER)
        file.chmod(file_mode)
        folder.chmod(folder_mode)
        assert as_stranger(_STRANGER, str(file)).splitlines() == outcomes
        assert file.read_text() == ("HOTKEY=f8\n" if outcomes[-1] == "done" else "HOTKEY=f9\n")
        assert [each.name for each in folder.iterdir()] == [".env"]


_ON_A_FULL_DISK = """
import resource, sys
from pathlib import Path
from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.core.problem import ProblemError
resource.setrlimit(resource.RLIMIT_FSIZE, (10, 10))
try:
    EnvFile(Path(sys.argv[1])).write({"LANGUAGE": "ru"})
except ProblemError as error:
    print(error.problem.code)
"""


def test_a_full_disk_is_told_and_the_file_stays_whole(env: EnvFile) -> None:
    """A limit on the size of files stands for it."""
    save(env, "HOTKEY=f9\n")
    command = [sys.executable, "-c", _ON_A_FULL_DISK, str(env.path)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout == "settings_unwritable\n"
    assert content(env) == "HOTKEY=f9\n"
    assert [file.name for file in env.path.parent.iterdir()] == [".env"]
