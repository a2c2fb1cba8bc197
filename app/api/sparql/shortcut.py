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
EVERYWHERE: Headers = (*cors.ANSWERED, *safety.RAW)
"""The headers that middleware adds to every other answer."""


class Service(FastAPI):
    """A FastAPI application that answers queries by GET without the way through middleware and routes.

    That way takes several times as long as a remembered answer, and half of the time of a small new one. What has still to be
    compressed or said in another way than by an answer goes it all the same, with the outcome in its scope, and so does every
    other request.
    """

    answers: Answers | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        if scope["type"] == "http" and scope["path"] == PATH and scope["method"] == "GET" and self.answers is not None:
            ready = await _ready(self.answers, scope)
            if ready is not None:
                headers = [*ready.raw_headers, *EVERYWHERE]
                await send({"type": "http.response.start", "status": ready.status_code, "headers": headers})
                return await send({"type": "http.response.body", "body": ready.body})
        return await super().__call__(scope, receive, send)


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
