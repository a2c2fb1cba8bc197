"""Two quotations of the same words: what was cut, what was changed."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from enum import StrEnum

from app.linking.identity import normal_words

ELLIPSIS = re.compile(r"\s*(?:\.\s?\.\s?\.|…|\[[^\]]*\])\s*")
LEAST_WORDS = 5
"""Quotations of fewer words are phrases that many use."""

ALIKE = 0.6
"""The least share of words in common, in order, of two quotations of the same words."""


class Change(StrEnum):
    """What happened to the words of a quotation."""

    CUT = "cut"
    CHANGED = "changed"


def changed(one: str, other: str, *, whole: bool = False) -> Change | None:
    """How two quotations differ if they are of the same words; ``None`` where they are equal, or of other words.

    Quoting some words within a sentence of one's own changes nothing; leaving something out in between does, and so does giving
    a part where both are given as all that was said (``whole``).
    """
    first, second = (normal_words(ELLIPSIS.sub(" ", each)).split() for each in (one, other))
    shorter, longer = sorted((first, second), key=len)
    if len(shorter) < LEAST_WORDS or longer == shorter:
        return None
    if _contains(longer, shorter):
        return Change.CUT if whole else None
    blocks = [each for each in SequenceMatcher(None, longer, shorter, autojunk=False).get_matching_blocks() if each.size]
    common = sum(each.size for each in blocks)
    if common < ALIKE * len(shorter) or max(each.size for each in blocks) < min(LEAST_WORDS, len(shorter)) - 1:
        return None
    return Change.CUT if common == len(shorter) else Change.CHANGED


def _contains(longer: list[str], shorter: list[str]) -> bool:
    size = len(shorter)
    return any(longer[start : start + size] == shorter for start in range(len(longer) - size + 1))
