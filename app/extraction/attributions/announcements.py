"""Sentences that announce a list of recommendations, findings or orders: who makes how many of what, to whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from spacy.tokens import Token

from app.extraction.attributions.drafts import Frame
from app.extraction.attributions.enumerations import COUNTS
from app.extraction.attributions.frames import TokenRange, sentence_of, source_of, trimmed
from app.extraction.attributions.wordlists import words
from app.model.extraction import ClaimKind
from app.model.text import Span

ANNOUNCED: Mapping[str, ClaimKind] = MappingProxyType(
    {
        "recommendations": ClaimKind.RECOMMENDATION,
        "findings": ClaimKind.FINDING,
        "conclusions": ClaimKind.FINDING,
        "orders": ClaimKind.ORDER,
        "demands": ClaimKind.ORDER,
    }
)
"""What lists hold, by the word that announces them."""

ANNOUNCING = words("make issue offer have include contain list outline release provide present submit give propose publish")
OPENING = 12
"""How many tokens may stand between the verb that opens a list and the end of its paragraph."""


@dataclass(frozen=True)
class Announcement:
    """Who recommends, in which word, and how many; ``kind`` says whether it is recommendations, findings or orders.

    ``place`` is the number of its paragraph; ``end`` the offset in the document where the list may begin; ``open`` says that it
    ends with a colon, so that what follows needs no numbers.
    """

    source: Span
    cue: Span
    place: int
    end: int
    count: int | None
    addressee: Span | None = None
    open: bool = False
    kind: ClaimKind = ClaimKind.RECOMMENDATION


def announcements(frames: Sequence[Frame]) -> Iterator[Announcement]:
    """The sentences that announce a list: a subject that makes so many recommendations (findings, orders), or "recommends:"."""
    for place, frame in enumerate(frames):
        for token in frame.masked.doc:
            announces = (token.lower_ in ANNOUNCED and is_announced(token)) or _opens_list(token)
            announcement = announced_by(frame, place, token) if announces else None
            if announcement is not None:
                yield announcement


def announced_by(frame: Frame, place: int, token: Token) -> Announcement | None:
    """The announcement that a word makes in the paragraph of this number; nothing where it has no source, or is quoted."""
    source = source_of(token)
    if source is None or frame.masked.whole_at(token) is not None:
        return None
    sentence = sentence_of(token)
    end = frame.span((sentence.start, sentence.end)).end
    opening = _opens_list(token)
    receiver = _listener(token) if opening else _receiver(token)
    whom = frame.span(receiver) if receiver else None
    kind = ANNOUNCED.get(token.lower_, ClaimKind.RECOMMENDATION)
    cue = frame.span((token.i, token.i + 1))
    return Announcement(frame.span(source), cue, place, end, _count(token), whom, opening, kind)


def _opens_list(verb: Token) -> bool:
    """ "The authors recommend:" or "They recommend that the bureau:" at the end of a paragraph."""
    if verb.lemma_ != "recommend" or verb.pos_ != "VERB":
        return False
    following = [token for token in verb.doc[verb.i + 1 :] if not token.is_space]
    return bool(following) and following[-1].text == ":" and len(following) <= OPENING


def _listener(verb: Token) -> TokenRange | None:
    """Whom an opening asks: "that the bureau:"."""
    inside = [token for token in verb.doc[verb.i + 1 :] if not token.is_space and token.text != ":" and token.lower_ != "that"]
    nouns = [token for token in inside if token.pos_ in ("NOUN", "PROPN")]
    return trimmed(verb.doc, inside[0].i, nouns[-1].i + 1) if nouns else None


def _receiver(noun: Token) -> TokenRange | None:
    """To whom recommendations are made, where the announcement says so: "two recommendations for the bureau"."""
    beside = [*noun.children, *(noun.head.children if noun.dep_ == "dobj" else ())]
    for child in beside:
        if child.dep_ in ("prep", "dative") and child.lower_ in ("to", "for") and child.i > noun.i:
            names = [below for below in child.children if below.dep_ == "pobj" and below.pos_ in ("PROPN", "NOUN")]
            organised = [name for name in names if name.left_edge.lower_ in ("the", "its") or name.pos_ == "PROPN"]
            if organised:
                return trimmed(noun.doc, organised[0].left_edge.i, organised[0].right_edge.i + 1)
    return None


def is_announced(noun: Token) -> bool:
    """Whether recommendations are made here, not spoken of: "makes recommendations", "ends with three findings"."""
    if noun.dep_ in ("dobj", "nsubjpass"):
        return noun.head.lemma_ in ANNOUNCING and not any(child.dep_ == "neg" for child in noun.head.children)
    return noun.dep_ in ("pobj", "attr") and (_count(noun) is not None or _is_among(noun))


def _is_among(noun: Token) -> bool:
    """ "Among the audit's findings:" before a list."""
    following = [token for token in noun.doc[noun.i + 1 :] if not token.is_space]
    return noun.head.lower_ == "among" and len(following) == 1 and following[0].text == ":"


def _count(noun: Token) -> int | None:
    for child in noun.children:
        if child.lower_ in COUNTS:
            return COUNTS.index(child.lower_) + 1
        if child.text.isdigit():
            return int(child.text)
    return None
