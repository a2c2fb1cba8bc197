"""The top of a document: headline, byline, dates, section labels, told by position and shape."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import takewhile

from app.model.document import Metadata, Role
from app.reading.segments.draft import Draft, Label, boilerplate
from app.reading.segments.paragraphs import Paragraph
from app.reading.segments.shape import is_running_text, is_sentence, is_title_case, name_words, normal
from app.reading.vocabulary import word_set

TOP = 8
"""How many paragraphs from the beginning bylines and dates are looked for."""

LONGEST_HEADLINE = 30
SHORTEST_TITLE = 20
"""Letters of which a cut title must have more."""

LONGEST_BYLINE = 25
BY = re.compile(r"^(?:by|written by|story by|reported by|words by)[:\s]\s*(?P<rest>\S.*)$", re.IGNORECASE)
AFTER_NAMES = re.compile(r"\s+(?:for|in|at|of|with|from|updated|published|posted)\b|\s*[|•·/(\d]|\s+[–—-]\s", re.IGNORECASE)
NAME_JOIN = re.compile(r",?\s+and\s+|\s*[,&]\s*", re.IGNORECASE)
CALLINGS = word_set(
    "staff writer writers reporter reporters editor editors correspondent correspondents press news reuters ap afp upi "
    "bureau special contributor contributors service post times network columnist journalist senior political chief "
    "investigative media desk team wire wires dispatch"
)
DATE_WORDS = word_set(
    "updated published posted modified last first originally date dated created on at for immediate release the of "
    "january february march april may june july august september october november december jan feb mar apr jun jul aug "
    "sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri "
    "sat sun a.m p.m am pm et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet z noon midnight th st nd rd hours "
    "hour minutes minute mins min days day ago read"
)
WIRES = frozenset(
    {"reuters", "ap", "associated press", "the associated press", "afp", "agence france presse", "upi", "bloomberg", "staff"}
    | {"staff report", "staff reports", "wire reports", "wire services", "news services", "from staff reports"}
)
BYLINE_WORDS = word_set("and for in at of the with from a an de del der van von den di da la le bin al el y m p")
PLACE = r"[A-Z][A-Z .'’\-]+(?:, [A-Z][\w.]+)*"
DATELINE = re.compile(rf"^{PLACE}\s*(?:\([A-Z][\w ]*\)\s*)?[–—-]+$|^{PLACE}\s*\([A-Z][\w ]*\)$")


def opening(draft: Draft) -> Mapping[int, Label]:
    """Labels for headline, byline, dates and section label at the top."""
    labels = dict(_byline_labels(draft))
    headline = find_headline(draft, labels)
    if headline is not None:
        labels[headline] = Label(Role.HEADLINE, _headline_reason(draft, headline))
        labels |= {i: boilerplate("section label above the headline") for i in range(headline) if _is_kicker(draft, i, labels)}
        title = normal(draft.paragraphs[headline].text)
        again = [i for i in range(headline + 1, _top(draft)) if normal(draft.paragraphs[i].text) == title]
        labels |= {i: Label(Role.HEADLINE, "the headline again") for i in again}
    return labels


def authors(paragraph: Paragraph) -> str | None:
    """The names in a line "By Jane Doe and John Roe, Staff Writer"; ``None`` where it is not such a line."""
    found = BY.match(paragraph.plain)
    if not found or len(paragraph.words) > LONGEST_BYLINE:
        return None
    rest = found["rest"].rstrip(".")
    head = AFTER_NAMES.split(rest, maxsplit=1)[0]
    names = list(takewhile(_is_person, (piece.strip() for piece in NAME_JOIN.split(head))))
    if not names or _runs_on(rest):
        return None
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


def find_headline(draft: Draft, labels: Mapping[int, Label]) -> int | None:
    """Place of the headline: what equals the known title, else the first line at the top that is shaped like one."""
    title = normal(draft.metadata.title or "")
    for i in range(_top(draft) if title else 0):
        words = normal(draft.paragraphs[i].text)
        if words == title or (i < 3 and _begins_alike(draft.paragraphs[i], words, title)):
            return i
    return next((i for i in range(min(3, len(draft.paragraphs))) if _leads(draft, i, labels)), None)


def _begins_alike(paragraph: Paragraph, words: str, title: str) -> bool:
    """Whether the title was cut, or goes on with the outlet's name; a paragraph may begin with the title and go on, too."""
    if len(words) <= SHORTEST_TITLE:
        return False
    return title.startswith(words) or (words.startswith(title) and not is_running_text(paragraph))


def _top(draft: Draft) -> int:
    above = sum(label is not None for label in draft.labels[:TOP])  # a letterhead stands above the top
    return min(TOP + above, len(draft.paragraphs))


