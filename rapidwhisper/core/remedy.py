"""What a person can do about a Problem with one click. `ui/remedies.py` has the words on the buttons."""

from enum import StrEnum

from rapidwhisper.core.problem import AHEAD, Code, Problem


class Remedy(StrEnum):
    OPEN_KEY_PAGE = "key"
    """Where the provider makes its keys."""
    TRY_AGAIN = "again"
    """The kept recording once more, by the provider that is set."""
    OTHER_PROVIDER = "other"
    """The kept recording by another one."""
    OPEN_SETTINGS = "settings"
    DOWNLOAD = "download"
    """The model that is chosen for this computer; nothing opens."""


_KEY, _AGAIN = Remedy.OPEN_KEY_PAGE, Remedy.TRY_AGAIN
_OTHER, _SETTINGS = Remedy.OTHER_PROVIDER, Remedy.OPEN_SETTINGS
_DOWNLOAD = Remedy.DOWNLOAD

_REMEDIES: dict[Code, tuple[Remedy, ...]] = {
    Code.URL_MISSING: (_SETTINGS, _AGAIN),
    Code.URL_INVALID: (_SETTINGS, _AGAIN),
    Code.HTTP_NOT_ALLOWED: (_SETTINGS, _AGAIN),
    Code.KEY_MISSING: (_KEY, _SETTINGS, _AGAIN),
    Code.KEY_UNUSABLE: (_SETTINGS, _AGAIN),
    Code.KEYRING_UNREADABLE: (_AGAIN, _SETTINGS, _OTHER),
    Code.KEYRING_LACKS_KEY: (_SETTINGS, _AGAIN),
    Code.CHAT_MODEL: (_SETTINGS,),
    Code.LANGUAGE_UNSUPPORTED: (_SETTINGS, _AGAIN, _OTHER),
    Code.ENGINE_MISSING: (_SETTINGS, _AGAIN),
    Code.ENGINE_FAILED: (_AGAIN, _OTHER),
    Code.LOCAL_MODEL_ABSENT: (_DOWNLOAD, _SETTINGS, _OTHER),
    Code.LOCAL_MODEL_COMING: (_SETTINGS, _OTHER),
    Code.LOCAL_MODEL_UNKNOWN: (_SETTINGS, _AGAIN, _OTHER),
    Code.LOCAL_MODEL_UNLOADABLE: (_SETTINGS, _AGAIN, _OTHER),
    Code.MODELS_UNUSABLE: (_SETTINGS, _AGAIN, _OTHER),
    Code.GPU_BUILD_MISSING: (_SETTINGS, _AGAIN, _OTHER),
    Code.GPU_UNUSABLE: (_SETTINGS, _AGAIN, _OTHER),
    Code.LOCAL_ONLY: (_SETTINGS, _AGAIN, _OTHER),
    Code.OFFLINE: (_AGAIN, _OTHER),
    Code.UNKNOWN_HOST: (_AGAIN, _SETTINGS, _OTHER),
    Code.UNREACHABLE: (_AGAIN, _SETTINGS, _OTHER),
    Code.NOT_TLS: (_SETTINGS, _AGAIN),
    Code.UNTRUSTED_CERTIFICATE: (_SETTINGS, _AGAIN, _OTHER),
    Code.ENVIRONMENT_UNUSABLE: (_OTHER,),
    Code.NOT_HTTP: (_SETTINGS, _AGAIN),
    Code.CONNECTION_LOST: (_AGAIN, _OTHER),
    Code.TIMED_OUT: (_AGAIN, _OTHER),
    Code.KEY_REFUSED: (_KEY, _SETTINGS, _AGAIN),
    Code.ACCESS_DENIED: (_KEY, _SETTINGS, _AGAIN),
    Code.COUNTRY_REFUSED: (_OTHER, _SETTINGS),
    Code.NO_CREDIT: (_OTHER, _AGAIN, _SETTINGS),
    Code.NOT_FOUND: (_SETTINGS, _AGAIN),
    Code.MODEL_NOT_FOUND: (_SETTINGS, _AGAIN, _OTHER),
    Code.MODEL_MISSING: (_SETTINGS, _AGAIN, _OTHER),
    Code.MODEL_NOT_INSTALLED: (_AGAIN, _SETTINGS, _OTHER),
    Code.MODEL_CANNOT_HEAR: (_SETTINGS, _AGAIN, _OTHER),
    Code.NO_WHISPER: (_SETTINGS, _AGAIN, _OTHER),
    Code.INFERENCE_PATH: (_AGAIN, _SETTINGS, _OTHER),
    Code.SERVER_TOO_OLD: (_AGAIN, _OTHER),
    Code.TOO_LARGE: (_OTHER, _SETTINGS),
    Code.FORMAT_REFUSED: (_OTHER, _SETTINGS),
    Code.FIELDS_REFUSED: (_SETTINGS, _AGAIN, _OTHER),
    Code.CONTENT_REFUSED: (_OTHER, _SETTINGS),
    Code.REQUEST_REFUSED: (_SETTINGS, _AGAIN, _OTHER),
    Code.RATE_LIMITED: (_AGAIN, _OTHER),
    Code.REDIRECTED: (_SETTINGS, _AGAIN),
    Code.SERVER_LOADING: (_AGAIN, _OTHER),
    Code.SERVER_ERROR: (_AGAIN, _OTHER),
    Code.WEB_PAGE: (_AGAIN, _SETTINGS),
    Code.UNUSABLE_ANSWER: (_SETTINGS, _AGAIN, _OTHER),
    Code.NO_SPEECH_ENDPOINT: (_SETTINGS, _OTHER),
    Code.ERROR_ANSWER: (_AGAIN, _OTHER),
    Code.NOTHING_RECOGNISED: (_AGAIN, _OTHER),
}

NEEDS_SPEECH = {_AGAIN, _OTHER}


def remedies(cause: Problem) -> tuple[Remedy, ...]:
    """The best one first; none where nothing can be done with a click."""
    offered = _REMEDIES.get(cause.code, ())
    if AHEAD in cause.facts:  # nobody has spoken yet, so there is nothing to try again
        return tuple(each for each in offered if each not in NEEDS_SPEECH)
    return offered


def may_pass(cause: Problem) -> bool:
    """Whether nothing has to be changed here before it is tried once more."""
    return _REMEDIES.get(cause.code, ())[:1] == (_AGAIN,)
