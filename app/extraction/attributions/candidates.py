"""What a word may report: the candidates among which the lexicon chooses."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token


@dataclass(frozen=True)
class Candidate:
    """``trigger`` may report the words ``start`` to ``end`` (token numbers, end exclusive) in the way ``construction`` says."""

    trigger: Token
    construction: str
    start: int
    end: int
    head: Token

    @classmethod
    def whole(cls, trigger: Token, construction: str, head: Token) -> Candidate:
        """The whole phrase or clause that ``head`` heads."""
        return cls(trigger, construction, head.left_edge.i, head.right_edge.i + 1, head)
