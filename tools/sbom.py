"""Writes what a release is made of, as CycloneDX 1.6: every package of requirements.lock with its hashes.

`python tools/sbom.py FILE`. Run in `.venv`: which packages the program needs, and which only its developers,
is asked of what is installed there.
"""

import json
import re
import sys
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parents[1]
OURS = "rapidwhisper"
EXTRAS = ("", "local")
"""What a user may install; the other extras are for developers."""

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^]]*\])?==([^\s;\\]+)")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")


def main(out: Path) -> None:
    needed = _needed_by(OURS, EXTRAS, set())
    components = [_component(name, *rest, needed) for name, rest in sorted(_locked().items())]
    version = distribution(OURS).version
    ours = {"type": "application", "name": OURS, "version": version, "purl": f"pkg:pypi/{OURS}@{version}"}
    bom = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "version": 1,
        "metadata": {"component": ours},
        "components": components,
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(json.dumps(bom, indent=1) + "\n", "utf-8")
    print(f"{out}: {len(components)} packages, {len(needed)} of them in the program")


def _locked() -> dict[str, tuple[str, list[str]]]:
    """Name to version and hashes."""
    found: dict[str, tuple[str, list[str]]] = {}
    hashes: list[str] = []
    for line in (ROOT / "requirements.lock").read_text("utf-8").splitlines():
        pinned = _PINNED.match(line)
        if pinned is not None:
            hashes = []
            found[canonicalize_name(pinned[1])] = (pinned[2], hashes)
        hashes += _HASH.findall(line)
    return found


def _needed_by(name: str, extras: tuple[str, ...], found: set[str]) -> set[str]:
    try:
        wanted = map(Requirement, distribution(name).requires or ())
    except PackageNotFoundError:  # for another system
        return found
    for each in wanted:
        needed = canonicalize_name(each.name)
        applies = each.marker is None or any(each.marker.evaluate({"extra": extra}) for extra in extras)
        if applies and needed not in found:
            found.add(needed)
            _needed_by(needed, ("", *each.extras), found)
    return found


def _component(name: str, version: str, hashes: list[str], needed: set[str]) -> dict[str, Any]:
    return {
        "type": "library",
        "name": name,
        "version": version,
        "purl": f"pkg:pypi/{name}@{version}",
        "scope": "required" if name in needed else "excluded",
        "hashes": [{"alg": "SHA-256", "content": each} for each in hashes],
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
