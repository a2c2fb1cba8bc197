"""The shortest way: an answer goes out before anything else is done for its request, and what is none goes the usual way."""

from __future__ import annotations

from fastapi import FastAPI
from starlette.types import Receive, Scope, Send

from app.api import cors, safety
from app.api.sparql.answers import Answers, Ready, wishes
from app.api.sparql.question import received
from app.api.sparql.remembered import Headers
from app.errors import SaysoError

PATH = "/sparql"
OUTCOME = "sayso.outcome"
"""Where the scope has what has come of a query: an answer that is not sent yet, or the exception that stands for it."""
BODY = {b"content-length", b"transfer-encoding"}
"""Headers of a request that has a body (RFC 9112, 6.3), whose size middleware looks at."""
EVERYWHERE: Headers = (*cors.ANSWERED, *safety.RAW)
"""The headers that middleware adds to every other answer."""


class Service(FastAPI):
    """A FastAPI application that answers queries by GET without the way through middleware and routes.

    That way takes several times as long as a remembered answer. A stream, which has still to be compressed, and an error go it
    all the same, with the outcome in the scope, and so does every other request, a GET with a body among them.
    """

    answers: Answers | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if self.answers is not None and _may_be_query_by_get(scope):
            ready = await _ready(self.answers, scope)
            if ready is not None:
                headers = [*ready.raw_headers, *EVERYWHERE]
                await send({"type": "http.response.start", "status": ready.status_code, "headers": headers})
                return await send({"type": "http.response.body", "body": ready.body})
        return await super().__call__(scope, receive, send)


def _may_be_query_by_get(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["path"] != PATH or scope["method"] != "GET":
        return False
    return not any(name in BODY for name, _ in scope["headers"])


async def _ready(answers: Answers, scope: Scope) -> Ready | None:
    """The answer to a query, if there is one that is whole; any other outcome is put into the scope."""
    try:
        question = answers.read(received(scope, None))
    except SaysoError:
        return None
    if question.query is None:
        return None
    try:
        outcome = await answers.to(question, wishes(scope))
    except Exception as error:
        scope[OUTCOME] = error
        return None
    if isinstance(outcome, Ready):
        return outcome
    scope[OUTCOME] = outcome
    return None
