#!/usr/bin/env bash
# Sees that the Debian packages of the named groups (see tools/debian-packages) are there: installs them where it
# may, otherwise says what to type.
set -euo pipefail
cd "$(dirname "$0")/.."

command -v dpkg-query >/dev/null || exit 0 # another kind of system: its packages are the user's business

wanted=$(for group in "$@"; do sed -n "s/^$group //p" tools/debian-packages; done | tr ' ' '\n' | sort -u)
# Provided names count too: newer releases renamed libglib2.0-0 to libglib2.0-0t64.
present=$(dpkg-query --show --showformat='${db:Status-Status} ${Package} ${Provides}\n' |
	sed -n 's/^installed //p' | sed 's/([^)]*)//g' | tr ', ' '\n\n' | sort -u)
mapfile -t missing < <(comm -23 <(echo "$wanted") <(echo "$present"))
[ ${#missing[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ]; then
	as_root=()
elif sudo -n true 2>/dev/null; then
	as_root=(sudo -n)
else
	echo "Some Debian packages are missing. Please install them and try again: sudo apt-get install ${missing[*]}" >&2
	exit 1
fi
echo "Installing Debian packages: ${missing[*]}"
"${as_root[@]}" apt-get -qq update
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq install --no-install-recommends "${missing[@]}" >/dev/null
