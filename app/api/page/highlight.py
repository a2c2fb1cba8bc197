"""A text with marks as HTML: what overlaps is split, what lies within nested; stripping the tags gives back the exact text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup, escape

from app.answers.models import Segment
from app.api.page.marks import Mark


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A segment as HTML; ``gap`` is the white space between it and the one before."""

    role: str
    reason: str
    gap: Markup
    html: Markup


@dataclass(frozen=True, slots=True)
class Layer:
    """A mark around one run of text: as a link, where it is the innermost that leads somewhere, or else as a plain span."""

    mark: Mark
    link: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """The part of the text that is written at once; marks that begin before ``since`` or end after ``until`` are in others."""

    start: int
    end: int
    since: int
    until: int


def characters(text: str) -> Markup:
    """Text as HTML that a browser reads back code point by code point.

    A carriage return is written as a reference, since parsers turn it into a line feed; NUL, which HTML cannot hold, is shown
    as U+FFFD, so that offsets hold.
    """
    return Markup(str(escape(text)).replace("\r", "&#13;").replace("\0", "\ufffd"))  # noqa: S704 - escaped right here


def paragraphs(text: str, segments: Sequence[Segment], marks: Iterable[Mark]) -> list[Paragraph]:
    """The text segment by segment, each with the marks that fall into it; a text without segments is one paragraph."""
    known = list(segments) or [Segment(start=0, end=len(text), role="body", reason="")]
    ordered = sorted(marks, key=lambda mark: (mark.start, -mark.end))
    starts = [mark.start for mark in ordered]
    longest = max((mark.end - mark.start for mark in ordered), default=0)
    found, before = [], 0
    for segment, following in pairwise([*known, None]):
        assert segment is not None
        until = following.start if following else len(text)
        near = ordered[bisect_left(starts, segment.start - longest) : bisect_right(starts, segment.end)]
        html = written(text, near, Stretch(segment.start, segment.end, before, until))
        found.append(Paragraph(segment.role, segment.reason, characters(text[before : segment.start]), html))
        before = segment.end
    tail = characters(text[before:])
    return [*found, Paragraph("body", "", tail, Markup(""))] if tail else found


def written(text: str, marks: Iterable[Mark], stretch: Stretch) -> Markup:
    """One stretch of the text as HTML, with the marks in it."""
    html: list[str] = []
    named: set[str] = set()
    opened: list[Layer] = []
    for left, right, layers in runs(marks, stretch):
        kept = _shared(opened, layers)
        html += [_closing(layer, left, stretch) for layer in reversed(opened[kept:])]
        html += [_opening(layer, left, stretch, named) for layer in layers[kept:]]
        html.append(str(characters(text[left:right])))
        opened = layers
    html += [_closing(layer, stretch.end, stretch) for layer in reversed(opened)]
    return Markup("".join(html))  # noqa: S704 - made of our own tags and of what ``characters`` and ``escape`` give


def runs(marks: Iterable[Mark], stretch: Stretch) -> Iterator[tuple[int, int, list[Layer]]]:
    """The stretch cut wherever a mark begins or ends: start, end and the marks over it, the outermost first."""
    within = [mark for mark in marks if mark.start < stretch.end and mark.end > stretch.start]
    cuts = {stretch.start, stretch.end}
    for mark in within:
        cuts |= {max(mark.start, stretch.start), min(mark.end, stretch.end)}
    for left, right in pairwise(sorted(cuts)):
        yield left, right, _layers([mark for mark in within if mark.start <= left and mark.end >= right])


def _layers(covering: list[Mark]) -> list[Layer]:
    """The marks over a run. Links cannot hold links, so the shortest one alone is a link, inside everything else."""
    links = [mark for mark in covering if mark.href]
    innermost = min(links, key=lambda mark: mark.end - mark.start, default=None)
    spans = [Layer(mark, link=False) for mark in covering if mark is not innermost]
    return spans + ([Layer(innermost, link=True)] if innermost else [])


def _shared(opened: Sequence[Layer], wanted: Sequence[Layer]) -> int:
    """How many of the open layers go on."""
    count = 0
    for one, other in zip(opened, wanted, strict=False):
        if one != other:
            break
        count += 1
    return count


def _opening(layer: Layer, at: int, stretch: Stretch, named: set[str]) -> str:
    """The start tag; the first that is written of a passage carries its id."""
    mark = layer.mark
    attributes = {"class": mark.look, "data-at": mark.key}
    if max(mark.start, stretch.start) == at and mark.start >= stretch.since and mark.key not in named:
        named.add(mark.key)
        attributes["id"] = f"passage-{mark.key}"
    if mark.said:
        attributes["data-said"] = " ".join(map(str, mark.said))
    if mark.title:
        attributes["title"] = mark.title
    if layer.link and mark.href:
        attributes["href"] = mark.href
    written_out = "".join(f' {name}="{escape(value)}"' for name, value in attributes.items())
    return f"<{_tag(layer)}{written_out}>"


def _closing(layer: Layer, at: int, stretch: Stretch) -> str:
    """The end tag; where the content of an attribution ends, with a reference to it, which holds no text."""
    mark, last = layer.mark, min(layer.mark.end, stretch.end)
    if mark.number is None or at < last or mark.end > stretch.until:
        return f"</{_tag(layer)}>"
    number = mark.number
    reference = f'<a class="note" href="#said-{number}" data-n="{number}" aria-label="{number}: who says this"></a>'
    return f"{reference}</{_tag(layer)}>"


def _tag(layer: Layer) -> str:
    return "a" if layer.link else "span"
