"""Asks a language model over the OpenAI API: how to ask so that this server understands, and when to ask again."""

from __future__ import annotations

import json
import math
import time
from collections.abc import Mapping, Sequence
from typing import Any

from app.errors import LanguageModelFailed
from app.extraction.llm.endpoint import Endpoint
from app.extraction.llm.exchange import Answer, cleaned, exchange
from app.extraction.llm.told import MANNERS

TRIES = 3
PAUSES = (0.5, 1.0)
"""Seconds between tries where the server does not say how long to wait."""

LONGEST_PAUSE = 20.0
"""Seconds that a server may ask us to wait (``Retry-After``); for longer, nobody waits."""

REST = 60.0
"""Seconds for which a server that failed is left alone, so that a thousand documents do not wait for it one after the other."""

AGAIN = frozenset({429, 500, 502, 503, 504})
"""Statuses after which asking again may help."""

NOT_UNDERSTOOD = frozenset({400, 415, 422, 501})
"""Statuses with which servers refuse a manner of asking that they do not know (422: FastAPI's), or a text that is too long."""

Message = Mapping[str, str]


class ChatClient:
    """Sends messages to one endpoint and gives what the model wrote. May be used from several threads."""

    def __init__(self, endpoint: Endpoint) -> None:
        self._endpoint = endpoint
        self._manner = 0
        self._rests_until = -math.inf

    @property
    def model(self) -> str:
        """The model's name."""
        return self._endpoint.model

    @property
    def longest(self) -> float:
        """Seconds that one answer may take."""
        return self._endpoint.timeout

    def ask(self, messages: Sequence[Message]) -> str:
        """What the model writes.

        Raises ``LanguageModelFailed``, and at once where the server has failed within the last minute.
        """
        if (left := self._rests_until - time.monotonic()) > 0:
            raise LanguageModelFailed(f"it failed before and is left alone for {math.ceil(left)} more seconds")
        try:
            answer = self._answered(messages)
        except LanguageModelFailed:
            self._rest()
            raise
        if answer.status == 200:
            return self._written(answer)
        if not _is_about_manner(answer):
            self._rest()
        raise LanguageModelFailed(self._refusal(answer))

    def _rest(self) -> None:
        self._rests_until = time.monotonic() + REST

    def _answered(self, messages: Sequence[Message]) -> Answer:
        """The first answer that is not a refusal of how it is asked; what the server understood is remembered."""
        manner = self._manner
        while True:
            body = {"model": self._endpoint.model, "messages": list(messages), "stream": False, **MANNERS[manner]}
            answer = self._asked(body)
            if answer.status == 200:
                self._manner = manner
            if not _is_about_manner(answer) or manner == len(MANNERS) - 1:
                return answer
            manner += 1

    def _asked(self, body: Mapping[str, Any]) -> Answer:
        """The answer to one request; asked again, a bounded number of times, where the server is busy or stumbles."""
        for pause in PAUSES[: TRIES - 1]:
            answer = exchange(self._endpoint, body)
            wait = pause if answer.retry_after is None else answer.retry_after
            if answer.status not in AGAIN or _is_about_manner(answer) or wait > LONGEST_PAUSE:
                return answer
            time.sleep(wait)
        return exchange(self._endpoint, body)

    def _refusal(self, answer: Answer) -> str:
        if 300 <= answer.status < 400:
            return f"it answered {answer.status}: redirects are not followed, give the address that is meant"
        said = cleaned(self._endpoint, answer.body.decode("utf-8", "replace"))
        return f"it answered {answer.status}: {said}" if said else f"it answered {answer.status}"

    def _written(self, answer: Answer) -> str:
        """The text of the first choice. Raises ``LanguageModelFailed`` where the answer is of another shape."""
        try:
            content = json.loads(answer.body)["choices"][0]["message"]["content"]
        except (ValueError, RecursionError):
            raise LanguageModelFailed("its answer is not JSON") from None
        except (LookupError, TypeError):
            raise LanguageModelFailed("its answer has not the shape of a chat completion") from None
        if not isinstance(content, str):
            raise LanguageModelFailed("its answer has no text")
        return content


def _is_about_manner(answer: Answer) -> bool:
    """Whether the server refuses how it is asked, or this text, and is otherwise well.

    llama-cpp-python answers 500 to a ``response_format`` that it does not know.
    """
    return answer.status in NOT_UNDERSTOOD or (answer.status == 500 and b"response_format" in answer.body)
