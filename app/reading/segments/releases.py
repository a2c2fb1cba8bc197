"""What stands around a press release and is not of it: letterhead, "for immediate release", contacts, the mark at its end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.model.document import Kind
from app.reading.segments.draft import Draft, Label, boilerplate
from app.reading.segments.paragraphs import Paragraph
from app.reading.segments.shape import is_sentence, name_words, normal

TOP = 10
"""How many paragraphs from the beginning a letterhead and a line about the release are looked for."""

LONGEST_LINE = 14
LONGEST_END = 0.4
"""Share of the text that may stand below the mark of its end."""

RELEASE = re.compile(
    r"^\W*(?:for\s+(?:immediate\s+)?release|(?:not\s+)?for\s+immediate\s+(?:release|use)|embargo(?:ed)?\b|(?:press|news|media)\s+"
    r"(?:release|advisory|statement)|released?\s*:)",
    re.IGNORECASE,
)
NOW = re.compile(r"^\W*(?:for\s+(?:immediate\s+)?release|embargo(?:ed)?\b|(?:press|news)\s+release)", re.IGNORECASE)
PHONE = r"(?:\(\d{3}\)\s?|\b\d{3}[-.\s])\d{3}[-.]\d{4}\b"
ADDRESS = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
CONTACT = re.compile(
    r"^\W*(?:(?:media|press|news|public\s+affairs|public\s+information)\s+)?(?:contacts?|inquir(?:y|ies)|relations)\b[^.]{0,40}:|"
    r"^\W*(?:(?:media|press|public\s+affairs)\s+)contacts?\W*$|"
    rf"^\W*(?:tel(?:ephone)?|phone|fax|e-?mail|office|cell|direct|mobile)\b\W{{0,3}}\s*(?:{PHONE}|{ADDRESS})",
    re.IGNORECASE,
)
REACHED = re.compile(rf"{PHONE}|{ADDRESS}")
END = re.compile(
    r"^(?:#\s*){2,}$|^[-–—\s]*30[-–—\s]*$|^[-–—\s]*end[-–—\s]*$|^\W*end of (?:release|statement)\W*$", re.IGNORECASE
)
STREET = re.compile(
    r"\b[A-Z]{2}\.?,?\s+\d{5}(?:-\d{4})?\W*$|^\W*(?:https?://)?(?:www\.)[\w./-]+\W*$|"
    r"^\d+\s(?:[\w.’'-]+\s){1,4}(?:Street|St\.|Avenue|Ave\.|Road|Drive|Boulevard|Blvd\.|[NS]\.?[WE]\.?)(?:\W|$)"
)
HEAD = re.compile(
    r"^(?:the )?(?:u\.?\s?s\.?|united states)? ?(?:department|office|bureau|division|administration|commission|state|city|"
    r"county|ministry)\s(?:of|for)\b|\b(?:department|office|agency|bureau|administration|commission|service|council|newsroom|court|"
    r"ministry)$|^(?:news|newsroom|press office)$",
    re.IGNORECASE,
)


def releases(draft: Draft) -> Mapping[int, Label]:
    """Labels for the lines around a press release; none for an article that is not one."""
    top = range(min(TOP, len(draft.paragraphs)))
    said = [place for place in top if _is_line(draft.paragraphs[place]) and NOW.match(draft.paragraphs[place].plain)]
    if not said and draft.metadata.kind is not Kind.PRIMARY:
        return {}
    return dict(_letterhead(draft)) | dict(_lines(draft)) | dict(_below_the_end(draft))


def _is_line(paragraph: Paragraph) -> bool:
    return len(paragraph.words) <= LONGEST_LINE and not is_sentence(paragraph)


def _lines(draft: Draft) -> Iterator[tuple[int, Label]]:
    """The lines about the release and about whom to ask; a name alone counts below "Contact:"."""
    asked = False
    for place, paragraph in enumerate(draft.paragraphs):
        text, line = paragraph.plain, len(paragraph.words) <= LONGEST_LINE and not text_ends(paragraph)
        if line and place < TOP and RELEASE.match(text):
            yield place, boilerplate("line about the release")
        elif line and (CONTACT.search(text) or REACHED.search(text) or (asked and name_words(text))):
            asked = True
            yield place, boilerplate("whom to ask about it")
            continue
        asked = False


def text_ends(paragraph: Paragraph) -> bool:
    """Whether a line ends as a sentence with its full stop."""
    return len(paragraph.words) >= 6 and paragraph.text.rstrip("\"”’')").endswith((".", "!", "?"))


def _letterhead(draft: Draft) -> Iterator[tuple[int, Label]]:
    """Names and addresses of the sender above the first sentence."""
    title = normal(draft.metadata.title or "")
    for place, paragraph in enumerate(draft.paragraphs[:TOP]):
        if not _is_line(paragraph):
            if is_sentence(paragraph):
                return
            continue
        if normal(paragraph.text) != title and (STREET.search(paragraph.plain) or HEAD.search(paragraph.plain)):
            yield place, boilerplate("letterhead")


def _below_the_end(draft: Draft) -> Iterator[tuple[int, Label]]:
    """The mark of the end, and what stands below it where that is the smaller part."""
    ends = [place for place, paragraph in enumerate(draft.paragraphs) if END.match(paragraph.plain)]
    for place in ends:
        yield place, boilerplate("mark of the end of the release")
    if ends and _share_below(draft, ends[-1]) < LONGEST_END:
        for place in range(ends[-1] + 1, len(draft.paragraphs)):
            yield place, boilerplate("below the end of the release")


def _share_below(draft: Draft, place: int) -> float:
    lengths = [len(paragraph.text) for paragraph in draft.paragraphs]
    return sum(lengths[place + 1 :]) / max(1, sum(lengths))
