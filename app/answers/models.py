"""The shapes of answers: names here are the contract. Lists are always there, empty when there is nothing."""

from __future__ import annotations

from typing import Generic, Literal, TypeVar

from pydantic import BaseModel, ConfigDict

T = TypeVar("T")

ClaimKindName = Literal["statement", "recommendation", "finding", "order"]
DiscrepancyKindName = Literal["quantity", "unit", "hedge", "scope", "polarity", "wording", "date", "act", "headline"]
DependenceKindName = Literal["origin", "via", "citation", "copy", "wire"]
CueKindName = Literal["report", "quote", "find", "promise", "order", "ask", "accuse", "deny", "hedge", "attitude"]


class Answer(BaseModel):
    """Base of all answers: immutable."""

    model_config = ConfigDict(frozen=True)


class Ref(Answer):
    """A resource by name: enough to show it and to follow it."""

    id: str
    iri: str
    type: str
    name: str


class Passage(Answer):
    """Exact words with their place: offsets in code points, end exclusive; ``page`` from 1 where the document has pages."""

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    page: int | None = None
    document: Ref


class Segment(Answer):
    """A paragraph of a document, with what it is and why we think so."""

    start: int
    end: int
    role: Literal["headline", "byline", "body", "boilerplate"]
    reason: str


class DocumentCounts(Answer):
    """How much was found in a document."""

    mentions: int = 0
    entities: int = 0
    attributions: int = 0
    claims: int = 0
    quantities: int = 0


class Period(Answer):
    """ISO 8601, as exact as known; both ends inclusive."""

    from_: str | None = None
    to: str | None = None

    model_config = ConfigDict(
        frozen=True, populate_by_name=True, alias_generator=lambda name: name.rstrip("_"), serialize_by_alias=True
    )


class Time(Answer):
    """Words for a time, resolved as far as they can be."""

    passage: Passage
    relative: bool
    period: Period


class DocumentSummary(Answer):
    """A document in a list."""

    id: str
    iri: str
    type: Literal["document"] = "document"
    kind: Literal["article", "primary"]
    title: str | None
    url: str | None
    publisher: Ref | None
    author: str | None
    published: str | None
    added: str
    language: str
    words: int
    counts: DocumentCounts


class DocumentDetail(DocumentSummary):
    """A document with its text and segments; ``text`` is ``None`` where texts are not published (``SAYSO_PUBLISH_TEXT``).

    ``text_of`` is the report, law or policy that a primary document is the text of. ``revision_of`` are the older texts of its
    address, whose place it took.
    """

    text: str | None
    text_of: Ref | None = None
    revision_of: list[Ref] = []
    segments: list[Segment]
    times: list[Time]
    warnings: list[str]


class Mention(Answer):
    """Where a document names an entity."""

    id: str
    iri: str
    entity: Ref
    form: str
    passage: Passage


class Quantity(Answer):
    """A number in a claim."""

    value: float | int | None
    lower: float | int | None
    upper: float | int | None
    unit: str | None
    comparator: Literal["=", ">", ">=", "<", "<="]
    approximate: bool
    hedge: str | None
    restriction: str | None
    period: Period
    passage: Passage


class Attribution(Answer):
    """One document's *source said content*.

    ``source_kind`` is how the source is told, ``None`` where the outlet itself speaks.
    ``polarity`` and ``certainty`` are those of this source: ``None`` where it asks, and ``certainty`` also where it does not
    say that it is so or not (an order, a wish, what it "did not say").
    """

    id: str
    iri: str
    document: Ref
    source: Ref | None
    source_passage: Passage | None
    cue: Passage | None
    content: list[Passage]
    via: list[Ref]
    basis: list[Ref]
    origin: Ref | None
    about: list[Ref]
    style: Literal["direct", "indirect", "mixed", "asserted"]
    source_kind: Literal["named", "anonymous", "collective", "unstated"] | None
    cue_kind: CueKindName | None
    cue_negated: bool
    polarity: Literal["positive", "negative"] | None
    certainty: Literal["certain", "probable", "possible"] | None
    quantities: list[Quantity]
    times: list[Time]
    claim: Ref


class Supported(Answer):
    """Who supports something: the first ``documents`` of ``total``, and the authority files' records that say it (IRIs)."""

    documents: list[Ref]
    total: int
    truncated: bool
    authority: list[str]


class Statement(Supported):
    """One statement of the graph about a thing: a property by its prefixed name, with a thing of ours, a text or an IRI."""

    property: str
    value: Ref | str


