"""What a command says of its failures, on standard error, and the settings that it begins with."""

import sys

from rapidwhisper import stand_in
from rapidwhisper.config.env_file import EnvFile
from rapidwhisper.config.folders import Folders
from rapidwhisper.core.problem import Problem
from rapidwhisper.core.settings import Settings, read_settings
from rapidwhisper.ui.messages import message


def complain(cause: Problem, *, about: str = "") -> int:
    """The command's exit status."""
    told = str(message(cause))
    print(told if not about or cause.facts.get("path") == about else f"{about}: {told}", file=sys.stderr)
    return 1


def tell_who_stood_in(provider: str, settings: Settings) -> None:
    if provider != settings.ai_provider:
        print(stand_in.told(settings.ai_provider, provider), file=sys.stderr)


def settings_for(folders: Folders, provider: str | None) -> Settings:
    """`provider`: another one than theirs, for this time."""
    env = EnvFile(folders.env)
    settings, complaints = read_settings(env.read())
    for complaint in (*complaints, *env.complaints()):
        complain(complaint)
    return settings.with_provider(provider) if provider else settings
