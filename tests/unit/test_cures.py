"""What another provider is asked for, and what the user must hear of instead."""

import pytest

from rapidwhisper.core.cures import another_can_cure
from rapidwhisper.core.problem import Code


@pytest.mark.parametrize(
    "code",
    [
        Code.OFFLINE,
        Code.UNREACHABLE,
        Code.UNKNOWN_HOST,
        Code.TIMED_OUT,
        Code.CONNECTION_LOST,
        Code.ENVIRONMENT_UNUSABLE,
        Code.WEB_PAGE,
        Code.REDIRECTED,
        Code.NO_CREDIT,
        Code.FORMAT_REFUSED,
        Code.TOO_LARGE,
        Code.RATE_LIMITED,
        Code.SERVER_LOADING,
        Code.SERVER_ERROR,
        Code.UNUSABLE_ANSWER,
        Code.ENGINE_FAILED,
        Code.LOCAL_MODEL_UNLOADABLE,
        Code.GPU_BUILD_MISSING,
        Code.GPU_UNUSABLE,
        Code.KEYRING_UNREADABLE,
    ],
)
def test_what_befalls_one_server_another_may_not_have(code: Code) -> None:
    assert another_can_cure(code)


@pytest.mark.parametrize(
    "code",
    [
        Code.KEY_REFUSED,
        Code.ACCESS_DENIED,
        Code.KEY_MISSING,
        Code.KEY_UNUSABLE,
        Code.KEYRING_LACKS_KEY,
        Code.URL_MISSING,
        Code.URL_INVALID,
        Code.NOT_FOUND,
        Code.MODEL_NOT_FOUND,
        Code.NO_SPEECH_ENDPOINT,
        Code.MODEL_NOT_INSTALLED,
        Code.NO_WHISPER,
        Code.INFERENCE_PATH,
        Code.ENGINE_MISSING,
        Code.LOCAL_ONLY,
        Code.LANGUAGE_UNSUPPORTED,
    ],
)
def test_what_only_the_user_can_put_right_is_told(code: Code) -> None:
    assert not another_can_cure(code)


@pytest.mark.parametrize("code", [Code.NOTHING_RECOGNISED, Code.NO_SPEECH, Code.CANCELLED, Code.INTERNAL])
def test_silence_a_cancel_and_our_own_mistakes_send_the_speech_to_nobody_else(code: Code) -> None:
    assert not another_can_cure(code)
