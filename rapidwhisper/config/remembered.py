"""Small things that the program remembers by itself: places and sizes of windows, recent languages."""

import json
import logging
import os
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)

_NEVER_A_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0)


class Remembered:
    """A JSON file. What is damaged is set aside and begun anew; a failure to write is only logged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values = _read(path)

    def get(self, name: str, default: Any) -> Any:
        """`default` also where a value of another kind stands; None stands for any kind."""
        value = self._values.get(name, default)
        return value if default is None or _alike(value, default) else default

    def set(self, name: str, value: Any) -> None:
        if name in self._values and self._values[name] == value:
            return
        self._values[name] = value
        draft = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.unlink(missing_ok=True)  # of a process that was killed
            handle = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _NEVER_A_LINK, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(self._values, file, ensure_ascii=False, indent=1)
            draft.replace(self._path)
        except OSError as error:
            log.info("what is remembered cannot be written: %s", error)


def _alike(value: Any, default: Any) -> bool:
    if not isinstance(value, type(default)):
        return False
    return not (isinstance(default, list) and default) or (
        len(value) == len(default) and all(map(_alike, value, default))
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        values = json.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        log.info("what is remembered cannot be read: %s", error)
        return {}
    except (ValueError, RecursionError):
        values = None
    if isinstance(values, dict):
        return values
    _set_aside(path)
    return {}


def _set_aside(path: Path) -> None:
    """One is enough: nobody will look for more than the last."""
    aside = path.with_name(f"{path.name}.damaged")
    try:
        path.replace(aside)
    except OSError as error:
        log.warning("The damaged %s cannot be set aside: %s", path, error)
    else:
        log.warning("%s was damaged; it is kept as %s", path, aside.name)
