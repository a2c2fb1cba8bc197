"""One request and its answer over HTTP: bounded in bytes and in seconds, and never followed elsewhere."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import requests
from requests.auth import AuthBase
from requests.models import PreparedRequest
from urllib3 import exceptions

from app.errors import LanguageModelFailed
from app.extraction.llm.endpoint import Endpoint

MOST_BYTES = 2_000_000
"""Bytes that an answer may have; all that is asked for of one piece of text fits in a twentieth of it."""

PART = 1 << 16
LONGEST_SAID = 200
"""Characters of what a server says when it refuses that go into our message."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered: status, seconds to wait before asking again (``None`` where it does not say), body."""

    status: int
    retry_after: float | None
    body: bytes = field(repr=False)


class _Bearer(AuthBase):
    """Shows the key, if there is one. Without this, requests looks for a name in the user's ``.netrc``."""

    def __init__(self, key: str | None) -> None:
        self._key = key

    def __call__(self, request: PreparedRequest) -> PreparedRequest:
        """The request with the key."""
        if self._key:
            request.headers["Authorization"] = f"Bearer {self._key}"
        return request


def exchange(endpoint: Endpoint, body: Mapping[str, Any]) -> Answer:
    """POST the body as JSON and read the whole answer.

    Raises ``LanguageModelFailed`` where there is none within the endpoint's time, or it is too large. The work is done in a
    thread that can be left behind: a socket's own time-out starts anew with each byte of a server that dawdles.
    """
    done: list[Answer | LanguageModelFailed] = []

    def work() -> None:
        try:
            done.append(_exchanged(endpoint, body))
        except LanguageModelFailed as error:
            done.append(error)

    thread = threading.Thread(target=work, name="language model", daemon=True)
    thread.start()
    thread.join(endpoint.timeout)
    outcome = done[0] if done else _late(endpoint)
    if isinstance(outcome, LanguageModelFailed):
        raise outcome
    return outcome


def _late(endpoint: Endpoint) -> LanguageModelFailed:
    return LanguageModelFailed(f"it gave no whole answer within {endpoint.timeout:g} seconds")


def _exchanged(endpoint: Endpoint, body: Mapping[str, Any]) -> Answer:
    try:
        with requests.post(
            endpoint.address,
            data=json.dumps(body).encode(),
            headers={"Content-Type": "application/json", "Accept": "application/json"},
            auth=_Bearer(endpoint.key),
            timeout=endpoint.timeout,
            allow_redirects=False,
            stream=True,
        ) as response:
            return Answer(response.status_code, _retry_after(response.headers.get("Retry-After", "")), _read(response))
    except (requests.Timeout, exceptions.TimeoutError, TimeoutError):
        raise _late(endpoint) from None
    except (requests.RequestException, exceptions.HTTPError, OSError, ValueError) as error:
        raise LanguageModelFailed(f"it cannot be reached, or broke off: {cleaned(endpoint, str(error))}") from None


def _read(response: requests.Response) -> bytes:
    read = bytearray()
    while part := response.raw.read(PART, decode_content=True):
        read += part
        if len(read) > MOST_BYTES:
            raise LanguageModelFailed(f"its answer has more than {MOST_BYTES} bytes")
    return bytes(read)


def _retry_after(value: str) -> float | None:
    """Seconds, given as such or as a date (RFC 9110, 10.2.3)."""
    if re.fullmatch(r"\d{1,9}(?:\.\d{1,9})?", value.strip()):
        return float(value)
    try:
        date = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    aware = date if date.tzinfo else date.replace(tzinfo=UTC)
    return max(0.0, (aware - datetime.now(UTC)).total_seconds())


def cleaned(endpoint: Endpoint, said: str) -> str:
    """What a server or library says, fit for a log: short, on one line, without the key."""
    hidden = said.replace(endpoint.key, "…") if endpoint.key else said
    line = " ".join("".join(c if c.isprintable() else " " for c in hidden).split())
    return line if len(line) <= LONGEST_SAID else line[:LONGEST_SAID] + "…"
