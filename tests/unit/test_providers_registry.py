"""What can be said about a provider before anybody is asked."""

import subprocess
import sys
from dataclasses import replace

import pytest

from rapidwhisper.core.problem import Code
from rapidwhisper.core.settings import ABOUT, Settings
from rapidwhisper.providers.capabilities import MEBIBYTE, Capabilities, ProviderInfo
from rapidwhisper.providers.local import install
from rapidwhisper.providers.local.install import install_command, missing_engine, uninstall_command
from rapidwhisper.providers.registry import PROVIDERS, configuration_problem, describe, key_page
from rapidwhisper.providers.speech import request_limit_s

CUSTOM = Settings(
    ai_provider="custom",
    custom_base_url="http://localhost:8000/v1/?code=secret",
    custom_api_key="canary",
    custom_model="tiny",
)
HTTP = Settings(ai_provider="custom", custom_base_url="http://Speech.example.com:8000/v1")


def test_every_provider_that_the_settings_accept_exists() -> None:
    assert ", ".join(PROVIDERS) == ABOUT["AI_PROVIDER"].parser.accepts
    assert all(name == provider.name for name, provider in PROVIDERS.items())


def test_a_server_is_described_without_its_secrets() -> None:
    assert describe(CUSTOM) == ProviderInfo("custom", "Custom server", "tiny", "http://localhost:8000/v1")


def test_the_engine_on_this_computer_has_no_address() -> None:
    assert describe(Settings()) == ProviderInfo("local", "On this computer", "basic-en", "")


@pytest.mark.parametrize(
    ("settings", "page"),
    [
        (Settings(ai_provider="groq"), "https://console.groq.com/keys"),
        (
            Settings(ai_provider="groq", groq_base_url="https://elsewhere.example/v1"),
            "https://console.groq.com/keys",
        ),
        (Settings(ai_provider="glm"), "https://open.bigmodel.cn/"),
        (
            Settings(ai_provider="glm", glm_base_url="https://api.z.ai/api/paas/v4"),
            "https://z.ai/manage-apikey/apikey-list",
        ),
        (Settings(ai_provider="glm", glm_base_url="nonsense"), "https://open.bigmodel.cn/"),
        (CUSTOM, ""),
        (Settings(), ""),
    ],
)
def test_keys_are_made_where_the_provider_or_its_preset_says(settings: Settings, page: str) -> None:
    assert key_page(settings) == page


def test_a_description_bears_a_bad_address() -> None:
    assert describe(Settings(ai_provider="custom", custom_base_url="no address")).url == ""


@pytest.mark.parametrize(
    ("settings", "code"),
    [
        (CUSTOM, None),
        (Settings(), None),
        (Settings(language="en-GB"), None),
        (Settings(language="EN"), None),
        (Settings(language="ru"), Code.LANGUAGE_UNSUPPORTED),
        (Settings(ai_provider="custom"), Code.URL_MISSING),
        (Settings(ai_provider="custom", custom_base_url="no address"), Code.URL_INVALID),
        (HTTP, Code.HTTP_NOT_ALLOWED),
        (replace(HTTP, allow_http_hosts=("example.com",)), Code.HTTP_NOT_ALLOWED),
        (replace(HTTP, allow_http_hosts=("other.example", "speech.example.com")), None),
        (Settings(ai_provider="groq", groq_base_url="http://api.groq.com/v1"), Code.HTTP_NOT_ALLOWED),
        (
            Settings(ai_provider="custom", custom_base_url="http://localhost/v1", custom_api_key="ключ"),
            Code.KEY_UNUSABLE,
        ),
        (
            Settings(ai_provider="custom", custom_base_url="http://localhost/v1", custom_api_key="a\nb"),
            Code.KEY_UNUSABLE,
        ),
    ],
)
def test_what_is_wrong_with_the_configuration_is_known_at_once(settings: Settings, code: Code | None) -> None:
    found = configuration_problem(settings)
    assert (found.code if found else None) == code


def test_a_missing_engine_comes_with_the_command_that_installs_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "POCKETSPHINX", {"an_engine_that_nobody_has": "an-engine"})
    found = configuration_problem(Settings())
    assert found is not None
    assert found.code is Code.ENGINE_MISSING
    assert found.facts["command"].endswith("pip install an-engine")


def test_each_engine_needs_packages_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(install, "ONNX", {"onnx_asr": "onnx-asr", "nobody_has_this": "a-runtime"})
    assert missing_engine("") is None
    found = missing_engine("nemo-conformer-tdt")
    assert found is not None
    assert found.facts["command"].endswith("pip install a-runtime")


@pytest.mark.parametrize(
    ("prefix", "executable", "command"),
    [
        ("/home/a/.local/share/pipx/venvs/rapidwhisper", "", "pipx inject rapidwhisper onnx-asr onnxruntime"),
        ("/src/.venv", "/src/.venv/bin/python", "/src/.venv/bin/python -m pip install onnx-asr onnxruntime"),
        ("/my src/v", "/my src/v/python", "'/my src/v/python' -m pip install onnx-asr onnxruntime"),
    ],
)
def test_the_install_command_fits_the_installation(prefix: str, executable: str, command: str) -> None:
    assert install_command(prefix, executable, "onnx-asr", "onnxruntime") == command


@pytest.mark.parametrize(
    ("prefix", "executable", "command"),
    [
        (
            "/home/a/.local/share/pipx/venvs/rapidwhisper",
            "",
            "pipx runpip rapidwhisper uninstall onnxruntime",
        ),
        ("/my src/v", "/my src/v/python", "'/my src/v/python' -m pip uninstall onnxruntime"),
    ],
)
def test_the_command_that_removes_fits_it_too(prefix: str, executable: str, command: str) -> None:
    assert uninstall_command(prefix, executable, "onnxruntime") == command


@pytest.mark.parametrize("module", ["registry", "speech", "transcriber"])
def test_openai_and_its_http_library_are_not_imported_at_start(module: str) -> None:
    code = (
        f"import sys, rapidwhisper.providers.{module}; "
        "sys.exit(', '.join({'openai', 'httpx2', 'pocketsphinx', 'PySide6'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr


def test_the_smaller_of_two_limits_counts() -> None:
    assert Capabilities(max_seconds=30, max_bytes=25 * MEBIBYTE).piece_seconds() == 30
    by_bytes = Capabilities(max_bytes=15 * MEBIBYTE).piece_seconds()
    assert 480 < by_bytes < 15 * MEBIBYTE / 32_000


@pytest.mark.parametrize(("audio_s", "limit_s"), [(1, 30), (30, 30), (100, 65), (485, 257.5), (7200, 300)])
def test_a_request_has_a_deadline_that_grows_with_its_audio(audio_s: float, limit_s: float) -> None:
    assert request_limit_s(audio_s) == limit_s
