"""From stretches of text to mentions: which mention a source, a via, a basis or an owner is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Token

from app.extraction.attributions.found import FoundAttribution
from app.extraction.candidate import Candidate, Places, Rank
from app.extraction.names import trimmed, type_of
from app.extraction.paragraph import Layout, Paragraph
from app.model.extraction import Attribution, EntityType, Form, Mention
from app.model.text import Span

PRONOUNS = {"it": EntityType.ORGANIZATION, "he": EntityType.PERSON, "she": EntityType.PERSON, "they": EntityType.ORGANIZATION}
VOICES = frozenset(
    """
    spokesman spokeswoman spokesperson spokespeople official officials statement representative representatives release
    website data figures report letter memo attorneys lawyers leaders administration
    """.split()
)
"""Nouns that speak for the body named with them: "ICE officials", "a statement from the department"."""

SPEAKING_BODIES = frozenset({EntityType.AGENCY, EntityType.ORGANIZATION, EntityType.REPORT, EntityType.POLICY})


def head_of(layout: Layout, span: Span) -> Token | None:
    """The syntactic head of a stretch of text."""
    paragraph = layout.at(span)
    if paragraph is None:
        return None
    end = min(span.end - paragraph.offset, len(paragraph.text))
    tokens = paragraph.doc.char_span(span.start - paragraph.offset, end, alignment_mode="expand")
    return tokens.root if tokens else None


def spoken_candidates(
    paragraphs: Sequence[Paragraph], found: Iterable[FoundAttribution], named: Sequence[Candidate]
) -> list[Candidate]:
    """Candidates that only attributions show: pronouns as sources, and a *via* or *basis* that no finder has named."""
    layout, known = Layout(paragraphs), Places(named)
    sources = (_pronoun(layout, attribution.source) for attribution in found if attribution.source)
    through = (span for attribution in found for span in (*attribution.via, *attribution.basis))
    bodies = (_body(layout, span) for span in through if not any(known.overlapping(span)))
    return [candidate for candidate in (*sources, *bodies) if candidate is not None]


def _pronoun(layout: Layout, span: Span) -> Candidate | None:
    word = layout.words(span).strip().casefold()
    return Candidate(span, PRONOUNS[word], Form.PRONOUN, Rank.DESCRIPTION) if word in PRONOUNS else None


def _body(layout: Layout, span: Span) -> Candidate | None:
    paragraph = layout.at(span)
    if paragraph is None:
        return None
    start, end = trimmed(paragraph.text, span.start - paragraph.offset, span.end - paragraph.offset)
    name = paragraph.text[start:end]
    if not name or not name[0].isupper():
        return None
    return Candidate(paragraph.span(start, end), type_of(name, EntityType.ORGANIZATION), Form.NAME, Rank.MODEL)


class Grounding:
    """Looks up mentions by the stretches of text in which they lie."""

    def __init__(self, paragraphs: Sequence[Paragraph], mentions: Sequence[Mention]) -> None:
        self._layout = Layout(paragraphs)
        self._mentions = mentions

    def attribution(self, found: FoundAttribution) -> Attribution:
        """The attribution with its spans of names turned into places of mentions."""
        return Attribution(
            content=found.content,
            style=found.style,
            source=found.source,
            cue=found.cue,
            speaker=self.place(found.source),
            via=self._places(found.via),
            basis=self._places(found.basis),
            kind=found.kind,
            ordinal=found.ordinal,
            addressee=self.place(found.addressee),
            cue_kind=found.cue_kind,
            cue_negated=found.cue_negated,
            polarity=found.polarity,
            certainty=found.certainty,
        )

    def _places(self, spans: Iterable[Span]) -> tuple[int, ...]:
        places = (self.place(span) for span in spans)
        return tuple(dict.fromkeys(place for place in places if place is not None))

    def place(self, span: Span | None) -> int | None:
        """The place of the mention that heads this stretch, if there is one."""
        if span is None:
            return None
        inside = [i for i, mention in enumerate(self._mentions) if span.overlaps(mention.span)]
        head = head_of(self._layout, span)
        headed = [i for i in inside if head is not None and self._holds(i, head, span)]
        if headed:
            return max(headed, key=lambda i: len(self._mentions[i].span))
        people = [i for i in inside if self._mentions[i].type is EntityType.PERSON and self._mentions[i].form is Form.NAME]
        if len(people) == 1 and (head is None or head.pos_ == "PROPN" or head.lemma_.casefold() in VOICES):
            return people[0]
        if head is not None and head.text.casefold() in VOICES:
            return next((i for i in inside if self._mentions[i].type in SPEAKING_BODIES), None)
        covering = [i for i in inside if len(self._mentions[i].span) * 2 > len(span)]
        return covering[0] if covering else None

    def _holds(self, place: int, head: Token, span: Span) -> bool:
        paragraph = self._layout.at(span)
        offset = paragraph.offset if paragraph else 0
        mention = self._mentions[place].span
        return mention.start <= offset + head.idx < mention.end
