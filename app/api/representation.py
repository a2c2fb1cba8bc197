"""One thing in several formats: which of them a request gets, and the headers that tell (RFC 9110, 8 and 12)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from types import MappingProxyType
from urllib.parse import quote

from fastapi import Request
from starlette.responses import Response

from app import __version__
from app.api.formats import HTML, JSON_LD, N_TRIPLES, RDF, RDF_XML, TURTLE
from app.api.negotiation import best

EXTENSIONS: Mapping[str, str] = MappingProxyType({**RDF, "json": JSON_LD, "html": HTML})
"""Media type by the extension of a path."""

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "application/xhtml+xml": HTML,
        "application/json": JSON_LD,
        "application/xml": RDF_XML,
        "text/xml": RDF_XML,
        "text/plain": N_TRIPLES,
    }
)
"""What we give to who asks for something more general, or older."""

IN_URL = "%/:?#[]@!$&'()*+,;=~"
"""What an IRI keeps as it is when it is written as a URL (RFC 3987, 3.1): headers take ASCII alone."""

OFFERED = (*RDF.values(), HTML, *ALIASES)
"""Who does not mind gets Turtle; browsers name HTML."""


def split(identifier: str) -> tuple[str, str | None]:
    """An id and the extension behind it, if it is one of ours (ids may have dots of their own)."""
    name, dot, extension = identifier.rpartition(".")
    return (name, extension) if dot and name and extension in EXTENSIONS else (identifier, None)


def media_wanted(request: Request, extension: str | None) -> str:
    """The media type that the extension says, or else ``Accept``. Raises ``NotAcceptable``."""
    if extension is not None:
        return EXTENSIONS[extension]
    found = best(request.headers.get("accept"), OFFERED)
    return ALIASES.get(found, found)


@dataclass(frozen=True, slots=True)
class Representation:
    """One format of the thing at ``path`` (without extension, as it stands in a URL), made from ``state``.

    ``subject`` is the IRI of the thing: it has a Content-Location of its own for each format, so that what is said of a person
    is not taken for the person, at the cost of one request in place of the two of a redirect (303).
    """

    path: str
    media: str
    state: str
    subject: str

    def tag(self, query: str) -> str:
        """The entity tag: weak, since the same state may be written in other bytes."""
        stated = "\x1f".join((__version__, self.state, self.path, query, self.media))
        return f'W/"{sha256(stated.encode()).hexdigest()[:20]}"'

    def headers(self, query: str) -> dict[str, str]:
        """The headers of this representation, whether its content goes out or not."""
        alternates = {**RDF, "html": HTML}
        own = next(extension for extension, media in alternates.items() if media == self.media)
        links = [
            f'<{self.path}.{extension}>; rel="alternate"; type="{media}"'
            for extension, media in alternates.items()
            if media != self.media
        ]
        about = [f'<{self.path}.ttl>; rel="describedby"; type="{TURTLE}"', f'<{quote(self.subject, safe=IN_URL)}>; rel="about"']
        return {
            "Content-Location": f"{self.path}.{own}" + (f"?{query}" if query else ""),
            "Link": ", ".join([*links, *about]),
            "Vary": "Accept",
            "Cache-Control": "public, no-cache",
            "ETag": self.tag(query),
        }

    def answer(self, request: Request, make: Callable[[], Response]) -> Response:
        """What ``make`` gives, with the headers; 304 without making it where the client has it (RFC 9110, 13.1.2)."""
        query, has = request.url.query, request.headers.get("if-none-match", "").strip()
        headers = self.headers(query)
        if headers["ETag"].removeprefix("W/") in has:
            return Response(status_code=304, headers=headers)
        made = make()
        if has == "*":
            return Response(status_code=304, headers=headers)
        for name, value in headers.items():
            made.headers.setdefault(name, value)
        return made
