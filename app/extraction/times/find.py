"""The dates and periods of a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc

from app.extraction.letters import plain_letters
from app.extraction.paragraph import Paragraph
from app.extraction.times import absolute, holidays, partial, parts, relative
from app.extraction.times.calendar import UNKNOWN, Anchor, Tense, runs_backwards
from app.extraction.times.rule import Context, Rule
from app.extraction.times.signs import is_date
from app.extraction.times.tense import tense_around
from app.model.document import Role
from app.model.extraction import Period, TimeMention

_RULES = (*absolute.RULES, *parts.RULES, *partial.RULES, *relative.RULES, *holidays.RULES)
_PART = r"(?:the\s(?:start|beginning|end|close|middle)\sof\s|the\s)?"
"""Before an end of a range: it is as exact as the end itself."""

_FROM = re.compile(rf"\b(?P<word>from|between)\s{_PART}$", re.IGNORECASE)
_TO = re.compile(rf"\s(?:(?:all\sthe\sway\s)?(?:up\s)?(?:through|thru|to|until|till))\s{_PART}|\s?[-–—]\s?", re.IGNORECASE)
_AND = re.compile(rf"\s(?:and|to)\s{_PART}", re.IGNORECASE)
_BEGAN = re.compile(
    rf"\b(?P<word>beg[aiu]n(?:s|ning)?|start(?:s|ed|ing)?|open(?:s|ed|ing)|r[au]n(?:s|ning)?)\s(?:in|on|at|with)\s{_PART}$",
    re.IGNORECASE,
)
_ENDED = re.compile(
    rf",?\s(?:and\s)?(?:end(?:s|ed|ing)?|clos(?:es|ed|ing)|finish(?:es|ed|ing)|stop(?:s|ped|ping))\s(?:in|on|at|with)\s{_PART}",
    re.IGNORECASE,
)
_LISTED = re.compile(r",\s|,?\s(?:and|or)\s", re.IGNORECASE)
_OPEN = re.compile(r"\b(?:ever\s)?(?P<word>since|until|till)\s(?:the\s)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Found:
    """Words that a rule takes for a time; offsets in the paragraph."""

    start: int
    end: int
    rule: Rule
    match: re.Match[str]

    @property
    def year(self) -> int | None:
        """The year that the words give in digits, if they do."""
        year = self.match.groupdict().get("year")
        return int(year) if year and len(year) == 4 else None


def find_times(paragraph: Paragraph, publication: str | None) -> tuple[TimeMention, ...]:
    """The times that a paragraph names, in text order, without overlaps.

    ``publication`` is the date of publication in ISO 8601, as exact as known; without it the words for a relative time are kept
    with an unknown period. Two times that are the ends of a range are one period.
    """
    resolver = _Resolver(paragraph, Anchor.of(publication))
    return tuple(resolver.mentions(_longest(list(_matches(paragraph.text)))))


def _matches(text: str) -> Iterator[_Found]:
    text = plain_letters(text)
    lower = text.lower()
    for rule in (rule for rule in _RULES if rule.may_match(lower)):
        for match in rule.pattern.finditer(text):
            yield _Found(match.start(), match.end(), rule, match)


def _longest(found: Sequence[_Found]) -> list[_Found]:
    """Of overlapping finds the longest; of the same words, the rule that stands first."""
    kept: list[_Found] = []
    for one in sorted(found, key=lambda one: one.start - one.end):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


class _Resolver:
    """Gives the finds of one paragraph their periods."""

    def __init__(self, paragraph: Paragraph, anchor: Anchor | None) -> None:
        self.paragraph = paragraph
        self.text = paragraph.text
        self.doc: Doc = paragraph.doc
        self.anchor = anchor

    def mentions(self, found: Sequence[_Found]) -> Iterator[TimeMention]:
        """The mentions of all finds that are dates; two that are joined into a range make one."""
        place = 0
        while place < len(found):
            one = found[place]
            pair = self._range(one, found[place + 1]) if place + 1 < len(found) else None
            if pair:
                place += 1
                yield pair
            elif not one.rule.bare or self._is_date(one):
                yield self._single(one, self._lent(found[place:]))
            place += 1

    def _is_date(self, one: _Found) -> bool:
        words = self.doc.char_span(one.start, one.end, alignment_mode="expand")
        return words is not None and is_date(words)

    def _period(self, one: _Found, year: int | None = None) -> Period:
        tense = self._tense(one) if one.rule.relative and year is None else Tense.OPEN
        period = one.rule.meaning(one.match, Context(self.anchor, tense, year))
        return UNKNOWN if runs_backwards(period) else period

    def _tense(self, one: _Found) -> Tense:
        """The tense around a find; headlines tell the past in the present tense and so say nothing of it."""
        words = self.doc.char_span(one.start, one.end, alignment_mode="expand")
        if words is None or self.paragraph.role is Role.HEADLINE:
            return Tense.OPEN
        return tense_around(words)

    def _lent(self, found: Sequence[_Found]) -> int | None:
        """The year that a month or day without year takes from the end of its list: "March and April 2019"."""
        for one, other in pairwise(found):
            names = [find.match.groupdict() for find in (one, other)]
            listed = all("month" in each for each in names) and _LISTED.fullmatch(self.text, one.end, other.start)
            if one.year or not listed:
                return None
            if other.year:
                return other.year
        return None

    def _single(self, one: _Found, year: int | None) -> TimeMention:
        """One time, with an open end after "since" or before "until"; ``year`` is the one that its list gives."""
        period, start = self._period(one, year), one.start
        opening = _OPEN.search(self.text, max(0, one.start - 20), one.start)
        if opening:
            start = opening.start()
            period = replace(period, end=None) if opening["word"].lower() == "since" else replace(period, start=None)
        return TimeMention(self.paragraph.span(start, one.end), period, one.rule.relative and year is None)

    def _range(self, one: _Found, other: _Found) -> TimeMention | None:
        """The period from one time to another, if the words between and before say so."""
        opening = self._before(_FROM, one) or self._before(_BEGAN, one)
        if not _joint(opening).fullmatch(self.text, one.end, other.start):
            return None
        start, end = self._ends(one, other)
        if runs_backwards(Period(start.start, end.end)):
            return None
        span = self.paragraph.span(opening.start() if opening else one.start, other.end)
        return TimeMention(span, Period(start.start, end.end), self._depends(one, other))

    def _before(self, opening: re.Pattern[str], one: _Found) -> re.Match[str] | None:
        """The words right before a find, if they open a range."""
        return opening.search(self.text, max(0, one.start - 30), one.start)

    def _ends(self, one: _Found, other: _Found) -> tuple[Period, Period]:
        """Both ends; a month without its year takes the other's, or the year before where it would come after the end."""
        start, end = self._period(one, other.year), self._period(other, one.year)
        if other.year and not one.year and start.start and end.end and start.start > end.end:
            start = self._period(one, other.year - 1)
        return start, end

    def _depends(self, one: _Found, other: _Found) -> bool:
        """Whether the publication's date is needed: not for a month that takes its year from the other end."""
        named = bool(one.year or other.year)
        return any(find.rule.relative and not ("month" in find.match.groupdict() and named) for find in (one, other))


def _joint(opening: re.Match[str] | None) -> re.Pattern[str]:
    """What joins the ends of a range that opens with these words, if any."""
    if opening is None or opening["word"].lower() == "from":
        return _TO
    return _AND if opening["word"].lower() == "between" else _ENDED
