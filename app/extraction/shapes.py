"""Bodies by the shape of their names: capitalised words up to a noun for a body, and what it is "of".

The model finds a name whole in one sentence and half of it in the next ("County Water Authority"). What a name's words show is
the same in every document, so that its entity is, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.extraction import titles
from app.extraction.body_types import type_of
from app.extraction.candidate import Candidate, Rank
from app.extraction.names import LEADING
from app.extraction.paragraph import Paragraph
from app.extraction.places import OWN_COUNTRY
from app.model.document import Role
from app.model.extraction import EntityType, Form

PUBLIC = (
    "Authority|Department|Dept\\.|Agency|Bureau|Office|Commission|Board|Council|Committee|Inspectorate|Ministry|Directorate|"
    "Division|Constabulary|Secretariat|Tribunal|Court|Corps|Service|Services|Panel|Ombudsman|Administration"
)
DISTRICTS = "(?:School|Water|Transit|Fire|Park|Hospital|Library) District"
PRIVATE = (
    "Institute|Institution|Association|Foundation|University|College|Hospital|Union|Society|League|Federation|Coalition|"
    "Alliance|Network|Center|Centre|Trust|Partnership|Company|Corporation|Bank|Museum|Consortium"
)
OUTLETS = (
    "Courier|Dispatch|Sentinel|Register|Tribune|Observer|Gazette|Herald|Chronicle|Telegraph|Examiner|Inquirer|Times|"
    "Journal|Wire|Post|News|Bulletin|Star-Ledger|Globe|Daily|Weekly|Newswire|Broadcasting"
)
"""Last words of the names of newspapers and news services."""

_CAP = r"[A-Z][\w&-]*(?:’[A-Z]\w+|'[A-Z]\w+)?"
_HEAD = rf"(?:{DISTRICTS}|{PUBLIC}|{PRIVATE}|{OUTLETS})"
_FIELD = (
    "(?:Aging|Air|Alcohol|Arts|Buildings|Business|Children|Consumer|Culture|Disability|Drug|Education|Emergency|Energy|"
    "Families|Fire|Fish|Fisheries|Food|Forests?|Gas|Gaming|Game|Health|Highways?|Housing|Labor|Land|Lands|Licenses|Licensing|"
    "Light|Mental Health|Mines|Oil|Parks?|Permits|Planning|Police|Ports?|Power|Probation|Public Health|Public Works|Roads|"
    "Safety|Science|Sewer|Streets|Tax|Trade|Transit|Transport|Transportation|Veterans|Waste|Water|Weights|Wildlife|Youth)"
)
"""What bodies are for by the first of two words: "Water and Sewer Authority"."""

_DAY = r"(?:\w+day|January|February|March|April|May|June|July|August|September|October|November|December)\b"
SHAPE = re.compile(
    rf"(?<![\w’'.-])(?:(?:{_CAP}|St\.|Ft\.|Mt\.)[ \N{{NO-BREAK SPACE}}]){{0,7}}"
    rf"(?:{_FIELD}[ ](?:and|&)[ ](?:{_CAP}[ ]){{1,3}})?(?P<head>{_HEAD})\b(?!-)"
    rf"(?P<of>[ ](?P<link>of|for|on)[ ](?:the[ ])?(?!{_DAY}){_CAP}(?:[ ]{_CAP}){{0,4}})?"
)
ABOUT = frozenset(
    "Institute Institution Center Centre Committee Commission Council Coalition Association Alliance Society Office Agency "
    "Department Administration Network Partnership Foundation Campaign".split()
)
"""Bodies of which it is said what they are "for" or "on"."""

OF_NOTHING = frozenset(OUTLETS.split("|"))
JOINED = re.compile(r"(?:\S+ )+(?:and|&|of|for) (?:the )?")
"""What a longer name begins with before the words that have the shape."""

OF_A_PERSON = re.compile(r"\S+ Administration")
"""A president's: "the Carter Administration"."""

BEYOND = re.compile(rf"[ ](?P<next>{_CAP})")
TITLED = re.compile(rf"[ ]{titles.TITLE}\b")
CLOSED = frozenset({"ADP", "AUX", "CCONJ", "SCONJ", "DET", "PRON", "ADV", "VERB", "INTJ"})
"""Parts of speech of words that begin a sentence, and no name."""

