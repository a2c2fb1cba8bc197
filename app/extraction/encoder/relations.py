"""From tags and links to relations: which source says which contents, by which cue."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from app.extraction.encoder.links import Link, Links, Role
from app.extraction.encoder.network import Encoded
from app.extraction.encoder.pieces import Pieces
from app.extraction.encoder.tagging import Floats, Stretch, best_tags, stretches
from app.extraction.encoder.windows import Window
from app.model.text import Span

NEVER = -30.0
"""The logarithm of a probability that is as good as none."""

Spans = Mapping[Role, Sequence[Stretch]]


@dataclass(frozen=True, slots=True)
class Relation:
    """*source* said *content*, introduced by *cue*; spans are offsets in the text, in code points, end exclusive.

    ``confidence`` is the probability of its least certain link.
    """

    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    confidence: float


def relations(pieces: Pieces, encoded: Encoded, links: Links) -> list[Relation]:
    """The relations of one document, in the order of their contents."""
    spans = tagged(pieces, encoded)
    scores = {link: _linked(link, links, encoded, spans, pieces) for link in Link}
    groups: dict[int, list[int]] = defaultdict(list)
    for content, cue in enumerate(scores[Link.CONTENT_CUE].argmax(1).tolist()):
        groups[cue if cue < len(spans[Role.CUE]) else -1 - content].append(content)
    found = (_relation(pieces, spans, scores, cue, contents) for cue, contents in groups.items())
    return sorted((each for each in found if each), key=lambda each: each.content)


def tagged(pieces: Pieces, encoded: Encoded) -> Spans:
    """The stretches of pieces of each role."""
    return {role: list(_stretches(pieces, encoded.tags[:, place])) for place, role in enumerate(Role)}


def _stretches(pieces: Pieces, scores: Floats) -> Iterator[Stretch]:
    for stretch in stretches(best_tags(scores)):
        if whole := pieces.whole(*stretch):
            yield whole


def _linked(link: Link, links: Links, encoded: Encoded, spans: Spans, pieces: Pieces) -> Floats:
    """Log probabilities of shape (one, two + 1), each of one's in the window in which its middle is judged.

    States of different windows do not fit together: linking over stitched ones loses pairs.
    """
    one, two = (spans[role] for role in link.roles)
    found = np.full((len(one), len(two) + 1), NEVER, np.float32)
    for part, states in encoded.parts:
        mine = [place for place, span in enumerate(one) if part.first <= (span[0] + span[1] - 1) // 2 < part.last]
        near = [place for place, span in enumerate(two) if part.start <= span[0] and span[1] <= part.end]
        if mine:
            lines = pieces.lines[part.start : part.end]
            scores = links.score(link, states, _inside(one, mine, part), _inside(two, near, part), lines)
            found[np.ix_(mine, [*near, len(two)])] = scores
    return found


def _inside(spans: Sequence[Stretch], places: Sequence[int], part: Window) -> list[Stretch]:
    """Some spans as counted in a window, cut to it."""
    return [(max(spans[place][0], part.start) - part.start, min(spans[place][1], part.end) - part.start) for place in places]


def _relation(
    pieces: Pieces, spans: Spans, scores: Mapping[Link, Floats], cue: int, contents: Sequence[int]
) -> Relation | None:
    """The relation of a cue (negative: none) with its contents; nothing where neither cue nor source is there."""
    votes = scores[Link.CONTENT_SOURCE][contents].max(0)
    if cue >= 0:
        votes = votes + scores[Link.CUE_SOURCE][cue]
    source = int(votes.argmax())
    has_source = source < len(spans[Role.SOURCE])
    if cue < 0 and not has_source:
        return None
    sure = [scores[Link.CONTENT_CUE][content].max() for content in contents]
    sure.append(votes.max() / (2 if cue >= 0 else 1))
    return Relation(
        pieces.span(*spans[Role.SOURCE][source]) if has_source else None,
        pieces.span(*spans[Role.CUE][cue]) if cue >= 0 else None,
        tuple(sorted(pieces.span(*spans[Role.CONTENT][content]) for content in contents)),
        float(np.exp(min(sure))),
    )
