"""What is highlighted in a document's text: mentions, and the contents, sources and cues of attributions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from app.answers.models import Attribution, Mention, Passage, Side, Time
from app.api.page.paths import path_of


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of text with how it is shown; offsets in code points, end exclusive.

    ``href`` makes it a link, ``title`` its tooltip, ``said`` holds the numbers of the attributions that it belongs to,
    ``number`` is that of the attribution whose content ends with it: there the reference to the list beside the text stands.
    """

    start: int
    end: int
    look: str
    href: str | None = None
    title: str | None = None
    said: tuple[int, ...] = ()
    number: int | None = None

    @property
    def key(self) -> str:
        """The name of its passage, as addresses give it (``#passage-10-13``)."""
        return f"{self.start}-{self.end}"


def marks_of(
    mentions: Iterable[Mention],
    attributions: Sequence[Attribution],
    times: Iterable[Time] = (),
    sides: Sequence[Side] = (),
) -> list[Mark]:
    """All marks of a document, so that each of its passages can be reached by its address.

    ``sides`` are those of discrepancies in this document: what their attributions say is marked as differing.
    """
    found = [_mention(mention) for mention in mentions]
    found += _joined(_sayings(attributions, {side.attribution for side in sides}))
    seen = {(mark.start, mark.end) for mark in found}
    others = [number.passage for said in attributions for number in said.quantities] + [time.passage for time in times]
    others += [side.passage for side in sides]
    places = {(place.start, place.end) for place in others} - seen
    return found + [Mark(start, end, "spot") for start, end in sorted(places)]


def _mention(mention: Mention) -> Mark:
    passage, entity = mention.passage, mention.entity
    return Mark(passage.start, passage.end, f"mention {entity.type}", path_of(entity), f"{entity.name} ({entity.type})")


def _sayings(attributions: Sequence[Attribution], differing: Set[str | None]) -> Iterator[tuple[str, Passage, int, bool]]:
    for number, said in enumerate(attributions, start=1):
        look = "said differs" if said.id in differing else "said"
        for place, content in enumerate(said.content, start=1):
            yield look, content, number, place == len(said.content)
        if said.source_passage:
            yield "who", said.source_passage, number, False
        if said.cue:
            yield "cue", said.cue, number, False


def _joined(found: Iterable[tuple[str, Passage, int, bool]]) -> Iterator[Mark]:
    """One mark for each look of a stretch, whatever the number of attributions that share it."""
    numbers: dict[tuple[str, int, int], list[int]] = {}
    ends: dict[tuple[str, int, int], list[int]] = {}
    for look, passage, number, last in found:
        numbers.setdefault((look, passage.start, passage.end), []).append(number)
        if last:
            ends.setdefault((look, passage.start, passage.end), []).append(number)
    for (look, start, end), said in numbers.items():
        references: list[int] = ends.get((look, start, end), [])
        yield Mark(start, end, look, said=tuple(said), number=references[0] if references else None)
        # A second claim in the very same words needs a reference of its own.
        yield from (Mark(start, end, look, said=(number,), number=number) for number in references[1:])


def types_in(mentions: Iterable[Mention]) -> Mapping[str, int]:
    """How often each type of entity is named, the commonest first."""
    counts: dict[str, int] = {}
    for mention in mentions:
        counts[mention.entity.type] = counts.get(mention.entity.type, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))
