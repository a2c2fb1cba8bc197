"""Acronyms: where they are defined in brackets, and which full names of the document their letters fit.

The search for the definition goes back from the bracket as in Schwartz and Hearst, "A simple algorithm for identifying abbreviation
definitions" (2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from app.extraction.candidate import Candidate, Rank
from app.extraction.paragraph import Paragraph
from app.model.extraction import EntityType, Form
from app.model.text import Span

ACRONYM = re.compile(r"\b[A-Z][A-Za-z&]{0,5}[A-Z]\b(?!-\d)")
BRACKETED = re.compile(r"\(\s*(?:the\s+|or\s+|“|\")?(?P<acronym>[A-Z][A-Za-z&.]{0,7}[A-Z])s?(?:”|\")?\s*\)")
SMALL = frozenset("a an and at by for from in of on or the to with".split())
WORD = re.compile(r"[^\W_]+(?:[’'][^\W_]+)*")


def fits(acronym: str, name: str) -> bool:
    """Whether the letters of ``acronym`` are the initials of the words of ``name``, small words being free to count or not."""
    letters = re.sub(r"[^A-Za-z]", "", acronym).casefold()
    words = [word.casefold() for word in WORD.findall(re.sub(r"['’]s\b", "", name))]
    return len(letters) >= 2 and _initials(letters, words)


def _initials(letters: str, words: Sequence[str]) -> bool:
    if not letters or not words:
        return not letters and all(word in SMALL for word in words)
    if words[0][0] == letters[0] and _initials(letters[1:], words[1:]):
        return True
    return words[0] in SMALL and _initials(letters, words[1:])


def find_definitions(paragraphs: Sequence[Paragraph], named: Iterable[Candidate]) -> list[Candidate]:
    """Acronyms in brackets behind the name that they stand for, and that name: ``Border Review Office (BRO)``."""
    known = {candidate.span.end: candidate for candidate in named}
    return [c for paragraph in paragraphs for c in _defined_in(paragraph, known)]


def _defined_in(paragraph: Paragraph, known: dict[int, Candidate]) -> Iterator[Candidate]:
    for match in BRACKETED.finditer(paragraph.text):
        acronym = match.group("acronym")
        end = len(paragraph.text[: match.start()].rstrip(' ,“”"'))
        start = _name_start(paragraph.text[:end], acronym)
        if start is None:
            continue
        span = paragraph.span(start, end)
        before = known.get(span.end)
        like = before if before and before.span == span else None
        type_ = before.type if before else EntityType.ORGANIZATION
        full = like or Candidate(span, type_, Form.NAME, Rank.DEFINITION)
        place = paragraph.span(match.start("acronym"), match.end("acronym"))
        yield replace(full, rank=Rank.DEFINITION)
        yield Candidate(place, full.type, Form.ACRONYM, Rank.DEFINITION, authority=full.authority, expands=span)


def _name_start(before: str, acronym: str) -> int | None:
    """Where the shortest stretch at the end of ``before`` begins whose initials are the acronym; it begins with a capital."""
    words = list(WORD.finditer(before))
    for word in reversed(words[-(len(acronym) * 2 + 2) :]):
        if word.group()[0].isupper() and word.group().casefold() not in SMALL and fits(acronym, before[word.start() :]):
            return word.start()
    return None


def find_uses(paragraphs: Sequence[Paragraph], named: Sequence[Candidate]) -> list[Candidate]:
    """Bare acronyms that the document defines, or that fit one full name in it; a definition in the document beats an authority."""
    defined = [c for c in named if c.form is Form.ACRONYM and c.expands]
    texts = {p.offset: p for p in paragraphs}
    found = []
    for paragraph in texts.values():
        for match in ACRONYM.finditer(paragraph.text):
            span = paragraph.span(*match.span())
            if use := _use(match.group(), span, defined, named, paragraphs):
                found.append(use)
    return found


def _use(
    acronym: str, span: Span, defined: Sequence[Candidate], named: Sequence[Candidate], paragraphs: Sequence[Paragraph]
) -> Candidate | None:
    meant = [c for c in defined if _text(paragraphs, c.span) == acronym]
    if meant:
        before = [c for c in meant if c.span.start <= span.start] or meant[:1]
        chosen = before[-1]
        return Candidate(span, chosen.type, Form.ACRONYM, Rank.DEFINITION, authority=chosen.authority, expands=chosen.expands)
    full = [
        c for c in named if c.form is Form.NAME and len(c.span) > 2 * len(span) and fits(acronym, _text(paragraphs, c.span))
    ]
    if full and len({_text(paragraphs, c.span).casefold() for c in full}) == 1:
        return Candidate(span, full[0].type, Form.ACRONYM, Rank.PATTERN, authority=full[0].authority, expands=full[0].span)
    return None


def _text(paragraphs: Sequence[Paragraph], span: Span) -> str:
    for paragraph in paragraphs:
        if paragraph.offset <= span.start < paragraph.offset + len(paragraph.text):
            return paragraph.text[span.start - paragraph.offset : span.end - paragraph.offset]
    return ""
