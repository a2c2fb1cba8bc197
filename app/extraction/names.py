"""Names that the statistical model finds, with its usual mistakes sorted out."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span as Entity
from spacy.tokens import Token

from app.extraction import titles
from app.extraction.body_types import type_of
from app.extraction.candidate import Candidate, Places, Rank
from app.extraction.paragraph import Layout, Paragraph
from app.extraction.places import is_located, is_place
from app.model.document import Role
from app.model.extraction import EntityType, Form
from app.model.text import Span

TYPES = {
    "PERSON": EntityType.PERSON,
    "ORG": EntityType.ORGANIZATION,
    "GPE": EntityType.PLACE,
    "LOC": EntityType.PLACE,
    "FAC": EntityType.PLACE,
}

LEADING = re.compile(r"^(?:(?:the|a|an|this|that|its|his|her|their|our|these|those)\s+|[\W_]+)+", re.IGNORECASE)
TRAILING = re.compile(r"(?:['’]s?|[\s.,;:!?\-–—\"“”)(\[\]]+)$")
LONGEST_PERSON = 5
PARTICLES = frozenset("de van von der al bin la del da di".split())
NOT_NAMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december one two three four first second third congressman congresswoman senator president mr mrs
    ms dr sen rep gov twitter facebook instagram youtube section title article act code u.s.c usc cfr department agency
    bureau office committee commission administration government ministry council house
    """.split()
)
"""Capitalised words that are no names by themselves."""


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of a name in ``text`` without determiners, possessive endings and punctuation around it."""
    lead = LEADING.match(text[start:end])
    if lead:
        start += len(lead.group())
    while end > start and (tail := TRAILING.search(text[start:end])) and not _is_abbreviation(text[start:end]):
        end = start + tail.start()
    return start, end


def _is_abbreviation(name: str) -> bool:
    return bool(re.search(r"(?:\b[A-Z]\.|\b(?:Jr|Sr|Inc|Co|Corp|Ltd|St)\.)$", name))


def find_names(paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    """Persons, organizations and places named in the paragraphs, each surface with the type that it has most often."""
    common = _lower_words(paragraphs)
    found = [pair for paragraph in paragraphs for pair in _names_of(paragraph, common)]
    found = _as_surnames([*_outside_headlines(paragraphs, found), *_honoured(paragraphs, found)])
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for name, candidate in found:
        votes[name][candidate.type] += 1
    layout = Layout(paragraphs)
    for name, candidate in found:
        if candidate.type is EntityType.ORGANIZATION and is_located(layout, candidate.span):
            votes[name][EntityType.PLACE] += 2
    return [_retyped(candidate, _elected(votes[name])) for name, candidate in found]


def _elected(votes: Counter[EntityType]) -> EntityType:
    """The type with most votes, of equals a place, else the one met first."""
    most = max(votes.values())
    return EntityType.PLACE if votes[EntityType.PLACE] == most else votes.most_common(1)[0][0]


def _outside_headlines(paragraphs: Sequence[Paragraph], found: list[tuple[str, Candidate]]) -> list[tuple[str, Candidate]]:
    """Without names that only a headline has: its capitals mislead the model."""
    body = "\n".join(paragraph.text for paragraph in paragraphs if paragraph.role is not Role.HEADLINE)
    heads = [Span(p.offset, p.offset + len(p.text)) for p in paragraphs if p.role is Role.HEADLINE and p.text]
    return [(name, c) for name, c in found if name in body or not any(head.contains(c.span) for head in heads)]


def _honoured(paragraphs: Sequence[Paragraph], found: Iterable[tuple[str, Candidate]]) -> Iterator[tuple[str, Candidate]]:
    """Persons whom the model missed, shown by an honorific: "Dame Mary Poole"."""
    known = Places(candidate for _, candidate in found)
    for paragraph in paragraphs:
        for match in titles.WITH_HONORIFIC.finditer(paragraph.text):
            span = paragraph.span(*match.span("name"))
            if not any(known.overlapping(span)):
                yield match.group("name"), Candidate(span, EntityType.PERSON, Form.NAME, Rank.MODEL)


def _as_surnames(found: list[tuple[str, Candidate]]) -> list[tuple[str, Candidate]]:
    """A single word that is the surname of a person of the document is that person, not an organization."""
    surnames = {name.rsplit(" ", 1)[-1] for name, c in found if c.type is EntityType.PERSON and " " in name}
    return [(name, _retyped(c, EntityType.PERSON) if name in surnames and not is_place(name) else c) for name, c in found]


def _retyped(candidate: Candidate, type_: EntityType) -> Candidate:
    return Candidate(candidate.span, type_, candidate.form, candidate.rank)


def _lower_words(paragraphs: Iterable[Paragraph]) -> Counter[str]:
    return Counter(token.text for paragraph in paragraphs for token in paragraph.doc if token.is_lower)


def _names_of(paragraph: Paragraph, common: Counter[str]) -> Iterable[tuple[str, Candidate]]:
    for entity in paragraph.doc.ents:
        type_ = TYPES.get(entity.label_)
        if type_ is None:
            continue
        for first, end in _pieces(paragraph, entity):
            title = titles.LEADING.match(paragraph.text[first:end]) if type_ is EntityType.PERSON else None
            start = first + title.end() if title else first
            name = paragraph.text[start:end]
            if end > start and _is_name(name, type_, entity, common, paragraph.role):
                kind = EntityType.PLACE if is_place(name) and type_ is not EntityType.PERSON else type_of(name, type_)
                yield name, Candidate(paragraph.span(start, end), kind, Form.NAME, Rank.MODEL)


def _pieces(paragraph: Paragraph, entity: Entity) -> Iterable[tuple[int, int]]:
    """The bounds of the name, cut where the model ran over a line, a bracket or a quotation mark."""
    start = entity.start_char
    for piece in re.split(r"([\n\r\t“”\"()\[\]|•]+)", entity.text):
        bounds = trimmed(paragraph.text, start, start + len(piece))
        if re.search(r"\w", piece):
            yield bounds
        start += len(piece)


def _is_name(name: str, type_: EntityType, entity: Entity, common: Counter[str], role: Role) -> bool:
    words = name.split()
    if (
        len(name) < 2
        or len(words) > 10
        or not re.search(r"[^\W\d_]", name)
        or re.search(r"https?:|@|\.(?:com|org|net)\b", name)
    ):
        return False
    if not name[0].isupper() and not name[0].isdigit():
        return False
    if name.casefold().rstrip(".") in NOT_NAMES:
        return False
    if type_ is EntityType.PERSON:
        return _is_person(words, entity, common)
    if len(words) == 1 and common[name.casefold()]:
        return name.isupper()
    return role is not Role.HEADLINE or name.isupper() or _any(words, common)


def _any(words: list[str], common: Counter[str]) -> bool:
    return not all(common[word.casefold()] for word in words)


def _is_person(words: list[str], entity: Entity, common: Counter[str]) -> bool:
    if len(words) > LONGEST_PERSON or any(character.isdigit() for word in words for character in word):
        return False
    if not all(word[0].isupper() or word.casefold() in PARTICLES for word in words):
        return False
    if common[words[-1].casefold()] or all(
        word.isupper() and len(word) > 2 for word in words
    ):  # a common word; a dateline's capitals
        return False
    return len(words) > 1 or _is_noun_like(entity.root)


def _is_noun_like(token: Token) -> bool:
    return token.pos_ in {"PROPN", "NOUN"} or token.dep_ in {"nsubj", "nsubjpass", "poss", "pobj", "dobj", "appos"}
