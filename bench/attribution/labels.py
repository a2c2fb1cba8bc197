"""How labels and special pieces are numbered."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tokenizers import Tokenizer

NAME_TYPES = ("person", "organization", "agency", "place", "law", "report", "program", "quantity", "other")
"""The types of the names head; type ``n`` begins with label 1 + 2 n and goes on with 2 + 2 n."""

UNKNOWN = -100
"""A label that counts for nothing (torch's own number for it)."""

Label = tuple[int, int, str]
"""A name: start and end in the text (code points, end exclusive), type."""

SHORT_WORD = re.compile("[a-z]{2,5}")


@dataclass(frozen=True)
class Special:
    """The ids of the pieces that begin, end, fill and hide; ``short`` are those of whole words of two to five letters."""

    begin: int
    end: int
    fill: int
    mask: int
    short: tuple[int, ...]

    @classmethod
    def of(cls, tokenizer: Tokenizer) -> Special:
        """Those of a tokenizer of BERT's or of MPNet's kind."""
        mpnet = tokenizer.token_to_id("<s>") is not None  # its vocabulary keeps BERT's special pieces as well, unused
        pieces = ("<s>", "</s>", "<pad>", "<mask>") if mpnet else ("[CLS]", "[SEP]", "[PAD]", "[MASK]")
        begin, end, fill, mask = (int(tokenizer.token_to_id(piece) or 0) for piece in pieces)
        words = (id_ for word, id_ in tokenizer.get_vocab().items() if SHORT_WORD.fullmatch(word))
        return cls(begin, end, fill, mask, tuple(sorted(words)))
