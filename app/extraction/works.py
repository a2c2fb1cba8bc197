"""Named works and undertakings: programs, policies and reports, by the shape of their names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from app.extraction.candidate import Candidate, Rank
from app.extraction.paragraph import Paragraph
from app.model.document import Role
from app.model.extraction import EntityType, Form
from app.model.text import Span

_CAP = r"[A-Z][\w&’'-]*(?<!’s)(?<!'s)"
_LINK = r"(?:and|or|of|for|the|to|in|on|with|at|&|a)"
_PHRASE = rf"{_CAP}(?:\s+(?:{_LINK}\s+){{0,3}}{_CAP})*"
PROGRAM = re.compile(
    rf"\b(?:{_PHRASE}\s+(?:Program(?:me)?|Protocol|Initiative|Project|Partnership|Pilot)\b|Operation(?:\s+{_CAP}){{1,3}})"
)
POLICY = re.compile(
    rf"\b{_PHRASE}\s+(?:Policy|Directive|Guidance|Guidelines|Doctrine|Standards)\b(?:\s+(?:No\.\s*)?\d[\d.-]*)?"
)
NUMBER = re.compile(r"\b[A-Z]{2,6}-(?:[A-Z]{1,3}-)?\d{2,4}-\d{2,5}[A-Z]{0,3}\b")
"""Report numbers as inspectors general, GAO and others write them ("OIG-18-36", "GAO-17-728")."""

REPORT_NOUNS = r"(?:report|audit|study|review|assessment|white paper|survey|evaluation|memo|memorandum|paper|analysis)"
GENERIC_REPORT = re.compile(
    rf"\b(?P<head>(?:[Tt]he|[Aa]n?|[Tt]his|[Tt]hat|[Ii]ts)\s+(?:(?:new|recent|latest|scathing|lengthy|final|annual|government|federal|"
    rf"watchdog|internal|official|\d+-page|[A-Z]{{2,5}}|[Ii]nspector [Gg]eneral(?:['’]s)?)\s+)*{REPORT_NOUNS})\b",
)
QUOTED = re.compile(r"[“\"‘'](?P<title>[^“”\"\n]{12,200}?)[,.]?[”\"’'](?=[\s,.;:)—-]|$)")
TITLE_CUE = re.compile(
    rf"\b(?:titled|entitled|called|headlined|{REPORT_NOUNS}s?(?:\s+\w+){{0,2}}),?\s*[,:]?\s*$", re.IGNORECASE
)
NUMBER_BEHIND = re.compile(rf"\s+\((?:[Rr]eport\s+)?(?:[Nn]o\.\s+)?{NUMBER.pattern}\)")
REPORT_BEHIND = re.compile(rf",?\s+(?:is|was|an?|the\s+title\s+of)\s+(?:[\w-]+\s+){{0,4}}?{REPORT_NOUNS}\b")
"""What follows a title: its number, or what it is the title of."""

TITLE_BEHIND = re.compile(
    rf"(?:\s+\((?:[Rr]eport\s+)?(?:[Nn]o\.\s+)?{NUMBER.pattern}\))?(?:,?\s+(?:is|was|an?|the)\s+(?:[\w-]+\s+){{0,4}}?{REPORT_NOUNS})?"
)
"""What may stand between a title and who issued it."""

SMALL = frozenset(
    """
    a an and as at but by for from in into nor of on or over per the to up via vs who with be may
    """.split()
)
LEADING_VERBS = re.compile(
    r"^(?:[Tt]he|[Aa]n?|This|That|These|Under|Through|In|For|But|And|When|While|Its|His|Her|Their|Our|See|Using)\s+"
)


def find_works(paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    """Programs, policies, report titles and report numbers named in the paragraphs."""
    finders: tuple[Callable[[Paragraph], Iterator[Candidate]], ...] = (_programs, _policies, _titles, _numbers)
    return [candidate for paragraph in paragraphs for finder in finders for candidate in finder(paragraph)]


def _programs(paragraph: Paragraph) -> Iterator[Candidate]:
    return _by_shape(paragraph, PROGRAM, EntityType.PROGRAM)


def _policies(paragraph: Paragraph) -> Iterator[Candidate]:
    return _by_shape(paragraph, POLICY, EntityType.POLICY)


def _by_shape(paragraph: Paragraph, pattern: re.Pattern[str], type_: EntityType) -> Iterator[Candidate]:
    if paragraph.role is Role.HEADLINE:  # title case would make a name of half of it
        return
    for match in pattern.finditer(paragraph.text):
        start = match.start()
        while lead := LEADING_VERBS.match(paragraph.text[start : match.end()]):
            start += lead.end()
        if " " in paragraph.text[start : match.end()]:
            owner = _possessor(paragraph, start)
            yield Candidate(paragraph.span(start, match.end()), type_, Form.NAME, Rank.PATTERN, owner=owner)


def _possessor(paragraph: Paragraph, start: int) -> Span | None:
    """The span of the capitalised words that own what begins at ``start`` ("ICE’s Detainer Policy")."""
    owner = re.search(rf"(?P<owner>{_PHRASE})['’]s?\s+$", paragraph.text[:start])
    return paragraph.span(owner.start("owner"), owner.end("owner")) if owner else None


def _titles(paragraph: Paragraph) -> Iterator[Candidate]:
    text = paragraph.text
    for match in QUOTED.finditer(text):
        title = match.group("title")
        if _is_told_as_title(text, match) and _is_title_case(title):
            start = match.start("title")
            end = start + len(title.rstrip(",."))
            issuer = _issuer_of_title(paragraph, match.start(), match.end())
            yield Candidate(paragraph.span(start, end), EntityType.REPORT, Form.NAME, Rank.TITLE, owner=issuer)


def _issuer_of_title(paragraph: Paragraph, start: int, end: int) -> Span | None:
    """Who issued what has the quoted title: "“…” (OIG-18-36), a report by the X", "The X published “…”"."""
    between = TITLE_BEHIND.match(paragraph.text[end:])
    if by := _issued_by(paragraph, end + between.end() if between else end):
        return by
    before = paragraph.text[:start]
    if named := ISSUER_BEFORE.search(before):
        day = ON_DAY.search(named["by"])
        return paragraph.span(named.start("by"), named.start("by") + day.start() if day else named.end("by"))
    return _subject(paragraph, start) if ISSUES_THEN.search(before) else None


def _is_told_as_title(text: str, match: re.Match[str]) -> bool:
    """Whether what stands around a quotation says that it is a title: "a report titled “…”", "“…” (OIG-18-36), a report"."""
    if TITLE_CUE.search(text[: match.start()]) or NUMBER_BEHIND.match(text[match.end() :]):
        return True
    return bool(REPORT_BEHIND.match(text[match.end() :]))


def _is_title_case(title: str) -> bool:
    words = re.findall(r"[^\W\d_][\w’'-]*", title)
    long_words = [word for word in words if word.casefold() not in SMALL]
    return len(words) >= 3 and sum(word[0].isupper() for word in long_words) >= 0.8 * len(long_words)


def _numbers(paragraph: Paragraph) -> Iterator[Candidate]:
    for match in NUMBER.finditer(paragraph.text):
        number, span = match.group(), paragraph.span(*match.span())
        owner = _subject(paragraph, match.start()) if NUMBERED.search(paragraph.text[: match.start()]) else None
        yield Candidate(span, EntityType.REPORT, Form.CITATION, Rank.CITATION, canonical=number, owner=owner)


@dataclass(frozen=True, slots=True)
class Pointing:
    """A noun phrase that points to a work or body without naming it, with the type that it can mean."""

    pattern: re.Pattern[str]
    type: EntityType


POINTING = (
    Pointing(GENERIC_REPORT, EntityType.REPORT),
    Pointing(
        re.compile(
            r"\b(?P<head>(?:[Tt]he|[Tt]his)\s+(?:[Aa]gency|[Dd]epartment|[Bb]ureau|[Cc]ommission|[Mm]inistry))\b(?!['’]?s?\s+[A-Z])"
        ),
        EntityType.AGENCY,
    ),
    Pointing(re.compile(r"\b(?P<head>(?:[Tt]he|[Tt]his)\s+(?:program|protocol|initiative))\b"), EntityType.PROGRAM),
    Pointing(re.compile(r"\b(?P<head>(?:[Tt]he|[Tt]his)\s+(?:policy|directive|guidance))\b"), EntityType.POLICY),
    Pointing(
        re.compile(r"\b(?P<head>(?:[Tt]he|[Tt]his)\s+(?:law|statute))\b(?!\s+(?:enforcement|firm|school|professor))"),
        EntityType.LAW,
    ),
    Pointing(
        re.compile(r"\b(?P<head>(?:[Tt]he|[Tt]his)\s+(?:organization|nonprofit|think tank|advocacy group|company|group))\b"),
        EntityType.ORGANIZATION,
    ),
)


BODY_NOUNS = r"(?:office|board|council|committee|authority|inspectorate|service|division|directorate|court)"
BODY = re.compile(rf"\b(?P<head>(?:[Tt]he|[Tt]his)\s+{BODY_NOUNS})\b(?!['’]?s?\s+[A-Z]|-)")
"""Bodies that are named before by what their names end in or hold: "the council" after "the Arden Council on Canals"."""


def find_descriptions(paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    """Noun phrases that point to an entity named elsewhere: "the report", "the agency", "the program"."""
    found = []
    for paragraph in paragraphs:
        for pointing in POINTING:
            for match in pointing.pattern.finditer(paragraph.text):
                span = paragraph.span(match.start("head"), match.end("head"))
                owner = _issuer(paragraph, match) if pointing.type is EntityType.REPORT else None
                found.append(Candidate(span, pointing.type, Form.DESCRIPTION, Rank.DESCRIPTION, owner=owner))
        found += _bodies(paragraph)
    return found


def _bodies(paragraph: Paragraph) -> Iterator[Candidate]:
    for match in BODY.finditer(paragraph.text):
        head = paragraph.doc.char_span(match.start("head"), match.end("head"))
        noun = head[-1] if head is not None else None
        if noun is not None and noun.dep_ != "compound" and not any(child.dep_ == "prep" for child in noun.children):
            span = paragraph.span(match.start("head"), match.end("head"))
            yield Candidate(span, EntityType.ORGANIZATION, Form.DESCRIPTION, Rank.DESCRIPTION)


ISSUED = r"(?:released|published|issued|written|compiled|conducted|produced|prepared|commissioned|completed|done)"
ISSUED_BY = re.compile(
    rf"^[,.]?[”\"’']?,?\s+(?:(?:(?:which\s+)?(?:was|were|is)\s+)?{ISSUED}\s+(?:\w+\s+){{0,3}}?)?"
    r"(?:from|by|(?:came|comes)\s+(?:out\s+)?(?:of|from))\s+(?:the\s+)?"
    rf"(?P<by>{_PHRASE}(?:['’]s?\s+\w+(?:\s+[Gg]eneral)?)?)"
)
"""Who has issued what stands before: "from the X", "released last week by the X", "came out of the X"; not "seen by X"."""

_ISSUED_OR_MADE_PUBLIC = rf"(?:{ISSUED}|put\s+out|wrote|did|made\s+(?:public|available)|posted|unveiled|presented)"
WHICH_ISSUED = re.compile(
    rf"^[,.]?[”\"’']?,?\s+(?:which|that)\s+(?:the\s+)?(?P<by>{_PHRASE})(?:\s+\([A-Z]{{2,8}}\))?"
    rf"(?:\s+(?:has|had|also|recently|just|last\s+\w+|on\s+\w+day))*\s+{_ISSUED_OR_MADE_PUBLIC}\b"
)
"""The same as a clause: "which the X released last week"."""

ISSUES = re.compile(r"(?:publish|release|issue|put\s+out|produce|complete|write|wrote|unveil|submit)\w*\s+$")

ISSUES_THEN = re.compile(
    r"\b(?:publish|release|issue|produce|complete|write|wrote|unveil|submit)\w*\s+(?:(?:an?|its|the)\s+(?:[\w-]+\s+){0,4})?[,:]?\s*$"
)
"""A verb of publishing right before a title, or with "a report titled" between."""

_MOMENT = r"(?:\s+(?:on|last|this|in)\s+(?:[\w.]+)(?:\s+\d{1,2})?(?:,\s+\d{4},?)?)"
ISSUER_BEFORE = re.compile(
    rf"(?P<by>{_PHRASE})(?:\s+\([A-Z]{{2,8}}\))?{_MOMENT}?(?:\s+(?:has|have|had|also|recently|just))*\s+{ISSUES_THEN.pattern}"
)
"""A name, perhaps with the day, right before that verb."""

ON_DAY = re.compile(r"\s+(?:on|in)\s+(?:\w+day|[A-Z][a-z]{2,8})$")

NEW = re.compile(r"(?:an?|its)\b", re.IGNORECASE)
WITHIN = re.compile(r"\bin\s+$")
"""What a subject says *in a report* is in its own report; *in the report* may be another's."""

