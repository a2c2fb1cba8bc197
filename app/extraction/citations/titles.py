"""The law that a title is the title of."""

from __future__ import annotations

import re

from app.extraction.citations.acts import act_at_the_head
from app.extraction.citations.law import Law
from app.extraction.citations.numbered import numbered

ENDS = re.compile(r"\s*(?:$|[.,;:(–—]|-\s)")
"""What may stand behind a citation that is the title itself, or its first part."""

LEADING = re.compile(r"(?:The\s|Text\sof\s(?:the\s)?)?")


def law_titled(title: str) -> Law | None:
    """The law whose text has this title: a citation, or one with a heading behind it ("8 U.S.C. 1373 - Communication …").

    "8 U.S.C. 1373 Compliance Review" is the title of something else.
    """
    lead = LEADING.match(title)
    start = lead.end() if lead else 0
    at_head = [one for one in numbered(title) if one.start == start]
    act = act_at_the_head(title[start:])
    if act is not None and not at_head:
        return act.law if ENDS.match(title, start + act.end) else None
    return at_head[0].law if at_head and ENDS.match(title, at_head[0].end) else None
