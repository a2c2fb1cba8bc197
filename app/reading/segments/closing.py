"""The end of a page, after the article's last paragraph: the author's biography and facts, headings of the page's own lines."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.model.document import Role
from app.reading.segments.draft import Draft, Label, boilerplate
from app.reading.segments.opening import authors
from app.reading.segments.paragraphs import Paragraph
from app.reading.segments.shape import is_sentence, normal, quotes, reports

LONGEST_BIOGRAPHY = 200
LONGEST_FACT = 14
LONGEST_CLOSING = 100
"""Paragraphs that a page's closing part has at most."""

NAME = r"(?:[A-Z][\w.'’\-]*\s+){1,3}[A-Z][\w.'’\-]*"
PERSON_IS = re.compile(
    rf"^(?P<name>{NAME})(?:,[^.]{{1,120}},)?\s+(?:is|was|has been|has|covers|writes|joined|works|serves|teaches|"
    rf"reports|blogs|hosts|received)\b"
)
CALLING = re.compile(
    r"\b(?:reporter|editor|editor-at-large|writer|journalist|columnist|correspondent|contributor|contributing|"
    r"freelancer?|blogger|"
    r"producer|author of|covers|covering|fellow (?:at|with|in|of)|professor (?:at|of|emeritus)|historian|"
    r"bureau chief|intern (?:at|for|with)|host of)\b"
)
PRONOUN = re.compile(r"^(?:He|She|They|His|Her|Their|Follow (?:him|her|them))\b")
ABOUT = re.compile(r"^about (?:the )?(?:author|writer|reporter|contributor)s?\b|^(?:author|biography|bio)\W*$", re.IGNORECASE)


def closing(draft: Draft) -> Mapping[int, Label]:
    """Labels for the paragraphs of the closing part: from the first of a run, up to the end, that has nothing of the article.

    The run must begin with a biography or with at least two of the page's own lines; a lone advertisement before a list
    does not end an article.
    """
    names = _author_names(draft)
    start = len(draft.paragraphs)
    while start and len(draft.paragraphs) - start < LONGEST_CLOSING and _may_close(draft, start - 1, names):
        start -= 1
    for first in range(start, len(draft.paragraphs)):
        if _opens(draft, first, names) and (labels := _closing_labels(draft, first, names)) is not None:
            return labels
    return {}


def _author_names(draft: Draft) -> frozenset[str]:
    """The authors' names as known, or as the byline gives them."""
    stated = [draft.metadata.author or ""]
    stated += [
        authors(p) or "" for p, label in zip(draft.paragraphs, draft.labels, strict=True) if label and label.role is Role.BYLINE
    ]
    names = (name for one in stated for name in re.split(r",|;|&|\band\b", one))
    return frozenset(normal(name) for name in names if len(name.split()) >= 2)


def _may_close(draft: Draft, at: int, names: frozenset[str]) -> bool:
    label, paragraph = draft.labels[at], draft.paragraphs[at]
    if label is not None:
        return label.role in {Role.BOILERPLATE, Role.BYLINE}
    return (
        _is_biography(paragraph, names) or _is_fact(paragraph) or bool(PRONOUN.match(paragraph.text) and not reports(paragraph))
    )


def _opens(draft: Draft, at: int, names: frozenset[str]) -> bool:
    """Whether the closing part can begin here: with a biography, with two lines of the page, or with a heading above one."""
    paragraph = draft.paragraphs[at]
    if _is_biography(paragraph, names) or ABOUT.match(paragraph.plain):
        return True
    following = [label is not None for label in draft.labels[at : at + 3]]
    return following[:2] == [True, True] or (_is_heading(paragraph) and following[1:] == [True, True])


def _closing_labels(draft: Draft, first: int, names: frozenset[str]) -> dict[int, Label] | None:
    """Labels for all that is open from ``first`` on; ``None`` where one of them could be of the article."""
    labels: dict[int, Label] = {}
    after_biography = False
    for i in range(first, len(draft.paragraphs)):
        paragraph = draft.paragraphs[i]
        if draft.labels[i] is not None:
            after_biography = after_biography or _is_biography(paragraph, names)
            continue
        if (
            ABOUT.match(paragraph.plain)
            or _is_biography(paragraph, names)
            or (after_biography and PRONOUN.match(paragraph.text))
        ):
            labels[i] = boilerplate("biography of the author")
            after_biography = True
        elif _is_fact(paragraph):
            labels[i] = boilerplate("fact about the author" if after_biography else "short line after the article's end")
        else:
            return None
    return labels


def _is_biography(paragraph: Paragraph, names: frozenset[str]) -> bool:
    if len(paragraph.words) > LONGEST_BIOGRAPHY or not is_sentence(paragraph):
        return False
    begins = PERSON_IS.match(paragraph.plain)
    if begins is None:
        return False
    if normal(begins["name"]) in names:
        return not re.search(r"[“\"][^”\"]{30,}[”\"]\s*(?:,|he|she|said)", paragraph.text) or bool(
            CALLING.search(paragraph.text)
        )
    head = " ".join(paragraph.plain.split()[:40])
    return bool(CALLING.search(head)) and not quotes(paragraph) and not reports(paragraph)


def _is_fact(paragraph: Paragraph) -> bool:
    return len(paragraph.words) <= LONGEST_FACT and not is_sentence(paragraph) and not reports(paragraph)


def _is_heading(paragraph: Paragraph) -> bool:
    return len(paragraph.words) <= 8 and not is_sentence(paragraph)
