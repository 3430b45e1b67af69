"""What the Hugging Face hub, or a mirror of it, knows of a model's files.

The addresses and fields are those that its own client uses (`model_info`, `RepoSibling` and
HUGGINGFACE_CO_URL_TEMPLATE in huggingface_hub/{hf_api,constants}.py;
https://huggingface.co/docs/hub/api). Files are asked for by the commit that the metadata names, so
that a change in the repository cannot mix two revisions.
"""

import json
import re
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any
from urllib.parse import quote

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.address import Address, parse_address
from rapidwhisper.providers.local.models.catalogue import Model
from rapidwhisper.providers.local.models.checksum import GIT, SHA256
from rapidwhisper.providers.local.models.files import ModelFile, ModelFiles, within
from rapidwhisper.providers.local.models.wire import Wire

HUB = "https://huggingface.co"
KEY = "HF_ENDPOINT"

MAX_METADATA_BYTES = 8 * 1024 * 1024
_REVISION = "main"

_HEX = re.compile("[0-9a-f]{40,64}")

_NOT_METADATA = phrase("Reason", "it does not tell which files there are")


def hub_address(endpoint: str) -> Address:
    """Raises ProblemError with URL_INVALID."""
    return parse_address(endpoint, KEY)


def files_of(model: Model, hub: Address, wire: Wire) -> ModelFiles:
    """Those that the catalogue asks for, of the newest revision; raises ProblemError."""
    url = f"{hub.url}/api/models/{quote(model.repository)}/revision/{_REVISION}?blobs=true"
    fields = _metadata(url, hub, wire)
    try:
        there = {str(each["rfilename"]): each for each in fields["siblings"]}
        wanted = tuple(_file(there[_only(pattern, there, hub)]) for pattern in model.files)
        return ModelFiles(model.repository, str(fields["sha"]), wanted)
    except (KeyError, TypeError, ValueError, OverflowError):
        raise _unusable(hub) from None


def file_url(hub: Address, files: ModelFiles, path: str) -> str:
    return f"{hub.url}/{quote(files.repository)}/resolve/{quote(files.commit)}/{quote(path)}"


def _metadata(url: str, hub: Address, wire: Wire) -> Mapping[str, Any]:
    body = bytearray()
    with wire.get(url) as response:
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > MAX_METADATA_BYTES:
                raise _unusable(hub)
    try:
        fields = json.loads(body)
    except (ValueError, RecursionError):
        raise _unusable(hub) from None
    if not isinstance(fields, dict):
        raise _unusable(hub)
    return fields


def _file(sibling: Mapping[str, Any]) -> ModelFile:
    """The checksum of a file in LFS is its own, of any other that of Git."""
    lfs = sibling.get("lfs")
    size, checksum = (lfs["size"], lfs["sha256"]) if lfs else (sibling["size"], sibling["blobId"])
    if not _HEX.fullmatch(checksum):
        raise ValueError(checksum)
    return ModelFile(within(sibling["rfilename"]), int(size), (SHA256 if lfs else GIT) + checksum)


def _only(pattern: str, there: Iterable[str], hub: Address) -> str:
    found = [path for path in there if fnmatchcase(path, pattern)]
    if len(found) != 1:
        raise ProblemError(problem(Code.DOWNLOAD_NOT_FOUND, host=hub.host))
    return found[0]


def _unusable(hub: Address) -> ProblemError:
    return ProblemError(problem(Code.UNUSABLE_ANSWER, host=hub.host, detail=_NOT_METADATA))