class EntityRole(Supported):
    """A role that documents show a person in, with the first ``passages`` of ``passages_total`` that show it.

    ``first_shown`` and ``last_shown`` are the dates of the earliest and the latest of the documents that have one.
    """

    role: str
    person: Ref
    organization: Ref | None
    first_shown: str | None
    last_shown: str | None
    passages: list[Passage]
    passages_total: int


class EntitySummary(Answer):
    """An entity in a list: counts are of mentions, of documents that name it, of claims it makes and claims about it."""

    id: str
    iri: str
    type: Literal["agency", "organization", "person", "place", "law", "program", "report", "policy", "group"]
    name: str
    names: list[str]
    same_as: list[str]
    mentions: int
    documents: int
    claims_made: int
    claims_about: int


class JoinedBy(Answer):
    """By what documents' mentions are one entity: ``value`` is the key that they share.

    ``score``, from 0 to 1, is how far that identifies.
    """

    by: str
    value: str
    score: float
    documents: int


class EntityDetail(EntitySummary):
    """An entity with its neighbours, and what the graph says of it: the first ``statements`` of ``statements_total``.

    Of very many neighbours the first are given; the numbers in ``…_total`` count them all. ``documents_of`` are the primary
    documents here that are its text.
    """

    part_of: list[Ref]
    parts: list[Ref]
    parts_total: int
    issued_by: list[Ref]
    issued: list[Ref]
    issued_total: int
    number: str | None
    joined_by: list[JoinedBy]
    documents_of: list[Ref]
    roles: list[EntityRole]
    roles_total: int
    statements: list[Statement]
    statements_total: int


class Dependence(Answer):
    """What shows that two documents do not stand apart; ``derived`` took from the other, where dates or citations show it."""

    id: str
    iri: str
    kind: DependenceKindName
    documents: list[Ref]
    derived: Ref | None
    passages: list[Passage]
    explanation: str


class Echo(Answer):
    """Documents that do not stand apart for a claim: they count as one origin, which is ``origin`` where it is known.

    Of very many documents and dependences the first are given; the numbers in ``…_total`` count them all.
    """

    id: str
    iri: str
    claim: Ref
    documents: list[Ref]
    documents_total: int
    origin: Ref | None
    dependences: list[Dependence]
    dependences_total: int


class Side(Answer):
    """What one document has where another differs: the words, and what is compared of them.

    ``attribution`` is the id of the attribution that the words are of, ``None`` where they are of none, such as a headline.
    ``stance`` is 1 for all documents that have the one value, 2 for those that have the other.
    """

    document: Ref
    passage: Passage
    attribution: str | None
    value: str
    stance: int


class Discrepancy(Answer):
    """That attributions of one claim do not agree. A ``drift`` is from a primary document, whose side is the first.

    ``claim`` is ``None`` where a document differs from an older text of its address in what is no attribution, a headline say.
    """

    id: str
    iri: str
    claim: Ref | None
    kind: DiscrepancyKindName
    drift: bool
    sides: list[Side]
    explanation: str


class ClaimSummary(Answer):
    """A claim in a list.

    ``independent_origins`` counts what stands behind it when documents that repeat one another count once
    (``sayso:independentOrigins``); in a graph of an older Sayso, which does not say that, it is the number of ``origins``.
    """

    id: str
    iri: str
    type: Literal["claim"] = "claim"
    kind: ClaimKindName
    text: str
    ordinal: int | None
    addressed_to: Ref | None
    sources: list[Ref]
    about: list[Ref]
    documents: int
    origins: list[Ref]
    independent_origins: int


class ClaimDetail(ClaimSummary):
    """A claim with what says it: of very many attributions the first of ``attributions_total``, with their quantities.

    ``statements`` are the first of ``statements_total``, ``discrepancies`` the first of
    ``discrepancies_total``, ``echoes`` of ``echoes_total`` those of most documents.
    """

    wordings: list[str]
    quantities: list[Quantity]
    attributions: list[Attribution]
    attributions_total: int
    discrepancies: list[Discrepancy]
    discrepancies_total: int
    echoes: list[Echo]
    echoes_total: int
    statements: list[Statement]
    statements_total: int


class Page(Answer, Generic[T]):
    """One page of a list; ``next`` is the URL of the page after it."""

    items: list[T]
    total: int
    next: str | None


class Stats(Answer):
    """Counts of all there is. ``entities_by_type`` and ``outlets`` are ordered by count."""

    documents: int
    articles: int
    primary: int
    entities: int
    claims: int
    attributions: int
    mentions: int
    passages: int
    quantities: int
    triples: int
    entities_by_type: dict[str, int]
    outlets: list[tuple[str, int]]
    sequence: int
    version: str


class SavedQuery(Answer):
    """A competency question as a query that can be run by name."""

    name: str
    title: str
    description: str
    parameters: list[str]
    sparql: str
