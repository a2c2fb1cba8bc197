"""What is known of documents together: which depend on each other, and where they differ about a claim."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from app.model.text import Span


class DependenceKind(StrEnum):
    """What shows that two documents do not stand apart for a claim."""

    ORIGIN = "origin"
    VIA = "via"
    CITATION = "citation"
    COPY = "copy"
    WIRE = "wire"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of a document's text; ``document`` is its id."""

    document: str
    span: Span


@dataclass(frozen=True, slots=True)
class Dependence:
    """That two documents do not stand apart.

    ``documents`` are two ids in their order; ``derived`` is the one that took from the other, only where dates or citations
    show it. ``places`` are the words that show the dependence, ``explanation`` says it in one neutral sentence.
    """

    kind: DependenceKind
    documents: tuple[str, str]
    explanation: str
    places: tuple[Place, ...] = ()
    derived: str | None = None


class DiscrepancyKind(StrEnum):
    """In what two attributions of one claim differ."""

    QUANTITY = "quantity"
    UNIT = "unit"
    HEDGE = "hedge"
    SCOPE = "scope"
    POLARITY = "polarity"
    WORDING = "wording"
    DATE = "date"
    ACT = "act"
    HEADLINE = "headline"


@dataclass(frozen=True, slots=True)
class Side:
    """What one document has where another differs: the words, and their ``attribution`` (its place in the extraction).

    ``value`` is what is compared, as a person would write it ("23 cities", "up to 23 jurisdictions"). ``content`` is the
    first content span of the attribution, which its IRI begins with: it is there wherever the attribution is.
    """

    place: Place
    value: str
    attribution: int | None = None
    content: Span | None = None


@dataclass(frozen=True, slots=True)
class Discrepancy:
    """That attributions of one claim differ; ``explanation`` says how in one neutral sentence.

    ``sides`` have two values: first all documents that have the one, then all that have the other. A ``drift`` is between a
    primary document, whose side is the first, and documents that cite it.
    """

    kind: DiscrepancyKind
    sides: tuple[Side, ...]
    explanation: str
    drift: bool = False


@dataclass(frozen=True, slots=True)
class Echo:
    """Documents (two ids or more) that do not stand apart for a claim, and what shows it.

    ``origin`` is the id of the entity in which their chains end, where that is known.
    """

    documents: tuple[str, ...]
    dependences: tuple[Dependence, ...]
    origin: str | None = None
