"""The encoder's names in the place of the pipeline's: whatever works on a paragraph's entities then works on better ones."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Span as Entity

from app.extraction.encoder.encoder import Name
from app.extraction.paragraph import Layout, Paragraph

LABELS = {"person": "PERSON", "organization": "ORG", "agency": "ORG", "place": "GPE", "law": "LAW"}
"""The pipeline's label for each type of the encoder that it has one for."""

REPLACED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
"""The pipeline's labels that the encoder decides. Dates, numbers and nationalities stay as the pipeline sees them."""


def with_names(paragraphs: Sequence[Paragraph], names: Iterable[Name]) -> None:
    """Give the paragraphs' parses the encoder's names; where one overlaps an entity of another kind, the name stays."""
    layout = Layout(paragraphs)
    found: dict[int, list[Entity]] = {paragraph.offset: [] for paragraph in paragraphs}
    for name in names:
        paragraph = layout.at(name.span)
        if paragraph is not None and name.type in LABELS:
            found[paragraph.offset] += _entity(paragraph, name)
    for paragraph in paragraphs:
        own = _apart(found[paragraph.offset])
        taken = {place for entity in own for place in range(entity.start, entity.end)}
        kept = [e for e in paragraph.doc.ents if e.label_ not in REPLACED and taken.isdisjoint(range(e.start, e.end))]
        paragraph.doc.set_ents([*own, *kept])


def _entity(paragraph: Paragraph, name: Name) -> list[Entity]:
    start = name.span.start - paragraph.offset
    end = min(name.span.end - paragraph.offset, len(paragraph.text))
    entity = paragraph.doc.char_span(start, end, label=LABELS[name.type], alignment_mode="expand")
    return [entity] if entity is not None and len(entity) else []


def _apart(entities: Iterable[Entity]) -> list[Entity]:
    """Entities that share no token, the longer first."""
    kept: list[Entity] = []
    taken: set[int] = set()
    for entity in sorted(entities, key=lambda each: (-len(each), each.start)):
        if taken.isdisjoint(range(entity.start, entity.end)):
            kept.append(entity)
            taken.update(range(entity.start, entity.end))
    return kept
