"""Where attributions of one claim differ: numbers, what they count, hedges, scope, polarity, dates, acts, words of a quotation.

Two attributions are compared by what they say; what differs is told once for all documents that have the one and the other. A
document that has both does not disagree with itself and stands on neither side.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from app.joining.alike import overlap, strangers, unequal
from app.joining.explaining import ROUNDED, explained
from app.joining.facets import Facets, Measure, is_entity
from app.joining.measures import COUNTED_ALIKE, aligned, equal, rounded
from app.joining.quotations import Change, changed
from app.joining.sayings import Quote, Saying
from app.joining.words import nearness, word
from app.linking.identity import normal_words
from app.model.extraction import Comparator
from app.model.joined import Discrepancy, DiscrepancyKind, Place, Side
from app.model.text import Span

SAME_THING = 0.6
"""How near two nouns must be to name one thing: "homes" and "houses" do, "families" and "children" do not."""

TOLD_BY_BOTH = 0.7
"""How much of what narrows a number the other must tell, too, somewhere: then the other only tells more."""

OF_NUMBERS = frozenset({DiscrepancyKind.QUANTITY, DiscrepancyKind.UNIT, DiscrepancyKind.HEDGE, DiscrepancyKind.SCOPE})

MOST_SIDES = 20
"""Documents that are named for one value of a discrepancy."""

ACTS_ALIKE = 0.4

SAME_WORDS = 0.6
"""How much two must have in common of all their words for a "not" in one of them to say the contrary of the other."""

SAME_WORD, LIGHT = 0.75, 0.5
"""How near two forms of one word are ("lose" and "lost"), and the weight below which words tell little ("been")."""

NEGATION = re.compile(
    r"\b(?:not|no|never|nobody|none|nothing|neither|nor|without|cannot"
    r"|(?:do|does|did|is|are|was|were|has|have|had|wo|would|ca|could|should)n[’' ]?t)\b"
)
"""Words for "no" in the key of a claim, which is its words."""

LEXICAL_NEGATION = re.compile(
    r"un\w{4,}|non\w{4,}|without|neither|never|short|absent|late|free"
    r"|fail|miss|lack|refus|declin|reject|den[iy]|avoid|stop|bar|prevent|block|left|skip|omit|neglect|ignor"
    r"|overdue|overlook|expir|drop|end"
)
"""Beginnings of words that say by themselves that something is not so."""


@dataclass(frozen=True, slots=True)
class Point:
    """One thing in which two sayings differ, with the value, its place and its mark of each."""

    kind: DiscrepancyKind
    values: tuple[str, str]
    places: tuple[Span, Span]
    marks: tuple[str, str]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Pole:
    """A saying on one side of a difference; ``mark`` is the same for values that differ in their writing alone."""

    saying: Saying
    span: Span
    value: str
    mark: str

    @property
    def order(self) -> tuple[bool, str, str, int, int, int, str]:
        """Primary documents first, then by date of publication; no two are alike, be it one number in two contents."""
        outlet, saying = self.saying.outlet, self.saying
        dated = not outlet.primary, outlet.published or "9999", saying.document
        return *dated, self.span.start, self.span.end, saying.place, self.value


def differences(said: Sequence[Saying]) -> list[Discrepancy]:
    """All discrepancies between different documents among the sayings of one claim, in a fixed order."""
    found: dict[tuple[DiscrepancyKind, tuple[str, str], str], tuple[set[Pole], set[Pole]]] = defaultdict(lambda: (set(), set()))
    by_document: dict[str, list[Saying]] = defaultdict(list)
    for saying in said:
        by_document[saying.document].append(saying)
    for here, there in combinations(by_document.values(), 2):
        for one, other, point in _between(here, there):
            first, second = _poles(one, other, point)
            poles = found[point.kind, (first.mark, second.mark), point.note]
            poles[0].add(first)
            poles[1].add(second)
    return [each for key in sorted(found) for each in _told(key[0], *found[key], key[2])]


def _between(here: Sequence[Saying], there: Sequence[Saying]) -> Iterator[tuple[Saying, Saying, Point]]:
    """In what two documents differ, but for numbers to which the other document has an equal as well."""
    told = {(i, j): list(points(one, other)) for i, one in enumerate(here) for j, other in enumerate(there)}
    agree = {
        (i, j, kind)
        for (i, j), found in told.items()
        if any(aligned(here[i].facets.measures, there[j].facets.measures))
        for kind in OF_NUMBERS - {point.kind for point in found}
    }
    for (i, j), found in told.items():
        for point in found:
            equals = [(i, k, point.kind) for k in range(len(there))] + [(k, j, point.kind) for k in range(len(here))]
            if agree.isdisjoint(equals):
                yield here[i], there[j], point


def _poles(one: Saying, other: Saying, point: Point) -> tuple[Pole, Pole]:
    pair = zip((one, other), point.places, point.values, point.marks, strict=True)
    first, second = sorted((Pole(*each) for each in pair), key=lambda pole: pole.mark)
    return first, second


def _told(kind: DiscrepancyKind, one: set[Pole], other: set[Pole], note: str) -> Iterator[Discrepancy]:
    both = {pole.saying.document for pole in one} & {pole.saying.document for pole in other}
    first, second = (_one_each(pole for pole in poles if pole.saying.document not in both) for poles in (one, other))
    if not first or not second:
        return
    if second[0].order < first[0].order:
        first, second = second, first
    citing = [pole for pole in second if _cites(pole.saying, first[0].saying)]
    if citing:
        yield _discrepancy(kind, first[:1], citing, note, drift=True)
        first, second = (
            [pole for pole in first if not pole.saying.outlet.primary],
            [p for p in second if p not in citing] or second,
        )
    if first:
        yield _discrepancy(kind, first, second, note, drift=False)


def _one_each(poles: Iterable[Pole]) -> list[Pole]:
    """Of each document the first that has the value, in order."""
    chosen: dict[str, Pole] = {}
    for pole in sorted(poles, key=lambda each: each.order):
        chosen.setdefault(pole.saying.document, pole)
    return list(chosen.values())


def _cites(saying: Saying, primary: Saying) -> bool:
    """Whether a document rests on a primary one: it has the claim from its publisher, or names what it is the text of."""
    outlet = primary.outlet
    if not outlet.primary or saying.outlet.primary:
        return False
    known = {entity for entity in (outlet.publisher, outlet.own) if entity}
    return bool(known & {saying.source, saying.origin, *saying.via, *_represented(saying)}) or outlet.own in saying.outlet.named


def _represented(saying: Saying) -> set[str]:
    return {other for speaker, other in saying.outlet.speak_for if speaker in (saying.source, saying.origin)}


def _discrepancy(kind: DiscrepancyKind, one: Sequence[Pole], other: Sequence[Pole], note: str, drift: bool) -> Discrepancy:
    sides = tuple(_side(pole, stance) for stance, poles in enumerate((one, other), start=1) for pole in poles[:MOST_SIDES])
    names = [[pole.saying.outlet.name for pole in poles] for poles in (one, other)]
    values = one[0].value, other[0].value
    return Discrepancy(kind, sides, explained(kind, (names[0], names[1]), values, note, drift), drift)


def _side(pole: Pole, stance: int) -> Side:
    saying = pole.saying
    return Side(Place(saying.document, pole.span), pole.value, saying.place, _whole(saying), stance)


def points(one: Saying, other: Saying) -> Iterator[Point]:
    """In what two sayings differ."""
    for first, second in aligned(one.facets.measures, other.facets.measures):
        spans = _stood(one, first), _stood(other, second)
        yield from _numbers(first, second, spans, (one.facets.words, other.facets.words))
    if _contrary(one.facets, other.facets):
        polarities = one.facets.polarity or "", other.facets.polarity or ""
        yield Point(DiscrepancyKind.POLARITY, polarities, (_whole(one), _whole(other)), polarities)
    yield from _dates(one, other)
    yield from _quotations(one, other)


def _contrary(one: Facets, other: Facets) -> bool:
    """Whether one says that it is not so and the other, in the same words, that it is.

    "Still open" says no more than "not closed", "unreported" no more than "not reported". Who names somebody in what is not so
    whom the other does not know speaks of something else.
    """
    if {one.polarity, other.polarity} != {"positive", "negative"}:
        return False
    positive, negative = (one, other) if one.polarity == "positive" else (other, one)
    if (no := _negations(positive)) and no == _negations(negative):  # another verb of the same words was taken for the main one
        return False
    if strangers(negative, positive) or overlap(one, other).common < SAME_WORDS:
        return False
    stems = {word(each).stem for each in negative.words}
    denied = any(LEXICAL_NEGATION.match(each) and word(each).stem not in stems for each in positive.words)
    return not denied and all(_said(each, positive.words) for each in negative.words)


def _negations(facets: Facets) -> Counter[str]:
    """The words for "no" in what is said."""
    return Counter(NEGATION.findall(facets.key))


def _said(token: str, words: Sequence[str]) -> bool:
    """Whether a word stands in the others, in some form of it; of entities, and of words that tell little, it is not asked."""
    if is_entity(token) or word(token).weight < LIGHT:
        return True
    return any(nearness(token, each) >= SAME_WORD for each in words if not is_entity(each))


def _stood(saying: Saying, measure: Measure) -> Span:
    return Span(*saying.figures[saying.facets.measures.index(measure)])


def _whole(saying: Saying) -> Span:
    return Span(*saying.content[0])


def _numbers(
    one: Measure, other: Measure, spans: tuple[Span, Span], words: tuple[tuple[str, ...], tuple[str, ...]]
) -> Iterator[Point]:
    written = one.written, other.written
    if not equal(one, other):
        yield Point(
            DiscrepancyKind.QUANTITY, written, spans, (_figure(one), _figure(other)), ROUNDED if rounded(one, other) else ""
        )
    if _other_hedge(one, other):
        yield Point(DiscrepancyKind.HEDGE, written, spans, (_hedge(one), _hedge(other)))
    if _other_things(one, other):
        things = (_narrowed(one), _narrowed(other)) if one.share else written
        yield Point(DiscrepancyKind.UNIT, things, spans, (word(one.counted[-1]).stem, word(other.counted[-1]).stem))
    if _other_scope(one, other, words):
        values = _narrowed(one), _narrowed(other)
        yield Point(DiscrepancyKind.SCOPE, values, spans, (" ".join(one.restriction), " ".join(other.restriction)))
    if _other_act(one, other):
        values = f"{one.acted} {one.written}", f"{other.acted} {other.written}"
        yield Point(DiscrepancyKind.ACT, values, spans, (" ".join(one.act), " ".join(other.act)))


def _figure(measure: Measure) -> str:
    return f"{measure.value} {measure.lower} {measure.upper}"


def _hedge(measure: Measure) -> str:
    return f"{measure.comparator} {measure.approximate}"


def _other_hedge(one: Measure, other: Measure) -> bool:
    """Whether the words bound the number in another way; "just under" and "nearly" do not."""
    first, second = one.comparator, other.comparator
    if one.approximate and other.approximate:
        return {first, second} == {Comparator.LESS, Comparator.GREATER}
    if first == second != Comparator.EQUAL:
        return False
    return (first, one.approximate) != (second, other.approximate)


def _other_things(one: Measure, other: Measure) -> bool:
    """Whether the nouns that are counted differ in meaning."""
    if not one.counted or not other.counted:
        return False
    return max(nearness(a, b) for a in one.counted[-1:] for b in other.counted[-1:]) < SAME_THING


def _other_scope(one: Measure, other: Measure, words: tuple[tuple[str, ...], tuple[str, ...]]) -> bool:
    """Whether what narrows each number is nowhere in the other's words; what a share is of, ``_other_things`` compares."""
    if not one.restriction or not other.restriction or one.share:
        return False
    pairs = ((one.restriction, (*other.restriction, *words[1])), (other.restriction, (*one.restriction, *words[0])))
    met = [sum(max(nearness(a, b) for b in there) for a in narrowing) / len(narrowing) for narrowing, there in pairs]
    return min(met) < COUNTED_ALIKE and max(met) < TOLD_BY_BOTH


