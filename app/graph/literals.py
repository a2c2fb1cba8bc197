"""Python values as RDF terms, in the types that ``docs/architecture.md`` names."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from urllib.parse import quote

from rdflib import XSD, Literal, URIRef

TRUE = Literal("true", datatype=XSD.boolean)
FALSE = Literal("false", datatype=XSD.boolean)

_DATE_TYPES = (
    (re.compile(r"-?\d{4,}"), XSD.gYear),
    (re.compile(r"-?\d{4,}-\d\d"), XSD.gYearMonth),
    (re.compile(r"-?\d{4,}-\d\d-\d\d"), XSD.date),
)


_ABSOLUTE = re.compile(
    r"(?P<start>urn:[A-Za-z0-9][A-Za-z0-9-]+:|[A-Za-z][A-Za-z0-9+.-]*://([\w.~!$&'()*+,;=:-]*@)?(\[[0-9A-Fa-f:.]+\]|[\w.~-]+)(:\d*)?(?![^/?#]))"
    r"(?P<rest>.*)",
    re.DOTALL | re.ASCII,
)
_NOT_IN_IRI = re.compile(
    r"%(?![0-9A-Fa-f]{2})"
    r"|[^%A-Za-z0-9._~:/?@!$&'()*+,;=\-\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef\U00010000-\U0001fffd\U00020000-\U0002fffd]"
)

_MOMENT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:")


def boolean(value: bool) -> Literal:
    """``xsd:boolean``."""
    return TRUE if value else FALSE


@lru_cache(maxsize=4096)
def integer(value: int) -> Literal:
    """``xsd:integer``."""
    return Literal(str(value), datatype=XSD.integer, normalize=False)


def decimal(value: float) -> Literal:
    """``xsd:decimal`` with the shortest digits that give the value back: 675.0 is "675"."""
    digits = format(Decimal(repr(value)), "f")
    return Literal(digits.rstrip("0").rstrip(".") if "." in digits else digits, datatype=XSD.decimal, normalize=False)


@lru_cache(maxsize=4096)
def date(value: str) -> Literal:
    """A date typed by how exact it is: ``xsd:gYear``, ``xsd:gYearMonth`` or ``xsd:date``; of a moment, its day.

    Anything else stays a plain string, which the shapes refuse with a message.
    """
    if _MOMENT.match(value):
        value = value[: len("2018-01-29")]
    for pattern, datatype in _DATE_TYPES:
        if pattern.fullmatch(value):
            return Literal(value, datatype=datatype, normalize=False)
    return Literal(value)


def moment(value: str) -> Literal:
    """``xsd:dateTime``, as written."""
    return Literal(value, datatype=XSD.dateTime, normalize=False)


def address(value: str) -> URIRef | Literal:
    """An absolute address, or a URN, as an IRI, percent-encoded where it must be (RFC 3987); else the words alone."""
    found = _ABSOLUTE.fullmatch(value.strip())
    if found is None:
        return Literal(value)
    path, mark, fragment = found["rest"].partition("#")
    return URIRef(f"{found['start']}{_escaped(path)}{mark}{_escaped(fragment)}")


def _escaped(part: str) -> str:
    return _NOT_IN_IRI.sub(lambda sign: quote(sign.group(), safe="", errors="replace"), part)
