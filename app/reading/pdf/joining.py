"""Lines joined to running text: what was hyphenated at a line's end, and what only looks so."""

from __future__ import annotations

import re
from collections.abc import Iterable

from app.reading.vocabulary import word_set

HYPHENATED = re.compile(r"(?P<first>[^\W\d_]+(?:-[^\W\d_]+)*)[-‐­]$")
GOES_ON = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
FIRST_PARTS = word_set(
    "self well non ex all half high low long short full part anti co counter cross ever far inter intra mid multi post pre "
    "pro quasi semi so vice one two three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty "
    "ninety first second third north south east west third-party law by on off up in out over under old new"
)
"""What compounds with a hyphen often begin with."""


class Joiner:
    """Joins lines, knowing which words the document has within its lines."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._known = {word.casefold() for line in lines for word in WORD.findall(line)}

    def joined(self, text: str, following: str, *, soft: bool = False) -> str:
        """``text`` with the next line's words behind it."""
        return self.lead(text, following, soft=soft) + following

    def lead(self, text: str, following: str, *, soft: bool = False) -> str:
        """``text`` as it stands before the next line's words: without a hyphen that only the line's end asked for.

        The hyphen goes where the document has the word without it elsewhere, or has it neither way and its first part is not
        one that compounds begin with; ``soft`` says that the file itself calls it a hyphen of the line's end.
        """
        first, rest = HYPHENATED.search(text), GOES_ON.match(following)
        if first is None and re.search(r"[^\W_][-‐]$", text):  # "OIG-18-", "36"
            return text
        if first is None:
            return text if text.endswith(("—", "–")) and not text.endswith(" –") else f"{text} "
        if rest is None or not rest[0][0].islower():
            return text
        return text[:-1] if self._is_one_word(first["first"], rest[0], soft=soft) else text

    def _is_one_word(self, first: str, rest: str, *, soft: bool) -> bool:
        whole, compound = f"{first}{rest}".casefold(), f"{first}-{rest}".casefold()
        if (whole in self._known) != (compound in self._known):
            return whole in self._known
        last = first.casefold().rsplit("-", 1)[-1]
        return last not in FIRST_PARTS and (soft or len(last) > 1)
