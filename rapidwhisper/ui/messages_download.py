"""What to do about a Problem while a model is downloaded; what has come so far is kept."""

from rapidwhisper.core.problem import Code
from rapidwhisper.core.words import QT_TRANSLATE_NOOP

_AGAIN = QT_TRANSLATE_NOOP("Problem", "Download again: it goes on where it stopped.")
_MIRROR = QT_TRANSLATE_NOOP(
    "Problem", "Check the connection and HF_ENDPOINT in the settings, then download again."
)
_WAY = QT_TRANSLATE_NOOP("Problem", "Check HF_ENDPOINT in the settings, and the proxy of this network.")

REMEDIES_DOWNLOAD: dict[Code, str] = {
    Code.OFFLINE: QT_TRANSLATE_NOOP("Problem", "Connect it, then download again."),
    Code.UNKNOWN_HOST: _MIRROR,
    Code.UNREACHABLE: _MIRROR,
    Code.CONNECTION_LOST: _AGAIN,
    Code.TIMED_OUT: _AGAIN,
    Code.SERVER_ERROR: QT_TRANSLATE_NOOP(
        "Problem", "Download again in a while: it goes on where it stopped."
    ),
    Code.RATE_LIMITED: QT_TRANSLATE_NOOP(
        "Problem", "Wait {wait}, then download again: it goes on where it stopped."
    ),
    Code.NOT_TLS: _WAY,
    Code.NOT_HTTP: _WAY,
    Code.REDIRECTED: _WAY,
    Code.ACCESS_DENIED: _WAY,
    Code.REQUEST_REFUSED: _WAY,
    Code.UNUSABLE_ANSWER: _WAY,
    Code.UNTRUSTED_CERTIFICATE: QT_TRANSLATE_NOOP(
        "Problem",
        "If a proxy or a virus scanner reads along, install its certificate in the system, or name it by"
        " SSL_CERT_FILE.",
    ),
    Code.URL_INVALID: QT_TRANSLATE_NOOP("Problem", "Correct {key} in the settings."),
    Code.LOCAL_ONLY: QT_TRANSLATE_NOOP("Problem", "Switch LOCAL_ONLY off in the settings to download."),
    Code.LOCAL_MODEL_ABSENT: QT_TRANSLATE_NOOP("Problem", "Download it first."),
    Code.LOCAL_MODEL_UNKNOWN: QT_TRANSLATE_NOOP(
        "Problem", "“rapidwhisper models” lists those that there are."
    ),
}
