"""Court cases: full citations by eyecite, and cases called by their parties' names alone.

eyecite (https://github.com/freelawproject/eyecite) knows the reporters. It takes a second to import and some 4 ms for 1,000
words after that; few news articles cite a reporter, so it is loaded only for a text that looks as if it did.
"""

from __future__ import annotations

import re

from app.extraction.citations.law import Found, Law, apart

_REPORTER = re.compile(
    r"\b\d{1,4}\s(?:U\.\s?S\.|S\.\s?Ct\.|L\.\s?Ed\.|F\.\s?(?:\dd|3d|4th|Supp\.)|[A-Z][A-Za-z.]{0,6}\s?[23]d)\s*\d?"
)
_WORD = r"[A-Z][\w’'.&-]*\w|[A-Z]\.(?:[A-Z]\.)*"
_STOP = r"(?:Supreme|Court|Decision|Ruling|Case|Opinion|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
_PARTIES = re.compile(
    rf"(?P<plaintiff>(?:{_WORD})(?:\s(?:of\s|&\s)?(?:{_WORD}))*)\sv\.\s(?P<defendant>(?:{_WORD})(?:\s(?:of\s|&\s)?(?!{_STOP})(?:{_WORD}))*)"
)
_OPENING = re.compile(
    r"^(?:(?:In|The|Since|Under|After|Before|Until|With|By|But|And|As|See|Like|When|Both|Overturning|Citing|Unlike|Yet|While|If)\s)+"
)


def cases(text: str) -> list[Found]:
    """The cases that a paragraph cites, in text order."""
    full = _full(text) if _REPORTER.search(text) else []
    return apart(full + _by_name(text)) if " v." in text or full else []


def _by_name(text: str) -> list[Found]:
    found = []
    for match in _PARTIES.finditer(text):
        opening = _OPENING.match(match["plaintiff"] + " ")
        start = match.start() + (opening.end() if opening else 0)
        possessive = re.search(r".*[’']s\s", text[start : match.end("plaintiff")])
        start += possessive.end() if possessive else 0
        if start < match.end("plaintiff"):
            end = match.end() - (2 if re.search(r"[’']s$", match[0]) else 0)
            name = " ".join(text[start:end].split())
            found.append(Found(start, end, Law(name, None, (f"law:case:{name.lower()}",))))
    return found


def _full(text: str) -> list[Found]:
    """Cases cited with volume, reporter and page."""
    from eyecite import get_citations
    from eyecite.models import FullCaseCitation

    return [_case(text, cite) for cite in get_citations(text) if isinstance(cite, FullCaseCitation)]


def _case(text: str, cite: object) -> Found:
    """One of eyecite's citations, from the plaintiff's name, where there is one, to the year in brackets."""
    start, end = cite.span()  # type: ignore[attr-defined]
    where = cite.corrected_citation()  # type: ignore[attr-defined]
    parties = [one for one in _by_name(text) if one.start < start and not text[one.end : start].strip(", ")]
    year = re.compile(r"\s\((?:[\w.\s]{0,12}\s)?\d{4}\)").match(text, end)
    name = parties[-1].law.canonical if parties else None
    keys = (f"law:case:{where.lower()}", *(parties[-1].law.keys if parties else ()))
    law = Law(f"{name}, {where}" if name else where, _page(cite.groups), keys)  # type: ignore[attr-defined]
    return Found(parties[-1].start if parties else start, year.end() if year else end, law)


def _page(groups: dict[str, str]) -> str | None:
    """The case's page for the official reports of the Supreme Court."""
    if groups.get("reporter") != "U.S." or not (groups.get("page") or "").isdigit():
        return None
    return f"https://supreme.justia.com/cases/federal/us/{groups['volume']}/{groups['page']}/"
