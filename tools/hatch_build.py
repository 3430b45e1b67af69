"""For the wheel: the translations, made from their sources by Qt's own lrelease."""

import subprocess
from pathlib import Path
from typing import Any

import PySide6
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Translations(BuildHookInterface[Any]):
    def initialize(self, _version: str, _build_data: dict[str, Any]) -> None:
        lrelease = next(Path(PySide6.__file__).parent.glob("lrelease*"))
        for source in (Path(self.root) / "assets" / "translations").glob("*.ts"):
            subprocess.run([lrelease, "-silent", source, "-qm", source.with_suffix(".qm")], check=True)
