"""What to do about a Problem before anybody has spoken: there is no speech yet that could be kept."""

from rapidwhisper.core.problem import Code
from rapidwhisper.core.words import QT_TRANSLATE_NOOP

_ENTER = QT_TRANSLATE_NOOP("Problem", "Enter it in the settings, on the page “Provider”.")
_CORRECT = QT_TRANSLATE_NOOP("Problem", "Correct it in the settings, on the page “Provider”.")
_LATER = QT_TRANSLATE_NOOP("Problem", "Try again in a moment.")
_WAIT = QT_TRANSLATE_NOOP("Problem", "Wait {wait}, then try again.")
_CHECK_ADDRESS = QT_TRANSLATE_NOOP("Problem", "Check the server's address.")

REMEDIES_AHEAD: dict[Code, str] = {
    Code.UNREACHABLE: QT_TRANSLATE_NOOP("Problem", "Start the server or correct its address."),
    Code.UNKNOWN_HOST: QT_TRANSLATE_NOOP("Problem", "Check the connection and the server's address."),
    Code.CONNECTION_LOST: _LATER,
    Code.TIMED_OUT: _LATER,
    Code.NOT_TLS: QT_TRANSLATE_NOOP("Problem", "Write http:// instead of https:// in the server's address."),
    Code.UNTRUSTED_CERTIFICATE: QT_TRANSLATE_NOOP(
        "Problem", "Install the server's certificate in the system, or use its right name."
    ),
    Code.REDIRECTED: QT_TRANSLATE_NOOP("Problem", "Use that address, if you trust it."),
    Code.KEY_REFUSED: QT_TRANSLATE_NOOP("Problem", "Correct the key."),
    Code.ACCESS_DENIED: QT_TRANSLATE_NOOP("Problem", "Check the API key and what it is allowed to do."),
    Code.NOT_FOUND: QT_TRANSLATE_NOOP("Problem", "Check address and model; most addresses end in /v1."),
    Code.REQUEST_REFUSED: QT_TRANSLATE_NOOP("Problem", "Check model and language."),
    Code.TOO_LARGE: QT_TRANSLATE_NOOP("Problem", "Choose another provider."),
    Code.RATE_LIMITED: _WAIT,
    Code.SERVER_ERROR: _LATER,
    Code.WEB_PAGE: QT_TRANSLATE_NOOP("Problem", "Sign in to the network, or correct the server's address."),
    Code.NO_SPEECH_ENDPOINT: QT_TRANSLATE_NOOP(
        "Problem", "Use a server that has it, such as speaches, vLLM or LocalAI."
    ),
    Code.ERROR_ANSWER: _LATER,
    Code.UNUSABLE_ANSWER: _CHECK_ADDRESS,
    Code.NOTHING_RECOGNISED: QT_TRANSLATE_NOOP("Problem", "Check model and language."),
    Code.KEY_MISSING: _ENTER,
    Code.URL_MISSING: _ENTER,
    Code.URL_INVALID: _CORRECT,
    Code.KEY_UNUSABLE: _CORRECT,
    Code.HTTP_NOT_ALLOWED: QT_TRANSLATE_NOOP(
        "Problem", "Write https:// in {key}, or allow it by ALLOW_HTTP_HOSTS={host}, if you trust the way."
    ),
    Code.KEYRING_UNREADABLE: QT_TRANSLATE_NOOP(
        "Problem", "Unlock the keyring, or enter the key in the settings, on the page “Provider”."
    ),
    Code.ENGINE_MISSING: QT_TRANSLATE_NOOP(
        "Problem", "Install it with “{command}”, or choose another provider in the settings."
    ),
    Code.ENGINE_FAILED: _LATER,
    Code.LANGUAGE_UNSUPPORTED: QT_TRANSLATE_NOOP(
        "Problem", "Choose another language or another provider in the settings."
    ),
}
