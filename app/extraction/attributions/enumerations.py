"""Lists in running text: "One, …", "Next, …", "3) …", and the sentences that they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from app.extraction.attributions.drafts import Frame

COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
ORDINALS = (
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
)
ENUMERATOR = re.compile(
    r"\s*(?:(?:Recommendation|No\.)\s*)?(?:[#(]?(?P<digits>\d{1,2})\s?[.):]\s+|(?P<bullet>[•·▪◦*–—-])\s+"
    r"|(?:and\s+)?(?:the\s+)?(?P<word>" + "|".join((*COUNTS, *ORDINALS)) + r")(?:ly)?(?:,|:|\sis\b|—)\s*(?:that\s)?"
    r"|(?:and\s+)?(?P<next>next|then|also|additionally|in addition|another)(?:,|:)\s*"
    r"|(?:and\s+)?(?P<last>finally|lastly|last)(?:,|:)\s*)",
    re.IGNORECASE,
)
BACKGROUND = re.compile(
    r",?\s+because,?\s(?:at present|currently|right now|as of now|today)\b|,?\s+because\b(?=.{0,80}\b\d)"
    r"|,\s+(?:currently|at present)\b"
)


@dataclass(frozen=True)
class Sentence:
    """A sentence of a paragraph: offsets within the paragraph."""

    frame: Frame
    start: int
    end: int

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return self.frame.paragraph.text[self.start : self.end]


def enumerated(text: str, before: int) -> int | None:
    """The place in the list, after ``before`` others, that the first words of a sentence give it, if they give one."""
    match = ENUMERATOR.match(text)
    if match is None:
        return None
    if match["digits"]:
        return int(match["digits"]) if int(match["digits"]) == before + 1 else None
    if match["word"]:
        word = match["word"].lower()
        number = (COUNTS.index(word) if word in COUNTS else ORDINALS.index(word)) + 1
        return number if number > before else None
    return before + 1


def tokens_of(sentence: Sentence) -> list[Token]:
    """The masked tokens of a sentence."""
    origin = sentence.frame.masked.origin
    return [token for token in sentence.frame.masked.doc if sentence.start <= origin(token.idx) < sentence.end]


def sentences(frame: Frame) -> Iterator[Sentence]:
    """The sentences of a paragraph, as the masked parse has them; an enumerator belongs to what it enumerates."""
    start: int | None = None
    for sent in frame.masked.doc.sents:
        begin, end = frame.masked.offsets(sent.start_char, max(sent.end_char, sent.start_char + 1))
        begin = begin if start is None else start
        if ENUMERATOR.fullmatch(frame.paragraph.text[begin:end] + " "):
            start = begin
            continue
        start = None
        yield Sentence(frame, begin, end)


def cut_background(text: str, start: int, end: int) -> int:
    """Where the recommendation stops and the sentence goes on to say how things are now."""
    match = BACKGROUND.search(text, start, end)
    return match.start() if match else end
