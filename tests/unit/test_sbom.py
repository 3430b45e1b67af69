"""The list of what a release is made of names every locked package, and which of them are only tools."""

import json
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_every_locked_package_is_listed_with_its_hashes(tmp_path: Path) -> None:
    out = tmp_path / "made" / "sbom.json"
    subprocess.run([sys.executable, str(ROOT / "tools" / "sbom.py"), str(out)], check=True)
    bom = json.loads(out.read_text())
    assert (bom["bomFormat"], bom["metadata"]["component"]["name"]) == ("CycloneDX", "rapidwhisper")
    lock = (ROOT / "requirements.lock").read_text()
    locked = re.findall(r"^([\w.-]+)(?:\[[^]]*\])?==", lock, re.MULTILINE)
    listed = {each["name"]: each for each in bom["components"]}
    assert set(listed) == {re.sub(r"[-_.]+", "-", name).lower() for name in locked}
    assert all(each["version"] and each["hashes"] for each in listed.values())
    required = {name for name, each in listed.items() if each["scope"] == "required"}
    assert {"numpy", "openai", "pyside6-essentials", "pocketsphinx", "httpx2"} <= required
    assert not {"pytest", "ruff", "mypy", "pip-tools"} & required
    assert sum(len(each["hashes"]) for each in listed.values()) == lock.count("--hash=sha256:")
