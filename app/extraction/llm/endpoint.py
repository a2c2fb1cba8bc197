"""Which language model is asked, and where: the only place that reads the address that a person gives."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import SplitResult, urlsplit, urlunsplit

from app.errors import InvalidInput

DOOR = "/chat/completions"
VERSION = re.compile(r"/v\d[^/]*(?:/|$)")
"""A part of a path that says which version of the API it is, as in ``/v1`` or ``/v1beta/openai``."""

LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Endpoint:
    """An OpenAI-compatible endpoint: the address to POST to, the model's name, who asks, and how long it may take.

    ``key`` is never shown: not in a log, a message or this object's own words.
    """

    address: str
    model: str
    key: str | None = field(default=None, repr=False)
    timeout: float = 60.0

    @classmethod
    def checked(cls, url: str, model: str | None, key: str | None, timeout: float) -> Endpoint:
        """The endpoint of the settings ``llm_…``.

        ``url`` may be the server's, the API's (with ``/v1``) or the whole address. Raises ``InvalidInput`` for what is no
        address, for a missing model, and for a key that cannot be sent.
        """
        name = (model or "").strip()
        if not name or not name.isprintable() or len(name) > LONGEST_NAME:
            raise InvalidInput("SAYSO_LLM_MODEL: give the name of the model that SAYSO_LLM_URL is to be asked for")
        return cls(_address(url.strip()), name, _key(key), timeout)


def _address(url: str) -> str:
    try:
        parts = urlsplit(url)
        good = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0 and not parts.fragment
    except ValueError:
        raise InvalidInput("SAYSO_LLM_URL is no http or https address") from None
    if not good or "@" in parts.netloc or re.search(r"\s", url):
        raise InvalidInput("SAYSO_LLM_URL is no http or https address without user and password (SAYSO_LLM_KEY shows who asks)")
    return urlunsplit(parts._replace(path=_path(parts)))


def _path(parts: SplitResult) -> str:
    path = parts.path.rstrip("/")
    if path.endswith(DOOR):
        return path
    return path + DOOR if VERSION.search(path) else f"{path}/v1{DOOR}"


def _key(key: str | None) -> str | None:
    stripped = (key or "").strip()
    if not stripped:
        return None
    if not re.fullmatch(r"[!-~]+", stripped):  # it goes into a header, and the library's own error would show it
        raise InvalidInput("SAYSO_LLM_KEY has characters that cannot be sent")
    return stripped
