"""What the virtual desktop shows, as a picture."""

import subprocess
from pathlib import Path

from tests.rig.display import Display


def screenshot(display: Display, png: Path) -> Path:
    png.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(
        ["import", "-window", "root", str(png)], env=display.env, timeout=20, check=True, capture_output=True
    )
    return png
