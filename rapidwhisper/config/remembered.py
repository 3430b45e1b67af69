"""Small things that the program remembers by itself: places and sizes of windows, recent languages."""

import json
import logging
from pathlib import Path
from typing import Any

log = logging.getLogger(__name__)


class Remembered:
    """A JSON file. Losing it costs nothing, so damage means: empty, and a failure to write is only logged."""

    def __init__(self, path: Path) -> None:
        self._path = path
        try:
            values = json.loads(path.read_text("utf-8"))
        except (OSError, ValueError):
            values = {}
        self._values: dict[str, Any] = values if isinstance(values, dict) else {}

    def get(self, name: str, default: Any) -> Any:
        return self._values.get(name, default)

    def set(self, name: str, value: Any) -> None:
        if name in self._values and self._values[name] == value:
            return
        self._values[name] = value
        draft = self._path.with_suffix(".new")
        try:
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            draft.write_text(json.dumps(self._values, ensure_ascii=False, indent=1), "utf-8")
            draft.replace(self._path)
        except OSError as error:
            log.info("what is remembered cannot be written: %s", error)
