"""Problems in words: what happened, and what to do now."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from rapidwhisper.core.problem import AHEAD, DOWNLOAD, Code, Problem, found_ahead
from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.ui.length import HOUR_S, MINUTE_S, length
from rapidwhisper.ui.messages_ahead import REMEDIES_AHEAD, REMEDIES_HERE
from rapidwhisper.ui.messages_download import REMEDIES_DOWNLOAD
from rapidwhisper.ui.words import counted, said, translate

Words: TypeAlias = str | Callable[[int], str]
"""A text, or one that differs with the Problem's `count`."""

_IN_SECONDS = 2
_IN_MINUTES = 90
"""Up to so many minutes a wait is told in seconds, in minutes; a longer one in hours."""

SENTENCE_ENDS = (".", "!", "?", "…", ":", ";", "。", "！", "？")
CLOSING = "\"'”»’)]"


@dataclass(frozen=True, slots=True)
class Message:
    what: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.what} {self.remedy}".strip()


def message(problem: Problem) -> Message:
    """The Problem in the user's language."""
    what, remedy = _WORDS[problem.code]
    if AHEAD in problem.facts:
        remedy = REMEDIES_AHEAD.get(problem.code, remedy)
    if DOWNLOAD in problem.facts:
        remedy = REMEDIES_DOWNLOAD.get(problem.code, remedy)
    if problem.code is Code.MODEL_NOT_FOUND and problem.facts.get("models"):
        remedy = _MODELS_AHEAD if AHEAD in problem.facts else _MODELS
    if problem.code is Code.SETTING_INVALID and not problem.facts.get("default"):
        remedy = _NO_DEFAULT
    return _message(problem, what, remedy)


def message_in_settings(problem: Problem) -> Message:
    """Beside the fields that it is about, before anybody has spoken."""
    if problem.code not in REMEDIES_HERE or DOWNLOAD in problem.facts:
        return message(found_ahead(problem))
    what, _ = _WORDS[problem.code]
    return _message(problem, what, REMEDIES_HERE[problem.code])


def message_for_terminal(problem: Problem) -> Message:
    """Where there is nothing to click on."""
    words = _FOR_TERMINAL.get(problem.code)
    return message(problem) if words is None else _message(problem, *words)


def _message(problem: Problem, what: Words, remedy: Words) -> Message:
    facts = defaultdict(str, {name: said(fact) for name, fact in problem.facts.items()})
    facts["wait"] = _wait(facts["wait"])
    facts["ended"] = _ended(facts["detail"])
    if facts["seconds"].isdigit():
        facts["length"] = length(int(facts["seconds"]))
    return Message(_filled(what, facts), _filled(remedy, facts))


def _filled(words: Words, facts: Mapping[str, str]) -> str:
    if isinstance(words, str):
        text = translate("Problem", words) if words else ""  # Qt would give its own header for nothing
    else:
        text = words(int(facts["count"]) if facts["count"].isdigit() else 0)
    for end in ("{detail}", "{detail}."):
        if text.endswith(end):
            text = text.removesuffix(end) + "{ended}"
    return text.format_map(facts).strip()


