"""Which mention a source is, where there is no parse to say: by the words alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extraction.attributions.found import FoundAttribution
from app.extraction.grounding import SPEAKING_BODIES
from app.extraction.sources import source_kind
from app.extraction.speaker_nouns import VOICES, WRITINGS
from app.model.extraction import Attribution, EntityType, Form, Mention, SourceKind
from app.model.text import Span

HEAD_ENDS = re.compile(r",|[—–:;(]| (?:of|for|from|at|in|on|with|to|by|who|which|that|and)\b")
"""What ends the part of a noun phrase in which its head stands: the head is the last thing before."""

PLURAL = re.compile(r"(?<![sui])s$|ies$|^(?:\w*wo)?men$|^children$")
WORD = re.compile(r"[\w’'-]+")


def speaker(text: str, source: Span, mentions: Sequence[Mention]) -> int | None:
    """The place of the mention that heads the source; ``None`` where no mention does ("a senior official")."""
    inside = [place for place, mention in enumerate(mentions) if mention.span.overlaps(source)]
    exact = [place for place in inside if mentions[place].span == source]
    if exact:
        return exact[0]
    head = _head(text, source)
    headed = [place for place in inside if _ends_with(mentions[place].span, head)]
    if headed:
        return max(headed, key=lambda place: len(mentions[place].span))
    words = WORD.findall(head.of(text).casefold())
    if words and words[-1] in VOICES:
        return next((place for place in inside if mentions[place].type in SPEAKING_BODIES), None)
    return None


def _head(text: str, source: Span) -> Span:
    """The source up to what only describes its head."""
    end = HEAD_ENDS.search(text, source.start + 1, source.end)
    return Span(source.start, end.start()) if end else source


def _ends_with(mention: Span, head: Span) -> bool:
    """Whether the mention holds the last word of the head."""
    return mention.start < head.end <= mention.end


def attribution_of(text: str, found: FoundAttribution, mentions: Sequence[Mention]) -> Attribution:
    """The attribution with its source and its *via* turned into places of mentions, as far as there are any."""
    by = speaker(text, found.source, mentions) if found.source else None
    through = (speaker(text, span, mentions) for span in found.via)
    named = (place for place in through if place is not None and place != by and mentions[place].form is not Form.PRONOUN)
    return Attribution(
        found.content,
        found.style,
        found.source,
        found.cue,
        by,
        tuple(dict.fromkeys(named)),
        kind=found.kind,
        source_kind=_kind(text, found.source, None if by is None else mentions[by]),
        cue_kind=found.cue_kind,
        cue_negated=found.cue_negated,
        polarity=found.polarity,
        certainty=found.certainty,
    )


def _kind(text: str, source: Span | None, speaker: Mention | None) -> SourceKind:
    """How a source is told; only a plural that no capital makes a name counts as one, since there is no parse."""
    words = WORD.findall(_head(text, source).of(text)) if source else []
    if source is None or not words:
        return SourceKind.UNSTATED
    head = words[-1]
    is_it = speaker is not None and (speaker.span == source or _ends_with(speaker.span, _head(text, source)))
    return source_kind(
        source.of(text),
        head,
        named=speaker is not None and speaker.type is not EntityType.GROUP and (is_it or head.casefold() in WRITINGS),
        plural=head.islower() and bool(PLURAL.search(head)),
        proper=not head.islower(),
    )
