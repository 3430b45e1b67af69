"""One file from the hub, from where its part ends to its end.

What makes a part good to go on from is the checksum of the whole, compared afterwards, and not an ETag: each
CDN behind the hub has ETags of its own, and a file of a commit never changes.
"""

from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import httpx2

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.words import phrase
from rapidwhisper.providers.abort import Abort, AbortedError
from rapidwhisper.providers.local.models.checksum import matches
from rapidwhisper.providers.local.models.disk import Part, size_of
from rapidwhisper.providers.local.models.files import ModelFile
from rapidwhisper.providers.local.models.refusal import RANGE_REFUSED, WHOLE
from rapidwhisper.providers.local.models.wire import Wire

PASSING = {
    *(Code.OFFLINE, Code.UNKNOWN_HOST, Code.UNREACHABLE),
    *(Code.CONNECTION_LOST, Code.TIMED_OUT, Code.SERVER_ERROR, Code.UNUSABLE_ANSWER),
}
"""A wireless network comes back, and a server starts anew."""

ATTEMPTS = 2
"""A file that came damaged is fetched once more from its beginning."""

_OTHER_RANGE = phrase("Reason", "it is not the part that was asked for")


@dataclass(frozen=True, slots=True)
class Fetching:
    wire: Wire
    abort: Abort
    pauses_s: tuple[float, ...]
    """Before each new attempt after one that brought nothing."""
    grown: Callable[[], None]
    """Something has come."""
    checking: Callable[[], None]

    def fetch(self, url: str, file: ModelFile, path: Path) -> None:
        """Raises ProblemError, and AbortedError; the part stays for the next time, unless it is damaged."""
        for _ in range(ATTEMPTS):
            if size_of(path) != file.size or not path.exists():
                self._complete(url, file, path)
            self.checking()
            if matches(path, file.checksum, self.abort):
                return
            path.unlink()
        host = urlsplit(url).netloc
        raise ProblemError(problem(Code.DOWNLOAD_DAMAGED, host=host, file=file.path))

    def _complete(self, url: str, file: ModelFile, path: Path) -> None:
        with closing(Part(path)) as part:
            if part.size > file.size:
                part.restart()
            failures = 0
            while (before := part.size) < file.size:
                try:
                    self._more(url, file, part)
                except ProblemError as error:
                    if part.size > before:
                        failures = 0
                    if error.problem.code not in PASSING or failures == len(self.pauses_s):
                        raise
                    self.abort.wait(self.pauses_s[failures])
                    failures += 1

    def _more(self, url: str, file: ModelFile, part: Part) -> None:
        """As much of the rest as one answer brings."""
        before = part.size
        try:
            with self.abort.stops(self.wire.cut), self.wire.get(url, begin=before) as response:
                self._begin(response, part)
                for chunk in response.iter_raw():
                    part.append(chunk[: file.size - part.size])
                    self.grown()
                    if self.abort.asked:
                        raise AbortedError
                    if part.size == file.size:
                        return
        except ProblemError:
            if self.abort.asked:
                raise AbortedError from None
            raise
        raise ProblemError(problem(Code.CONNECTION_LOST, host=urlsplit(url).netloc))

    def _begin(self, response: httpx2.Response, part: Part) -> None:
        """Raises ProblemError if what comes does not follow what is here."""
        if response.status_code == RANGE_REFUSED:
            part.restart()
        elif response.status_code == WHOLE:
            part.restart()
            return
        elif response.headers.get("content-range", "").startswith(f"bytes {part.size}-"):
            return
        host = response.request.url.host
        raise ProblemError(problem(Code.UNUSABLE_ANSWER, host=host, detail=_OTHER_RANGE))