def _wait(seconds: str) -> str:
    """A server may have kept it to itself; who must wait for long does not count the seconds."""
    if not seconds.isdigit():
        return translate("Problem", "a moment")
    minutes = -(-int(seconds) // MINUTE_S)
    if minutes <= _IN_SECONDS:
        return counted("Problem", "%n second(s)", "", 2)(int(seconds))
    if minutes <= _IN_MINUTES:
        return counted("Problem", "%n minute(s)", "", 2)(minutes)
    return counted("Problem", "%n hour(s)", "", 2)(-(-int(seconds) // HOUR_S))


def _ended(detail: str) -> str:
    """A server's words do not run into ours."""
    detail = detail.strip()
    return f"{detail}." if detail and not detail.rstrip(CLOSING).endswith(SENTENCE_ENDS) else detail


_KEPT = QT_TRANSLATE_NOOP("Problem", "Your speech is kept: try again by “Not transcribed” in the tray menu.")
_PASTE = QT_TRANSLATE_NOOP(
    "Problem", "The text is on the clipboard: click where it belongs and press Ctrl+V."
)

_WORDS: dict[Code, tuple[Words, Words]] = {
    Code.OFFLINE: (
        QT_TRANSLATE_NOOP("Problem", "This computer has no network, so {host} cannot be asked."),
        QT_TRANSLATE_NOOP("Problem", "Connect it, then try again: your speech is kept."),
    ),
    Code.UNREACHABLE: (
        QT_TRANSLATE_NOOP("Problem", "Nothing answers at {host}."),
        QT_TRANSLATE_NOOP(
            "Problem", "Start the server or correct its address in the settings. Your speech is kept."
        ),
    ),
    Code.UNKNOWN_HOST: (
        QT_TRANSLATE_NOOP("Problem", "The name {host} is not known on the network."),
        QT_TRANSLATE_NOOP(
            "Problem", "Check the connection and the server's address in the settings. Your speech is kept."
        ),
    ),
    Code.CONNECTION_LOST: (
        QT_TRANSLATE_NOOP("Problem", "The connection to {host} broke off."),
        _KEPT,
    ),
    Code.TIMED_OUT: (
        QT_TRANSLATE_NOOP("Problem", "No answer came in time from {host}."),
        _KEPT,
    ),
    Code.NOT_TLS: (
        QT_TRANSLATE_NOOP("Problem", "{host} does not speak HTTPS."),
        QT_TRANSLATE_NOOP(
            "Problem", "Write http:// instead of https:// in the server's address. Your speech is kept."
        ),
    ),
    Code.UNTRUSTED_CERTIFICATE: (
        QT_TRANSLATE_NOOP("Problem", "The certificate of {host} is not trusted by this computer."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Install the server's certificate in the system, or use its right name. Your speech is kept.",
        ),
    ),
    Code.ENVIRONMENT_UNUSABLE: (
        QT_TRANSLATE_NOOP("Problem", "No connection to {host} can be made from here: {detail}"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Correct SSL_CERT_FILE and the proxy variables of the session, and start the program again."
            " Your speech is kept.",
        ),
    ),
    Code.NOT_HTTP: (
        QT_TRANSLATE_NOOP("Problem", "{host} answers, but not over HTTP."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Check the port of its address, and whether that begins with https://. Your speech is kept.",
        ),
    ),
    Code.REDIRECTED: (
        QT_TRANSLATE_NOOP("Problem", "{host} sends requests on to {location}."),
        QT_TRANSLATE_NOOP(
            "Problem", "Write that address into the settings, if you trust it. Your speech is kept."
        ),
    ),
    Code.KEY_REFUSED: (
        QT_TRANSLATE_NOOP("Problem", "{host} does not accept the API key. {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Correct the key in the settings, then try again: your speech is kept."),
    ),
    Code.ACCESS_DENIED: (
        QT_TRANSLATE_NOOP("Problem", "{host} denies access. {detail}"),
        QT_TRANSLATE_NOOP(
            "Problem", "Check the API key and what it is allowed to do, then try again: your speech is kept."
        ),
    ),
    Code.COUNTRY_REFUSED: (
        QT_TRANSLATE_NOOP("Problem", "{host} does not serve your country or your network."),
        QT_TRANSLATE_NOOP("Problem", "Try again with another provider: your speech is kept."),
    ),
    Code.NO_CREDIT: (
        QT_TRANSLATE_NOOP("Problem", "Your account at {host} has no credit left. {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Top it up, or try again with another provider: your speech is kept."),
    ),
    Code.NOT_FOUND: (
        QT_TRANSLATE_NOOP("Problem", "The server knows no {url}. {detail}"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Correct its address in the settings: most end in /v1. Your speech is kept.",
        ),
    ),
    Code.MODEL_NOT_FOUND: (
        QT_TRANSLATE_NOOP("Problem", "{host} does not have the model “{model}”."),
        QT_TRANSLATE_NOOP(
            "Problem", "Choose another model in the settings, then try again: your speech is kept."
        ),
    ),
    Code.REQUEST_REFUSED: (
        QT_TRANSLATE_NOOP("Problem", "{host} refuses the request ({status}). {detail}"),
        QT_TRANSLATE_NOOP(
            "Problem", "Check model and language in the settings, then try again: your speech is kept."
        ),
    ),
    Code.FORMAT_REFUSED: (
        QT_TRANSLATE_NOOP("Problem", "{host} does not take sound of this kind. {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Try again with another provider: your speech is kept."),
    ),
    Code.FIELDS_REFUSED: (
        QT_TRANSLATE_NOOP("Problem", "{host} does not understand the request. {detail}"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Check the model and the kind of server in the settings, then try again: your speech is kept.",
        ),
    ),
    Code.CONTENT_REFUSED: (
        QT_TRANSLATE_NOOP("Problem", "The rules of {host} forbid what was said."),
        QT_TRANSLATE_NOOP("Problem", "Try again with another provider: your speech is kept."),
    ),
    Code.TOO_LARGE: (
        QT_TRANSLATE_NOOP("Problem", "The recording is too large for {host}. {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Try again with another provider: your speech is kept."),
    ),
    Code.RATE_LIMITED: (
        QT_TRANSLATE_NOOP("Problem", "{host} takes no more requests for now. {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Wait {wait}, then try again: your speech is kept."),
    ),
    Code.SERVER_LOADING: (
        QT_TRANSLATE_NOOP("Problem", "{host} is still loading its model."),
        QT_TRANSLATE_NOOP("Problem", "Wait {wait}, then try again: your speech is kept."),
    ),
    Code.SERVER_ERROR: (
        QT_TRANSLATE_NOOP("Problem", "{host} has a fault of its own ({status}). {detail}"),
        _KEPT,
    ),
    Code.WEB_PAGE: (
        QT_TRANSLATE_NOOP("Problem", "{host} answered with a web page instead of a text."),
        QT_TRANSLATE_NOOP(
            "Problem", "Sign in to the network, or correct the server's address. Your speech is kept."
        ),
    ),
    Code.NO_SPEECH_ENDPOINT: (
        QT_TRANSLATE_NOOP("Problem", "The server at {host} has no speech-to-text (LM Studio has none)."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Use a server that has it: speaches, whisper.cpp, LocalAI or vLLM. Your speech is kept.",
        ),
    ),
    Code.MODEL_NOT_INSTALLED: (
        QT_TRANSLATE_NOOP("Problem", "The model “{model}” is not installed at {host}."),
        QT_TRANSLATE_NOOP("Problem", "Install it with “{command}”, then try again: your speech is kept."),
    ),
    Code.MODEL_CANNOT_HEAR: (
        QT_TRANSLATE_NOOP("Problem", "The model “{model}” at {host} takes no speech."),
        QT_TRANSLATE_NOOP(
            "Problem", "Use one that does, such as {take}, then try again: your speech is kept."
        ),
    ),
    Code.NO_WHISPER: (
        QT_TRANSLATE_NOOP("Problem", "Ollama has no Whisper: “{model}” does not work at {host}."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Run “{command}” and write CUSTOM_MODEL={take} into the settings, or use another server."
            " Your speech is kept.",
        ),
    ),
    Code.INFERENCE_PATH: (
        QT_TRANSLATE_NOOP("Problem", "The whisper.cpp server at {host} listens under another address."),
        QT_TRANSLATE_NOOP("Problem", "Start it with “{command}”, then try again: your speech is kept."),
    ),
    Code.SERVER_TOO_OLD: (
        QT_TRANSLATE_NOOP("Problem", "{server} at {host} is too old: it has no speech-to-text yet."),
        QT_TRANSLATE_NOOP("Problem", "Update it, then try again: your speech is kept."),
    ),
    Code.ERROR_ANSWER: (
        QT_TRANSLATE_NOOP("Problem", "{host} reports an error: {detail}"),
        _KEPT,
    ),
    Code.UNUSABLE_ANSWER: (
        QT_TRANSLATE_NOOP("Problem", "The answer of {host} cannot be used: {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Check the server's address in the settings. Your speech is kept."),
    ),
    Code.NOTHING_RECOGNISED: (
        QT_TRANSLATE_NOOP("Problem", "{provider} recognised no words."),
        QT_TRANSLATE_NOOP(
            "Problem", "Speak closer to the microphone, or try again by “Not transcribed” in the tray menu."
        ),
    ),
    Code.URL_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "The address of your server is missing."),
        QT_TRANSLATE_NOOP(
            "Problem", "Write it into the settings: {key}=http://localhost:8000/v1/. Your speech is kept."
        ),
    ),
    Code.URL_INVALID: (
        QT_TRANSLATE_NOOP("Problem", "The address of your server cannot be used: {reason}."),
        QT_TRANSLATE_NOOP("Problem", "Correct {key} in the settings. Your speech is kept."),
    ),
    Code.HTTP_NOT_ALLOWED: (
        QT_TRANSLATE_NOOP(
            "Problem", "The way to {host} is not encrypted: others could read your key and hear your speech."
        ),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Write https:// in {key}. If the server has only http and you trust the way, add"
            " ALLOW_HTTP_HOSTS={host} to the settings. Your speech is kept.",
        ),
    ),
    Code.KEYRING_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "The system's keyring cannot be used: {detail}."),
        QT_TRANSLATE_NOOP("Problem", "Keys stay in the settings file, which only you can read."),
    ),
    Code.KEYRING_UNREADABLE: (
        QT_TRANSLATE_NOOP("Problem", "The key cannot be had from the system's keyring: {detail}."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Unlock the keyring, or write the key itself into {key} in the settings. Your speech is kept.",
        ),
    ),
    Code.KEYRING_LACKS_KEY: (
        QT_TRANSLATE_NOOP("Problem", "The system's keyring has no key under the name {key}."),
        QT_TRANSLATE_NOOP(
            "Problem", "Enter the key anew in the settings, on the page “Provider”. Your speech is kept."
        ),
    ),
    Code.KEYRING_UNWRITABLE: (
        QT_TRANSLATE_NOOP("Problem", "The key did not get into the system's keyring: {detail}."),
        QT_TRANSLATE_NOOP("Problem", "Unlock the keyring and save again, or keep the key in the file."),
    ),
    Code.KEY_UNUSABLE: (
        QT_TRANSLATE_NOOP("Problem", "The API key in {key} has signs that no key has."),
        QT_TRANSLATE_NOOP("Problem", "Copy it anew, without spaces and line breaks. Your speech is kept."),
    ),
    Code.KEY_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "{provider} needs an API key."),
        QT_TRANSLATE_NOOP(
            "Problem", "Write it into the settings as {key}, then try again: your speech is kept."
        ),
    ),
    Code.MODEL_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "The server at {host} must be told which model to use."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Write it into the settings, such as CUSTOM_MODEL={take}, then try again: your speech is kept.",
        ),
    ),
    Code.CHAT_MODEL: (
        QT_TRANSLATE_NOOP("Problem", "{model} is a chat model: it would answer you instead of writing down."),
        QT_TRANSLATE_NOOP("Problem", "{used} is used instead; change GLM_MODEL in the settings to say so."),
    ),
    Code.MODEL_UNLISTED: (
        QT_TRANSLATE_NOOP("Problem", "The server does not list the model “{model}”."),
        QT_TRANSLATE_NOOP(
            "Problem", "If dictation fails, choose one that it lists, in the settings: {models}"
        ),
    ),
    Code.ENGINE_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "No speech recognition is installed on this computer."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Install it with “{command}”, or choose a provider in the settings: AI_PROVIDER=groq or custom.",
        ),
    ),
    Code.ENGINE_FAILED: (
        QT_TRANSLATE_NOOP("Problem", "The speech recognition on this computer stopped: {detail}"),
        _KEPT,
    ),
    Code.LOCAL_MODEL_ABSENT: (
        QT_TRANSLATE_NOOP("Problem", "The model “{model}” is not on this computer yet."),
        QT_TRANSLATE_NOOP("Problem", "Download it, once. Your speech is kept and can be transcribed then."),
    ),
    Code.LOCAL_MODEL_COMING: (
        QT_TRANSLATE_NOOP("Problem", "The model “{model}” is still being downloaded."),
        QT_TRANSLATE_NOOP("Problem", "Your speech is kept and can be transcribed as soon as it is here."),
    ),
    Code.LOCAL_MODEL_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "The model “{model}” cannot be used: {reason}."),
        QT_TRANSLATE_NOOP(
            "Problem", "Choose another one in the settings, then try again: your speech is kept."
        ),
    ),
    Code.LOCAL_MODEL_UNLOADABLE: (
        QT_TRANSLATE_NOOP("Problem", "The model “{model}” cannot be loaded: {detail}"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Check its files with “rapidwhisper models verify”, or choose another model in the settings, then"
            " try again: your speech is kept.",
        ),
    ),
    Code.GPU_BUILD_MISSING: (
        QT_TRANSLATE_NOOP(
            "Problem", "The onnxruntime that is installed is built for processors, not for graphics cards."
        ),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Replace it by “{remove}” and then “{command}” (docs/on-this-computer.md tells more), or set"
            " LOCAL_DEVICE to auto in the settings. Then try again: your speech is kept.",
        ),
    ),
    Code.GPU_UNUSABLE: (
        QT_TRANSLATE_NOOP("Problem", "No graphics card can be used for speech recognition: {detail}"),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Check the driver of the card (NVIDIA also needs CUDA and cuDNN), or set LOCAL_DEVICE to auto in"
            " the settings. Then try again: your speech is kept.",
        ),
    ),
    Code.DOWNLOAD_NOT_FOUND: (
        QT_TRANSLATE_NOOP("Problem", "{host} does not have the files of this model."),
        QT_TRANSLATE_NOOP(
            "Problem", "A mirror may lack them: check HF_ENDPOINT in the settings, or choose another model."
        ),
    ),
    Code.DOWNLOAD_WEB_PAGE: (
        QT_TRANSLATE_NOOP("Problem", "A web page came from {host} instead of the model."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "If this network asks you to sign in, do so in a browser, then download again. Else check"
            " HF_ENDPOINT in the settings.",
        ),
    ),
    Code.DOWNLOAD_DAMAGED: (
        QT_TRANSLATE_NOOP("Problem", "The file {file} came damaged from {host}, twice."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Download again from another network: a proxy or a virus scanner may be changing files on their"
            " way.",
        ),
    ),
    Code.DOWNLOAD_NO_SPACE: (
        QT_TRANSLATE_NOOP("Problem", "{needed} MB must be free at {path}, and {free} MB are."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Free some disk space, or name a folder on another disk by LOCAL_MODELS_FOLDER, then download"
            " again.",
        ),
    ),
    Code.DOWNLOAD_UNDER_WAY: (
        QT_TRANSLATE_NOOP("Problem", "Another download of “{model}” is under way, or it is being removed."),
        QT_TRANSLATE_NOOP("Problem", "Wait until that has ended."),
    ),
    Code.MODELS_UNUSABLE: (
        QT_TRANSLATE_NOOP("Problem", "The folder of models, {path}, cannot be used: {detail}"),
        QT_TRANSLATE_NOOP(
            "Problem", "Check that it can be read and written, or name another one by LOCAL_MODELS_FOLDER."
        ),
    ),
    Code.MODEL_NOT_OURS: (
        QT_TRANSLATE_NOOP("Problem", "{path} was not downloaded by RapidWhisper, so it is left alone."),
        QT_TRANSLATE_NOOP("Problem", "If you do not need it any more, delete it yourself."),
    ),
    Code.LOCAL_ONLY: (
        QT_TRANSLATE_NOOP("Problem", "Nothing may leave this computer, and {host} is elsewhere."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Choose a provider on this computer, or switch LOCAL_ONLY off in the settings, then try again:"
            " your speech is kept.",
        ),
    ),
    Code.LANGUAGE_UNSUPPORTED: (
        QT_TRANSLATE_NOOP("Problem", "{provider} does not know the language “{language}”."),
        QT_TRANSLATE_NOOP(
            "Problem", "Change LANGUAGE or AI_PROVIDER in the settings, then try again: your speech is kept."
        ),
    ),
    Code.NO_MICROPHONE: (
        QT_TRANSLATE_NOOP("Problem", "There is no microphone."),
        QT_TRANSLATE_NOOP("Problem", "Plug one in, or switch it on in the system's sound settings."),
    ),
    Code.MICROPHONE_NOT_FOUND: (
        QT_TRANSLATE_NOOP("Problem", "There is no microphone called “{name}”, so {used} records."),
        QT_TRANSLATE_NOOP(
            "Problem", "Plug it in, or change INPUT_DEVICE in the settings. There is: {available}"
        ),
    ),
    Code.MICROPHONE_FAILED: (
        QT_TRANSLATE_NOOP("Problem", "The microphone does not work: {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Check it in the system's sound settings, then press the hotkey again."),
    ),
    Code.MICROPHONE_LOST: (
        QT_TRANSLATE_NOOP("Problem", "The microphone stopped giving sound."),
        QT_TRANSLATE_NOOP(
            "Problem", "What was said until then is kept. Check the microphone and press the hotkey again."
        ),
    ),
    Code.MICROPHONE_SILENT: (
        QT_TRANSLATE_NOOP("Problem", "The microphone gives only silence."),
        QT_TRANSLATE_NOOP(
            "Problem", "Is it muted? Switch it on, at the microphone or in the system's sound settings."
        ),
    ),
    Code.MICROPHONE_CHANGED: (
        QT_TRANSLATE_NOOP("Problem", "The system has switched to another microphone: {used} records now."),
        QT_TRANSLATE_NOOP("Problem", "If that is not the right one, check the plug and dictate again."),
    ),
    Code.MICROPHONE_IS_MONITOR: (
        QT_TRANSLATE_NOOP(
            "Problem", "The microphone is gone, and the system gave the computer's own sound instead: {name}."
        ),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Only what was said until then is kept. Check the microphone and press the hotkey again.",
        ),
    ),
    Code.SOUND_LOST: (
        QT_TRANSLATE_NOOP("Problem", "The computer was too busy to take all sound: a word may be missing."),
        QT_TRANSLATE_NOOP("Problem", "The recording goes on. Read the text before you rely on it."),
    ),
    Code.AUDIO_UNAVAILABLE: (
        QT_TRANSLATE_NOOP("Problem", "The sound system of this computer cannot be used: {detail}"),
        QT_TRANSLATE_NOOP(
            "Problem", "On Debian and Ubuntu, “sudo apt install libportaudio2” is often the remedy."
        ),
    ),
    Code.NO_SPEECH: (
        QT_TRANSLATE_NOOP("Problem", "No speech was heard, so nothing was sent."),
        QT_TRANSLATE_NOOP("Problem", "Check that the right microphone is chosen and that it is not muted."),
    ),
    Code.TOO_SHORT: (
        QT_TRANSLATE_NOOP("Problem", "That was too short, so nothing was sent."),
        QT_TRANSLATE_NOOP("Problem", "Press the hotkey, speak, and press it again."),
    ),
    Code.NEARLY_FULL: (
        QT_TRANSLATE_NOOP("Problem", "One minute is left for this dictation."),
        QT_TRANSLATE_NOOP("Problem", "It is then transcribed by itself; the next one can follow at once."),
    ),
    Code.JOURNAL_UNWRITABLE: (
        QT_TRANSLATE_NOOP("Problem", "Your speech cannot be written to {path}: {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Dictation goes on from memory. Free some disk space."),
    ),
    Code.NOT_PLAYED: (
        QT_TRANSLATE_NOOP("Problem", "The recording cannot be played: {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Check the loudspeaker in the system's sound settings, then try again."),
    ),
    Code.HOTKEY_TAKEN: (
        QT_TRANSLATE_NOOP("Problem", "Another program holds the hotkey {hotkey}."),
        QT_TRANSLATE_NOOP(
            "Problem", "Change it there, or choose another in the settings, such as {key}={alternative}."
        ),
    ),
    Code.HOTKEY_UNTYPABLE: (
        QT_TRANSLATE_NOOP("Problem", "This keyboard has no key for the hotkey {hotkey}."),
        QT_TRANSLATE_NOOP("Problem", "Choose another for {key} in the settings."),
    ),
    Code.HOTKEY_NEEDS_DESKTOP: (
        QT_TRANSLATE_NOOP("Problem", "Under Wayland the hotkey belongs to the desktop."),
        QT_TRANSLATE_NOOP(
            "Problem", "Bind the command “{command}” to a key in the desktop's keyboard settings."
        ),
    ),
    Code.HOTKEY_FAILED: (
        QT_TRANSLATE_NOOP("Problem", "The hotkey does not work: {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Click the tray icon to dictate, and start RapidWhisper again."),
    ),
    Code.COPIED: (
        QT_TRANSLATE_NOOP("Problem", "The text is on the clipboard."),
        QT_TRANSLATE_NOOP("Problem", "Click where it belongs and press Ctrl+V."),
    ),
    Code.KEPT_WRONG_WINDOW: (QT_TRANSLATE_NOOP("Problem", "Another window has come to the front."), _PASTE),
    Code.HELD_FOR_ITS_WINDOW: (
        QT_TRANSLATE_NOOP("Problem", "Another window has come to the front, so the text is held."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "It goes in if you return to its window within a minute. Click here to insert it where the"
            " cursor is now.",
        ),
    ),
    Code.HELD_NO_LONGER: (
        QT_TRANSLATE_NOOP("Problem", "The text was not inserted: its window did not come back."),
        QT_TRANSLATE_NOOP("Problem", "It is safe: choose it from “Last texts” in the tray menu."),
    ),
    Code.KEPT_NO_WINDOW: (QT_TRANSLATE_NOOP("Problem", "No window was ready for the text."), _PASTE),
    Code.KEPT_WINDOW_CLOSED: (
        QT_TRANSLATE_NOOP("Problem", "The window that the text was meant for has been closed."),
        _PASTE,
    ),
    Code.KEPT_KEYS_HELD: (QT_TRANSLATE_NOOP("Problem", "A key was held down for too long."), _PASTE),
    Code.KEPT_NOT_TAKEN: (QT_TRANSLATE_NOOP("Problem", "The window did not take the text."), _PASTE),
    Code.KEPT_IN_HISTORY: (
        QT_TRANSLATE_NOOP("Problem", "The text did not get into the window."),
        QT_TRANSLATE_NOOP("Problem", "It is safe: choose it from “Last texts” in the tray menu."),
    ),
    Code.KEPT_AS_RECORDING: (
        QT_TRANSLATE_NOOP("Problem", "The text did not get into the window."),
        QT_TRANSLATE_NOOP(
            "Problem", "Its recording is kept: try again by “Not transcribed” in the tray menu."
        ),
    ),
    Code.KEPT_NO_WAY: (
        QT_TRANSLATE_NOOP("Problem", "There is no way to paste into windows here."),
        _PASTE,
    ),
    Code.CLIPBOARD_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "This computer has no tool for the clipboard."),
        QT_TRANSLATE_NOOP("Problem", "Install xclip or wl-clipboard."),
    ),
    Code.CLIPBOARD_FAILED: (
        QT_TRANSLATE_NOOP("Problem", "The clipboard cannot be used: {detail}"),
        QT_TRANSLATE_NOOP("Problem", "The text is in the history: “rapidwhisper history” shows it."),
    ),
    Code.NO_DESKTOP: (
        QT_TRANSLATE_NOOP("Problem", "There is no desktop to show a window on: {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Start RapidWhisper in a terminal of your desktop."),
    ),
    Code.NO_TRAY: (
        QT_TRANSLATE_NOOP("Problem", "This desktop has no place for tray icons."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "Dictation works all the same; “rapidwhisper settings” opens the settings. In GNOME the extension"
            " AppIndicator makes a place.",
        ),
    ),
    Code.ONLY_COPIED: (
        QT_TRANSLATE_NOOP("Problem", "There is no way to paste into windows here."),
        QT_TRANSLATE_NOOP("Problem", "After a dictation, click where the text belongs and press Ctrl+V."),
    ),
    Code.INSERTION_UNTRIED: (
        QT_TRANSLATE_NOOP("Problem", "The window for it did not get the focus."),
        QT_TRANSLATE_NOOP("Problem", "Check again, and click into the window as soon as it appears."),
    ),
    Code.INSERTION_FAILED: (
        QT_TRANSLATE_NOOP("Problem", "A text for trial did not get into a window: {detail}"),
        QT_TRANSLATE_NOOP(
            "Problem", "Choose another way in the settings, on the page “Insertion”, and check again."
        ),
    ),
    Code.DICTATION_UNDER_WAY: (
        QT_TRANSLATE_NOOP("Problem", "A dictation is under way, and is not disturbed."),
        QT_TRANSLATE_NOOP("Problem", "Check again when it has ended."),
    ),
    Code.FOLDER_UNWRITABLE: (
        QT_TRANSLATE_NOOP("Problem", "The folder {path} cannot be written to: {detail}"),
        QT_TRANSLATE_NOOP("Problem", "See that it belongs to you and that its disk can be written to."),
    ),
    Code.OPEN_TO_OTHERS: (
        QT_TRANSLATE_NOOP("Problem", "Other users of this computer may read {path} (mode {mode})."),
        QT_TRANSLATE_NOOP("Problem", "Close it to them: chmod {wanted} {path}."),
    ),
    Code.DISK_NEARLY_FULL: (
        QT_TRANSLATE_NOOP("Problem", "The disk of {path} is nearly full: {free} MB are free."),
        QT_TRANSLATE_NOOP("Problem", "Free some disk space, or keep recordings for fewer days."),
    ),
    Code.SETTING_INVALID: (
        QT_TRANSLATE_NOOP("Problem", "{key} in line {line} of the settings cannot be used: {reason}."),
        QT_TRANSLATE_NOOP("Problem", "Until it is corrected, {default} is used."),
    ),
    Code.SETTINGS_UNREADABLE: (
        QT_TRANSLATE_NOOP("Problem", "The settings in {path} cannot be read: {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Until it can be read, the last known settings are used."),
    ),
    Code.SETTINGS_UNWRITABLE: (
        QT_TRANSLATE_NOOP("Problem", "The settings in {path} cannot be saved: {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Check that you may write to this file, then save again."),
    ),
    Code.SETTINGS_ODD_LINES: (
        QT_TRANSLATE_NOOP("Problem", "Lines of the settings that mean nothing: {lines}."),
        QT_TRANSLATE_NOOP(
            "Problem", "Write NAME=value, or # before a remark. All other lines of {path} are used."
        ),
    ),
    Code.AUTOSTART_FAILED: (
        QT_TRANSLATE_NOOP("Problem", "Starting at login cannot be switched: {path}: {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Check that you may write there, then save the settings again."),
    ),
    Code.RUNTIME_REFUSED: (
        QT_TRANSLATE_NOOP("Problem", "The folder {path} cannot be used: {detail}."),
        QT_TRANSLATE_NOOP("Problem", "It must belong to you alone. Remove it, and start RapidWhisper again."),
    ),
    Code.HISTORY_UNWRITABLE: (
        QT_TRANSLATE_NOOP("Problem", "The history cannot be written: {detail}"),
        QT_TRANSLATE_NOOP(
            "Problem", "Dictation goes on, and your recordings are kept. Free some disk space."
        ),
    ),
    Code.HISTORY_OF_LATER_VERSION: (
        QT_TRANSLATE_NOOP("Problem", "The history was written by a later version of RapidWhisper."),
        QT_TRANSLATE_NOOP(
            "Problem",
            "It stays as it is. Dictation goes on, and recordings are kept: install the later version again.",
        ),
    ),
    Code.HISTORY_UNREADABLE: (
        QT_TRANSLATE_NOOP("Problem", "The history cannot be read: {detail}"),
        QT_TRANSLATE_NOOP(
            "Problem", "Try again in a moment. If it is damaged, a new start saves what can be read of it."
        ),
    ),
    Code.FILE_MISSING: (
        QT_TRANSLATE_NOOP("Problem", "{path}: there is no such file."),
        QT_TRANSLATE_NOOP("Problem", "Check its name and its folder."),
    ),
    Code.FILE_UNREADABLE: (
        QT_TRANSLATE_NOOP("Problem", "{path} cannot be read as sound: {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Give a wav, flac, ogg or mp3 file."),
    ),
    Code.FILE_TO_CONVERT: (
        QT_TRANSLATE_NOOP("Problem", "{path} is of a kind that cannot be read here."),
        QT_TRANSLATE_NOOP("Problem", "Convert it, then give the new file: {command}"),
    ),
    Code.FILE_TOO_SHORT: (
        QT_TRANSLATE_NOOP("Problem", "{path} holds less than a tenth of a second of sound."),
        QT_TRANSLATE_NOOP("Problem", "Check that it is the right file."),
    ),
    Code.FILE_DAMAGED: (
        QT_TRANSLATE_NOOP("Problem", "{path} is damaged or cut off at {at}."),
        QT_TRANSLATE_NOOP("Problem", "What comes before that was read. Get a whole copy for the rest."),
    ),
    Code.FILE_INTERRUPTED: (
        QT_TRANSLATE_NOOP("Problem", "RapidWhisper was ended before all of the file was transcribed."),
        QT_TRANSLATE_NOOP("Problem", "Transcribe it again, in the history's window."),
    ),
    Code.EXPORT_FAILED: (
        QT_TRANSLATE_NOOP("Problem", "{path} cannot be written: {detail}"),
        QT_TRANSLATE_NOOP("Problem", "Choose another file. The history stays as it is."),
    ),
    Code.NOTHING_TO_COPY: (
        QT_TRANSLATE_NOOP("Problem", "There is no text to copy."),
        QT_TRANSLATE_NOOP("Problem", "Dictate something first."),
    ),
    Code.NOTHING_TO_INSERT: (
        QT_TRANSLATE_NOOP("Problem", "There is no text to insert."),
        QT_TRANSLATE_NOOP("Problem", "Dictate something first."),
    ),
    Code.NOTHING_TO_RETRY: (
        QT_TRANSLATE_NOOP("Problem", "There is no recording that waits for its text."),
        QT_TRANSLATE_NOOP("Problem", "“rapidwhisper history” lists what was said."),
    ),
    Code.RECORDING_UNKNOWN: (
        QT_TRANSLATE_NOOP("Problem", "There is no recording with the number {id}."),
        QT_TRANSLATE_NOOP("Problem", "“rapidwhisper history” lists what was said."),
    ),
    Code.AUDIO_GONE: (
        QT_TRANSLATE_NOOP("Problem", "The recording is no longer there."),
        QT_TRANSLATE_NOOP(
            "Problem", "Recordings stay as long as the settings say, discarded ones for an hour."
        ),
    ),
    Code.INTERRUPTED: (
        QT_TRANSLATE_NOOP("Problem", "RapidWhisper was ended during a dictation."),
        QT_TRANSLATE_NOOP(
            "Problem", "What was said is kept: try again by “Not transcribed” in the tray menu."
        ),
    ),
    Code.RECORDINGS_FOUND: (
        counted("Problem", "%n dictation(s) without a text found ({length}).", "", 2),
        QT_TRANSLATE_NOOP(
            "Problem", "Click here to transcribe, or choose “Not transcribed” in the tray menu."
        ),
    ),
    Code.RECOVERING: (
        counted("Problem", "%n dictation(s) without a text found ({length}).", "", 2),
        QT_TRANSLATE_NOOP("Problem", "Transcribing now; the text goes to the clipboard."),
    ),
    Code.TEXTS_FOUND: (
        counted("Problem", "RapidWhisper ended, and %n text(s) may not have reached their windows.", "", 2),
        QT_TRANSLATE_NOOP("Problem", "They are safe: choose them from “Last texts” in the tray menu."),
    ),
    Code.SERVER_BACK: (
        counted("Problem", "The server can be reached again. %n dictation(s) can be transcribed now.", "", 2),
        QT_TRANSLATE_NOOP("Problem", "Click here to transcribe."),
    ),
    Code.LOCAL_MODEL_BACK: (
        counted("Problem", "The model is on this computer now. %n dictation(s) can be transcribed.", "", 2),
        QT_TRANSLATE_NOOP("Problem", "Click here to transcribe."),
    ),
    Code.LOCAL_MODEL_READY: (
        QT_TRANSLATE_NOOP("Problem", "The model {model} is ready."),
        QT_TRANSLATE_NOOP("Problem", "Speech stays on this computer with it, and needs no network."),
    ),
    Code.RUNNING: (
        QT_TRANSLATE_NOOP("Problem", "RapidWhisper is running."),
        QT_TRANSLATE_NOOP("Problem", "Press {hotkey} in any program, speak, and press it again."),
    ),
    Code.CANCELLED: (
        QT_TRANSLATE_NOOP("Problem", "This dictation was cancelled."),
        QT_TRANSLATE_NOOP("Problem", "Its recording can be transcribed again with “rapidwhisper retry”."),
    ),
    Code.INTERNAL: (
        QT_TRANSLATE_NOOP("Problem", "Something unexpected went wrong ({detail})."),
        QT_TRANSLATE_NOOP(
            "Problem", "What was said is kept. The log tells more: “Open log” in the tray menu."
        ),
    ),
}

