"""What stands in the way of a setting, told beside its field: no line of a file, no way to the settings."""

from rapidwhisper.core.problem import Code, Problem
from rapidwhisper.core.settings import ABOUT
from rapidwhisper.core.words import Phrase
from rapidwhisper.ui.messages import message_in_settings
from rapidwhisper.ui.words import said, translate


def objection(problem: Problem) -> str:
    if problem.code is Code.SETTING_INVALID:
        label = translate("Settings", ABOUT[problem.facts["key"]].label)
        text = translate("Settings", "“{label}”: {reason}.")
        return text.format(label=label, reason=_reason(problem.facts["reason"]))
    return str(message_in_settings(problem))


def _reason(reason: str) -> str:
    """Settings are known by their labels here."""
    if isinstance(reason, Phrase) and "other" in reason.facts:
        other = translate("Settings", ABOUT[reason.facts["other"]].label)
        reason = reason.filled(other=other)
    return said(reason)
