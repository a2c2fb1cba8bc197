"""Where the quotations of a text are: marks of all kinds, nested, unclosed, unopened, running over paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

DOUBLE = re.compile(r"''|``|[“”\"„«»]")
SINGLE_OPENING = re.compile(r"(?<![\w’'])[‘'](?=[A-Za-z“])(?!em\b|til\b|cause\b|Tis\b|tis\b)")
SINGLE_CLOSING = re.compile(r"(?<=[\w.,!?…])[’'](?![\w’'])")
OPENERS = "“„«``"
CLOSERS = "”»"
SPEECH_AFTER = re.compile(
    r",\s(?:(?:he|she|they|it|[A-Z][\w.’'-]+(?:\s[A-Z][\w.’'-]+){0,3})\s(?:said|says|added|told|wrote|continued)\b"
    r"|(?:said|says|added|wrote)\s[A-Z])"
)
SENTENCE_END = re.compile(r"[.?!][”\"’']*\s+")


@dataclass(frozen=True, slots=True)
class Quotation:
    """Offsets of a quotation within its paragraph, marks included, and of the words inside them.

    ``continues`` says that no closing mark was found before the paragraph ended.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    continues: bool = False


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The outermost quotations of a paragraph, in order; offsets in code points.

    An opening mark without a closing one quotes to the paragraph's end, or to words such as ", he said"; a closing mark
    without an opening one quotes from the beginning of its sentence's paragraph or after the quotation before.
    """
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    depth = 0
    marks = list(DOUBLE.finditer(text))
    for place, mark in enumerate(marks):
        if _opens(text, mark, opened is not None):
            depth = 0 if opened is None else depth + _is_nested(marks[place + 1 :])
            opened = opened or mark
        elif opened is not None:
            if depth:
                depth -= 1
            elif not _is_inch(text, mark):
                found.append(Quotation(opened.start(), mark.end(), opened.end(), mark.start()))
                opened = None
        elif _surely_closes(text, mark):
            found.extend(_unopened(text, mark, found[-1].end if found else 0))
    if opened is not None:
        found.append(_unclosed(text, opened))
    return tuple(sorted(found + _single(text, found), key=lambda quotation: quotation.start))


def _opens(text: str, mark: re.Match[str], inside: bool) -> bool:
    if mark[0] in CLOSERS:
        return False
    after = text[mark.end() : mark.end() + 1]
    before = text[mark.start() - 1 : mark.start()]
    if mark[0] in ("“", "„", "«", "``"):
        return bool(after)  # a second one inside is taken for a nested quotation, or for nothing
    if not after.strip():
        return False
    if inside:
        return not before.strip() and before != "" and after.isalnum() and _closers_left(text, mark) >= 2
    return not before.strip() or before in "([—–-/‘'"


def _is_nested(rest: list[re.Match[str]]) -> bool:
    """Whether two closing marks follow an opening one inside a quotation, before anything is opened again."""
    return len(rest) > 1 and all(mark[0] not in OPENERS for mark in rest[:2])


def _closers_left(text: str, mark: re.Match[str]) -> int:
    rest = text[mark.end() :]
    return len(re.findall(re.escape(mark[0]) + r"(?=\s|[.,;:!?)]|$)", rest))


def _is_inch(text: str, mark: re.Match[str]) -> bool:
    return mark[0] == '"' and text[mark.start() - 1].isdigit() and text[mark.end() : mark.end() + 1].isalnum()


def _surely_closes(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1 : mark.start()]
    return bool(before.strip()) and (mark[0] in CLOSERS or before in ",.?!")


def _unopened(text: str, mark: re.Match[str], after: int) -> list[Quotation]:
    start = after
    if after:
        ends = list(SENTENCE_END.finditer(text, after, mark.start()))
        start = ends[0].end() if ends else after
    while start < mark.start() and not text[start].isalnum() and text[start] not in "([":
        start += 1
    if len(text[start : mark.start()].split()) < 4:
        return []
    return [Quotation(start, mark.end(), start, mark.start())]


def _unclosed(text: str, opened: re.Match[str]) -> Quotation:
    speech = SPEECH_AFTER.search(text, opened.end())
    end = speech.start() + 1 if speech else len(text.rstrip())
    return Quotation(opened.start(), max(end, opened.end()), opened.end(), max(end, opened.end()), continues=speech is None)


def _single(text: str, doubles: list[Quotation]) -> list[Quotation]:
    """Quotations in single marks, outside of those in double ones; an apostrophe is not a mark."""
    found: list[Quotation] = []
    place = 0
    while opening := SINGLE_OPENING.search(text, place):
        place = opening.end()
        within = [quotation for quotation in doubles if quotation.start <= opening.start() < quotation.end]
        if within:
            place = max(place, within[0].end)
            continue
        stop = min((quotation.start for quotation in doubles if quotation.start > opening.start()), default=len(text))
        closings = [closing for closing in SINGLE_CLOSING.finditer(text, opening.end(), stop) if closing[0] in "’'"]
        if closings:
            closing = _best_closing(text, closings)
            found.append(Quotation(opening.start(), closing.end(), opening.end(), closing.start()))
            place = closing.end()
    return found


def _best_closing(text: str, closings: list[re.Match[str]]) -> re.Match[str]:
    """The first closing that is not a plural's apostrophe (``the voters’ will``)."""
    for closing in closings:
        plural = text[closing.start() - 1] == "s" and re.match(r"\s[a-z]", text[closing.end() :])
        if not plural:
            return closing
    return closings[0]
