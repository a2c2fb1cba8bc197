"""What may be asked of the graph: the only place that decides. Queries pass; updates and calls to other services do not.

Oxigraph's parser works on characters, not on tokens, so it finds ``SERVICE`` where a tokeniser after the standard's grammar
sees something else: in ``1SERVICE<x>{}``, in ``service:x{}`` (a prefixed name to the eye), or behind ``?a<'>'`` (less than a
string, or an IRI?). So the text is walked along every way in which it could be divided, and the word may be on none of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import QueryRefused

SPACE = re.compile(r"\s+|#[^\r\n]*")
ESCAPES = r"\\[tbnrf\"'\\]"
STRINGS = {
    quote: (
        re.compile(rf"{quote * 3}(?:{quote}{{0,2}}(?:[^{quote}\\]|\\.))*{quote * 3}", re.DOTALL),
        re.compile(rf"{quote}(?:[^{quote}\\\r\n]|\\.)*{quote}"),
    )
    for quote in "\"'"
}
PLAIN = re.compile(rf"(?:[^\\]|{ESCAPES})*", re.DOTALL)
IRI = re.compile(r"<([^<>\"{}|^`\x00-\x20]*)>")
ABSOLUTE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")
VARIABLE = re.compile(r"[?$]\w*")
TAG = re.compile(r"@[A-Za-z]+(?:-+[A-Za-z0-9]+)*")
# Names are cut at a length, so that no text takes time that grows with its square; the rest is read as words.
PREFIX = re.compile(r"(?:\w[\w.-]{0,200})?:")
LOCAL = re.compile(r"(?:[\w:.·-]|%[0-9A-Fa-f]{2}|\\[_~.!$&'()*+,;=/?#@%-]){0,300}")
WORD = re.compile(r"\w+")
DOT = re.compile(r"\.")
UNICODE = re.compile(r"\\u([0-9A-Fa-f]{4})|\\U([0-9A-Fa-f]{8})")

MOST_READ = 100
"""How often each character may be read on average; queries that people write need two or three."""

PROLOGUE = {"prefix", "base", "version"}
UPDATES = {"insert", "delete", "load", "clear", "drop", "create", "add", "move", "copy", "with"}


@dataclass(frozen=True, slots=True)
class Passed:
    """A query that may be asked; ``chooses_graphs`` is whether it has FROM clauses of its own."""

    text: str
    chooses_graphs: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """One way to go on from a place in the text: up to ``end``, past a keyword or prefix if ``word`` is not empty."""

    end: int
    word: str = ""


def passed(query: str) -> Passed:
    """Let a query through. Raises ``QueryRefused`` for updates and for SERVICE, however it is written."""
    words = list(_likeliest_words(query))
    first = next((word for word in words if word not in PROLOGUE), "")
    if first in UPDATES:
        raise QueryRefused(f"{first.upper()} changes data; this endpoint only answers queries")
    for text in {query, _decoded(query)}:
        for word in _possible_words(text):
            if "service" in word:
                raise QueryRefused("SERVICE calls another address, which is not allowed here (nor is a prefix of that name)")
    return Passed(query, "from" in words)


def _decoded(query: str) -> str:
    # SPARQL 1.1, 19.2: escapes of code points may stand anywhere, and are read before everything else.
    return UNICODE.sub(lambda found: _character(int(found[1] or found[2], 16), found[0]), query)


def _character(code: int, written: str) -> str:
    return chr(code) if code <= 0x10FFFF else written


def _likeliest_words(text: str) -> Iterator[str]:
    place = 0
    while place < len(text):
        piece = next(_pieces(text, place))
        if piece.word and not piece.word.endswith(":"):
            yield piece.word
        place = piece.end


def _possible_words(text: str) -> Iterator[str]:
    waiting, seen, read = [0], {0}, 0
    while waiting:
        place = waiting.pop()
        if place >= len(text):
            continue
        for piece in _pieces(text, place):
            read += piece.end - place
            if read > MOST_READ * len(text):
                raise QueryRefused("the query can be read in too many ways: write spaces around < and close every string")
            if piece.word:
                yield piece.word
            if piece.end not in seen:
                seen.add(piece.end)
                waiting.append(piece.end)


def _pieces(text: str, place: int) -> Iterator[Piece]:
    """The ways to go on, the likeliest first; there is at least one."""
    here = text[place]
    if here in STRINGS:
        yield from _string(text, place)
    elif here == "<":
        yield from _angle(text, place)
    elif here in "?$":
        yield from _variable(text, place)
    elif space := SPACE.match(text, place):
        yield Piece(space.end())
    elif tag := TAG.match(text, place):
        yield Piece(tag.end())
    else:
        yield from _name(text, place)


def _string(text: str, place: int) -> Iterator[Piece]:
    long, short = (pattern.match(text, place) for pattern in STRINGS[text[place]])
    if long:
        yield Piece(long.end())
    # Where an escape is one that the engine may refuse, its long string may be an empty one and another.
    if short and not (long and PLAIN.fullmatch(long[0])):
        yield Piece(short.end())
    if not long and not short:
        # A string without an end: whichever way led here, the engine cannot go it.
        yield Piece(len(text))


def _angle(text: str, place: int) -> Iterator[Piece]:
    iri = IRI.match(text, place)
    if iri:
        yield Piece(iri.end())
    # "Less than", unless an absolute IRI follows, which is no expression.
    if not (iri and ABSOLUTE.match(iri[1])):
        yield Piece(place + 1)


def _variable(text: str, place: int) -> Iterator[Piece]:
    variable = VARIABLE.match(text, place)
    yield Piece(variable.end() if variable else place + 1)
    # A question mark behind a path means "once or not at all"; a word may follow it.
    if place and not text[place - 1].isspace():
        yield Piece(place + 1)


def _name(text: str, place: int) -> Iterator[Piece]:
    if prefix := PREFIX.match(text, place):
        local = LOCAL.match(text, prefix.end())
        end = local.end() if local else prefix.end()
        yield Piece(end, prefix[0].casefold())
        # The engine may end a name at a full stop that the standard counts to the name.
        if dot := DOT.search(text, place, end):
            yield Piece(dot.end())
    elif word := WORD.match(text, place):
        yield Piece(word.end(), word[0].casefold())
    else:
        yield Piece(place + 1)
