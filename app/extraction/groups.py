"""Groups of jurisdictions and bodies: "675 jurisdictions", "sanctuary cities"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from app.extraction.candidate import Candidate, Rank
from app.extraction.paragraph import Paragraph
from app.model.extraction import EntityType, Form

MEMBERS = (
    r"(?:jurisdictions|cities|counties|states|municipalities|towns|districts|localities|communities|agencies|departments|"
    r"governments|countries|nations)"
)
NUMBER = r"(?:\d[\d,]*|[Tt]w(?:o|elve|enty)|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)"
QUALITY = r"(?!(?:are|were|is|was|have|had|in|of|to|by|for|from|other)\b)[a-z]+"
COUNTED = re.compile(rf"\b{NUMBER}\s+(?:{QUALITY}\s+(?:and\s+{QUALITY}\s+)?){{0,3}}?{MEMBERS}\b")
KIND = re.compile(rf"\b[Ss]anctuary\s+{MEMBERS}\b|\b(?:state and local|local and state|local)\s+law\s+enforcement\s+agencies\b")


def find_groups(paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    """Counted groups of jurisdictions, and kinds of jurisdiction or body that the news names as one."""
    return [
        Candidate(paragraph.span(*match.span()), EntityType.GROUP, Form.NAME, Rank.PATTERN)
        for paragraph in paragraphs
        for pattern in (COUNTED, KIND)
        for match in pattern.finditer(paragraph.text)
    ]