def _narrowed(measure: Measure) -> str:
    return f"{measure.written} {measure.narrowed}".strip()


def _other_act(one: Measure, other: Measure) -> bool:
    """Whether one tells of what is done and the other of what is yet to come, in other words."""
    if one.prospective == other.prospective or not one.act or not other.act:
        return False
    return all(nearness(a, b) < ACTS_ALIKE for a in one.act for b in other.act)


def _dates(one: Saying, other: Saying) -> Iterator[Point]:
    """Other times of the numbers; without numbers, of contents that tell of one time each."""
    pairs = [(a.period, b.period) for a, b in aligned(one.facets.measures, other.facets.measures)]
    if not one.facets.measures and not other.facets.measures:
        pairs = [(one.facets.period, other.facets.period)]
    for first, second in pairs:
        if first and second and unequal(first, second):
            periods = _period(first), _period(second)
            yield Point(DiscrepancyKind.DATE, periods, (_whole(one), _whole(other)), periods)


def _period(period: tuple[str | None, str | None]) -> str:
    start, end = period
    return start or end or "" if start == end or not (start and end) else f"{start} to {end}"


def _quotations(one: Saying, other: Saying) -> Iterator[Point]:
    for mine in one.quotes:
        for theirs in other.quotes:
            change: Change | None = changed(mine.exact, theirs.exact, whole=mine.whole and theirs.whole)
            if change is not None:
                spans = _part_with(one, mine), _part_with(other, theirs)
                words = normal_words(mine.exact), normal_words(theirs.exact)
                yield Point(DiscrepancyKind.WORDING, (mine.exact, theirs.exact), spans, words, change.value)


def _part_with(saying: Saying, quote: Quote) -> Span:
    """The part of the content in which a quotation stands: that is a passage of the graph."""
    return next(
        span for span in (Span(*part) for part in saying.content) if span.start <= quote.start and quote.end <= span.end
    )
