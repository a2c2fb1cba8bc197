"""What may be asked of the graph: the only place that decides. Queries pass; updates and calls to other services do not.

Oxigraph's parser works on characters, not on tokens: it finds ``SERVICE`` in ``1SERVICE<x>{}`` and in ``service:x{}`` (a
prefixed name to the eye). Only three things can hide a word from it: a string, a comment, an IRI. All else is code, and where
the text can be divided in two ways (in ``?a<'>'``: less than a string, or an IRI?), what is code on any of them counts. In
code, SERVICE may stand only where nothing follows that it could call, or an allowed address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from app.errors import InvalidInput, QueryRefused

ESCAPE = re.compile(r"\\u([0-9A-Fa-f+][0-9A-Fa-f]{3})|\\U([0-9A-Fa-f+][0-9A-Fa-f]{7})")
"""With a sign too, which an engine may take for part of the number."""

HIDING = re.compile(r"[#'\"<]")
COMMENT = re.compile(r"#[^\r\n]*")
STRINGS = {
    quote: (
        re.compile(rf"{quote * 3}(?:{quote}{{0,2}}(?:[^{quote}\\]|\\.))*{quote * 3}", re.DOTALL),
        re.compile(rf"{quote}(?:[^{quote}\\\r\n]|\\.)*{quote}"),
    )
    for quote in "\"'"
}
PLAIN = re.compile(r"(?:[^\\]|\\[tbnrf\"'\\])*", re.DOTALL)
IRI = re.compile(r"<([^<>\"{}|^`\x00-\x20]*)>")
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")

MOST_READ = 50
"""How often each character may be read on average; queries that people write need one or two."""
MOST_CHOICES = 1000
"""Places that may be read in two ways; queries that people write have none or a few."""

GAP = r"(?:[ \t\r\n]|#[^\r\n]*+)*+"
NAME = r"(?:\\.|[\w:%.?$-]|[^\x00-\x7f])"
SERVICE = re.compile(r"[?$](?:\w|[^\x00-\x7f])+|(service)", re.IGNORECASE | re.ASCII)
"""The word, or a variable, which may have it in its name."""
CALL = re.compile(
    rf"service{GAP}(?:silent{GAP})?(?:<[^>]{{0,1000}}+(?:[^>]|>{GAP}\{{)|{NAME}{{1,1000}}+(?:{NAME}|{GAP}\{{))",
    re.IGNORECASE | re.ASCII,
)
"""SERVICE before an address, a variable or a name, and a group; what is too long to look at counts as such."""
NAMED = re.compile(rf"service{GAP}(?:silent{GAP})?<([^<>\"{{}}|^`\\\x00-\x20]*)>", re.IGNORECASE | re.ASCII)
FRESH = re.compile(r"(?:now|rand|uuid|bnode)[ \t\r\n]*+[(#]", re.IGNORECASE | re.ASCII)
FROM = re.compile(r"[fF][rR][oO][mM](?<![\w@?$:.\\%·-].{4})(?:[nN][aA][mM][eE][dD])?(?![\w:.-])", re.DOTALL)
INSTEAD = (
    "this service answers queries and takes no SPARQL Update: what articles say changes when documents are added or retracted "
    "(POST /api/documents, sayso add), your own triples go into workspace graphs (Graph Store Protocol, /graphs)"
)
"""What to do in place of an update: the only place that says it."""

BEGINNING = re.compile(
    rf"{GAP}(?:(?:base|prefix[^:<]*:|version){GAP}(?:<[^>]*>|\"[^\"]*\"|'[^']*'){GAP})*+"
    r"(insert|delete|load|clear|drop|create|add|move|copy|with|define)",
    re.IGNORECASE | re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Passed:
    """A query that may be asked.

    ``chooses_graphs``: it has FROM clauses of its own. ``calls``: it has SERVICE to allowed addresses. ``varies``: asked again
    of the same state it may be answered otherwise (NOW, RAND, UUID, STRUUID, BNODE, SERVICE), so no answer may be remembered.
    """

    text: str
    chooses_graphs: bool
    calls: bool = False
    varies: bool = False


def passed(query: str, services: frozenset[str] = frozenset()) -> Passed:
    """Let a query through; ``services`` are the addresses that SERVICE may call.

    Raises ``QueryRefused`` for updates, and for SERVICE to any other address, however it is written.
    """
    # SPARQL 1.1, 19.2: escapes of code points may stand anywhere; the engine reads them in strings and IRIs alone.
    seen = [_seen(text, services) for text in dict.fromkeys((query, ESCAPE.sub(_character, query)))]
    calls, varies = (any(flags) for flags in zip(*seen, strict=True))
    return Passed(query, "from" in query.lower() and _chooses_graphs(query), calls, calls or varies)


def _seen(text: str, services: frozenset[str]) -> tuple[bool, bool]:
    """Whether a text calls, and whether it varies. Raises ``QueryRefused``."""
    _refuse_updates(text)
    # Most queries have none of the words anywhere, which is seen at once.
    folded = text.lower()
    calls = "service" in folded and _calls(text, services)
    return calls, any(word in folded for word in ("now", "rand", "uuid", "bnode")) and bool(FRESH.search(text))


def service_addresses(setting: str | None) -> frozenset[str]:
    """The addresses of the setting ``service_addresses``: the only place that reads it.

    Raises ``InvalidInput`` for what is no whole http(s) address, or has a fragment, a user's name or ``..`` in it.
    """
    addresses = frozenset((setting or "").split())
    for address in addresses:
        if not _is_address(address):
            raise InvalidInput(
                f"SAYSO_SERVICE_ADDRESSES: {address!r} is no whole http or https address (without fragment, user, '.' and '..')"
            )
    return addresses


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        whole = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    written = IRI.fullmatch(f"<{address}>") and not set(address) & set("#\\") and "@" not in parts.netloc
    return bool(whole and written and not {".", ".."} & set(parts.path.split("/")))


def _character(escape: re.Match[str]) -> str:
    code = int(escape[1] or escape[2], 16)
    return chr(code) if code < 0xD800 or 0xDFFF < code <= 0x10FFFF else escape[0]


def _refuse_updates(text: str) -> None:
    if beginning := BEGINNING.match(text):
        word = beginning[1].upper()
        if word == "DEFINE":
            raise QueryRefused("DEFINE steers one engine in its own way; this endpoint takes SPARQL 1.1 queries alone")
        raise QueryRefused(f"{word} changes data: {INSTEAD}")


def _calls(text: str, services: frozenset[str]) -> bool:
    calls = False
    for start, end in _code(text):
        for word in SERVICE.finditer(text, start, end):
            if word[1] and CALL.match(text, word.start()):
                _refuse_unless_allowed(text, word.start(), services)
                calls = True
    return calls


def _refuse_unless_allowed(text: str, place: int, services: frozenset[str]) -> None:
    named = NAMED.match(text, place)
    if not named or named[1] not in services:
        allowed = " or ".join(f"<{address}>" for address in sorted(services)) or "no address"
        raise QueryRefused(f"SERVICE may call {allowed} here, written in full (setting SAYSO_SERVICE_ADDRESSES)")


def _chooses_graphs(text: str) -> bool:
    return any(FROM.search(text, start, end) for start, end in _code(text, readings=1))


def _code(text: str, readings: int | None = None) -> Iterator[tuple[int, int]]:
    """The stretches that are neither string nor comment nor IRI, on any reading of the text, or on the likeliest alone."""
    waiting, seen, read, choices = [0], {0}, 0, 0
    while waiting:
        start = waiting.pop()
        hiding = HIDING.search(text, start)
        end = hiding.start() if hiding else len(text)
        yield start, end
        ends = list(islice(_ends(text, end), readings))
        read += sum(after - start for after in ends)
        choices += len(ends) > 1
        if read > MOST_READ * len(text) or choices > MOST_CHOICES:
            raise QueryRefused("the query can be read in too many ways: write spaces around < and close every string")
        waiting += (after for after in dict.fromkeys(ends) if after not in seen)
        seen.update(ends)


def _ends(text: str, place: int) -> Iterator[int]:
    """Where what begins at ``place`` and hides its inside may end, the likeliest first."""
    if text[place - 1 : place] == "\\":
        # In code, a backslash stands in names alone, and takes its meaning from the next character.
        yield place + 1
    elif text[place : place + 1] == "#":
        yield COMMENT.match(text, place).end()  # type: ignore[union-attr]
    elif text[place : place + 1] == "<":
        yield from _angle(text, place)
    elif place < len(text):
        yield from _string(text, place)


def _string(text: str, place: int) -> Iterator[int]:
    quote = text[place]
    long, short = (pattern.match(text, place) for pattern in STRINGS[quote])
    if long:
        yield long.end()
    # Where an escape is one that the engine may refuse, its long string may be an empty one and another.
    if short and not (long and PLAIN.fullmatch(long[0])):
        yield short.end()
    if not long and (not short or text.startswith(quote * 3, place)):
        # A string without an end: whichever way led here, the engine cannot go it.
        yield len(text)


def _angle(text: str, place: int) -> Iterator[int]:
    iri = IRI.match(text, place)
    if iri:
        yield iri.end()
    # "Less than", unless an absolute IRI follows, which is no expression.
    if not (iri and ABSOLUTE.match(iri[1])):
        yield place + 1
