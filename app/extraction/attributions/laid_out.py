"""Who speaks where only the layout says so: quotations signed with a name, and the turns of a transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.extraction.attributions.drafts import Draft
from app.extraction.attributions.wordlists import words
from app.extraction.paragraph import Paragraph
from app.model.document import Role
from app.model.text import Span

NAME = r"[A-Z][\w.’'-]*(?:\s(?:[A-Z][\w.’'-]*|de|del|la|van|von|of|the))*(?:,\s[^.,!?“”\"]{1,60}){0,2}"
DASH = r"(?:―|—|–|--?)"
SIGNED = re.compile(rf"\s*(?P<said>[“”\"].{{12,}}[”“\"])[.,]?\s*{DASH}\s*(?P<name>{NAME}?)[\s.]*", re.DOTALL)
"""“The bridge is closed.” — Ann Lee: the paragraph is a quotation and, behind a dash, a name."""
SIGNATURE = re.compile(rf"\s*{DASH}\s*(?P<name>{NAME}?)[\s.]*")
QUOTED = re.compile(r"\s*(?P<said>[“”\"].{12,}[”“\"])\s*", re.DOTALL)
TURN = re.compile(r"\s*[“\"]?(?P<name>[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,3})(?:\s\([^)]{1,40}\))?:\s+(?=\S)")
"""“LEE: …”: the name of who speaks, in capitals, before a colon."""
ASIDE = re.compile(r"\s*[“\"]?[(\[][^)\]]*[)\].]+[”\"]?\s*")
"""What happens in between, in brackets: “(CROSSTALK)”."""
FEWEST_TURNS = 3
HEADINGS = words(
    "THE FACT FACTS CLAIM CLAIMS VIDEO PHOTO PHOTOS ANALYSIS NOTE UPDATE VERDICT RATING QUESTION ANSWER CORRECTION READ"
    " MORE RELATED WATCH SEE ALSO EMAIL EXCLUSIVE BREAKING"
)
"""First words of what stands before a colon in capitals, too, and is nobody's name."""
ENDING = re.compile(r"(?<!\bJr)(?<!\bSr)(?<!\b[A-Z])\.$")
"""The full stop behind a signature, which "Jr." and initials keep."""
QUOTES = '“”" \n\t\xa0'


def laid_out(paragraphs: Sequence[Paragraph]) -> list[Draft]:
    """The attributions that the layout of the body makes, without a cue."""
    body = [each for each in paragraphs if each.role is Role.BODY]
    return [*_signed(body), *_transcript(body)]


def above(certain: Sequence[Draft], drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts that are certain, and of the others those whose content they leave alone."""
    taken = [span for draft in certain for span in draft.content]
    return [*certain, *(each for each in drafts if not any(span.overlaps(other) for span in each.content for other in taken))]


def _signed(paragraphs: Sequence[Paragraph]) -> Iterator[Draft]:
    """Quotations that are signed in their own paragraph, or in one of its own below."""
    for paragraph in paragraphs:
        if signed := SIGNED.fullmatch(paragraph.text):
            yield _draft(paragraph, signed, paragraph, signed)
    for paragraph, below in pairwise(paragraphs):
        said, name = QUOTED.fullmatch(paragraph.text), SIGNATURE.fullmatch(below.text)
        if said and name:
            yield _draft(paragraph, said, below, name)


def _draft(paragraph: Paragraph, said: re.Match[str], signature: Paragraph, name: re.Match[str]) -> Draft:
    first = name.start("name")
    source = signature.span(first, first + len(ENDING.sub("", name["name"])))
    return Draft(source.start, (paragraph.span(*said.span("said")),), source, quotes=True)


def _transcript(paragraphs: Sequence[Paragraph]) -> Iterator[Draft]:
    """The turns of an interview or a debate: two or more speak, and one of them more than once."""
    turns = {place: turn for place, each in enumerate(paragraphs) if (turn := TURN.match(each.text))}
    speakers = Counter(turn["name"] for turn in turns.values() if _is_name(turn))
    if speakers.total() < FEWEST_TURNS or len(speakers) < 2 or max(speakers.values()) < 2:
        return
    for (place, turn), following in zip(turns.items(), [*list(turns)[1:], None], strict=True):
        further = paragraphs[place + 1 : following] if following is not None else ()
        parts = [(paragraphs[place], turn.end()), *((each, 0) for each in further if not ASIDE.fullmatch(each.text))]
        source = paragraphs[place].span(*turn.span("name"))
        content = tuple(span for each, start in parts if (span := _words(each, start)))
        if content and _is_name(turn):
            yield Draft(source.start, content, source)


def _is_name(turn: re.Match[str]) -> bool:
    return turn["name"].split()[0] not in HEADINGS


def _words(paragraph: Paragraph, start: int) -> Span | None:
    """A paragraph from an offset on, without quotation marks at its ends."""
    said = paragraph.text[start:].strip(QUOTES)
    first = paragraph.text.index(said, start)
    return paragraph.span(first, first + len(said)) if said else None
