#!/usr/bin/env bash
# Makes .venv with everything that runs and checks the program. $1 is the Python to make it with.
set -euo pipefail
cd "$(dirname "$0")/.."

python=$1
if ! "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
	echo "RapidWhisper needs Python 3.11 or newer, and “$python” is older or missing. Name another one: make PYTHON=python3.12" >&2
	exit 1
fi
if ! .venv/bin/python -m pip --version >/dev/null 2>&1; then
	"$python" -m venv --clear .venv
fi
pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet "$@"; }

echo "Installing the Python packages into .venv (about 400 MB, once)"
if .venv/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
	pip install --require-hashes -r requirements.lock
	pip install --no-deps --no-build-isolation -e .
else
	pip install -e '.[local,keyring,dev]' # the lock holds for Python 3.11 only
fi