def _leads(draft: Draft, at: int, labels: Mapping[int, Label]) -> bool:
    """Whether a paragraph looks like a headline, with nothing but labels, bylines and dates above it."""
    if at in labels or draft.labels[at] or any(i not in labels and not _is_kicker(draft, i, labels) for i in range(at)):
        return False
    rest = draft.paragraphs[at + 1 :]
    return _headline_shaped(draft.paragraphs[at]) and not _is_kicker(draft, at, labels) and any(is_sentence(p) for p in rest)


def _headline_shaped(paragraph: Paragraph) -> bool:
    if not 2 <= len(paragraph.words) <= LONGEST_HEADLINE or paragraph.text.rstrip().endswith((":", ";")):
        return False
    if paragraph.text.rstrip("\"”’')").endswith(("?", "!")):
        return len(paragraph.words) <= 20 and not re.search(r"[.!?]\s", paragraph.text)
    return not is_sentence(paragraph) or (is_title_case(paragraph) and not is_running_text(paragraph))


def _is_kicker(draft: Draft, at: int, labels: Mapping[int, Label]) -> bool:
    """A word or three above the headline ("Politics", "HOMELAND SECURITY")."""
    if at in labels or at + 1 >= len(draft.paragraphs):
        return False
    here, below = draft.paragraphs[at], draft.paragraphs[at + 1]
    return 1 <= len(here.words) <= 3 and not is_sentence(here) and len(below.words) >= 4 and _headline_shaped(below)


def _headline_reason(draft: Draft, at: int) -> str:
    if draft.metadata.title and normal(draft.metadata.title) == normal(draft.paragraphs[at].text):
        return "the document's title"
    return "first line, shaped like a headline"


def _byline_labels(draft: Draft) -> Iterator[tuple[int, Label]]:
    for i in range(_top(draft)):
        if reason := _byline_reason(draft.paragraphs[i], draft.metadata):
            yield i, Label(Role.BYLINE, reason)


def _byline_reason(paragraph: Paragraph, metadata: Metadata) -> str | None:
    if is_running_text(paragraph) and not BY.match(paragraph.plain):
        return None
    words = normal(paragraph.text)
    if authors(paragraph) or _is_by_outlet(paragraph) or (words and words == normal(metadata.author or "")):
        return "names the author"
    if words in WIRES or (words and words == normal(metadata.publisher or "")):
        return "names the outlet"
    if _is_date_line(paragraph):
        return "date line"
    if len(paragraph.words) <= 8 and DATELINE.match(paragraph.plain):
        return "dateline"
    if _is_author_and_more(paragraph):
        return "author, outlet or date between bars"
    return None


def _is_by_outlet(paragraph: Paragraph) -> bool:
    """ "By The Associated Press", "By Metro Staff": nobody's name, all capitals."""
    found = BY.match(paragraph.plain)
    if not found or len(paragraph.words) > 7:
        return False
    words = found["rest"].split()
    return all(word[0].isupper() for word in words) and any(word.lower().strip(".,") in CALLINGS for word in words)


def _is_date_line(paragraph: Paragraph) -> bool:
    words = [w.lower().strip(".") for w in paragraph.words]
    dated = any(w[0].isdigit() for w in words) or words == ["for", "immediate", "release"]
    return (
        2 <= len(words) <= 20
        and dated
        and all(w in DATE_WORDS or re.fullmatch(r"\d+(?:st|nd|rd|th|am|pm)?|\d{4}-\d\d-\d\d.*", w) for w in words)
    )


def _is_author_and_more(paragraph: Paragraph) -> bool:
    pieces = [piece.strip() for piece in re.split(r"\s*[|•·]\s*", paragraph.plain) if piece.strip()]
    return len(pieces) >= 2 and len(paragraph.words) <= 14 and all(_is_part(piece) for piece in pieces)


def _is_part(piece: str) -> bool:
    as_paragraph = Paragraph.of(piece, 0, len(piece))
    return (
        _is_date_line(as_paragraph)
        or bool(authors(as_paragraph))
        or (name_words(piece) and len(piece.split()) >= 2)
        or normal(piece) in WIRES
    )


def _is_person(piece: str) -> bool:
    return name_words(piece) and not any(word.lower().strip(".") in CALLINGS for word in piece.split())


def _runs_on(rest: str) -> bool:
    """Whether what follows "By" is a sentence ("By Friday, the council had voted") and not names with callings and dates."""
    lower = {word for word in re.findall(r"[^\W\d_]+", rest) if word.islower()}
    return bool(lower - CALLINGS - DATE_WORDS - BYLINE_WORDS)
