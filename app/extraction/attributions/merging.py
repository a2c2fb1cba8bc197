"""One rule for two finders: what the encoder reads decides who says what, the rules add what it was not trained to see.

The encoder is better at sources, cues and contents; the rules know through whom a statement came and on what it rests,
headlines, and lists. Where both found an attribution, its words are the encoder's and its *via* and *basis* the rules'.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from app.extraction.attributions.drafts import Draft
from app.extraction.paragraph import Layout
from app.model.text import Span

LONGEST_HEARER = 30
"""Code points up to which what stands before a clause may be whom it is told to."""

RELATIVE = 8
"""Code points of ", which " between a noun and the verb of the clause that describes it."""

LONGEST_GAP = 5
"""Code points of what may part two pieces of one clause: a comma, a dash, "and"."""

BESIDE = 12
"""Code points before a verb in which "and", "but" or a comma shows that it stands beside another one, and not under it."""

COORDINATED = re.compile(r"(?:,|\b(?:and|but))\s+(?:\w+ly\s+|also\s+|then\s+)?$")

FIGURE = re.compile(r"\d")

SAME = 0.5
"""Share of the words of both contents, from which two attributions are one."""


def merged(layout: Layout, ruled: Sequence[Draft], read: Iterable[Draft]) -> list[Draft]:
    """The drafts of both over these paragraphs; one that both found is there once."""
    left = list(ruled)
    sure = [each for each in ruled if each.phrase and each.quotes]
    result: list[Draft] = []
    going_on: list[Draft] = []
    for draft in (rest for each in _united(ruled, list(read)) if (rest := _without(each, sure)).content):
        same = [each for each in left if _is_same(each, draft)]
        left = [each for each in left if each not in same]
        if _is_basis(draft, ruled):
            continue
        further = _further(layout, draft, same, left)
        going_on += [further] if further is not None else []
        result.append(_joined(_before(draft, further, same), same))
    result = [each for each in result if not _is_piece(each, result)]
    return [*result, *going_on, *_lone(layout, left, [*result, *going_on])]


def _united(ruled: Sequence[Draft], read: list[Draft]) -> list[Draft]:
    """What is read, with those as one that are only pieces of what the rules give whole to the same source."""
    for each in ruled:
        pieces = [draft for draft in read if _is_piece_of(each, draft)]
        if len(pieces) > 1:
            whole = replace(pieces[-1], content=each.content, cue=each.cue)
            read = [whole if draft is pieces[-1] else draft for draft in read if draft is pieces[-1] or draft not in pieces]
    return read


def _is_piece_of(ruled: Draft, read: Draft) -> bool:
    """Whether what is read is within the one content of a ruled attribution, has its source, and no verb in that content."""
    if len(ruled.content) != 1 or ruled.source is None or read.source is None or not ruled.source.overlaps(read.source):
        return False
    own = ruled.content[0]
    return all(map(own.contains, read.content)) and (read.cue is None or not own.overlaps(read.cue))


def _is_piece(draft: Draft, others: Sequence[Draft]) -> bool:
    """Whether a draft without a cue is only a part of what another one has of the same source."""
    if draft.cue is not None or draft.source is None:
        return False
    wholes = (each for each in others if each is not draft and each.source == draft.source and each.content != draft.content)
    return any(all(any(whole.contains(span) for whole in each.content) for span in draft.content) for each in wholes)


def _without(read: Draft, sure: Sequence[Draft]) -> Draft:
    """What is read as said but for the words that a set phrase gives to somebody else."""
    others = [each for each in sure if read.source is None or each.source is None or not each.source.overlaps(read.source)]
    kept = (span for span in read.content if not any(shared((span,), each.content) >= SAME for each in others))
    return replace(read, content=tuple(kept))


def _is_basis(read: Draft, ruled: Sequence[Draft]) -> bool:
    """Whether what is read as said is by the rules what another statement rests on ("…, citing figures from …")."""
    return any(shared(read.content, (span,)) >= SAME for each in ruled for span in each.basis)


def _further(layout: Layout, read: Draft, same: Sequence[Draft], others: Sequence[Draft]) -> Draft | None:
    """What a source goes on to say with another verb, in what is read as one: "denied that …, and promised to …"."""
    ends = [max(span.end for span in each.content) for each in same if each.content and each.source]
    sources = [each.source for each in same]
    last = read.content[-1]
    for each in others:
        if each.cue is None or not each.content or each.source not in sources:
            continue
        goes_on = last.start < each.cue.start < last.end and any(end <= each.cue.start for end in ends)
        if goes_on and COORDINATED.search(layout.words(Span(max(last.start, each.cue.start - BESIDE), each.cue.start))):
            return each
    return None


def _before(read: Draft, further: Draft | None, same: Sequence[Draft]) -> Draft:
    """The encoder's attribution up to where its source goes on with another verb: as far as the rules have the first one."""
    if further is None or further.cue is None:
        return read
    *rest, last = read.content
    ends = (span.end for each in same for span in each.content if last.start < span.end <= further.cue.start)
    return replace(read, content=(*rest, Span(last.start, max(ends, default=further.cue.start))))


