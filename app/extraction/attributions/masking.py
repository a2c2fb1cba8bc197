"""A paragraph with its quotations masked, so that the parser sees the frame: who speaks, how, and where.

A quotation that is an utterance becomes one short clause; one that is a part of the sentence keeps its words and loses its
marks. Every token of the masked parse maps back to offsets of the paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Token

from app.extraction.attributions.quotations import Quotation, find_quotations
from app.extraction.attributions.wordlists import words
from app.extraction.paragraph import Paragraph

UTTERANCE = "it works"
TITLE = "Gatsby"
WORDS = re.compile(r"[\w’'-]+")
SMALL_WORDS = words("a an the of in on at to for and or from with by as vs is who may be")
FRAME_FOLLOWS = re.compile(
    r"\s*(?:[—–-]+\s*)?(?:[a-z]|[\w.’'-]+(?:\s[\w.’'-]+){0,8}?\s(?:said|says|asked|wrote|told|added|replied|continued|tweeted|reads)\b)"
)
TITLED = re.compile(
    r"\b(?:titled|entitled|headlined|called|dubbed|named|book|film|song|episode|article|essay|movie|album|show)[,:]?$"
)
DATELINE = re.compile(
    r"(?:\([A-Z][\w .&’'-]{1,40}\)\s*(?:[—–-]+\s*|[A-Z]\w{2,20}:\s+)?"
    r"|[A-Z][A-Z.,’' -]{2,40}(?:,\s[A-Z][\w.]+)?\s?(?:\([^)]{2,30}\)\s*)?(?:—|–|--?)\s+"
    r"|[A-Z][\w.]+(?:[ ,]+[A-Z][\w.]+){0,3}\s\([A-Z][^)]{1,30}\)\s*(?:—|–|--?)\s+)(?=\S)"
)
"""Where and by whom a story was filed, before its first sentence: "(Tribune) Health: ", "PARIS (Reuters) — "."""
SAID_BEFORE = re.compile(
    r"\b(?:said|says|saying|told \w+|tells \w+|telling \w+|wrote|writes|writing|added|adding|asked|asking|replied|continued),$"
)
SAID_AFTER = re.compile(
    r"\s*(?:(?:he|she|they|it|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})\s(?:said|says|added|told|wrote|asked)\b"
    r"|(?:said|says|asked|wrote)\s[A-Z])"
)
RESUMED = re.compile(r"[,!?—-](?:[”\"»]|'')\s[^.?!”\"“]{3,200},$")
"""The end of a frame that interrupts a quotation: "…,” she said, “and …"."""


@dataclass(frozen=True)
class Quoted:
    """A quotation of the paragraph; ``whole`` when it is an utterance of its own, not a part of the sentence around it.

    ``title`` says that it is a longer title, which stands in the frame as one name; ``words`` counts its words.
    """

    quotation: Quotation
    whole: bool
    title: bool = False
    words: int = 0

    @classmethod
    def of(cls, text: str, quotation: Quotation) -> Quoted:
        """The quotation with what it is, judged by its words and what stands around it."""
        whole = is_whole(text, quotation)
        words = WORDS.findall(text[quotation.inner_start : quotation.inner_end])
        return cls(quotation, whole, not whole and len(words) > 3 and _is_title(words), len(words))

    @property
    def term(self) -> bool:
        """Whether a single word is between the marks ("detainer")."""
        return self.words == 1

    @property
    def masked(self) -> bool:
        """Whether something else stands for its words in the frame."""
        return self.whole or self.title


@dataclass(frozen=True)
class Masked:
    """The parse of a paragraph's frame.

    ``starts`` and ``origins`` map: the masked text from ``starts[i]`` on stands for the paragraph's from ``origins[i]`` on.
    ``places`` are the offsets in the masked text of each quotation's stand-in (or of its bared words).
    """

    text: str
    doc: Doc
    quoted: tuple[Quoted, ...]
    places: tuple[tuple[int, int], ...]
    starts: tuple[int, ...]
    origins: tuple[int, ...]

    def origin(self, place: int) -> int:
        """The offset in the paragraph of an offset in the masked text."""
        at = bisect_right(self.starts, place) - 1
        return self.origins[at] + place - self.starts[at]

    def whole_at(self, token: Token) -> int | None:
        """The number of the utterance that this token stands for, if it does."""
        for number, (quoted, (start, end)) in enumerate(zip(self.quoted, self.places, strict=True)):
            if quoted.whole and start <= token.idx < end:
                return number
        return None

    def offsets(self, start: int, end: int) -> tuple[int, int]:
        """Offsets in the paragraph of a stretch of the masked text; quotations at its ends are taken with their marks."""
        first, last = self.origin(start), self.origin(end - 1) + 1
        for quoted, (left, right) in zip(self.quoted, self.places, strict=True):
            quotation = quoted.quotation
            if left <= start < right and (quoted.masked or start == left):
                first = quotation.start
            if left < end <= right and (quoted.masked or end >= right - 1):
                last = quotation.end
        return first, max(last, first + 1)


def is_whole(text: str, quotation: Quotation) -> bool:
    """Whether the words in a quotation are an utterance: a sentence or more, not a name, a title or part of a sentence."""
    inner = text[quotation.inner_start : quotation.inner_end].strip()
    words = WORDS.findall(inner)
    if not words:
        return False
    before = text[: quotation.start].rstrip()
    ended = inner[-1] in ",.?!…—-" or text[quotation.end : quotation.end + 1] == ","
    introduced = not before or before[-1] in ':,.?!”"—–'
    if _is_title(words) and (not (introduced and ended) or len(words) > 4 or TITLED.search(before)):
        return False
    if words[0][0].islower():
        spoken = bool(RESUMED.search(before)) or (len(words) > 3 and bool(SAID_BEFORE.search(before)))
        return ended and (not before or (len(words) > 3 and before[-1] in ":—–") or spoken)
    return (ended and (introduced or len(words) > 3)) or (len(words) > 4 and introduced)


def _is_title(words: Sequence[str]) -> bool:
    return len(words) < 16 and all(word[0].isupper() or word[0].isdigit() or word.lower() in SMALL_WORDS for word in words)


def mask_all(paragraphs: Sequence[Paragraph], nlp: Language) -> list[Masked]:
    """The frames of the paragraphs; parsed anew, without names, only where masking changed the words."""
    drafts = []
    for paragraph in paragraphs:
        text = paragraph.text
        quoted = tuple(Quoted.of(text, quotation) for quotation in find_quotations(text))
        drafts.append((paragraph, quoted, *_masked_text(text, quoted)))
    changed = [masked for paragraph, _, masked, *_ in drafts if masked != paragraph.text]
    parses = iter(nlp.pipe(changed, disable=["ner"]))
    return [
        Masked(masked, paragraph.doc if masked == paragraph.text else next(parses), quoted, places, starts, origins)
        for paragraph, quoted, masked, places, starts, origins in drafts
    ]


def _masked_text(
    text: str, quoted: Sequence[Quoted]
) -> tuple[str, tuple[tuple[int, int], ...], tuple[int, ...], tuple[int, ...]]:
    pieces: list[str] = []
    starts, origins = [0], [0]
    places: list[tuple[int, int]] = []
    length = 0
    dateline = DATELINE.match(text)
    place = dateline.end() if dateline else 0

    def put(piece: str, origin: int) -> None:
        nonlocal length
        starts.append(length)
        origins.append(origin)
        pieces.append(piece)
        length += len(piece)

    for each in quoted:
        quotation = each.quotation
        put(text[place : max(place, quotation.start)], place)
        if length and "".join(pieces[-1:])[-1:] in (":", ",", "."):
            put(" ", quotation.start)
        begin = length
        if each.masked:
            stand_in = _stand_in(text, quotation, length) if each.whole else _title_stand_in(text, quotation)
            put(stand_in, quotation.inner_start)
        else:
            put(text[quotation.inner_start : quotation.inner_end], quotation.inner_start)
        places.append((begin, length))
        place = quotation.end
    put(text[place:], place)  # what follows the last quotation
    return "".join(pieces), tuple(places), tuple(starts), tuple(origins)


def _stand_in(text: str, quotation: Quotation, length: int) -> str:
    """The clause that stands for an utterance, with the punctuation that leads on to what follows."""
    clause = UTTERANCE
    if not length or text[: quotation.start].rstrip().endswith((".", "?", "!", "”", '"')):
        clause = UTTERANCE.capitalize()
    last = text[quotation.inner_end - 1 : quotation.inner_end]
    after = text[quotation.end : quotation.end + 120]
    if last in ",.?!…—-":
        if FRAME_FOLLOWS.match(after):
            return clause + ","
        return clause + ("." if last != "," else ",")
    return clause + "," if SAID_AFTER.match(after) else clause


def _title_stand_in(text: str, quotation: Quotation) -> str:
    last = text[quotation.inner_end - 1 : quotation.inner_end]
    return TITLE + (last if last in ",.?!" else "")
