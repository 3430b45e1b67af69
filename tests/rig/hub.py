"""A Hugging Face hub on the loopback: its metadata, its files, the CDN it sends to, and ways to misbehave.

In a test:
    with Hub() as hub:
        hub.publish("owner/name", {"config.json": b"{}", "model.onnx": weights})
        hub.misbehave("model.onnx", broken_off(1000))
        ... hub.url, hub.asked, hub.sent("model.onnx") ...

Large files are in LFS and come from the CDN by an absolute redirect, small ones by a relative redirect from
the hub itself, as at huggingface.co.
"""

import hashlib
import json
import re
import socket
import ssl
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.parse import unquote, urlsplit

from tests.rig.hub_faults import Fault

METADATA = "metadata"
"""Stands for it where a file's path would stand."""
LFS_FROM_BYTES = 1000
_BLOCK = 1 << 16
_DRIP_S = 0.04


@dataclass(frozen=True, slots=True)
class Asked:
    """A request that came, to the hub or to its CDN."""

    host: str
    path: str
    headers: dict[str, str]
    """Names in lower case."""


@dataclass(frozen=True, slots=True)
class Revision:
    commit: str
    files: dict[str, bytes]


class Hub:
    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.asked: list[Asked] = []
        self.ending = threading.Event()
        self._revisions: dict[str, list[Revision]] = defaultdict(list)
        self._faults: dict[str, deque[Fault]] = defaultdict(deque)
        self._sent: dict[str, int] = defaultdict(int)
        self._lock = threading.Lock()
        self._scheme = "http" if tls is None else "https"
        self._servers = [_Server(partial(_Handler, hub=self), tls) for _ in range(2)]
        self.cdn = self.address(1)
        """Where it says that large files are."""

    def __enter__(self) -> Self:
        for server in self._servers:
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.ending.set()
        for server in self._servers:
            server.shutdown()
            server.server_close()

    @property
    def url(self) -> str:
        return self.address(0)

    def address(self, server: int) -> str:
        return f"{self._scheme}://127.0.0.1:{self._servers[server].server_port}"

    def publish(self, repository: str, files: Mapping[str, bytes]) -> str:
        """As its newest revision; returns the commit."""
        revisions = self._revisions[repository]
        commit = hashlib.sha1(f"{repository} {len(revisions)}".encode(), usedforsecurity=False).hexdigest()
        revisions.append(Revision(commit, dict(files)))
        return commit

    def misbehave(self, path: str, *faults: Fault) -> None:
        """One for each of the next answers with this file, or with METADATA."""
        self._faults[path].extend(faults)

    def sent(self, path: str) -> int:
        """So many bytes of the file, by all answers together."""
        return self._sent[path]

    def forget(self) -> None:
        """What was asked and sent until now; an answer that still goes out to nobody is forgotten too."""
        self.asked.clear()
        self._sent = defaultdict(int)

    def fault(self, path: str) -> Fault:
        with self._lock:
            faults = self._faults[path]
            return faults.popleft() if faults else Fault()

    def counting(self, path: str) -> Callable[[int], None]:
        """Takes the sizes of what one answer sends."""
        sent = self._sent

        def count(size: int) -> None:
            with self._lock:
                sent[path] += size

        return count

    def revision(self, repository: str, name: str) -> Revision | None:
        revisions = self._revisions.get(repository, [])
        if name == "main":
            return revisions[-1] if revisions else None
        return next((each for each in revisions if each.commit == name), None)


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self, handler: "partial[_Handler]", tls: ssl.SSLContext | None) -> None:
        super().__init__(("127.0.0.1", 0), handler)
        if tls is not None:
            self.socket = tls.wrap_socket(self.socket, server_side=True, do_handshake_on_connect=False)

    def handle_error(self, *_: object) -> None:
        """A client that does not like our certificate goes away."""