TIMES = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday january february march april may june july august september
    october november december former
    """.split()
)
GENERAL = frozenset(
    f"the a an local state county city federal national {PUBLIC} {PRIVATE} {OUTLETS}".casefold().replace("|", " ").split()
)
"""Words that tell of a body what it is, but not which."""

SENTENCE_END = re.compile(r"[.!?:][”\"’')]?\s*$")
MOST_CAPITALS = 0.6
"""Share of capitalised words from which a paragraph that is no sentence is a heading, whose capitals tell nothing."""


def find_shaped(paragraphs: Sequence[Paragraph]) -> list[Candidate]:
    """Bodies named in the paragraphs, each with all the words of its name; headings are left out."""
    prose = (paragraph for paragraph in paragraphs if paragraph.role is not Role.HEADLINE and not _is_heading(paragraph.text))
    return [candidate for paragraph in prose for candidate in _shaped(paragraph)]


def _is_heading(text: str) -> bool:
    if SENTENCE_END.search(text):
        return False
    words = re.findall(r"[^\W\d_]{4,}", text)
    capitals = [word for word in words if word[0].isupper()]
    return len(capitals) > MOST_CAPITALS * len(words)


def _shaped(paragraph: Paragraph) -> Iterator[Candidate]:
    for match in SHAPE.finditer(paragraph.text):
        end = match.end() if _is_of(match) else match.end("head")
        start, end = _with_model(paragraph, _start(paragraph, match.start(), end), end)
        name = paragraph.text[start:end]
        if _tells(name) and not OF_A_PERSON.fullmatch(name) and not _goes_on(paragraph, end):
            yield Candidate(paragraph.span(start, end), type_of(name, EntityType.ORGANIZATION), Form.NAME, Rank.PATTERN)


def _is_of(match: re.Match[str]) -> bool:
    """Whether what follows the noun belongs to the name: "Center for Canal Law", but not "the Arden Board for Norland"."""
    return match["head"] not in OF_NOTHING and (match["link"] == "of" or match["head"] in ABOUT)


def _start(paragraph: Paragraph, start: int, end: int) -> int:
    """Where the name begins, behind titles, days, the own country, and words that only begin the sentence."""
    text = paragraph.text
    while " " in text[start:end]:
        word = text[start:end].split(" ", 1)[0]
        token = paragraph.doc.char_span(start, start + len(word), alignment_mode="expand")
        begins = token is not None and token[0].is_sent_start and token[0].pos_ in CLOSED
        lead = LEADING.match(text[start:end]) or titles.LEADING.match(text[start:end])
        if lead:
            start += lead.end()
        elif begins or word.casefold() in TIMES or word.casefold() in OWN_COUNTRY:
            start += len(word) + 1
        else:
            break
    return start


def _with_model(paragraph: Paragraph, start: int, end: int) -> tuple[int, int]:
    """The bounds with those of an organization that the model sees there, where it sees more ("Fish and Wildlife Service")."""
    for entity in paragraph.doc.ents:
        overlaps = entity.start_char < end and start < entity.end_char
        if entity.label_ != "ORG" or not overlaps or re.search(r"[^\w\s&.’'-]", entity.text):
            continue
        if JOINED.fullmatch(paragraph.text[entity.start_char : start]):
            start = _start(paragraph, entity.start_char, end)
        if entity.end_char > end and not re.search(r"['’]s\b", paragraph.text[end : entity.end_char]):
            end = entity.end_char
    return start, end


def _tells(name: str) -> bool:
    """Whether the words say which body it is."""
    return any(word not in GENERAL for word in re.findall(r"\w+", name.casefold()) if word not in ("of", "for", "on", "and"))


def _goes_on(paragraph: Paragraph, end: int) -> bool:
    """Whether the capitals go on with neither a title nor a person's name: then the noun does not end the name."""
    behind = BEYOND.match(paragraph.text[end:])
    if behind is None or TITLED.match(paragraph.text[end:]):
        return False
    place = end + behind.start("next")
    return not any(entity.label_ == "PERSON" and entity.start_char <= place < entity.end_char for entity in paragraph.doc.ents)
