"""From what a model told to what the text says: every string found word for word near the others, or left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import chain

from app.extraction.attributions.found import FoundAttribution
from app.extraction.attributions.quotations import find_quotations
from app.extraction.attributions.styles import snapped, style_of
from app.extraction.llm.pieces import Piece
from app.extraction.llm.told import Told
from app.extraction.llm.words import Words
from app.model.extraction import Style
from app.model.text import Span

REACH = 2
"""Paragraphs that source, cue and content may be apart; farther, the same words are others."""

Places = tuple[Span, ...]


def gap(one: Span, other: Span) -> int:
    """Code points between two spans; 0 where they touch or overlap."""
    return max(0, other.start - one.end, one.start - other.end)


def nearest(places: Sequence[Span], to: Span) -> Span:
    """The place with the least text in between, the first of equals."""
    return min(places, key=lambda place: (gap(place, to), place.start))


class Ground:
    """One piece of a document's text, in which what a model told about it must be found."""

    def __init__(self, text: str, piece: Piece) -> None:
        self._words = Words(text, piece.parts)
        self._starts = [part.start for part in piece.parts]
        self._quotations = tuple(
            Span(part.start + quotation.start, part.start + quotation.end)
            for part in piece.parts
            for quotation in find_quotations(part.of(text))
        )

    def found(self, told: Told) -> FoundAttribution | None:
        """The attribution as spans of the text; ``None`` unless all its content and the source that it names are found.

        Without its source, or without quotation marks, it needs its cue. Else a cue that is not found is left out alone, as a
        *via* always is.
        """
        pieces = [self._words.places(words) for words in told.content]
        source = self._words.places(told.source) if told.source else ()
        cue = self._words.places(told.cue) if told.cue else ()
        if not pieces or not all(pieces) or (told.source and not source):
            return None
        content = self._content(pieces, [source, cue])
        return self._framed(content, source, cue, told) if content else None

    def _content(self, pieces: Sequence[Places], frame: Sequence[Places]) -> tuple[Span, ...]:
        """The places of the content that lie nearest to each other and to source and cue; none where they are too far apart."""
        rarest = min(pieces, key=lambda places: (len(places), -len(places[0])))
        parts = [places for places in (*pieces, *frame) if places]
        anchor = min(rarest, key=lambda place: (sum(gap(nearest(places, place), place) for places in parts), place.start))
        content = {nearest(places, anchor) for places in pieces}
        return snapped(sorted(content), self._quotations) if all(self._near(span, anchor) for span in content) else ()

    def _framed(self, content: tuple[Span, ...], source: Places, cue: Places, told: Told) -> FoundAttribution | None:
        """With source and cue, which are not within the content."""
        cue_span = self._beside(cue, content[0], content)
        taken = content if cue_span is None else (*content, cue_span)
        source_span = self._beside(source, cue_span or content[0], taken)
        style = style_of(content, self._quotations)
        if (source_span is None and told.source) or (cue_span is None and (source_span is None or style is Style.INDIRECT)):
            return None
        via = (self._beside(self._words.places(words), content[0], (source_span or content[0],)) for words in told.via)
        kept = tuple(dict.fromkeys(span for span in via if span is not None))
        return FoundAttribution(content, style, source_span, cue_span, kept)

    def _beside(self, places: Places, to: Span, taken: Sequence[Span]) -> Span | None:
        """The nearest place that is within reach and shares nothing with what is taken."""
        free = [place for place in places if self._near(place, to) and not any(map(place.overlaps, taken))]
        return nearest(free, to) if free else None

    def _near(self, one: Span, other: Span) -> bool:
        return abs(bisect_right(self._starts, one.start) - bisect_right(self._starts, other.start)) <= REACH


def all_found(text: str, pieces: Sequence[Piece], told: Sequence[Sequence[Told]]) -> tuple[FoundAttribution, ...]:
    """What is found of what was told about each piece, in order, each once."""
    grounds = (Ground(text, piece) for piece in pieces)
    found = chain.from_iterable(map(ground.found, each) for ground, each in zip(grounds, told, strict=True))
    return tuple(dict.fromkeys(each for each in found if each is not None))
