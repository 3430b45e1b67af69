"""What to do about a Problem before anybody has spoken: there is no speech yet that could be kept."""

from rapidwhisper.core.problem import Code
from rapidwhisper.core.words import QT_TRANSLATE_NOOP

_ENTER = QT_TRANSLATE_NOOP("Problem", "Enter it in the settings, on the page “Provider”.")
_CORRECT = QT_TRANSLATE_NOOP("Problem", "Correct it in the settings, on the page “Provider”.")

_LATER = QT_TRANSLATE_NOOP(
    "Problem", "Check again in a moment. If it stays so, the server's own log tells more."
)

_ANOTHER = QT_TRANSLATE_NOOP("Problem", "Choose another provider in the settings.")
_WAIT = QT_TRANSLATE_NOOP("Problem", "Wait {wait}, then check again.")

REMEDIES_AHEAD: dict[Code, str] = {
    Code.OFFLINE: QT_TRANSLATE_NOOP("Problem", "Connect it, then check again."),
    Code.UNREACHABLE: QT_TRANSLATE_NOOP(
        "Problem", "Start the server, or correct its address in the settings, on the page “Provider”."
    ),
    Code.UNKNOWN_HOST: QT_TRANSLATE_NOOP(
        "Problem", "Check the connection, and the server's address in the settings."
    ),
    Code.CONNECTION_LOST: _LATER,
    Code.TIMED_OUT: _LATER,
    Code.NOT_TLS: QT_TRANSLATE_NOOP("Problem", "Write http:// instead of https:// in the server's address."),
    Code.UNTRUSTED_CERTIFICATE: QT_TRANSLATE_NOOP(
        "Problem", "Install the server's certificate in the system, or use its right name."
    ),
    Code.ENVIRONMENT_UNUSABLE: QT_TRANSLATE_NOOP(
        "Problem",
        "Correct SSL_CERT_FILE and the proxy variables of the session, and start the program again.",
    ),
    Code.NOT_HTTP: QT_TRANSLATE_NOOP(
        "Problem", "Check the port of its address, and whether that begins with https://."
    ),
    Code.REDIRECTED: QT_TRANSLATE_NOOP("Problem", "Write that address into the settings, if you trust it."),
    Code.KEY_REFUSED: _CORRECT,
    Code.ACCESS_DENIED: QT_TRANSLATE_NOOP(
        "Problem", "Check the API key in the settings, and what it is allowed to do."
    ),
    Code.COUNTRY_REFUSED: _ANOTHER,
    Code.NO_CREDIT: QT_TRANSLATE_NOOP("Problem", "Top it up, or choose another provider in the settings."),
    Code.MODEL_NOT_FOUND: QT_TRANSLATE_NOOP("Problem", "Choose another model in the settings."),
    Code.MODEL_MISSING: QT_TRANSLATE_NOOP(
        "Problem", "Write it into the settings, such as CUSTOM_MODEL={take}."
    ),
    Code.MODEL_NOT_INSTALLED: QT_TRANSLATE_NOOP("Problem", "Install it there with “{command}”."),
    Code.MODEL_CANNOT_HEAR: QT_TRANSLATE_NOOP("Problem", "Use one that does, such as {take}."),
    Code.NO_WHISPER: QT_TRANSLATE_NOOP(
        "Problem",
        "Run “{command}” and write CUSTOM_MODEL={take} into the settings, or use another server.",
    ),
    Code.INFERENCE_PATH: QT_TRANSLATE_NOOP("Problem", "Start it with “{command}”."),
    Code.SERVER_TOO_OLD: QT_TRANSLATE_NOOP("Problem", "Update it."),
    Code.FORMAT_REFUSED: _ANOTHER,
    Code.FIELDS_REFUSED: QT_TRANSLATE_NOOP(
        "Problem", "Check the model and the kind of server in the settings."
    ),
    Code.CONTENT_REFUSED: _ANOTHER,
    Code.TOO_LARGE: _ANOTHER,
    Code.SERVER_LOADING: _WAIT,
    Code.NOT_FOUND: QT_TRANSLATE_NOOP(
        "Problem", "Check address and model in the settings; most addresses end in /v1."
    ),
    Code.REQUEST_REFUSED: QT_TRANSLATE_NOOP("Problem", "Check model and language in the settings."),
    Code.RATE_LIMITED: _WAIT,
    Code.SERVER_ERROR: _LATER,
    Code.WEB_PAGE: QT_TRANSLATE_NOOP(
        "Problem", "Sign in to the network, or correct the server's address in the settings."
    ),
    Code.NO_SPEECH_ENDPOINT: QT_TRANSLATE_NOOP(
        "Problem", "Use a server that has it, such as speaches, vLLM or LocalAI."
    ),
    Code.ERROR_ANSWER: _LATER,
    Code.UNUSABLE_ANSWER: QT_TRANSLATE_NOOP("Problem", "Check the server's address in the settings."),
    Code.NOTHING_RECOGNISED: QT_TRANSLATE_NOOP(
        "Problem", "Check model and language in the settings: the sample is English."
    ),
    Code.CLIPBOARD_FAILED: QT_TRANSLATE_NOOP("Problem", "Copy something anew, then check again."),
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
    Code.KEYRING_LACKS_KEY: QT_TRANSLATE_NOOP(
        "Problem", "Enter the key anew in the settings, on the page “Provider”."
    ),
    Code.ENGINE_MISSING: QT_TRANSLATE_NOOP(
        "Problem", "Install it with “{command}”, or choose another provider in the settings."
    ),
    Code.ENGINE_FAILED: QT_TRANSLATE_NOOP(
        "Problem", "Install it anew, or choose another provider in the settings."
    ),
    Code.LOCAL_MODEL_ABSENT: QT_TRANSLATE_NOOP("Problem", "Download it in the settings."),
    Code.LOCAL_MODEL_COMING: QT_TRANSLATE_NOOP(
        "Problem", "You can dictate already: the text comes when it is here."
    ),
    Code.LOCAL_MODEL_UNKNOWN: QT_TRANSLATE_NOOP("Problem", "Choose another one in the settings."),
    Code.LOCAL_MODEL_UNLOADABLE: QT_TRANSLATE_NOOP(
        "Problem", "Check its files with “rapidwhisper models verify”, or choose another one in the settings."
    ),
    Code.GPU_BUILD_MISSING: QT_TRANSLATE_NOOP(
        "Problem",
        "Replace it by “{remove}” and then “{command}” (docs/on-this-computer.md tells more), or set"
        " LOCAL_DEVICE to auto in the settings.",
    ),
    Code.GPU_UNUSABLE: QT_TRANSLATE_NOOP(
        "Problem",
        "Check the driver of the card (NVIDIA also needs CUDA and cuDNN), or set LOCAL_DEVICE to auto in the"
        " settings.",
    ),
    Code.LOCAL_ONLY: QT_TRANSLATE_NOOP(
        "Problem", "Choose a provider on this computer, or switch LOCAL_ONLY off in the settings."
    ),
    Code.LANGUAGE_UNSUPPORTED: QT_TRANSLATE_NOOP(
        "Problem", "Choose another language or another provider in the settings."
    ),
    Code.INTERNAL: QT_TRANSLATE_NOOP("Problem", "The log tells more: “Open log” in the tray menu."),
}

