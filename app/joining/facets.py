"""What an attribution says, as far as joining compares it: words, entities, numbers, times, whether it is so.

Words that name entities are replaced by the entities; numbers and times are kept apart from the words. All is a function of one
document and the ids of its entities.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from app.joining.words import telling, word
from app.linking.identity import claim_keys, normal_words
from app.model.extraction import Attribution, ClaimKind, CueKind, EntityType, Extraction, Period, Quantity, Style
from app.model.resolution import Resolution, Strength
from app.model.text import Span

ENTITY = "@"
"""First character of a token that stands for an entity."""

ENTITY_WEIGHT = 1.1
"""How much an entity tells: more than any word."""

MONTH = len("2018-01")
ACT = 2
"""So many telling words before a number say what is done with what it counts."""

CLAUSE = re.compile(r"[,;:—–()“”\"]|\b(?:and|but|which|who|that)\b")
PROSPECTIVE = re.compile(
    r"\b(?:will|would|shall|may|might|could|plans?|planned|threatens?|threatened|intends?|vows?|vowed)\b", re.I
)
"""Words for what is not done yet."""

SHARES = frozenset({"percent", "share"})
"""Units of numbers that are parts of what is counted: "33 percent of payments"."""

_OF = r"(?:(?:the|all|its|their|those|these)\s+)"
_WHOLE = (
    r"(?P<whole>[\w’'-]+(?:\s+[\w’'-]+)*?)(?=\s+(?:in|of|at|on|from|for|by|to|that|who|which|with|under|\w+ed|taken|held|made|sent|given"
    r"|found|seen|paid|built|kept|left)\b|[,;]|$)"
)
PART_OF = re.compile(rf"(?:of\s+)?{_OF}*{_WHOLE}")
"""The noun of which a number is a share; what narrows that follows."""

OF_THESE = re.compile(rf"(?:that\s+)?of\s+{_OF}{_WHOLE}", re.I)
"""The same in front: "of the payments in Arden, 33 percent"."""

BEFORE_TIME = re.compile(
    r"(?:\b(?:over|in|during|for|throughout|from|since|within|the|whole|entire|all|course|period|span|of)\s+)+$", re.I
)
"""Words that belong to the time that they stand before."""

ANYTHING = frozenset({"case", "cases", "instance", "instances", "time", "times", "occasions"})
"""What is counted "in 54 percent of cases" is told elsewhere."""

KINDS_OF_WISH = frozenset({ClaimKind.RECOMMENDATION, ClaimKind.ORDER})
DEMANDS = frozenset({CueKind.ASK, CueKind.ORDER})
"""Kinds of claims and of cues that say what shall be, and not what is."""

NAME = re.compile(r"\b[A-Z][\w’'-]*(?:\s+[A-Z][\w’'-]*)*")
"""Names in what narrows a number: they are compared as entities."""

PLAIN = frozenset({EntityType.GROUP})
"""Types of entity that are compared by their words: "675 jurisdictions" are no one body."""


@dataclass(frozen=True, slots=True)
class Measure:
    """A number in a claim, without its place: what is compared of a ``Quantity``.

    ``counted`` are the telling words of the unit, ``restriction`` those that narrow it; ``written`` and ``narrowed`` are the
    words of the number and of what narrows it as they stand. ``act`` are the telling words before it, which say what is done
    with what is counted, ``acted`` the words from the first of them on; ``prospective`` is whether that is yet to come.
    ``share`` is whether the number is a part of what is counted.
    """

    value: float | None
    lower: float | None
    upper: float | None
    counted: tuple[str, ...]
    comparator: str
    approximate: bool
    hedge: str | None
    restriction: tuple[str, ...]
    period: tuple[str | None, str | None] | None
    written: str
    narrowed: str = ""
    act: tuple[str, ...] = ()
    acted: str = ""
    prospective: bool = False
    share: bool = False


@dataclass(frozen=True, slots=True)
class Facets:
    """What one attribution says.

    ``key`` is the claim's key by its words alone. ``words`` are tokens in their order, each once; those that begin with ``@``
    stand for entities. ``context`` are the entities that say it. ``wish`` is whether it says what shall be. ``published`` is
    the month of publication, where it is known.
    ``together`` and ``apart`` are the numbers of people's decisions that make it one claim with others, or keep it from them.
    """

    key: str
    words: tuple[str, ...]
    context: tuple[str, ...]
    measures: tuple[Measure, ...]
    wish: bool
    polarity: str | None
    period: tuple[str | None, str | None] | None
    published: str | None = None
    together: tuple[int, ...] = ()
    apart: int | None = None


def facets(resolution: Resolution, entities: Sequence[str]) -> tuple[Facets, ...]:
    """The facets of each attribution of a document; ``entities`` are the ids of the resolution's entities."""
    reader = _Reader(resolution, entities)
    return tuple(reader.read(place) for place in range(len(resolution.extraction.attributions)))


