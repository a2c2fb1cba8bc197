"""Whether a named body is a public one: its name alone decides, so that it does wherever the name stands."""

from __future__ import annotations

import re

from app.model.extraction import EntityType

PUBLIC_BODY = re.compile(
    r"\b(?:department|agency|bureau|office|commission|administration|ministry|court|congress|senate|parliament|police|sheriff|"
    r"council|legislature|inspectorate|assembly|authority|army|navy|air force|marine corps|coast guard|marshals|"
    r"inspector general|embassy|(?:oversight|review|control|planning|zoning|parole|health) board|"
    r"house of representatives|supreme court|attorney general|prosecutors?|county board|school district|government)\b",
    re.IGNORECASE,
)
"""Words that make an organization's name that of a public body."""

ORGANIZED = re.compile(
    r"\b(?:center|centre|institute|institution|university|college|school|association|foundation|committee|party|bank|corp|inc|llc|company|"
    r"network|news|times|post|journal|magazine|tribune|union|fund|group|coalition|league|society|alliance|project|church|hospital|museum|"
    r"museums|club|team|partners|research|watch|klan|peshmerga|federation)\b",
    re.IGNORECASE,
)
"""Words that make a longer name that of an organization, whatever the model says."""


def type_of(name: str, otherwise: EntityType) -> EntityType:
    """The type of a named thing: public bodies are agencies, the rest what the model said."""
    if " " in name and ORGANIZED.search(name) and not PUBLIC_BODY.search(name):
        return EntityType.ORGANIZATION
    if otherwise is EntityType.ORGANIZATION and PUBLIC_BODY.search(name):
        return EntityType.AGENCY
    return otherwise
