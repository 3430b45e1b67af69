"""Small things that are kept over restarts as a JSON object; nothing depends on the file."""

import json
import logging
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)


def read_object(path: Path, what: str) -> dict[str, Any]:
    """Empty where there is none. `what`: for the log, where it cannot be read."""
    try:
        content = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError) as error:
        log.info("%s cannot be read: %s", what, error)
        return {}
    if isinstance(content, dict):
        return content
    log.info("%s cannot be read: it is no object", what)
    return {}


def write_object(path: Path, content: Mapping[str, Any], what: str) -> None:
    """For its user alone, and whole or not at all; a failure is only logged."""
    draft = path.with_suffix(".new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft.unlink(missing_ok=True)  # of a process that was killed
        handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump(content, file, indent=1)
        draft.replace(path)
    except OSError as error:
        log.info("%s cannot be written: %s", what, error)
