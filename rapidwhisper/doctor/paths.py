"""Words that can be shown to anybody: the home, which holds the user's name, stands in them only as ~."""

import re
from pathlib import Path


def without_home(text: str, home: Path) -> str:
    if home == Path(home.anchor):
        return text
    return re.sub(rf"{re.escape(str(home))}(?!\.?[\w-])", "~", text)
