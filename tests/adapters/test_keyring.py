"""Keys in a real keyring of a desktop: gnome-keyring, over the Secret Service."""

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from rapidwhisper.config.keys import Keys
from rapidwhisper.core.parse import IN_KEYRING
from rapidwhisper.core.problem import Code, ProblemError
from rapidwhisper.core.settings import DEFAULTS
from rapidwhisper.providers.abort import Abort
from rapidwhisper.providers.speech import SpeechToText
from tests.contracts.transcriber import tone
from tests.rig.fakes_keyring import FakeKeyring
from tests.rig.secret_service import bus, secret_service
from tests.rig.speech_server import SpeechServer, text

KEY = "gsk-canary-of-the-keyring"

PROGRAM = """
import json, sys
from rapidwhisper.config.keys import Keys
from rapidwhisper.config.system_keyring import SystemKeyring
from rapidwhisper.core.problem import ProblemError

keys = Keys(SystemKeyring(), patience_s=20)
try:
    answer = getattr(keys, sys.argv[1])(*sys.argv[2:])
except ProblemError as error:
    answer = error.problem
if hasattr(answer, "facts"):
    answer = [answer.code, answer.facts.get("detail")]
print(json.dumps(answer))
"""


@pytest.fixture
def env(tmp_path: Path) -> Iterator[Mapping[str, str]]:
    tmp_path.chmod(0o700)
    with bus(tmp_path) as made:
        yield made


def keys(env: Mapping[str, str], *call: str) -> object:
    """In a process of its own, as after a new start."""
    command = [sys.executable, "-c", PROGRAM, *call]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=True, timeout=60)
    return json.loads(done.stdout)


def test_a_key_survives_the_program_and_the_keyring(env: Mapping[str, str]) -> None:
    with secret_service(env):
        assert keys(env, "hindrance") is None
        keys(env, "write", "GROQ_API_KEY", KEY)
        assert keys(env, "read", "GROQ_API_KEY") == KEY
    with secret_service(env):
        assert keys(env, "read", "GROQ_API_KEY") == KEY


def test_a_deleted_key_is_gone_and_the_others_stay(env: Mapping[str, str]) -> None:
    with secret_service(env):
        for name in ("GROQ_API_KEY", "GLM_API_KEY"):
            keys(env, "write", name, KEY)
        keys(env, "delete", "GROQ_API_KEY")
        assert keys(env, "read", "GROQ_API_KEY") == [Code.KEYRING_LACKS_KEY, None]
        assert keys(env, "read", "GLM_API_KEY") == KEY


def test_a_keyring_that_stays_locked_is_told(env: Mapping[str, str]) -> None:
    with secret_service(env):
        keys(env, "write", "GROQ_API_KEY", KEY)
    with secret_service(env, password="another"):
        assert keys(env, "read", "GROQ_API_KEY") == [Code.KEYRING_UNREADABLE, "it is locked"]


def test_where_no_keyring_runs_that_is_the_reason(env: Mapping[str, str]) -> None:
    assert keys(env, "hindrance") == [Code.KEYRING_MISSING, "none is running on this desktop"]


def test_the_server_gets_the_key_itself() -> None:
    ring = FakeKeyring()
    ring.kept = {"CUSTOM_API_KEY": KEY}
    with SpeechServer() as server:
        server.answers(text("hello"))
        settings = replace(
            DEFAULTS, ai_provider="custom", custom_base_url=server.url, custom_api_key=IN_KEYRING
        )
        speech = SpeechToText(filled=Keys(ring).filled)
        assert speech.text(tone(1), settings, Abort()).text == "hello"
        speech.models(settings, Abort())
        speech.close()
        for asked in (server.requests[-1], server.others[-1]):
            assert asked.headers["authorization"] == f"Bearer {KEY}"


def test_nothing_is_sent_while_the_key_cannot_be_had() -> None:
    ring = FakeKeyring()
    ring.fails = "it is locked"
    with SpeechServer() as server:
        settings = replace(
            DEFAULTS, ai_provider="custom", custom_base_url=server.url, custom_api_key=IN_KEYRING
        )
        speech = SpeechToText(filled=Keys(ring).filled)
        with pytest.raises(ProblemError) as caught:
            speech.text(tone(1), settings, Abort())
        speech.close()
        assert caught.value.problem.code is Code.KEYRING_UNREADABLE
        assert server.requests == []
