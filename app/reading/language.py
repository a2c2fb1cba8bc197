"""Which language a text is in, without asking anybody: py3langid's model, with care for short texts."""

from __future__ import annotations

import re
from functools import cache
from typing import Protocol

from app.model.document import ENGLISH
from app.reading.vocabulary import word_set

LOOKED_AT = 20_000
TOO_SHORT, SHORT = 5, 30
SURE = 0.8
FUNCTION_WORDS = word_set(
    "the of and to in that is was for with on by at from as are has have had will would be not it its which who this"
)


def language(text: str) -> str:
    """The ISO 639-1 code of a text's language.

    Texts of a few words are taken for English unless they are written in another alphabet: headlines and names mislead every
    model. Short texts are another language only where the model is sure and English function words are missing.
    """
    sample = text[:LOOKED_AT]
    words = re.findall(r"[^\W\d_]+", sample)
    foreign_letters = sum(1 for c in sample if c.isalpha() and c > "\u024f") * 2 > sum(1 for c in sample if c.isalpha())
    if not words or (len(words) < TOO_SHORT and not foreign_letters):
        return ENGLISH
    code, certainty = _identifier().classify(sample)
    if code == ENGLISH or foreign_letters or len(words) >= SHORT:
        return str(code)
    english = sum(word.lower() in FUNCTION_WORDS for word in words)
    return ENGLISH if certainty < SURE or english * 6 >= len(words) else str(code)


class Identifier(Protocol):
    """What is used of py3langid."""

    def classify(self, text: str) -> tuple[str, float]:
        """The language's code and how certain it is, from 0 to 1."""


@cache
def _identifier() -> Identifier:
    """The model, unpacked once a process: it takes a tenth of a second and ten megabytes."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier: Identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    return identifier
