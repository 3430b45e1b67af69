"""What people write into `.env`, and what it means."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rapidwhisper.core.hotkey import HotkeyMode, parse_hotkey
from rapidwhisper.core.parse import IN_KEYRING
from rapidwhisper.core.problem import Code
from rapidwhisper.core.settings import (
    ABOUT,
    DEFAULTS,
    Line,
    LogLevel,
    PasteMethod,
    Settings,
    as_text,
    read_settings,
    secrets,
)


def read(**values: str) -> Settings:
    settings, problems = read_settings({key: Line(value, 1) for key, value in values.items()})
    assert not problems
    return settings


def test_no_lines_mean_the_defaults() -> None:
    assert read_settings({}) == (DEFAULTS, ())


def test_every_kind_of_value_is_read_as_people_write_it() -> None:
    settings = read(
        AI_PROVIDER=" Custom ",
        CUSTOM_API_KEY=" sk-4711 ",
        CUSTOM_BASE_URL=" http://localhost:8000/v1/ ",
        FALLBACK_PROVIDERS=" Groq, local ,groq,",
        HOTKEY="<Ctrl>+<Alt>+R",
        HOTKEY_MODE="Hold",
        SILENCE_STOP="yes",
        SILENCE_DURATION="2,5",
        PASTE_METHOD="CTRL_V",
        LOG_LEVEL="debug",
        INSERT_SUFFIX="",
    )
    assert settings.ai_provider == "custom"
    assert settings.custom_api_key == "sk-4711"
    assert settings.custom_base_url == "http://localhost:8000/v1/"
    assert settings.fallback_providers == ("groq", "local")
    assert settings.hotkey == parse_hotkey("ctrl+alt+r")
    assert settings.hotkey_mode is HotkeyMode.HOLD
    assert settings.silence_stop
    assert settings.silence_duration == 2.5
    assert settings.paste_method is PasteMethod.CTRL_V
    assert settings.log_level is LogLevel.DEBUG
    assert settings.insert_suffix == ""


@pytest.mark.parametrize(
    ("key", "value", "reason"),
    [
        ("AI_PROVIDER", "gorq", "local, groq, openai, glm, custom"),
        ("LOCAL_THREADS", "0", "it must be auto, or a number from 1 to 64"),
        ("FALLBACK_PROVIDERS", "local,gorq", "“gorq” is none of: local, groq, openai, glm, custom"),
        ("SILENCE_STOP", "perhaps", "on or off"),
        ("SILENCE_DURATION", "long", "a number"),
        ("SILENCE_DURATION", "0", "between 0.3 and 60"),
        ("SILENCE_DURATION", "nan", "between"),
        ("MAX_RECORDING_SECONDS", "inf", "between"),
        ("KEEP_TEXT_DAYS", "for ever", "a number of days, or empty"),
        ("KEEP_TEXT_DAYS", "-1", "a number of days, or empty"),
        ("HOTKEY", "ctrl+", "missing"),
        ("HOTKEY_MODE", "sometimes", "auto, toggle, hold"),
        ("CUSTOM_API_KEY", "sk-ключ", "Latin"),
        ("CUSTOM_API_KEY", "two words", "spaces"),
    ],
)
def test_a_mistake_gives_the_default_and_names_its_line(key: str, value: str, reason: str) -> None:
    settings, problems = read_settings({key: Line(value, 17), "LANGUAGE": Line("ru", 18)})
    assert getattr(settings, key.lower()) == getattr(DEFAULTS, key.lower())
    assert settings.language == "ru"
    (told,) = problems
    assert told.code is Code.SETTING_INVALID
    assert told.facts["key"] == key
    assert told.facts["line"] == "17"
    assert reason in told.facts["reason"]


@pytest.mark.parametrize(
    ("values", "loser", "winner"),
    [
        ({"HOTKEY": "f9", "CANCEL_HOTKEY": "F9"}, "CANCEL_HOTKEY", "HOTKEY"),
        ({"HOTKEY": "esc"}, "HOTKEY", "CANCEL_HOTKEY"),
        ({"HOTKEY": "esc", "CANCEL_HOTKEY": "esc"}, "HOTKEY", "CANCEL_HOTKEY"),
        ({"CANCEL_HOTKEY": "ctrl+space"}, "CANCEL_HOTKEY", "HOTKEY"),
        ({"PASTE_LAST_HOTKEY": "ctrl+space"}, "PASTE_LAST_HOTKEY", "HOTKEY"),
        ({"PASTE_LAST_HOTKEY": "esc"}, "PASTE_LAST_HOTKEY", "CANCEL_HOTKEY"),
    ],
)
def test_the_same_keys_for_two_purposes_are_refused(values: dict[str, str], loser: str, winner: str) -> None:
    settings, (told,) = read_settings({key: Line(value, 17) for key, value in values.items()})
    assert getattr(settings, loser.lower()) == getattr(DEFAULTS, loser.lower())
    assert told.code is Code.SETTING_INVALID
    assert (told.facts["key"], told.facts["line"]) == (loser, "17")
    assert told.facts["reason"] == f"the same keys as “{winner}”"


def test_a_key_that_gives_way_to_one_may_not_take_the_place_of_another() -> None:
    lines = {"HOTKEY": "f9", "CANCEL_HOTKEY": "f9", "PASTE_LAST_HOTKEY": "esc"}
    settings, problems = read_settings({key: Line(value, 1) for key, value in lines.items()})
    assert [told.facts["key"] for told in problems] == ["CANCEL_HOTKEY", "PASTE_LAST_HOTKEY"]
    assert (settings.cancel_hotkey, settings.paste_last_hotkey) == (DEFAULTS.cancel_hotkey, None)


def test_a_mistaken_key_is_never_repeated() -> None:
    _, (told,) = read_settings({"CUSTOM_API_KEY": Line("секрет-4711", 3)})
    assert "4711" not in repr(told)


def test_every_key_is_known_as_a_secret() -> None:
    keys = {
        name: f"key-{name}" for name in ("CUSTOM_API_KEY", "GROQ_API_KEY", "OPENAI_API_KEY", "GLM_API_KEY")
    }
    assert sorted(secrets(read(**keys))) == sorted(keys.values())
    assert {key for key in ABOUT if key.endswith("_KEY") and "API" in key} == keys.keys()
    assert secrets(DEFAULTS) == []


def test_an_empty_value_means_the_default() -> None:
    assert read(HOTKEY="", SILENCE_DURATION=" ", AI_PROVIDER="") == DEFAULTS


@pytest.mark.parametrize("placeholder", ["your_api_key_here", "YOUR_OPENAI_API_KEY_HERE"])
def test_placeholders_of_old_files_mean_no_key(placeholder: str) -> None:
    assert read(CUSTOM_API_KEY=placeholder).custom_api_key == ""


def test_manual_stop_of_old_files_is_the_opposite_of_silence_stop() -> None:
    assert read(MANUAL_STOP="false").silence_stop
    assert not read(MANUAL_STOP="true").silence_stop
    assert read(MANUAL_STOP="true", SILENCE_STOP="true").silence_stop
    assert not read(MANUAL_STOP="perhaps").silence_stop


def test_unknown_and_old_keys_are_politely_ignored() -> None:
    assert read(SAMPLE_RATE="44100", CHUNK_SIZE="1024", WINDOW_THEME="dark", MY_OWN="x") == DEFAULTS


def test_another_provider_for_one_time_is_asked_alone() -> None:
    settings = read(AI_PROVIDER="groq", FALLBACK_PROVIDERS="local").with_provider("custom")
    assert (settings.ai_provider, settings.fallback_providers) == ("custom", ())
    with pytest.raises(ValueError, match="one of"):
        DEFAULTS.with_provider("nobody")


def test_a_list_survives_being_written_and_read() -> None:
    settings = read(FALLBACK_PROVIDERS="groq,local")
    assert read(FALLBACK_PROVIDERS=as_text(settings.fallback_providers)) == settings


@pytest.mark.parametrize("key", list(ABOUT))
def test_every_default_survives_being_written_and_read(key: str) -> None:
    default = getattr(DEFAULTS, key.lower())
    assert getattr(read(**{key: as_text(default)}), key.lower()) == default


@given(st.dictionaries(st.sampled_from(list(ABOUT)), st.text()))
def test_nothing_that_stands_in_the_file_ends_the_program(values: dict[str, str]) -> None:
    settings, problems = read_settings(
        {key: Line(value, number) for number, (key, value) in enumerate(values.items())}
    )
    for each in problems:
        key = each.facts["key"]
        assert (each.code, key in values) == (Code.SETTING_INVALID, True)
        assert as_text(getattr(settings, key.lower())) == each.facts["default"]


def test_a_key_in_the_keyring_is_named_so_and_is_itself_no_secret() -> None:
    settings = read(GROQ_API_KEY=" Keyring ", OPENAI_API_KEY="sk-1")
    assert settings.groq_api_key == IN_KEYRING
    assert secrets(settings) == ["sk-1"]


@pytest.mark.parametrize("text", ["a.example,b.example", " A.example;  b.example , ", "a.example b.example"])
def test_names_are_a_list_however_they_are_separated(text: str) -> None:
    settings = read(ALLOW_HTTP_HOSTS=text)
    assert settings.allow_http_hosts == ("a.example", "b.example")
    assert as_text(settings.allow_http_hosts) == "a.example,b.example"
