"""The models that a server lists; a server without a list may be a good one all the same."""

import json
from contextlib import closing
from dataclasses import dataclass

import httpx2

from rapidwhisper.core.problem import Code, ProblemError, problem
from rapidwhisper.core.settings import Settings
from rapidwhisper.providers.abort import Abort, DeadlineError, within
from rapidwhisper.providers.answers import Answer, Asked, read_answer
from rapidwhisper.providers.capabilities import ServerProvider
from rapidwhisper.providers.connection_errors import connection_problem
from rapidwhisper.providers.endpoint import Endpoint, endpoint
from rapidwhisper.providers.line import AnswerTooLongError, Lines
from rapidwhisper.providers.registry import chosen

LIMIT_S = 5.0

_KEY_REFUSED = {401, 403}


@dataclass(frozen=True, slots=True)
class ServerModels:
    ids: tuple[str, ...]


def listed_models(settings: Settings, abort: Abort) -> ServerModels | None:
    """None: there is no list. Raises ProblemError where nobody answers or the key is refused."""
    provider = chosen(settings)
    if not isinstance(provider, ServerProvider):
        return None
    to = endpoint(provider.account(settings), settings)
    host = to.address.host
    try:
        answer = within(LIMIT_S, lambda stop: _get(to, stop), abort)
    except (DeadlineError, httpx2.ReadTimeout):
        raise ProblemError(problem(Code.TIMED_OUT, host=host, seconds=f"{LIMIT_S:g}")) from None
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        raise ProblemError(connection_problem(error, host)) from None
    except AnswerTooLongError:
        return None
    if answer.status in _KEY_REFUSED:
        read_answer(answer, Asked(host, _url(to), to.model, (to.api_key, *to.address.secrets)))
    return _models(answer)


def _url(to: Endpoint) -> str:
    return f"{to.address.url}/models"


def _get(to: Endpoint, stop: Abort) -> Answer:
    headers = {"Authorization": f"Bearer {to.api_key}"} if to.api_key else {}
    with closing(Lines()) as lines, lines.use(to.address) as line, stop.stops(line.cut):
        response = line.client.get(_url(to), headers=headers, params=dict(to.address.query))
        return Answer(response.status_code, dict(response.headers), response.content)


def _models(answer: Answer) -> ServerModels | None:
    try:
        listed = json.loads(answer.body)["data"]
        return ServerModels(tuple(str(model["id"]) for model in listed))
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
