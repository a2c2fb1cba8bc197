"""Headlines that attribute with a colon, "Mayor: Budget will pass", where before it stands a name."""

from __future__ import annotations

import re
from collections.abc import Mapping

from spacy.tokens import Doc

from app.extraction.attributions.drafts import Draft, Frame
from app.extraction.attributions.frames import trimmed

NOT_SOURCES = re.compile(
    r"^(?:breaking|exclusive|opinion|analysis|watch|video|live|updates?|editorial|photos?|report|fact[- ]check|op-ed|column"
    r"|review|poll|interview|politics|election \d+|homeland|world|business|sports|the \w+|.*\d.*)$",
    re.IGNORECASE,
)


def headlined(frame: Frame, drafts: Mapping[int, Draft]) -> dict[int, Draft]:
    """The attribution that a headline's colon makes; none where another one already covers the claim."""
    doc = frame.masked.doc
    colon = next((token.i for token in doc if token.text == ":"), None)
    if (
        colon is None
        or not 0 < colon < min(7, len(doc) - 2)
        or len(frame.paragraph.text) > 200
        or not _names_somebody(doc, colon)
    ):
        return {}
    start, end = trimmed(doc, colon + 1, len(doc))
    content = frame.span((start, end))
    if sum(token.is_alpha for token in doc[start:end]) < 3 or _spoken(drafts, content.start):
        return {}
    trigger = frame.span((colon, colon + 1)).start
    return {trigger: Draft(trigger, (content,), frame.span(trimmed(doc, 0, colon)))}


def _spoken(drafts: Mapping[int, Draft], start: int) -> bool:
    return any(draft.quotes and draft.content and draft.content[0].start <= start for draft in drafts.values())


def _names_somebody(doc: Doc, colon: int) -> bool:
    words = [token for token in doc[:colon] if not token.is_punct]
    plain = doc[:colon].text
    capital = all(token.text[0].isupper() or token.lower_ in ("of", "the", "for", "and", "'s", "’s") for token in words)
    return capital and not NOT_SOURCES.match(plain) and not any(token.pos_ in ("VERB", "AUX") for token in words)
