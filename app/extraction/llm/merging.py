"""One rule for what the rules found and what a language model found: the model adds, and changes nothing that is there.

An attribution whose content shares words with one that is there already is the same one: it adds a source where there is none,
and a *via* where there is none and both name the same source. Any other is added. The outlet's own statement stands only
as long as nobody is found who said it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.model.extraction import Attribution, Style
from app.model.text import Span

MOST_OF_IT = 0.5
"""Share of the outlet's own statement from which it is somebody else's."""


def merged(known: Sequence[Attribution], found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """All attributions, in the order of the text."""
    result = list(known)
    for attribution in found:
        place = _same(result, attribution)
        if place is None:
            result = [each for each in result if not _is_taken_over(each, attribution)]
            result.append(attribution)
        else:
            result[place] = _completed(result[place], attribution)
    return tuple(sorted(result, key=lambda each: (each.content[0], each.source or each.content[0])))


def shared(one: Sequence[Span], other: Sequence[Span]) -> int:
    """Code points that both contents have."""
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)


def _same(known: Sequence[Attribution], found: Attribution) -> int | None:
    """The place of the one that shares most with what is found; what the outlet itself states is nobody's attribution."""
    sizes = [0 if each.style is Style.ASSERTED else shared(each.content, found.content) for each in known]
    best = max(range(len(sizes)), key=sizes.__getitem__, default=None)
    return best if best is not None and sizes[best] else None


def _is_taken_over(known: Attribution, found: Attribution) -> bool:
    size = sum(map(len, known.content))
    return known.style is Style.ASSERTED and shared(known.content, found.content) >= MOST_OF_IT * size


def _completed(known: Attribution, found: Attribution) -> Attribution:
    """What is known, with source and *via* of what is found where it has none."""
    if known.source is None and found.source is not None and not shared(known.content, [found.source]):
        cue = known.cue or found.cue
        known = replace(known, source=found.source, speaker=found.speaker, source_kind=found.source_kind, cue=cue)
    agreed = known.source is not None and found.source is not None and known.source.overlaps(found.source)
    if agreed and not known.via:
        return replace(known, via=tuple(place for place in found.via if place not in (known.speaker, *known.basis)))
    return known
