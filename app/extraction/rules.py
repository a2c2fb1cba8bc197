"""The extractor of rules over spaCy parses: every finder over every paragraph, overlaps settled by one rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

import spacy
from spacy.language import Language

from app import __version__
from app.extraction.acronyms import find_definitions, find_uses
from app.extraction.attributions import find_asserted, find_attributions
from app.extraction.attributions.found import FoundAttribution
from app.extraction.bodies import find_bodies, find_inspectors
from app.extraction.candidate import Candidate, Rank, settle
from app.extraction.citations import find_citations
from app.extraction.gazetteer import Gazetteer
from app.extraction.grounding import Grounding, spoken_candidates
from app.extraction.groups import find_groups
from app.extraction.names import find_names
from app.extraction.paragraph import Paragraph
from app.extraction.quantities import find_quantities
from app.extraction.repeats import find_repeats
from app.extraction.roles import find_roles
from app.extraction.times import find_times
from app.extraction.works import find_descriptions, find_works
from app.model.authority import AuthorityRecord
from app.model.document import ENGLISH, Document, Role
from app.model.extraction import Activity, EntityType, Extraction, Form, Mention, Quantity, TimeMention
from app.model.text import Span

READ = (Role.HEADLINE, Role.BODY)
RULES_VERSION = "1"
LONGEST_PARSED = 20_000
"""Code points parsed at once: a parse takes about 10 kB of memory for each, and no paragraph of prose is longer."""


def now() -> str:
    """The moment, in UTC, as PROV-O's times are written."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Found:
    """What the finders of one document agree on, before names and attributions are tied together."""

    candidates: list[Candidate]
    quantities: tuple[Quantity, ...]
    times: tuple[TimeMention, ...]
    attributions: tuple[FoundAttribution, ...]


class RuleExtractor:
    """Finds by rules over the tokens, sentences, parse and names of a spaCy pipeline, and by the names of authority records."""

    def __init__(self, nlp: Language, authorities: Iterable[AuthorityRecord], clock: Callable[[], str] = now) -> None:
        self._nlp = nlp
        self._gazetteer = Gazetteer(authorities)
        self._clock = clock

    @classmethod
    def load(cls, spacy_model: str, authorities: Iterable[AuthorityRecord]) -> RuleExtractor:
        """The extractor with an installed spaCy pipeline (takes about a second)."""
        return cls(spacy.load(spacy_model), authorities)

    @property
    def model(self) -> str:
        """Names and versions of the rules and the pipeline."""
        meta = self._nlp.meta
        return f"rules {RULES_VERSION}; {meta['lang']}_{meta['name']} {meta['version']}"

    def extract(self, document: Document) -> Extraction:
        """What the document holds; empty for one that is not English."""
        started = self._clock()
        paragraphs = self._parsed(document) if document.language == ENGLISH else []
        found = self._find(paragraphs, document.metadata.published)
        mentions = mentions_of(settle(found.candidates))
        grounding = Grounding(paragraphs, mentions)
        return Extraction(
            document=document.id,
            activity=Activity(f"sayso {__version__}", self.model, started, self._clock()),
            mentions=mentions,
            roles=find_roles(paragraphs, mentions),
            quantities=found.quantities,
            times=found.times,
            attributions=tuple(map(grounding.attribution, found.attributions)),
        )

    def _parsed(self, document: Document) -> list[Paragraph]:
        read = [segment for segment in document.segments if segment.role in READ]
        spans = [(piece, segment.role) for segment in read for piece in pieces(document.text, segment.span)]
        texts = ((span.of(document.text), (span.start, role)) for span, role in spans)
        return [Paragraph(offset, doc, role) for doc, (offset, role) in self._nlp.pipe(texts, as_tuples=True)]

    def _find(self, paragraphs: Sequence[Paragraph], published: str | None) -> Found:
        quantities = tuple(q for paragraph in paragraphs for q in find_quantities(paragraph, published))
        times = tuple(t for paragraph in paragraphs for t in find_times(paragraph, published))
        attributed = find_attributions(paragraphs, self._nlp)
        asserted = find_asserted(paragraphs, attributed, [quantity.span for quantity in quantities])
        attributions = tuple(sorted((*attributed, *asserted), key=lambda a: (a.content[0], a.source or a.content[0])))
        return Found(self._candidates(paragraphs, attributions), quantities, times, attributions)

    def _candidates(self, paragraphs: Sequence[Paragraph], attributions: Sequence[FoundAttribution]) -> list[Candidate]:
        laws = (
            Candidate(c.span, EntityType.LAW, Form.CITATION, Rank.CITATION, canonical=c.canonical, same_as=c.url)
            for c in find_citations(paragraphs)
        )
        named = [*laws, *find_works(paragraphs), *find_bodies(paragraphs, self._gazetteer), *find_groups(paragraphs)]
        names = find_names(paragraphs)
        named += [*names, *find_repeats(paragraphs, names)]
        named += find_inspectors(paragraphs)
        named += find_definitions(paragraphs, named)
        named += find_uses(paragraphs, settle(named))
        named += spoken_candidates(paragraphs, attributions, named)
        return [*named, *find_descriptions(paragraphs)]


def pieces(text: str, span: Span) -> Iterator[Span]:
    """A paragraph as it can be parsed: whole, or cut behind sentences where it is longer than ``LONGEST_PARSED``."""
    start = span.start
    while span.end - start > LONGEST_PARSED:
        ends = [text.rfind(mark, start, start + LONGEST_PARSED) + len(mark) for mark in (". ", ".” ", "? ", "! ", " ")]
        cut = next((end for end in ends if end > start + LONGEST_PARSED // 2), start + LONGEST_PARSED)
        yield Span(start, cut)
        start = cut
    yield Span(start, span.end)


def mentions_of(candidates: Sequence[Candidate]) -> tuple[Mention, ...]:
    """The settled candidates as mentions, their owners and expansions as places among them."""
    return tuple(
        Mention(
            span=candidate.span,
            type=candidate.type,
            form=candidate.form,
            canonical=candidate.canonical,
            authority=candidate.authority,
            expands=_place(candidates, candidate.expands),
            owner=_place(candidates, candidate.owner, apart_from=candidate),
            same_as=candidate.same_as,
        )
        for candidate in candidates
    )


def _place(candidates: Sequence[Candidate], span: Span | None, apart_from: Candidate | None = None) -> int | None:
    if span is None:
        return None
    exact = [i for i, candidate in enumerate(candidates) if candidate.span == span]
    near = [i for i, candidate in enumerate(candidates) if span.overlaps(candidate.span) and candidate is not apart_from]
    return exact[0] if exact else max(near, key=lambda i: len(candidates[i].span), default=None)
