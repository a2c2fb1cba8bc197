"""What a key is evidence of, and how far it identifies: the only place that says so."""

from __future__ import annotations

import re

from app.linking.identity import AUTHORITY, ONLY
from app.model.decision import SPLIT

EVIDENCE = (
    (re.compile(re.escape(AUTHORITY)), "authority record", 1.0),
    (re.compile(re.escape(SPLIT)), "decision", 1.0),
    (re.compile(re.escape(ONLY)), "decision", 1.0),
    (re.compile(r"report:number:|law:"), "number or citation", 0.99),
    (re.compile(r"report:title:"), "title", 0.95),
    (re.compile(r"\w+:acronym:"), "acronym", 0.5),
    (re.compile(r"person:.*:at:acronym:"), "name and acronym of a body", 0.6),
    (re.compile(r"person:.*:at:"), "name and body", 0.9),
    (re.compile(r"person:.*:as:"), "name and title", 0.8),
    (re.compile(r".*:of:"), "name and body that it belongs to", 0.9),
)
"""Forms of keys with what they are and a score: a convention that orders them, not a measured probability."""

NAME = "name", 0.85


def evidence(key: str) -> tuple[str, float]:
    """Of what kind a key is, and its score."""
    return next(((by, score) for form, by, score in EVIDENCE if form.match(key)), NAME)
