#!/usr/bin/env bash
# Before a release: dist/ gets the list of what it is made of (CycloneDX), and all of it is looked up among the
# known weaknesses. Where the lookup is not possible for every single package, it fails: nothing was checked then.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/python tools/sbom.py dist/rapidwhisper.cdx.json

audit=build/audit # of its own, so that its packages do not come among ours
if [ ! -x "$audit/bin/pip-audit" ]; then
	.venv/bin/python -m venv --clear "$audit"
	"$audit/bin/pip" --disable-pip-version-check --quiet install 'pip-audit>=2.10'
fi
found=$audit/found.txt
rm -f "$found"
if "$audit/bin/pip-audit" --strict --require-hashes --disable-pip --progress-spinner off \
	--requirement requirements.lock --output "$found"; then
	echo "No weakness is known of any package in requirements.lock."
elif [ -s "$found" ]; then
	cat "$found"
	echo "Weaknesses are known: take newer versions with “make lock”, then try again." >&2
	exit 1
else
	echo "NOT CHECKED: the list of known weaknesses does not answer for every package. Try again where it does." >&2
	exit 1
fi
