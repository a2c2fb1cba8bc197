"""What a request of the SPARQL 1.1 Protocol (2.1) asks: the only place that reads one. It knows bytes and no server."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import blake2b
from urllib.parse import parse_qsl

from starlette.types import Scope

from app import __version__
from app.api import formats
from app.api.negotiation import ranked
from app.errors import NotAcceptable, QueryRefused, QuerySyntax, UnsupportedFormat
from app.store import guard

FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
UPDATE = "application/sparql-update"
ONCE = ("query", "format", "output", "release")
"""Parameters that a request may have once; a request with two of them asks nothing that could be answered."""
MOST_PARAMETERS = 1000


@dataclass(frozen=True, slots=True)
class Received:
    """Those parts of a request that say what it asks, as they came; ``body`` is ``None`` for GET."""

    query_string: bytes
    accept: str | None = None
    content_type: str = ""
    body: bytes | None = None


def received(scope: Scope, body: bytes | None) -> Received:
    """What an HTTP request asks, with its body if it is a POST."""
    accepts: list[str] = []
    content_type = ""
    for name, value in scope["headers"]:
        if name == b"accept":
            accepts.append(value.decode("latin-1"))
        elif name == b"content-type":
            content_type = value.decode("latin-1")
    return Received(scope["query_string"], ",".join(accepts) or None, content_type, body)


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked: the query, the formats liked (media types), the graphs, and the release (``None`` is the newest state).

    ``digest`` stands for all of them, and for the version that answers. Without a ``query`` the service is to describe itself,
    in the format of the name ``format`` if there is one.
    """

    query: str | None
    formats: tuple[str, ...] = ()
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    release: str | None = None
    format: str | None = None
    digest: str = field(init=False)

    def __post_init__(self) -> None:
        whole = (__version__, self.query, self.formats, self.default_graphs, self.named_graphs, self.release, self.format)
        object.__setattr__(self, "digest", blake2b(repr(whole).encode(), digest_size=12).hexdigest())

    def tag(self, state: str) -> str:
        """The entity tag of the answer from this state of the graph: weak, since it may be compressed (RFC 9110, 8.8.3)."""
        return f'W/"{state}-{self.digest}"'


def asked(request: Received) -> Asked:
    """Read a request.

    Raises ``QuerySyntax`` for more or less than one query and for what is not UTF-8, ``QueryRefused`` for an update,
    ``UnsupportedFormat`` for a body of another type, ``NotAcceptable`` where the client takes none of our formats.
    """
    pairs = _decoded(request.query_string) + _posted(request)
    if any(name == "update" for name, _ in pairs):
        raise QueryRefused(guard.INSTEAD)
    once = {name: _once(pairs, name) for name in ONCE}
    query, name = once["query"], once["format"] or once["output"]
    if query is None and request.body is not None:
        raise QuerySyntax("give exactly one query, not 0")
    if query is not None and not query.strip():
        raise QuerySyntax("the query is empty")
    liked = () if query is None else answer_formats(request.accept, name)
    graphs = _all(pairs, "default-graph-uri"), _all(pairs, "named-graph-uri")
    return Asked(query, liked, *graphs, once["release"] or None, name)


def answer_formats(accept: str | None, name: str | None) -> tuple[str, ...]:
    """The media types that the client takes, the best first: by ``format=`` if given, else by ``Accept``.

    Raises ``NotAcceptable`` where it takes none of ours.
    """
    if not name:
        liked = ranked(accept, list(formats.ANSWERS))
        return tuple(dict.fromkeys(media for alias in liked for media in formats.ANSWERS[alias]))
    # A plus sign in a query string is a space, so that a media type may come with one.
    known = formats.NAMED.get(name.lower()) or formats.ANSWERS.get(name.lower().replace(" ", "+"))
    if known is None:
        raise NotAcceptable(f"there is no format {name[:80]!r}; there are {', '.join(formats.NAMED)}")
    return known


def _posted(request: Received) -> list[tuple[str, str]]:
    if request.body is None:
        return []
    media, _, parameters = request.content_type.lower().partition(";")
    media = media.strip()
    if media == UPDATE:
        raise QueryRefused(guard.INSTEAD)
    if media not in {FORM, DIRECT}:
        raise UnsupportedFormat(f"give the query as {DIRECT} or as a form ({FORM}), not as {media[:80] or 'no type at all'}")
    _, named, charset = parameters.partition("charset=")
    if named and charset.strip().strip('"') not in {"utf-8", "utf8", "us-ascii"}:
        raise QuerySyntax(f"the query must be UTF-8, not {charset[:80]}")
    if media == FORM:
        return _decoded(request.body)
    return [("query", _text(request.body).removeprefix("\ufeff"))]


def _decoded(form: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(_text(form), keep_blank_values=True, errors="strict", max_num_fields=MOST_PARAMETERS)
    except UnicodeDecodeError as error:
        raise _not_utf8(error) from None
    except ValueError:
        raise QuerySyntax(f"a request may have at most {MOST_PARAMETERS} parameters") from None


def _text(body: bytes) -> str:
    try:
        return body.decode()
    except UnicodeDecodeError as error:
        raise _not_utf8(error) from None


def _not_utf8(error: UnicodeDecodeError) -> QuerySyntax:
    return QuerySyntax(f"the request is not UTF-8: {error.reason} at byte {error.start}")


def _all(pairs: Sequence[tuple[str, str]], name: str) -> tuple[str, ...]:
    return tuple(value for key, value in pairs if key == name)


def _once(pairs: Sequence[tuple[str, str]], name: str) -> str | None:
    values = _all(pairs, name)
    if len(values) > 1:
        raise QuerySyntax(f"give exactly one {name}, not {len(values)}")
    return values[0] if values else None
