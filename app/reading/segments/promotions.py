"""What outlets put between the paragraphs of an article: headlines of other articles, and polls of the reader.

Both are told by shape, by position and by how little they share with the text around them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.model.document import Kind, Role
from app.reading.segments.draft import Draft, Label, boilerplate
from app.reading.segments.paragraphs import Paragraph
from app.reading.segments.shape import SPEAKER, is_running_text, is_sentence, is_title_case, quotes
from app.reading.vocabulary import word_set

SHORT_PROMOTION, LONG_PROMOTION = 6, 8
"""Words from which a heading can be another article's headline: subheadings are shorter."""

MOST_PROMOTIONS = 5
FEW_SHARED, SOME_SHARED = 0.2, 0.65
"""Share of a heading's content words that its article uses too; a subheading speaks of what follows it."""

SMALL_WORDS = word_set(
    "about after amid been being could does doing down from have having here into just like make more most much must only "
    "over says some such than that their them then there these they this those upon very what when where which while will "
    "with would your"
)
CLOSED_QUESTION = re.compile(
    r"^(?:should|do you|would you|will you|are you|have you|did you|can you|could you|is it (?:time|right|fair|wrong|ok)|"
    r"(?:is|are|was|were|did|does|do|has|have|will|can)\b.{3,90}\b(?:right|wrong|fair|unfair|deserved?|too far|"
    r"enough|resign|guilty|impeached|punished|fired|banned|trust|lying|good idea|bad idea|do the right thing))\b",
    re.IGNORECASE,
)
ANSWER = re.compile(
    r"^[“\"‘']?(?:yes|no|not|nope|maybe|perhaps|probably|of course|absolutely|certainly|well|hardly|never|"
    r"the answer|it depends|to a point)\b",
    re.IGNORECASE,
)
LONGEST_POLL = 16


def promotions(draft: Draft) -> Mapping[int, Label]:
    """Labels for other articles' headlines and for polls between the paragraphs."""
    return dict(_labels(draft))


def _labels(draft: Draft) -> Iterator[tuple[int, Label]]:
    prose = [i for i in draft.open() if is_running_text(draft.paragraphs[i])]
    if not prose:
        return
    subject = frozenset().union(*(_stems(draft.paragraphs[i]) for i in prose))
    headings = [i for i in draft.open() if prose[0] < i < prose[-1] and _is_promotion(draft, i, subject)]
    if len(headings) <= max(MOST_PROMOTIONS, len(prose) // 8):  # more of them divide the text: a live blog, a list
        yield from ((i, boilerplate("another article's headline between the paragraphs")) for i in headings)
    for i in draft.open():
        if prose[0] < i and _is_poll(draft, i):
            yield i, boilerplate("asks the reader's opinion between the paragraphs")


def _is_promotion(draft: Draft, at: int, subject: frozenset[str]) -> bool:
    paragraph = draft.paragraphs[at]
    length = len(paragraph.words)
    if length < SHORT_PROMOTION or length > 30 or not is_title_case(paragraph) or paragraph.text.isupper():
        return False
    if paragraph.text.rstrip("\"”’'").endswith((".", ":", ";", ",")) or draft.paragraphs[at - 1].text.endswith((":", ",")):
        return False
    if paragraph.text[0] in '“"•*-–—0123456789' or SPEAKER.match(paragraph.text):
        return False
    allowed = SOME_SHARED if length >= LONG_PROMOTION and draft.metadata.kind is Kind.ARTICLE else FEW_SHARED
    mine = _stems(paragraph)
    return bool(mine) and len(mine & subject) <= allowed * len(mine)


def _stems(paragraph: Paragraph) -> frozenset[str]:
    """Beginnings of the content words: enough to join "Drops" and "dropped"; no more is needed to see a subject."""
    words = (re.sub(r"['’]s$", "", word.lower()) for word in paragraph.words)
    return frozenset(word[:6].rstrip("s") for word in words if len(word) >= 4 and word not in SMALL_WORDS)


def _is_poll(draft: Draft, at: int) -> bool:
    paragraph = draft.paragraphs[at]
    text = paragraph.plain
    if not text.endswith("?") or len(paragraph.words) > LONGEST_POLL or re.search(r"[.!?:]\s", text) or quotes(paragraph):
        return False
    return bool(CLOSED_QUESTION.match(text)) and _stands_alone(draft, at)


def _stands_alone(draft: Draft, at: int) -> bool:
    """Whether nothing around leads to the question or answers it, and prose or the page's own lines follow."""
    before = draft.paragraphs[at - 1]
    if before.text.rstrip().endswith((":", ",")) or (before.text.rstrip().endswith("?") and draft.labels[at - 1] is None):
        return False
    if at + 1 == len(draft.paragraphs):
        return True
    after = draft.paragraphs[at + 1]
    label = draft.labels[at + 1]
    if label is not None:
        return label.role is not Role.BODY
    return (
        is_sentence(after) and len(after.words) >= 8 and not ANSWER.match(after.text) and not after.text.rstrip().endswith("?")
    )
