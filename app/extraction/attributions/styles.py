"""Content and quotation marks: where a content ends, and whether it is in the source's own words."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from app.model.extraction import Style
from app.model.text import Span


def snapped(content: Sequence[Span], quotations: Sequence[Span]) -> tuple[Span, ...]:
    """The content without half a quotation: one that is mostly inside is taken whole, with its marks."""
    spans: list[Span] = []
    for span in sorted(content):
        start, end = span.start, span.end
        for quotation in quotations:
            shared = min(end, quotation.end) - max(start, quotation.start)
            if shared > 0 and (shared * 2 >= len(quotation) or quotation.start <= start < end <= quotation.end):
                start, end = min(start, quotation.start), max(end, quotation.end)
        if spans and start <= spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def style_of(content: Sequence[Span], quotations: Sequence[Span], terms: Collection[Span] = ()) -> Style:
    """Direct when all pieces are quotations, mixed when some words are quoted, else indirect.

    ``terms`` are those quotations of a single word: within other words such marks hold a term at a distance, and quote nobody.
    """
    inside = [quotation for quotation in quotations if any(span.overlaps(quotation) for span in content)]
    if not inside:
        return Style.INDIRECT
    direct = all(
        any(quotation.start <= span.start + 1 and span.end <= quotation.end + 1 for quotation in inside) for span in content
    )
    if direct:
        return Style.DIRECT
    return Style.MIXED if any(quotation not in terms for quotation in inside) else Style.INDIRECT
