"""One instance per login session, and how a command speaks to it; the one place that chooses the way."""

import sys

from rapidwhisper.desktop.wire import Handle, Message, NotRunning, Reply

if sys.platform == "win32":
    from rapidwhisper.desktop.windows_instance import Instance, ask
else:
    from rapidwhisper.desktop.posix_instance import Instance, ask

__all__ = ["Handle", "Instance", "Message", "NotRunning", "Reply", "ask"]