def _is_same(ruled: Draft, read: Draft) -> bool:
    """Whether both found the same attribution; a verb within what is said reports something else."""
    if read.cue is not None and read.cue.start <= ruled.trigger < read.cue.end:
        return True
    if _is_part(ruled, read):
        return True
    common = shared(ruled.content, read.content)
    if common > 0 and read.source is not None and any(map(read.source.overlaps, ruled.via)):
        return True
    return common >= SAME and not any(span.start <= ruled.trigger < span.end for span in read.content)


def shared(one: Sequence[Span], other: Sequence[Span]) -> float:
    """What two contents share of what both cover, in code points."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return common / max(sum(map(len, one)) + sum(map(len, other)) - common, 1)


def _joined(read: Draft, ruled: Sequence[Draft]) -> Draft:
    """The encoder's attribution with what the rules know of it; who is a *via* by the rules is not its source."""
    for each in ruled:
        if _describes(read, each):
            read = replace(read, trigger=each.trigger, cue=each.cue)
        if each.via and each.cue is not None and _passes_on(read, each):
            read = replace(read, trigger=each.trigger, source=each.source, cue=each.cue, content=each.content)
        if each.phrase and each.source is not None:
            read = replace(read, source=each.source, cue=each.cue)
        better = each.phrase or any(test(each, read) for test in (_holds_together, _names_hearer, _is_whole, _is_part))
        content = each.content if better else read.content
        if read.cue is not None and any(span.contains(read.cue) for span in content):
            read = replace(read, cue=None)
        read = replace(
            read,
            trigger=each.trigger,
            content=content,
            source=read.source or each.source,
            cue=read.cue or each.cue,
            via=(*read.via, *(span for span in each.via if span not in read.via)),
            basis=(*read.basis, *(span for span in each.basis if span not in read.basis)),
            quotes=read.quotes or each.quotes,
        )
    return read


def _holds_together(ruled: Draft, read: Draft) -> bool:
    """Whether the rules have in one piece what the encoder has in several, with next to nothing between them."""
    whole = ruled.content[0] if len(ruled.content) == 1 else None
    close = all(right.start - left.end <= LONGEST_GAP for left, right in pairwise(read.content))
    return whole is not None and len(read.content) > 1 and close and all(map(whole.contains, read.content))


def _is_whole(ruled: Draft, read: Draft) -> bool:
    """Whether the encoder has no more than the end of the clause before the cue: "… by the Water Authority, he said"."""
    if len(ruled.content) != 1 or len(read.content) != 1 or ruled.cue is None or ruled.source is None:
        return False
    own, other = ruled.content[0], read.content[0]
    if read.cue is not None and own.overlaps(read.cue):
        return False
    return own.start < other.start and abs(own.end - other.end) <= 1 and 2 * len(other) < len(own)


def _is_part(ruled: Draft, read: Draft) -> bool:
    """Whether the encoder has a part of what stands behind a name and a colon: "Mayor: Budget will pass"."""
    if ruled.cue is not None or read.cue is not None or ruled.source is None or read.source is None:
        return False
    held = all(any(own.contains(span) for own in ruled.content) for span in read.content)
    return held and ruled.source.overlaps(read.source)


def _names_hearer(ruled: Draft, read: Draft) -> bool:
    """Whether the encoder's content begins with who is told: "warned the owners they would pay"."""
    if len(ruled.content) != 1 or len(read.content) != 1:
        return False
    own, other = ruled.content[0], read.content[0]
    return 0 < own.start - other.start <= LONGEST_HEARER and abs(own.end - other.end) <= 1


def _passes_on(read: Draft, ruled: Draft) -> bool:
    """Whether the encoder took who passes a statement on for its source, or the word that says so for its cue."""
    taken = read.source is not None and any(map(read.source.overlaps, ruled.via))
    return taken or (read.cue is not None and ruled.cue is not None and not read.cue.overlaps(ruled.cue))


def _describes(read: Draft, ruled: Draft) -> bool:
    """Whether the encoder's cue stands between the source and its verb: "the report, which was published in May, says"."""
    if read.source is None or read.cue is None or ruled.cue is None:
        return False
    if ruled.source is None or not ruled.source.overlaps(read.source):
        return False
    relative = 0 <= read.cue.start - read.source.end <= RELATIVE
    return relative and read.cue.end + RELATIVE < ruled.cue.start


def _lone(layout: Layout, ruled: Sequence[Draft], read: Sequence[Draft]) -> Iterator[Draft]:
    """What only the rules found and that no other attribution's words contradict: quotations, headlines, and what has numbers.

    Of their other findings where the encoder reads nothing, too few are right (PolNeAR dev: as many pairs gained as lost). But
    a sentence with a number would be taken for the outlet's own statement, which is worse than a source that is doubtful.
    """
    for draft in ruled:
        taken = any(span.overlaps(other) for span in draft.content for each in read for other in each.content)
        if not taken and (draft.quotes or draft.cue is None or _counts(layout, draft)):
            yield draft


def _counts(layout: Layout, draft: Draft) -> bool:
    return draft.source is not None and any(FIGURE.search(layout.words(span)) for span in draft.content)
