"""The quantities of a paragraph: an amount, with its hedge, what it counts, what narrows that, and the period it is about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token
from spacy.tokens import Span as Words

from app.extraction.citations import numbered_stretches
from app.extraction.paragraph import Paragraph
from app.extraction.quantities.amount import SHARE, Amount
from app.extraction.quantities.amounts import amounts
from app.extraction.quantities.counted import Counted, thing_counted
from app.extraction.quantities.elided import FATES, counts_unnamed
from app.extraction.quantities.exclusions import counts_nothing, is_no_plural
from app.extraction.quantities.hedges import Hedge, hedge_after, hedge_before
from app.extraction.quantities.restrictions import restriction
from app.extraction.times import find_times
from app.model.extraction import Comparator, Period, Quantity, TimeMention
from app.model.text import Span

_Hedges = tuple[Hedge | None, Hedge | None]
"""The hedges before and after an amount."""

_PLACES = {"over", "under", "above", "below", "around", "near"}
"""Hedges that may as well be prepositions, where nothing is counted: "children under 5"."""

_BEHIND = re.compile(r"\s(?:(?:in|during|for|on|of|from|between|as\sof)\s)?", re.IGNORECASE)
"""What may stand between a quantity and the time that is its own."""

_RATED = re.compile(r"\b(?:per|(?:for|in|out\sof)\s(?:every|each))\s$", re.IGNORECASE)
"""Before a number that only says what another one is a rate of: "6 deaths per 100,000 people"."""


def find_quantities(paragraph: Paragraph, publication: str | None) -> tuple[Quantity, ...]:
    """The quantities of a paragraph, in text order, without overlaps.

    ``publication`` is the date of publication in ISO 8601, as exact as known: periods such as "last year" are counted from it.
    """
    found = amounts(paragraph.text)
    if not found:
        return ()
    times = [_Time(time, paragraph) for time in find_times(paragraph, publication)]
    closed = [*(time.span for time in times), *(Span(*stretch) for stretch in numbered_stretches(paragraph.text))]
    reader = _Reader(paragraph, times, closed)
    quantities = (
        reader.quantity(amount) for amount in found if not _inside(amount, closed) and not _is_rate(paragraph.text, amount)
    )
    return tuple(_apart(quantity for quantity in quantities if quantity))


def _inside(amount: Amount, closed: Sequence[Span]) -> bool:
    return any(amount.start < span.end and span.start < amount.end for span in closed)


def _is_rate(text: str, amount: Amount) -> bool:
    return _RATED.search(text, max(0, amount.start - 16), amount.start) is not None


def _apart(quantities: Iterator[Quantity]) -> Iterator[Quantity]:
    """Those that begin after the one before has ended."""
    end = 0
    for quantity in quantities:
        if quantity.span.start >= end:
            yield quantity
            end = quantity.span.end


class _Time:
    """A time of the paragraph with its offsets and words there."""

    def __init__(self, mention: TimeMention, paragraph: Paragraph) -> None:
        self.period = mention.period
        self.span = mention.span.shifted(-paragraph.offset)
        self.words = words_of(paragraph.doc, self.span.start, self.span.end)


class _Reader:
    """Reads the quantities of one paragraph."""

    def __init__(self, paragraph: Paragraph, times: Sequence[_Time], closed: Sequence[Span]) -> None:
        self.paragraph = paragraph
        self.text = paragraph.text
        self.doc = paragraph.doc
        self.times = times
        self.closed = closed

    def quantity(self, amount: Amount) -> Quantity | None:
        """The quantity of an amount, or ``None`` where the number counts nothing."""
        before, after = hedge_before(self.doc, amount.start), hedge_after(self.text, amount.end)
        if counts_nothing(self.doc, amount, hedged=bool(before or after)):
            return None
        words = words_of(self.doc, amount.start, amount.end)
        counted = self._counted(amount, words, after)
        if not self._is_quantity(amount, counted, (before, after)):
            return None
        end = max(amount.end, after.end if after else 0, counted.end if counted and amount.unit is None else 0)
        after = after or hedge_after(self.text, end)
        return self._quantity(amount, (before, after), counted, max(end, after.end if after else 0))

    def _counted(self, amount: Amount, words: Words, after: Hedge | None) -> Counted | None:
        """What is counted; for a percentage, a share or a sum the noun is only what narrows it."""
        end = max(amount.end, after.end if after else 0)
        start = next((token.i for token in self.doc[words.start :] if token.idx >= end), len(self.doc))
        while start < len(self.doc) and self.doc[start].is_space:
            start += 1
        if amount.measures:
            return None
        if start < len(self.doc) and self.doc[start].lower_ in FATES and self.doc[start].tag_ not in ("NNS", "NNPS"):
            return None
        return thing_counted(self.doc, _number(words), start, part=amount.unit == SHARE)

    def _is_quantity(self, amount: Amount, counted: Counted | None, hedges: _Hedges) -> bool:
        """A number needs a thing counted or a unit, or to stand where things stand."""
        if amount.measures:
            return True
        words = words_of(self.doc, amount.start, amount.end)
        if amount.unit == SHARE:
            return self._is_share(amount, counted, words, any(hedges))
        if counted is not None:
            return any(hedges) or not is_no_plural(counted.head, amount)
        hedged = any(hedge and self.text[hedge.start : hedge.end].lower() not in _PLACES for hedge in hedges)
        return counts_unnamed(self.doc, _number(words), amount, hedged)

    def _is_share(self, amount: Amount, counted: Counted | None, words: Words, hedged: bool) -> bool:
        """A fraction needs the thing it is a part of, or a verb behind it ("nine in 10 said"); a loose one a hedge as well."""
        if counted is not None and (not amount.loose or words[0].lower_.endswith("thirds")):
            return True
        after = [token.pos_ for token in self.doc[words.end : words.end + 2]]
        if not amount.loose and self.text.startswith(" of ", amount.end):
            return after[1:] == ["PRON"]
        return (hedged or not amount.loose) and (not after or after[0] in ("VERB", "AUX", "PUNCT"))

    def _quantity(
        self, amount: Amount, hedges: tuple[Hedge | None, Hedge | None], counted: Counted | None, end: int
    ) -> Quantity:
        known = [hedge for hedge in hedges if hedge]
        bounds = [hedge.comparator for hedge in known if hedge.comparator is not Comparator.EQUAL]
        start = min([amount.start, *(hedge.start for hedge in known)])
        words = words_of(self.doc, amount.start, amount.end)
        head = counted.head if counted else words[-1]
        narrowed = self._restriction(amount, counted, head, end)
        return Quantity(
            span=self.paragraph.span(start, end),
            value=amount.value,
            lower=amount.lower if amount.ranged else None,
            upper=amount.upper if amount.ranged else None,
            unit=amount.unit or (_in_one_line(self.text[counted.start : counted.end]) if counted else None),
            comparator=bounds[0] if bounds else Comparator.EQUAL,
            approximate=any(hedge.approximate for hedge in known),
            hedge=" ".join(self.text[hedge.start : hedge.end].strip("-") for hedge in known) or None,
            restriction=amount.rate or (_in_one_line(self.text[slice(*narrowed)]) if narrowed else None),
            period=self._period(head, end, narrowed),
        )

    def _restriction(self, amount: Amount, counted: Counted | None, head: Token, end: int) -> tuple[int, int] | None:
        """Offsets of what narrows it; for a fraction that is the thing it is a part of, with what narrows that."""
        if amount.unit == SHARE and counted:
            narrowed = restriction(self.doc, counted.head, counted.end, self.closed)
            return counted.start, narrowed[1] if narrowed else counted.end
        return restriction(self.doc, head, end, self.closed)

    def _period(self, head: Token, end: int, narrowed: tuple[int, int] | None) -> Period | None:
        """The period of the time right behind the quantity, of the nearest in its clause, or of one in what narrows it."""
        known = [time for time in self.times if time.period != Period(None, None)]
        stop = narrowed[1] if narrowed else end
        behind = (time for time in known if _BEHIND.fullmatch(self.text, stop, max(stop, time.span.start)))
        near = next(behind, None) or self._nearest(known, head)
        within = (time for time in known if narrowed and narrowed[0] <= time.span.start < narrowed[1])
        time = near or next(within, None)
        return time.period if time else None

    def _nearest(self, known: Sequence[_Time], head: Token) -> _Time | None:
        clause = _clause(head)
        inside = (time for time in known if _clause(time.words.root) == clause)
        return min(inside, key=lambda time: abs(time.words.start - head.i), default=None)


def _in_one_line(words: str) -> str:
    """Words with runs of white space, and spaces that do not break, as one blank."""
    return " ".join(words.split())


def words_of(doc: Doc, start: int, end: int) -> Words:
    """The tokens that a stretch of the paragraph touches."""
    words = doc.char_span(start, end, alignment_mode="expand")
    if words is None:
        raise ValueError(f"no words at {start}-{end} of a text of {len(doc.text)}")
    return words


def _number(words: Words) -> Token:
    """The token that stands for the number in the parse: the one whose head lies outside it."""
    return next((token for token in words if token.head not in words), words[-1])


def _clause(token: Token) -> Token:
    """The verb of the clause, or the sentence's root; infinitives belong to the clause of the verb that governs them."""
    while token.head != token and (
        token.pos_ not in ("VERB", "AUX") or token.dep_ in ("xcomp", "aux", "auxpass", "amod", "compound")
    ):
        token = token.head
    return token