_MODELS = QT_TRANSLATE_NOOP(
    "Problem", "It has {models}. Choose in the settings, then try again: your speech is kept."
)

_MODELS_AHEAD = QT_TRANSLATE_NOOP("Problem", "It has {models}. Choose in the settings.")

_NO_DEFAULT = QT_TRANSLATE_NOOP("Problem", "Until it is corrected, the default is used.")

_TRANSCRIBE = QT_TRANSLATE_NOOP("Problem", "“rapidwhisper retry” transcribes it.")

_FOR_TERMINAL: dict[Code, tuple[Words, Words]] = {
    Code.HELD_FOR_ITS_WINDOW: (
        QT_TRANSLATE_NOOP(
            "Problem",
            "A text waits for its window; “rapidwhisper paste-last” inserts it where the cursor is.",
        ),
        "",
    ),
    Code.RECORDINGS_FOUND: (_WORDS[Code.RECORDINGS_FOUND][0], _TRANSCRIBE),
    Code.SERVER_BACK: (_WORDS[Code.SERVER_BACK][0], _TRANSCRIBE),
    Code.LOCAL_MODEL_BACK: (_WORDS[Code.LOCAL_MODEL_BACK][0], _TRANSCRIBE),
}

CALM = {
    Code.COPIED,
    Code.NEARLY_FULL,
    Code.NO_SPEECH,
    Code.TOO_SHORT,
    Code.RUNNING,
    Code.CHAT_MODEL,
    Code.HELD_NO_LONGER,
    Code.NOTHING_TO_INSERT,
    Code.RECORDINGS_FOUND,
    Code.RECOVERING,
    Code.TEXTS_FOUND,
    Code.SERVER_BACK,
    Code.LOCAL_MODEL_COMING,
    Code.LOCAL_MODEL_BACK,
    Code.LOCAL_MODEL_READY,
}
"""Nothing went wrong."""