class _Reader:
    """Reads the attributions of one document."""

    def __init__(self, resolution: Resolution, entities: Sequence[str]) -> None:
        self._resolution, self._entities = resolution, entities
        self._text = resolution.document.text
        self._found: Extraction = resolution.extraction
        self._times = {each.span for each in self._found.times}
        self._named = sorted(self._names(), key=lambda pair: pair[0])
        self._starts = [span.start for span, _ in self._named]
        self._keys = claim_keys(resolution, entities)

    def read(self, place: int) -> Facets:
        """The facets of the attribution at a place."""
        attribution = self._found.attributions[place]
        source = self._resolution.sources[place]
        measured = [each for each in self._found.quantities if _within(each.span, attribution.content)]
        return Facets(
            key=self._keys[place],
            words=tuple(dict.fromkeys(self._words(attribution, measured))),
            context=tuple(dict.fromkeys(self._context(attribution, source))),
            measures=tuple(_measure(self._text, each, attribution) for each in measured),
            wish=attribution.kind in KINDS_OF_WISH or attribution.cue_kind in DEMANDS,
            polarity=None if attribution.polarity is None else attribution.polarity.value,
            period=self._period(attribution),
            published=(self._resolution.document.metadata.published or "")[:MONTH] or None,
        )

    def _names(self) -> Iterator[tuple[Span, str]]:
        for mention, referent in zip(self._found.mentions, self._resolution.referents, strict=True):
            if referent is not None and mention.type not in PLAIN:
                yield mention.span, self._token(referent)

    def _token(self, place: int) -> str:
        """An entity that is known in its document only is compared by its name."""
        entity, name = self._resolution.entities[place], normal_words(self._resolution.entities[place].name)
        shared = any(key.strength is not Strength.LOCAL for key in entity.keys)
        return f"{ENTITY}{self._entities[place] if shared else name}|{entity.type}|{name}"

    def _words(self, attribution: Attribution, measured: Sequence[Quantity]) -> Iterator[str]:
        numbers = {each.span: each for each in measured}
        for span in attribution.content:
            marked = [(s, t) for s, t in self._within(span)] + [(s, "") for s in (*numbers, *self._times) if span.contains(s)]
            yield from self._stretch(span, sorted(marked, key=lambda pair: (pair[0].start, -pair[0].end)), numbers)

    def _stretch(self, span: Span, marked: Sequence[tuple[Span, str]], numbers: dict[Span, Quantity]) -> Iterator[str]:
        at = span.start
        for part, token in marked:
            if part.start < at:
                continue
            before = self._text[at : part.start]
            yield from telling(BEFORE_TIME.sub("", before) if part in self._times else before)
            yield from [token] if token else telling(numbers[part].unit or "") if part in numbers else ()
            at = part.end
        yield from telling(self._text[at : span.end])

    def _within(self, span: Span) -> Iterator[tuple[Span, str]]:
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        yield from ((s, token) for s, token in self._named[first:last] if s.end <= span.end)

    def _context(self, attribution: Attribution, source: int | None) -> Iterator[str]:
        if source is not None and attribution.style is not Style.ASSERTED:
            yield self._token(source)
            issuer = self._resolution.entities[source].issuer
            yield from () if issuer is None else (self._token(issuer),)

    def _period(self, attribution: Attribution) -> tuple[str | None, str | None] | None:
        found = [each.period for each in self._found.times if _within(each.span, attribution.content)]
        return _ends(found[0]) if len(found) == 1 else None


def _within(span: Span, content: Sequence[Span]) -> bool:
    return any(part.contains(span) for part in content)


def _ends(period: Period | None) -> tuple[str | None, str | None] | None:
    return None if period is None or (period.start is None and period.end is None) else (period.start, period.end)


def _measure(text: str, quantity: Quantity, attribution: Attribution) -> Measure:
    before = next(text[part.start : quantity.span.start] for part in attribution.content if part.contains(quantity.span))
    clause = CLAUSE.split(before)[-1]
    act = tuple(each for each in telling(clause) if not PROSPECTIVE.fullmatch(each))[-ACT:]
    return Measure(
        value=quantity.value,
        lower=quantity.lower,
        upper=quantity.upper,
        counted=_counted(quantity, before),
        comparator=quantity.comparator.value,
        approximate=quantity.approximate,
        hedge=quantity.hedge,
        restriction=tuple(telling(NAME.sub(" ", quantity.restriction or ""))),
        period=_ends(quantity.period),
        written=" ".join(quantity.span.of(text).split()),
        narrowed=" ".join((quantity.restriction or "").split()),
        act=act,
        acted=" ".join(clause[max(0, clause.casefold().rfind(act[0])) :].split()) if act else "",
        prospective=PROSPECTIVE.search(clause) is not None,
        share=quantity.unit in SHARES,
    )


def _counted(quantity: Quantity, before: str) -> tuple[str, ...]:
    """The telling words of what is counted, or of what a share is a part of, which may stand in front."""
    unit, restriction = quantity.unit or "", quantity.restriction or ""
    if unit not in SHARES:
        return tuple(telling(unit) or [unit.casefold()] if unit else ())
    found = PART_OF.match(restriction) if restriction else OF_THESE.match(before)
    whole = found["whole"] if found else ""
    return () if whole.casefold() in ANYTHING else tuple(telling(NAME.sub(" ", whole)))


def is_entity(token: str) -> bool:
    """Whether a token stands for an entity."""
    return token.startswith(ENTITY)


def is_report(token: str) -> bool:
    """Whether a token stands for a report."""
    return is_entity(token) and token.split("|")[1] == EntityType.REPORT


def entity_of(token: str) -> str:
    """What an entity's token says of who it is; its type and name follow."""
    return token.partition("|")[0]


def name_of(token: str) -> str:
    """The name in an entity's token."""
    return token.split("|")[2]


def month_of(facets: Facets) -> int | None:
    """The month in which something was said, counted from the year 0; ``None`` where it is not known as exactly."""
    published = facets.published
    return 12 * int(published[:4]) + int(published[5:7]) if published and len(published) >= MONTH else None


def same_entity(one: str, other: str) -> bool:
    """Whether two entities' tokens mean one: by id, or by a name that was taken for that of things of two types.

    Two people of one name are two.
    """
    (first, type_, name), (second, other_type, other_name) = one.split("|"), other.split("|")
    return first == second or (name == other_name and type_ != other_type)


def weight(token: str) -> float:
    """How much a token tells: an entity more than any word."""
    return ENTITY_WEIGHT if is_entity(token) else word(token).weight
