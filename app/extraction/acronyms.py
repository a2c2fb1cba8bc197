"""Acronyms: where they are defined in brackets, and which full names of the document their letters fit.

The search for the definition goes back from the bracket as in Schwartz and Hearst, "A simple algorithm for identifying
abbreviation definitions" (2003).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from itertools import islice

from app.extraction.candidate import Candidate, Rank
from app.extraction.paragraph import Layout, Paragraph
from app.model.extraction import EntityType, Form
from app.model.text import Span

ACRONYM = re.compile(r"\b[A-Z][A-Za-z&]{0,5}[A-Z]\b(?!-\d)")
BRACKETED = re.compile(r"\(\s*(?:the\s+|or\s+|“|\")?(?P<acronym>[A-Z][A-Za-z&.]{0,7}[A-Z])s?(?:”|\")?\s*\)")
EXPLAINED = re.compile(r"\b(?P<acronym>[A-Z]{2,7})\s+(?:is|means|stands\s+for)\s+(?:the\s+)?(?=[A-Z])")
SHORTEST_OF_PLACE = 3
"""Letters of an acronym that may leave out the place with which the full name begins."""

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
    known: dict[int, list[Candidate]] = defaultdict(list)
    for candidate in sorted(named, key=lambda c: (len(c.span), c.rank)):
        known[candidate.span.end].append(candidate)
    return [c for paragraph in paragraphs for find in (_bracketed, _explained) for c in find(paragraph, known)]


def _bracketed(paragraph: Paragraph, known: dict[int, list[Candidate]]) -> Iterator[Candidate]:
    for match in BRACKETED.finditer(paragraph.text):
        acronym = match.group("acronym")
        end = len(paragraph.text[: match.start()].rstrip(' ,“”"'))
        start = _name_start(paragraph.text[:end], acronym)
        if start is None:
            continue
        yield from _defined(paragraph, known, (start, end), match.span("acronym"))


def _explained(paragraph: Paragraph, known: dict[int, list[Candidate]]) -> Iterator[Candidate]:
    """ "BRO stands for Border Review Office": the shortest run of words behind it that the letters fit."""
    for match in EXPLAINED.finditer(paragraph.text):
        start = match.end()
        for word in islice(WORD.finditer(paragraph.text, start), 2 * len(match.group("acronym")) + 2):
            if word.group()[0].isupper() and fits(match.group("acronym"), paragraph.text[start : word.end()]):
                yield from _defined(paragraph, known, (start, word.end()), match.span("acronym"))
                break


def _defined(
    paragraph: Paragraph, known: dict[int, list[Candidate]], name: tuple[int, int], acronym: tuple[int, int]
) -> Iterator[Candidate]:
    """The full name, as what a better finder has found there if one has, and the acronym that expands to it."""
    span = paragraph.span(*name)
    before = known.get(span.end, [])
    exact = [candidate for candidate in before if candidate.span == span]
    longer = [candidate for candidate in before if candidate.rank < Rank.MODEL and candidate.span.contains(span)]
    whole = [candidate for candidate in longer if candidate.rank is Rank.PATTERN and candidate.span != span]
    known_as = [candidate for candidate in exact if candidate.rank < Rank.PATTERN]
    same = next(iter(known_as or whole or exact or longer), None)
    type_ = (same or next(iter(before), None) or Candidate(span, EntityType.ORGANIZATION, Form.NAME, Rank.MODEL)).type
    full = replace(same, rank=Rank.DEFINITION) if same else Candidate(span, type_, Form.NAME, Rank.DEFINITION)
    yield full
    yield Candidate(
        paragraph.span(*acronym),
        type_,
        Form.ACRONYM,
        Rank.DEFINITION,
        authority=full.authority,
        canonical=full.canonical,
        expands=full.span,
    )


def _name_start(before: str, acronym: str) -> int | None:
    """Where the shortest stretch at the end of ``before`` begins whose initials are the acronym; it begins with a capital."""
    words = list(WORD.finditer(before))
    for word in reversed(words[-(len(acronym) * 2 + 2) :]):
        if word.group()[0].isupper() and word.group().casefold() not in SMALL and fits(acronym, before[word.start() :]):
            return word.start()
    return None


def find_uses(paragraphs: Sequence[Paragraph], named: Sequence[Candidate]) -> list[Candidate]:
    """Bare acronyms that the document defines, or that fit one full name in it; a definition here beats an authority."""
    layout = Layout(paragraphs)
    defined: dict[str, list[Candidate]] = defaultdict(list)
    full: dict[str, Candidate] = {}
    for candidate in named:
        if candidate.form is Form.ACRONYM and candidate.expands:
            defined[layout.words(candidate.span)].append(candidate)
        elif candidate.form is Form.NAME:
            full.setdefault(layout.words(candidate.span).casefold(), candidate)
    fitting = cache(partial(_fitting, full))
    uses = (
        _use(paragraph.span(*match.span()), defined.get(match.group()), fitting(match.group()))
        for paragraph in paragraphs
        for match in ACRONYM.finditer(paragraph.text)
    )
    return [use for use in uses if use is not None]


def _fitting(full: Mapping[str, Candidate], acronym: str) -> Candidate | None:
    """The one full name of the document that an acronym fits; none where it fits several."""
    long = {name: candidate for name, candidate in full.items() if len(name) > 2 * len(acronym)}
    found = [candidate for name, candidate in long.items() if fits(acronym, name)]
    if not found and len(acronym) >= SHORTEST_OF_PLACE:
        bodies = {name: each for name, each in long.items() if each.type in (EntityType.AGENCY, EntityType.ORGANIZATION)}
        found = [candidate for name, candidate in bodies.items() if any(fits(acronym, part) for part in _without_place(name))]
    return found[0] if len(found) == 1 else None


def _without_place(name: str) -> list[str]:
    """A body's name without the one or two words that begin it, which may be its place's: "DPS" of Texas."""
    words = name.split()
    return [" ".join(words[cut:]) for cut in (1, 2) if len(words) - cut >= SHORTEST_OF_PLACE]


def _use(span: Span, meant: Sequence[Candidate] | None, fitting: Candidate | None) -> Candidate | None:
    if meant:
        before = [candidate for candidate in meant if candidate.span.start <= span.start]
        return replace((before or meant[:1])[-1], span=span)
    if fitting is None:
        return None
    return replace(fitting, span=span, form=Form.ACRONYM, rank=Rank.PATTERN, owner=None, expands=fitting.span)