_API = re.compile(r"/api/models/(?P<repository>[^/]+/[^/]+)/revision/(?P<revision>[^/]+)")
_FILE = re.compile(
    r"(?P<root>/api/resolve-cache/models|/cdn)?/(?P<repository>[^/]+/[^/]+)/(resolve/)?(?P<revision>[^/]+)/(?P<path>.+)"
)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(self, *arguments: object, hub: Hub) -> None:
        self._hub = hub
        super().__init__(*arguments)  # type: ignore[arg-type]

    def log_message(self, *_: object) -> None:
        """The test tells what went wrong."""

    def do_GET(self) -> None:
        path = unquote(urlsplit(self.path).path)
        headers = {name.lower(): value for name, value in self.headers.items()}
        self._hub.asked.append(Asked(headers["host"], path, headers))
        with suppress(BrokenPipeError, ConnectionResetError):
            if api := _API.fullmatch(path):
                self._metadata(api["repository"], api["revision"])
            elif file := _FILE.fullmatch(path):
                self._file(file["root"], file["repository"], file["revision"], file["path"])
            else:
                self._refuse(404)

    def _refuse(self, status: int, **headers: str) -> None:
        self._answer(status, {"X-Error-Message": "Repository not found", **headers}, b"{}", Fault())

    def _metadata(self, repository: str, revision: str) -> None:
        found = self._hub.revision(repository, revision)
        if found is None:
            self._refuse(401)
            return
        siblings = [_sibling(path, content) for path, content in found.files.items()]
        fields = {"id": repository, "sha": found.commit, "siblings": siblings}
        fault = self._hub.fault(METADATA)
        self._answer(200, {"Content-Type": "application/json"}, json.dumps(fields).encode(), fault)

    def _file(self, root: str | None, repository: str, revision: str, path: str) -> None:
        found = self._hub.revision(repository, revision)
        if found is None or path not in found.files:
            self._refuse(404)
            return
        content = found.files[path]
        if root is not None:
            self._content(path, content)
        elif len(content) < LFS_FROM_BYTES:
            to = f"/api/resolve-cache/models/{repository}/{revision}/{path}"
            self._answer(307, {"Location": to, "X-Repo-Commit": revision}, b"", Fault())
        else:
            to = f"{self._hub.cdn}/cdn/{repository}/{revision}/{path}?Signature=x"
            linked = {"X-Linked-Size": str(len(content)), "X-Linked-Etag": f'"{_sha256(content)}"'}
            self._answer(302, {"Location": to, "X-Repo-Commit": revision, **linked}, b"", Fault())

    def _content(self, path: str, content: bytes) -> None:
        fault = self._hub.fault(path)
        if fault.flips_a_bit:
            content = bytes([content[0] ^ 1]) + content[1:]
        headers = {"ETag": f'"{hashlib.md5(content, usedforsecurity=False).hexdigest()}-1"'}
        asked = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if asked is None or fault.whole:
            self._answer(200, headers, content, fault, path)
            return
        begin = int(asked[1])
        if begin >= len(content):
            self._answer(416, {"Content-Range": f"bytes */{len(content)}"}, b"", fault)
            return
        headers["Content-Range"] = f"bytes {begin}-{len(content) - 1}/{len(content)}"
        self._answer(206, headers, content[begin:], fault, path)

    def _answer(
        self, status: int, headers: Mapping[str, str], body: bytes, fault: Fault, path: str = ""
    ) -> None:
        body = body if fault.body is None else fault.body
        length = len(body) if fault.length is None else fault.length
        self.send_response(fault.status or status)
        for name, value in {**headers, **fault.headers, "Content-Length": str(length)}.items():
            self.send_header(name, value)
        self.end_headers()
        if fault.until is not None:
            fault.until.wait()
        ends = [each for each in (fault.breaks_after, fault.stalls_after, length) if each is not None]
        self._send(path, body[: min(ends)], fault.drips)
        if fault.stalls_after is not None:
            self._hub.ending.wait()
        if fault.breaks_after is not None or length != len(body):
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)

    def _send(self, path: str, body: bytes, drips: int) -> None:
        step = -(-len(body) // drips) if drips else _BLOCK
        count = self._hub.counting(path)
        for begin in range(0, len(body), step):
            if drips:
                self._hub.ending.wait(_DRIP_S)
            block = body[begin : begin + step]
            self.wfile.write(block)
            count(len(block))


def _sibling(path: str, content: bytes) -> dict[str, object]:
    """As `model_info` of huggingface_hub reads it, with `blobs=true`."""
    size = len(content)
    blob = hashlib.sha1(b"blob %d\0" % size + content, usedforsecurity=False).hexdigest()
    if size < LFS_FROM_BYTES:
        return {"rfilename": path, "size": size, "blobId": blob}
    lfs = {"sha256": _sha256(content), "size": size, "pointerSize": 134}
    return {"rfilename": path, "size": size, "blobId": blob, "lfs": lfs}


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
