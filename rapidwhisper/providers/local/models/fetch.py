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
from rapidwhisper.providers.local.models.files import ModelFile
from rapidwhisper.providers.local.models.part import Part
from rapidwhisper.providers.local.models.refusal import RANGE_REFUSED, WHOLE
from rapidwhisper.providers.local.models.wire import Wire

PASSING = {Code.CONNECTION_LOST, Code.TIMED_OUT, Code.SERVER_ERROR, Code.UNUSABLE_ANSWER}
PASSING_ONCE_REACHED = {Code.OFFLINE, Code.UNKNOWN_HOST, Code.UNREACHABLE}
"""A wireless network comes back; who has none from the start need not wait to hear of it."""

_OTHER_PART = phrase("Reason", "it is not the part that was asked for")


@dataclass(frozen=True, slots=True)
class Fetching:
    wire: Wire
    abort: Abort
    pauses_s: tuple[float, ...]
    grown: Callable[[], None]
    """Something has come."""

    def complete(self, url: str, file: ModelFile, path: Path) -> None:
        """Returns when as many bytes are there as the file has.

        Raises ProblemError and AbortedError; what has come stays for the next time.
        """
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
                    if not self._passes(error.problem.code) or failures == len(self.pauses_s):
                        raise
                    self.abort.wait(self.pauses_s[failures])
                    failures += 1

    def _passes(self, code: Code) -> bool:
        return code in PASSING or (code in PASSING_ONCE_REACHED and self.wire.reached)

    def _more(self, url: str, file: ModelFile, part: Part) -> None:
        """As much of the rest as one answer brings."""
        try:
            with self.abort.stops(self.wire.cut), self.wire.get(url, begin=part.size) as response:
                _begin(response, part)
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


def _begin(response: httpx2.Response, part: Part) -> None:
    """Raises ProblemError if what comes does not follow what is here."""
    if response.status_code == WHOLE:  # the server does not know how to send a part
        part.restart()
        return
    if response.status_code == RANGE_REFUSED:
        part.restart()
    elif response.headers.get("content-range", "").startswith(f"bytes {part.size}-"):
        return
    host = response.request.url.host
    raise ProblemError(problem(Code.UNUSABLE_ANSWER, host=host, detail=_OTHER_PART))