REMEDIES_HERE: dict[Code, str] = {
    Code.KEY_MISSING: "",
    Code.URL_MISSING: "",
    Code.URL_INVALID: "",
    Code.HTTP_NOT_ALLOWED: "",
    Code.KEYRING_LACKS_KEY: "",
    Code.LOCAL_ONLY: QT_TRANSLATE_NOOP(
        "Problem", "Choose a provider on this computer, or switch “Nothing leaves this computer” off."
    ),
    Code.LOCAL_MODEL_ABSENT: "",
    Code.KEY_UNUSABLE: QT_TRANSLATE_NOOP("Problem", "Copy it anew, without spaces and line breaks."),
    Code.KEY_REFUSED: QT_TRANSLATE_NOOP("Problem", "Check that it was copied whole, or make a new one."),
    Code.KEYRING_UNREADABLE: QT_TRANSLATE_NOOP("Problem", "Unlock the keyring, or enter the key here."),
    Code.UNREACHABLE: QT_TRANSLATE_NOOP("Problem", "Start the server, or correct its address."),
    Code.MODEL_MISSING: QT_TRANSLATE_NOOP("Problem", "Choose one, such as {take}."),
    Code.NO_WHISPER: QT_TRANSLATE_NOOP(
        "Problem", "Run “{command}” and choose the model {take}, or use another server."
    ),
}
"""Where the very field stands in sight: nobody is sent to the settings from the settings."""
