"""Word lists as one string, which people can read and sort; a list with a word on each line hides the rules around it."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """The white-space separated words of a string."""
    return frozenset(words.split())
