"""Further places of names that were found once: the model finds a name in one sentence and misses it in the next.

It may find a part of it there, too; then the whole name goes before the parts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from app.extraction.candidate import Candidate, Places, Rank
from app.extraction.paragraph import Layout, Paragraph
from app.extraction.places import is_place
from app.model.document import Role
from app.model.extraction import EntityType, Form
from app.model.text import Span

SHORTEST_SURNAME = 4
SUFFIX = re.compile(r",? (?:Jr|Sr|II|III|IV)\.?$")


def find_repeats(paragraphs: Sequence[Paragraph], named: Sequence[Candidate]) -> list[Candidate]:
    """Other places of the names in ``named`` that have two words or more, and of the surnames of persons among them."""
    known = dict(_repeatable(Layout(paragraphs), named))
    if not known:
        return []
    taken = Places(named)
    longest_first = sorted(known, key=len, reverse=True)
    pattern = re.compile(r"(?<![\w’'-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w-])")
    return [
        Candidate(span, known[match.group()], Form.NAME, Rank.MODEL)
        for paragraph in paragraphs
        for match in pattern.finditer(paragraph.text)
        if not _within_longer_name(paragraph, match)
        if _only_parts(taken.overlapping(span := paragraph.span(*match.span())), span)
    ]


def _only_parts(found: Iterable[Candidate], span: Span) -> bool:
    """Whether nothing was found at a place of the name but parts of it."""
    return all(each.rank is Rank.MODEL and each.span != span and span.contains(each.span) for each in found)


def _repeatable(layout: Layout, named: Sequence[Candidate]) -> Iterator[tuple[str, EntityType]]:
    for candidate in named:
        name = layout.words(candidate.span)
        if candidate.form is not Form.NAME or candidate.rank is not Rank.MODEL or " " not in name:
            continue
        yield name, candidate.type
        surname = SUFFIX.sub("", name).rsplit(" ", 1)[-1]
        if candidate.type is EntityType.PERSON and len(surname) >= SHORTEST_SURNAME and not is_place(surname):
            yield surname, candidate.type


def _within_longer_name(paragraph: Paragraph, match: re.Match[str]) -> bool:
    """Whether capitalised words beside it make it part of another name, or a headline's capitals tell nothing."""
    if " " in match.group():
        return False
    before, after = paragraph.text[: match.start()], paragraph.text[match.end() :]
    beside = re.match(r"\s(?:[A-Z]\w|&)", after) or re.search(r"\b(?:[A-Z]\w+|[A-Z]\.)\s$", before)
    return bool(beside) or paragraph.role is Role.HEADLINE
