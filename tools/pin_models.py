"""Asks the hub for the files of every model and writes them down, with commit, sizes and checksums.

`make pin-models` runs it, where there is a network; HF_ENDPOINT names a mirror. With a file named it writes
there, and not into the checkout.
"""

import json
import os
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

from rapidwhisper.core.problem import ProblemError, of_download
from rapidwhisper.providers.local.models.catalogue import CATALOGUE
from rapidwhisper.providers.local.models.hub import HUB, KEY, files_of, hub_address
from rapidwhisper.providers.local.models.pins import PINS
from rapidwhisper.providers.local.models.wire import Wire
from rapidwhisper.ui.messages import message
from rapidwhisper.ui.size import size


def main() -> int:
    to = Path(sys.argv[1]) if len(sys.argv) > 1 else PINS
    found = {}
    try:
        hub = hub_address(os.environ.get(KEY) or HUB)
        with closing(Wire(stall_s=30.0, local_only=False)) as wire:
            for name, model in CATALOGUE.items():
                if not model.card.built_in:
                    found[name] = files_of(model, hub, wire)
                    print(f"{name}: {found[name].commit}, {size(found[name].size)}")
    except ProblemError as error:
        print(message(of_download(error.problem)), file=sys.stderr)
        return 1
    models = {name: files.as_json() for name, files in found.items()}
    pins = {"pinned_on": datetime.now(UTC).date().isoformat(), "models": models}
    to.write_text(json.dumps(pins, indent=2) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
