"""Notices that the machine has slept or that its clock was set, without waking up to look.

Linux cancels a timer of the wall clock on both (TFD_TIMER_CANCEL_ON_SET in timerfd_create(2)); Python has
names for that from 3.13 on.
"""

import ctypes
import errno
import logging
import os
import sys

logger = logging.getLogger(__name__)

_NONBLOCK_AND_CLOEXEC = os.O_NONBLOCK | os.O_CLOEXEC if hasattr(os, "O_CLOEXEC") else 0
_ABSOLUTE_AND_CANCEL_ON_SET = 0b11
_CLOCK_REALTIME = 0
_NEVER = 1 << 40
"""Seconds since 1970, in some thirty thousand years."""


class _Times(ctypes.Structure):
    """struct itimerspec"""

    _fields_ = (
        ("interval_s", ctypes.c_long),
        ("interval_ns", ctypes.c_long),
        ("expires_s", ctypes.c_long),
        ("expires_ns", ctypes.c_long),
    )


def clock_watch(expires_s: int = _NEVER) -> int | None:
    """A file that is readable after the machine has woken up; None on a system that has no such thing."""
    if sys.platform != "linux":
        return None
    libc = ctypes.CDLL(None, use_errno=True)
    file = int(libc.timerfd_create(_CLOCK_REALTIME, _NONBLOCK_AND_CLOEXEC))
    if file < 0:
        logger.info("waking up will not be noticed: %s", os.strerror(ctypes.get_errno()))
        return None
    times = _Times(expires_s=expires_s)
    libc.timerfd_settime(file, _ABSOLUTE_AND_CANCEL_ON_SET, ctypes.byref(times), None)
    return file


def forget_waking(file: int) -> None:
    """Make it ready for the next time."""
    try:
        os.read(file, 8)
    except OSError as cause:
        if cause.errno not in {errno.ECANCELED, errno.EAGAIN}:
            raise
