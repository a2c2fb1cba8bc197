"""The extractor: the encoder and every finder over every paragraph, overlaps settled by one rule."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import spacy
from spacy.language import Language

from app import __version__
from app.extraction.acronyms import find_definitions, find_uses
from app.extraction.attributions import described, find_asserted, find_attributions
from app.extraction.attributions.found import FoundAttribution
from app.extraction.bodies import find_bodies, find_inspectors
from app.extraction.candidate import Candidate, Rank, settle
from app.extraction.citations import find_citations
from app.extraction.encoder.encoder import Encoder, Reading
from app.extraction.entities import with_names
from app.extraction.gazetteer import Gazetteer
from app.extraction.grounding import Grounding, spoken_candidates
from app.extraction.groups import find_groups
from app.extraction.names import find_names
from app.extraction.namesakes import apart
from app.extraction.paragraph import Paragraph
from app.extraction.quantities import find_quantities
from app.extraction.repeats import find_repeats
from app.extraction.roles import find_bodies_of_office, find_roles
from app.extraction.shapes import find_shaped
from app.extraction.times import find_times
from app.extraction.works import find_descriptions, find_works
from app.model.authority import AuthorityRecord
from app.model.document import ENGLISH, Document, Role
from app.model.extraction import Activity, EntityType, Extraction, Form, Mention, Quantity, TimeMention
from app.model.text import Span

READ = (Role.HEADLINE, Role.BODY)
RULES_VERSION = "6"
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
    """Finds by rules over the tokens, sentences, parse and names of a spaCy pipeline, and by the names of authority records.

    With an encoder, that decides who says what, and the rules add to it (``attributions/merging.py``).
    """

    def __init__(
        self,
        nlp: Language,
        authorities: Iterable[AuthorityRecord],
        encoder: Encoder | None = None,
        clock: Callable[[], str] = now,
    ) -> None:
        self._nlp = nlp
        self._gazetteer = Gazetteer(authorities)
        self._encoder = encoder
        self._clock = clock

    @classmethod
    def load(cls, spacy_model: str, encoder: Path | None, authorities: Iterable[AuthorityRecord]) -> RuleExtractor:
        """The extractor with an installed spaCy pipeline and the encoder in a folder, if any (takes about a second).

        Raises ``DataFolder`` where the encoder cannot be read.
        """
        return cls(spacy.load(spacy_model), authorities, Encoder.load(encoder) if encoder else None)

    @property
    def model(self) -> str:
        """Names and versions of the rules, the pipeline and the encoder."""
        meta = self._nlp.meta
        rules = f"rules {RULES_VERSION}; {meta['lang']}_{meta['name']} {meta['version']}"
        return f"{rules}; {self._encoder.name}" if self._encoder else rules

    def extract(self, document: Document) -> Extraction:
        """What the document holds; empty for one that is not English."""
        started = self._clock()
        paragraphs = self._parsed(document, read_parts(document)) if document.language == ENGLISH else []
        reading = self._read(document, paragraphs)
        if reading is not None:
            with_names(paragraphs, reading.names)
        found = self._find(paragraphs, reading, document.metadata.published)
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

    def describe(self, document: Document, found: Sequence[FoundAttribution]) -> tuple[FoundAttribution, ...]:
        """What the words of attributions show that somebody else found, from the parse of the paragraphs that they lie in."""
        spans = [span for each in found for span in (*each.content, each.cue) if span is not None]
        touched = [piece for piece in read_parts(document) if any(map(piece[0].overlaps, spans))]
        return described(self._parsed(document, touched), found)

    def _parsed(self, document: Document, parts: Iterable[tuple[Span, Role]]) -> list[Paragraph]:
        texts = ((span.of(document.text), (span.start, role)) for span, role in parts)
        return [Paragraph(offset, doc, role) for doc, (offset, role) in self._nlp.pipe(texts, as_tuples=True)]

    def _read(self, document: Document, paragraphs: Sequence[Paragraph]) -> Reading | None:
        """What the encoder reads in the paragraphs; ``None`` without one."""
        if self._encoder is None:
            return None
        lines = [each.span(0, len(each.text)) for each in paragraphs]
        return self._encoder.read(document.text, lines)

    def _find(self, paragraphs: Sequence[Paragraph], reading: Reading | None, published: str | None) -> Found:
        quantities = tuple(q for paragraph in paragraphs for q in find_quantities(paragraph, published))
        times = tuple(t for paragraph in paragraphs for t in find_times(paragraph, published))
        named = self.named(paragraphs)
        attributed = find_attributions(paragraphs, self._nlp, reading.relations if reading else None)
        asserted = find_asserted(paragraphs, attributed, [each.span for each in quantities], _known_bodies(named))
        ordered = sorted((*attributed, *asserted), key=lambda a: (a.content[0], a.source or a.content[0]))
        attributions = described(paragraphs, ordered)
        spoken = spoken_candidates(paragraphs, attributions, named)
        candidates = [*named, *spoken, *find_descriptions(paragraphs), *find_bodies_of_office(paragraphs)]
        return Found(candidates, quantities, times, attributions)

    def named(self, paragraphs: Sequence[Paragraph]) -> list[Candidate]:
        """All that may be named in the paragraphs, before overlaps are settled."""
        laws = (
            Candidate(c.span, EntityType.LAW, Form.CITATION, Rank.CITATION, canonical=c.canonical, same_as=c.url)
            for c in find_citations(paragraphs)
        )
        shaped = find_shaped(paragraphs)
        bodies = apart(paragraphs, find_bodies(paragraphs, self._gazetteer), shaped)
        named = [*laws, *find_works(paragraphs), *bodies, *find_groups(paragraphs), *shaped]
        names = find_names(paragraphs)
        named += [*names, *find_repeats(paragraphs, names)]
        named += find_inspectors(paragraphs)
        named += find_definitions(paragraphs, named)
        return [*named, *find_uses(paragraphs, settle(named))]


def _known_bodies(named: Sequence[Candidate]) -> list[Span]:
    """The names of agencies, and of whatever an authority record knows."""
    return [each.span for each in named if each.type is EntityType.AGENCY or each.authority]


def read_parts(document: Document) -> list[tuple[Span, Role]]:
    """What is read of a document, paragraph by paragraph."""
    read = [segment for segment in document.segments if segment.role in READ]
    return [(piece, segment.role) for segment in read for piece in pieces(document.text, segment.span)]


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
