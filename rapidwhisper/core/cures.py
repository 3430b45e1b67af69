"""Which failures of a provider another one can cure.

Not those that the user must hear of: a wrong key, a wrong address or a model that does not exist would
stay wrong for ever behind the texts of another provider. Nor the answer that nothing was said.
"""

from rapidwhisper.core.problem import Code

_OF_THE_WAY_THERE = {
    Code.OFFLINE,
    Code.UNREACHABLE,
    Code.UNKNOWN_HOST,
    Code.CONNECTION_LOST,
    Code.TIMED_OUT,
    Code.NOT_TLS,
    Code.UNTRUSTED_CERTIFICATE,
    Code.ENVIRONMENT_UNUSABLE,
    Code.NOT_HTTP,
    Code.REDIRECTED,
    Code.WEB_PAGE,
}
"""A network that wants its visitors to sign in answers for every server, in one of these ways."""

_OF_THE_SERVER = {
    Code.COUNTRY_REFUSED,
    Code.NO_CREDIT,
    Code.REQUEST_REFUSED,
    Code.FORMAT_REFUSED,
    Code.FIELDS_REFUSED,
    Code.CONTENT_REFUSED,
    Code.TOO_LARGE,
    Code.RATE_LIMITED,
    Code.SERVER_LOADING,
    Code.SERVER_ERROR,
    Code.ERROR_ANSWER,
    Code.UNUSABLE_ANSWER,
    Code.ENGINE_FAILED,
    Code.LOCAL_MODEL_UNLOADABLE,
    Code.GPU_BUILD_MISSING,
    Code.GPU_UNUSABLE,
}

_OF_THIS_DESKTOP = {Code.KEYRING_UNREADABLE}
"""It may be unlocked in a minute, and is told of meanwhile."""

_CURABLE = frozenset(_OF_THE_WAY_THERE | _OF_THE_SERVER | _OF_THIS_DESKTOP)


def another_can_cure(code: Code) -> bool:
    return code in _CURABLE
