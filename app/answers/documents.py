"""Documents as answers: lists, one with its text, and what was found in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal

from pyoxigraph import Literal as Text

from app.answers.counts import counts
from app.answers.facts import Facts, Known
from app.answers.models import Attribution, DocumentCounts, DocumentDetail, DocumentSummary, Mention, Page, Segment
from app.answers.paging import Condition, Listing, Slice, SortKey, cut
from app.answers.parts import attribution, passage, ref, ref_or_none, refs, times, with_parts
from app.answers.places import iri_of, sought
from app.answers.sparql import PROLOGUE, date, node, value, values
from app.errors import InvalidInput, NotFound
from app.graph.iris import Iris
from app.ledger.port import Ledger
from app.model.document import Kind
from app.search.port import SearchIndex
from app.store.port import GraphReader

LISTING = Listing("?item a sayso:Document ; sayso:added ?added .", (SortKey("MAX(STR(?added))", descending=True),))
MENTIONS = Listing(
    "?item a sayso:Mention ; sayso:inDocument ?document ; sayso:refersTo ?entity ; sayso:passage ?passage ."
    " ?passage oa:start ?start ; oa:end ?end .",
    (SortKey("MIN(?start)", number=True), SortKey("MIN(?end)", number=True)),
)
ATTRIBUTIONS = Listing(
    "?item a sayso:Attribution ; sayso:inDocument ?document ; sayso:contentPassage ?passage . ?passage oa:start ?start .",
    (SortKey("MIN(?start)", number=True),),
)
COUNTS = {
    "mentions": "?thing sayso:inDocument ?item ; a sayso:Mention .",
    "entities": "?mention sayso:inDocument ?item ; sayso:refersTo ?thing .",
    "attributions": "?thing sayso:inDocument ?item ; a sayso:Attribution .",
    "claims": "?attribution sayso:inDocument ?item ; sayso:claim ?thing .",
    "quantities": "?thing sayso:inDocument ?item ; a sayso:Quantity .",
}
TEXT_OF = "SELECT DISTINCT ?item WHERE { %(document)s ?item sayso:fullText ?document } ORDER BY ?item LIMIT 1"
TIMES = "SELECT DISTINCT ?time WHERE { %(document)s ?time sayso:inDocument ?document ; a sayso:TimeExpression }"


@dataclass(frozen=True, slots=True)
class DocumentFilter:
    """What narrows the list of documents; ``None`` narrows nothing. Entities are named by id or IRI; dates are inclusive."""

    q: str | None = None
    kind: str | None = None
    publisher: str | None = None
    published_from: str | None = None
    published_to: str | None = None
    entity: str | None = None

    def query(self) -> dict[str, str]:
        """The filter as it stands in a URL."""
        return {name: value for name, value in asdict(self).items() if value is not None}

    def conditions(self, iris: Iris, search: SearchIndex) -> Iterable[Condition]:
        """The filter as conditions on a list. Raises ``InvalidInput`` for a value that cannot be."""
        if self.q is not None:
            yield _matching(self.q, iris, search)
        if self.kind is not None:
            yield _of_kind(self.kind)
        if self.publisher is not None:
            yield _published_by(self.publisher, iris)
        if self.entity is not None:
            named = values("named", [node(iri_of(iris, "entity", self.entity))])
            yield Condition.some(f"{named} ?naming sayso:refersTo ?named ; sayso:inDocument ?item .")
        yield from published(self.published_from, self.published_to)


def _published_by(given: str, iris: Iris) -> Condition:
    """That the outlet has this id, IRI or name: people know outlets by their names."""
    if not given.strip():
        raise InvalidInput("publisher is empty; leave it out to see all")
    named = f"{values('name', [Text(given)])} ?publisher skos:prefLabel|skos:altLabel ?name ."
    try:
        own = values("publisher", [node(iri_of(iris, "entity", given))])
    except InvalidInput:
        own = "FILTER(false)"
    return Condition.some(f"{{ {own} }} UNION {{ {named} }} ?item dcterms:publisher ?publisher .")


def published(earliest: str | None, latest: str | None) -> Iterable[Condition]:
    """That ``?item`` was published between two dates, as far as its own date is exact enough to tell."""
    for name, given, sign in (("earliest", earliest, ">="), ("latest", latest, "<=")):
        if given is not None:
            exact = f"SUBSTR(STR(?issued), 1, STRLEN(?{name}))"
            bound = f"SUBSTR(?{name}, 1, STRLEN(STR(?issued)))"
            yield Condition(f"{values(name, [date(given)])} ?item dcterms:issued ?issued . FILTER({exact} {sign} {bound})")


def _matching(q: str, iris: Iris, search: SearchIndex) -> Condition:
    if not q.split():
        raise InvalidInput("q is empty; leave it out to see all")
    found = [node(str(iris.document(identifier))) for identifier in search.documents(q)]
    return Condition(values("item", found))


def _of_kind(kind: str) -> Condition:
    if kind == Kind.PRIMARY:
        return Condition("?item a sayso:PrimaryDocument .")
    if kind == Kind.ARTICLE:
        return Condition("FILTER NOT EXISTS { ?item a sayso:PrimaryDocument }")
    raise InvalidInput(f"there is no document kind {kind!r}; it is one of {', '.join(Kind)}")


@dataclass(frozen=True, slots=True)
class Documents:
    """Answers about documents: from one state of the graph, with texts from the ledger."""

    reader: GraphReader
    ledger: Ledger
    search: SearchIndex
    iris: Iris
    publish_text: bool = True

    def list(self, wanted: DocumentFilter, part: Slice) -> Page[DocumentSummary]:
        """Documents, the one added last first."""
        found = cut(self.reader, LISTING, list(wanted.conditions(self.iris, self.search)), part)
        return found.page(self.summaries(found.iris), wanted.query(), part.limit)

    def summaries(self, iris: Sequence[str]) -> Sequence[DocumentSummary]:
        """These documents, in this order."""
        known = Known(self.reader).load(iris).follow("dcterms:publisher")
        numbers = counts(self.reader, iris, COUNTS)
        return [DocumentSummary(**_summary(known, known[iri]), counts=DocumentCounts(**numbers[iri])) for iri in iris]

    def get(self, given: str) -> DocumentDetail:
        """The document with this id or IRI, with its text; raises ``NotFound``."""
        known, facts = self._known(given)
        found, own = self._times(facts.iri), self._text_of(facts.iri)
        with_parts(known.load([*found, *own])).follow("dcterms:publisher", "prov:wasRevisionOf")
        text, segments = self._text(facts.id)
        return DocumentDetail(
            **_summary(known, facts),
            counts=DocumentCounts(**counts(self.reader, [facts.iri], COUNTS)[facts.iri]),
            text=text if self.publish_text else None,
            text_of=ref(known[own[0]]) if own else None,
            revision_of=refs(known, facts.all("prov:wasRevisionOf")),
            segments=[*segments],
            times=times(known, [*found]),
            warnings=facts.all("sayso:warning") + [f"not extracted: {reason}" for reason in facts.all("sayso:notExtracted")],
        )

    def mentions(self, given: str, part: Slice) -> Page[Mention]:
        """What the document names and where, in text order; raises ``NotFound``."""
        known, facts = self._known(given)
        found = cut(self.reader, MENTIONS, [_within(facts.iri)], part)
        with_parts(known.load(found.iris))
        return found.page([_mention(known, known[iri]) for iri in found.iris], {}, part.limit)

    def attributions(self, given: str, part: Slice) -> Page[Attribution]:
        """Who says what in the document, in text order; raises ``NotFound``."""
        known, facts = self._known(given)
        found = cut(self.reader, ATTRIBUTIONS, [_within(facts.iri)], part)
        with_parts(known.load(found.iris))
        return found.page([attribution(known, iri) for iri in found.iris], {}, part.limit)

    def _known(self, given: str) -> tuple[Known, Facts]:
        iri = sought(self.iris, "document", given)
        known = Known(self.reader).load([iri])
        if "sayso:Document" not in known[iri].classes:
            raise NotFound(f"there is no document {given!r}")
        return known, known[iri]

    def _times(self, iri: str) -> Sequence[str]:
        query = PROLOGUE + TIMES % {"document": values("document", [node(iri)])}
        return [value(row, "time") for row in self.reader.select(query)]

    def _text_of(self, iri: str) -> Sequence[str]:
        query = PROLOGUE + TEXT_OF % {"document": values("document", [node(iri)])}
        return [value(row, "item") for row in self.reader.select(query)]

    def _text(self, identifier: str) -> tuple[str, Sequence[Segment]]:
        recorded = self.ledger.document(identifier)
        if recorded is None:
            raise NotFound(f"the ledger has no document {identifier!r}")
        segments = [
            Segment(start=segment.span.start, end=segment.span.end, role=segment.role.value, reason=segment.reason)
            for segment in recorded.document.segments
        ]
        return recorded.document.text, segments


def _within(iri: str) -> Condition:
    return Condition(values("document", [node(iri)]))


def _mention(known: Known, facts: Facts) -> Mention:
    return Mention(
        id=facts.id,
        iri=facts.iri,
        entity=ref(known[facts.one("sayso:refersTo") or ""]),
        form=facts.one("sayso:form") or "name",
        passage=passage(known, facts.one("sayso:passage") or ""),
    )


def _summary(known: Known, facts: Facts) -> dict[str, Any]:
    primary = "sayso:PrimaryDocument" in facts.classes
    kind: Literal["article", "primary"] = "primary" if primary else "article"
    return {
        "id": facts.id,
        "iri": facts.iri,
        "kind": kind,
        "title": facts.one("dcterms:title"),
        "url": facts.one("schema:url"),
        "publisher": ref_or_none(known, facts.one("dcterms:publisher")),
        "author": facts.one("schema:author"),
        "published": facts.one("dcterms:issued"),
        "added": facts.one("sayso:added") or "",
        "language": facts.one("dcterms:language") or "",
        "words": facts.whole("schema:wordCount"),
    }
