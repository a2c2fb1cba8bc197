"""Finds strings in a text word for word, white space and the shapes of quotation marks aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.model.text import Span

MARKS = str.maketrans(
    dict.fromkeys("“”„‟«»〝〞＂", '"') | dict.fromkeys("‘’‚‛‹›ʼ´`′", "'"),
)
"""Quotation marks and apostrophes of all shapes, as the two that keyboards have; one code point each, so that offsets stay."""

TOKEN = re.compile(r"[\u00ad\u200b-\u200d\u2060\ufeff]+|\s+|.")
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
ENDS = " \"'.,;:!?…-–—"
MOST_PLACES = 100
"""Places of one string that are looked at; words that stand in more places say nothing about where."""


def plain(text: str) -> Iterator[tuple[str, int, int]]:
    """The characters of a text in their plain shape, each with the stretch of the text that it stands for.

    A double quotation mark is two single ones, as many texts write it, so that words may end between the two.
    """
    for match in TOKEN.finditer(text.translate(MARKS)):
        found = match[0]
        if found[0] not in INVISIBLE:
            for character in " " if found.isspace() else "''" if found == '"' else found:
                yield character, match.start(), match.end()


class Words:
    """Some parts of a text, in which strings are looked for; none is found across two parts."""

    def __init__(self, text: str, parts: Sequence[Span]) -> None:
        self._plain: list[str] = []
        self._spans: list[tuple[int, int]] = []
        for part in parts:
            for character, start, end in plain(part.of(text)):
                self._plain.append(character)
                self._spans.append((part.start + start, part.start + end))
            self._plain.append("\n")  # which no plain string has
            self._spans.append((part.end, part.end))
        self._text = "".join(self._plain)

    def places(self, words: str) -> tuple[Span, ...]:
        """Where these words stand, in order; empty where they stand nowhere.

        Looked for as they are, else without the marks at their ends, else with their first letter in the other case.
        """
        given = "".join(character for character, *_ in plain(words)).strip()
        bare = given.strip(ENDS)
        variants = (given, bare, bare[:1].swapcase() + bare[1:])
        found = (tuple(self._found(variant)) for variant in variants if any(map(str.isalnum, variant)))
        return next((places for places in found if places), ())

    def _found(self, needle: str) -> Iterator[Span]:
        at = self._text.find(needle)
        count = 0
        while at >= 0 and count < MOST_PLACES:
            if self._whole(at, at + len(needle)):
                count += 1
                yield Span(self._spans[at][0], self._spans[at + len(needle) - 1][1])
            at = self._text.find(needle, at + 1)

    def _whole(self, start: int, end: int) -> bool:
        """Whether no word is cut at either end."""
        text = self._text
        cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        return not cut_before and not (text[end - 1].isalnum() and text[end].isalnum())
