"""The short sounds that accompany a dictation."""

from enum import StrEnum


class Cue(StrEnum):
    START = "start"
    STOP = "stop"
    ERROR = "error"
