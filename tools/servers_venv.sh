#!/usr/bin/env bash
# Makes .venv-servers with other people's servers, which the tests start and speak to. .venv has to be there.
set -euo pipefail
cd "$(dirname "$0")/.."

.venv/bin/python -m venv --clear --without-pip .venv-servers
pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet --python .venv-servers "$@"; }

echo "Installing the servers to test against into .venv-servers (about 450 MB, once)"
if .venv-servers/bin/python -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))'; then
	pip install --no-compile --require-hashes -r tests/conformance/requirements.lock
else
	pip install --no-compile -r tests/conformance/requirements.in # the lock holds for Python 3.11 only
fi
