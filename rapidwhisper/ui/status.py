"""The answer to `rapidwhisper status` in words. Needs no Qt, so it is there at once."""

from typing import Any

from rapidwhisper.core.state import Phase
from rapidwhisper.core.words import QT_TRANSLATE_NOOP
from rapidwhisper.ui.words import translate

_PHASES = {
    Phase.STARTING: QT_TRANSLATE_NOOP("CommandLine", "getting ready"),
    Phase.IDLE: QT_TRANSLATE_NOOP("CommandLine", "ready"),
    Phase.RECORDING: QT_TRANSLATE_NOOP("CommandLine", "recording"),
    Phase.TRANSCRIBING: QT_TRANSLATE_NOOP("CommandLine", "transcribing"),
    Phase.INSERTING: QT_TRANSLATE_NOOP("CommandLine", "inserting"),
    Phase.ERROR: QT_TRANSLATE_NOOP("CommandLine", "something went wrong"),
}


def status_lines(answer: dict[str, Any]) -> list[str]:
    """What `--json` has besides is for programs."""
    model = " ".join(filter(None, (answer["provider_label"], answer["model"])))
    lines = [
        translate("CommandLine", "{state}; provider {model}; hotkey {hotkey}").format(
            state=translate("CommandLine", _PHASES[Phase(answer["state"])]),
            model=model,
            hotkey=answer["hotkey"],
        )
    ]
    if answer["local_only"]:
        lines.append(translate("CommandLine", "nothing leaves this computer (LOCAL_ONLY is on)"))
    if not answer["hotkey_armed"]:
        reason = answer["hotkey_trouble"]["message"]
        lines.append(translate("CommandLine", "the hotkey does not work now: {text}").format(text=reason))
    last = answer["last_error"]
    if last:
        text = translate("CommandLine", "last problem, {time}: {text}")
        lines.append(text.format(time=last["at"][11:16], text=last["message"]))
    return lines