NUMBERED = re.compile(rf"\bin\s+(?:its\s+|the\s+)?(?:\w+\s+)?{REPORT_NOUNS}\s+\(?$")
MODIFIER_BODY = re.compile(r"\b(?:IG|OIG|GAO|CBO|CRS|[Ii]nspector [Gg]eneral)\b")
"""Bodies that write reports, named as a modifier: "the IG report"; other bodies there are what the report is about."""


def _issued_by(paragraph: Paragraph, end: int) -> Span | None:
    text = paragraph.text[end:]
    by = ISSUED_BY.match(text) or WHICH_ISSUED.match(text)
    return paragraph.span(end + by.start("by"), end + by.end("by")) if by else None


def _issuer(paragraph: Paragraph, match: re.Match[str]) -> Span | None:
    """Where the text says who issued the report: "a report from the X", "X published a report"."""
    text = paragraph.text
    if by := _issued_by(paragraph, match.end()):
        return by
    if named := MODIFIER_BODY.search(match.group("head")):
        return paragraph.span(match.start("head") + named.start(), match.start("head") + named.end())
    if ISSUES.search(text[: match.start()]) or (NEW.match(match.group("head")) and WITHIN.search(text[: match.start()])):
        return _subject(paragraph, match.start())
    return None


def _subject(paragraph: Paragraph, start: int) -> Span | None:
    """The subject of the verb whose object begins at ``start``."""
    token = paragraph.doc.char_span(start, start + 1, alignment_mode="expand")
    head = token.root.head if token else None
    while head is not None and head.pos_ not in {"VERB", "AUX"} and head.head is not head:
        head = head.head
    for child in head.children if head is not None else ():
        if child.dep_ == "nsubj":
            first, last = child.left_edge, child.right_edge
            return paragraph.span(first.idx, last.idx + len(last))
    return None
