"""Laws cited by number: code sections, public laws, orders, amendments, bills. Each rule is a pattern and the law it means.

The spellings are those of the Bluebook, of the codes themselves and of newspapers. Addresses are given only where the publisher
has a lasting one: the U.S. Code by the Office of the Law Revision Counsel, eCFR, govinfo's link service (public laws from the
104th Congress, statutes from volume 65), the Federal Register, the Constitution Annotated.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from app.extraction.citations.law import Found, Law, apart

_SECTION = r"\d+[a-z]{0,2}(?:-\d+[a-z]?)?(?!\w)"
_ANY_SECTION = rf"(?:\d+\.\d+[a-z]?|{_SECTION})"
_PINPOINT = r"(?:\s?\((?:[a-z]{1,5}|[A-Z]{1,3}|\d{1,3})\))*"
_SIGN = r"(?:§§?|[Ss]ec(?:tions?|s?\.))"
_US_CODE = r"(?:U\.\s?S\.\s?C(?:\.\s?A\.|\.|ode\b)|(?:U\.S\.|United\sStates|US)\sCode\b)"
_CFR = r"(?:C\.\s?F\.\s?R\.|CFR\b|(?:the\s)?Code\sof\sFederal\sRegulations)"
_OF_CODE = rf"(?:,?\s(?:of\s)?(?:the\s)?(?:{_US_CODE}|USC\b|(?P<cfr>{_CFR})))?"
_TITLE = r"(?P<title>[1-9]|[1-4]\d|5[0-4])"
_NOT_INSIDE = r"(?<![\w.,§$#/-])(?<!No\.\s)"
_INA = r"(?:INA\b|(?:Immigration\sand\sNationality\sAct)(?:\s\(INA\))?)"
_ORDINAL_WORDS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth",
    "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth", "twentieth",
    "twenty-first", "twenty-second", "twenty-third", "twenty-fourth", "twenty-fifth", "twenty-sixth", "twenty-seventh",
)  # fmt: skip
_ORDINAL = rf"(?i:{'|'.join(reversed(_ORDINAL_WORDS))}|(?:[1-9]|1\d|2[0-7])(?:st|nd|rd|th))"
_CHAMBERS = {"house": "H", "senate": "S", "assembly": "A", "h": "H", "s": "S", "a": "A"}

Meaning = Callable[[re.Match[str]], Law]


def usc(title: str, section: str) -> Law:
    """A section of the United States Code."""
    page = f"https://uscode.house.gov/view.xhtml?req=granuleid:USC-prelim-title{title}-section{section}"
    return Law(f"{title} U.S.C. § {section}", page, (f"law:usc:{title}:{section}",))


def cfr(title: str, section: str) -> Law:
    """A section or part of the Code of Federal Regulations."""
    part = "section" if "." in section else "part"
    sign = "§" if part == "section" else "part"
    page = f"https://www.ecfr.gov/current/title-{title}/{part}-{section}"
    return Law(f"{title} C.F.R. {sign} {section}", page, (f"law:cfr:{title}:{section}",))


def _title_and_section(match: re.Match[str]) -> Law:
    return (cfr if match["cfr"] or "." in match["section"] else usc)(match["title"], match["section"])


def _us_code(match: re.Match[str]) -> Law:
    return usc(match["title"], match["section"])


def _regulation(match: re.Match[str]) -> Law:
    return cfr(match["title"], match["section"])


def _immigration_act(match: re.Match[str]) -> Law:
    return Law(f"INA § {match['section']}", None, (f"law:ina:{match['section'].lower()}",))


def _public_law(match: re.Match[str]) -> Law:
    congress, number = int(match["congress"]), int(match["number"])
    page = f"https://www.govinfo.gov/link/plaw/{congress}/public/{number}" if congress >= 104 else None
    return Law(f"Pub. L. {congress}-{number}", page, (f"law:publ:{congress}-{number}",))


def _statute(match: re.Match[str]) -> Law:
    volume, number = int(match["volume"]), int(match["number"])
    page = f"https://www.govinfo.gov/link/statute/{volume}/{number}" if volume >= 65 else None
    return Law(f"{volume} Stat. {number}", page, (f"law:stat:{volume}:{number}",))


def _order(match: re.Match[str]) -> Law:
    number = int(match["number"].replace(",", ""))
    # The Federal Register has its documents on the web from 1994 on.
    page = f"https://www.federalregister.gov/executive-order/{number}" if number >= 12890 else None
    return Law(f"Executive Order {number}", page, (f"law:eo:{number}",))


def _proclamation(match: re.Match[str]) -> Law:
    number = int(match["number"].replace(",", ""))
    return Law(f"Proclamation {number}", None, (f"law:proclamation:{number}",))


def _amendment(match: re.Match[str]) -> Law:
    words = match["ordinal"].lower()
    number = _ORDINAL_WORDS.index(words) + 1 if words in _ORDINAL_WORDS else int(re.sub(r"\D", "", words))
    page = f"https://constitution.congress.gov/constitution/amendment-{number}/"
    name = _ORDINAL_WORDS[number - 1].capitalize()
    return Law(f"{name} Amendment to the U.S. Constitution", page, (f"law:amendment:{number}",))


def _bill(match: re.Match[str]) -> Law:
    chamber = _CHAMBERS[match["chamber"].lower().rstrip(".")]
    kind = re.sub(r"[.\s]", "", match["kind"]).lower()
    joint = "J. " if kind.startswith("j") else "Con. " if kind.startswith("con") else ""
    name = f"{chamber}.{joint or ' '}Res." if "res" in kind else f"{chamber}.B."
    return _numbered_bill(name, match["number"])


def _house_bill(match: re.Match[str]) -> Law:
    return _numbered_bill("H.R.", match["number"])


def _senate_bill(match: re.Match[str]) -> Law:
    return _numbered_bill("S.", match["number"])


def _numbered_bill(name: str, number: str) -> Law:
    """Numbers of bills begin anew with each Congress and in each state: the key is only as exact as the words."""
    return Law(f"{name} {number}", None, (f"law:bill:{re.sub(r'[^a-z]', '', name.lower())}:{number}",))


def _proposition(match: re.Match[str]) -> Law:
    return Law(f"Proposition {match['number']}", None, (f"law:proposition:{match['number']}",))


_RULES: tuple[tuple[re.Pattern[str], Meaning], ...] = (
    (re.compile(rf"{_NOT_INSIDE}{_TITLE}\s?{_US_CODE}\s?(?:{_SIGN}\s?)?(?P<section>{_SECTION}){_PINPOINT}"), _us_code),
    # Without full stops it may be the university, and the numbers a rank and a score.
    (re.compile(rf"{_NOT_INSIDE}{_TITLE}\sUSC\s(?:{_SIGN}\s?)?(?P<section>\d{{2,5}}[a-z]?(?![\w-]|–)){_PINPOINT}"), _us_code),
    (
        re.compile(rf"{_SIGN}\s?(?P<section>{_ANY_SECTION}){_PINPOINT},?\s(?:of|in)\s[Tt]itle\s{_TITLE}(?!\w){_OF_CODE}"),
        _title_and_section,
    ),
    (
        re.compile(rf"\b[Tt]itle\s{_TITLE}(?!\w){_OF_CODE},?\s(?:at\s)?{_SIGN}\s?(?P<section>{_ANY_SECTION}){_PINPOINT}"),
        _title_and_section,
    ),
    (
        re.compile(rf"{_NOT_INSIDE}{_TITLE}\s?{_CFR}\s?(?:{_SIGN}\s?|[Pp]arts?\s)?(?P<section>\d+(?:\.\d+[a-z]?)?){_PINPOINT}"),
        _regulation,
    ),
    (re.compile(rf"\b{_INA},?\s?{_SIGN}\s?(?P<section>\d+[A-Z]?){_PINPOINT}"), _immigration_act),
    (re.compile(rf"{_SIGN}\s?(?P<section>\d+[A-Z]?){_PINPOINT},?\s(?:of|in)\s(?:the\s)?{_INA}"), _immigration_act),
    (re.compile(r"(?<![\w(.])(?:[Ss]ection\s)?(?P<section>287)\s?\(g\)"), _immigration_act),
    (
        re.compile(
            r"\b(?:Pub(?:lic|\.)\s?L(?:aw|\.)|P\.\s?L\.|PL)\s?(?:No\.\s?)?(?P<congress>\d{2,3})[-–](?P<number>\d{1,4})(?![\w-])"
        ),
        _public_law,
    ),
    (re.compile(r"(?<![\w.])(?P<volume>\d{1,3})\sStat\.\s(?P<number>\d{1,5})(?!\w)"), _statute),
    (
        re.compile(r"\b(?:Exec(?:utive|\.)\sOrder|E\.\s?O\.|EO)\s(?:No\.\s|Number\s)?(?P<number>\d{4,5}|\d\d,\d{3})(?!\w)"),
        _order,
    ),
    (re.compile(r"\bProclamation\s(?:No\.\s)?(?P<number>\d,?\d{3}|\d{5})(?!\w)"), _proclamation),
    (re.compile(rf"\b(?P<ordinal>{_ORDINAL})\sAmendments?\b"), _amendment),
    (re.compile(rf"\b(?P<ordinal>{_ORDINAL})(?=(?:,\s{_ORDINAL})*,?\s(?:and|or)\s{_ORDINAL}\sAmendments?\b)"), _amendment),
    (
        re.compile(
            r"\b(?P<chamber>House|Senate|Assembly)\s(?P<kind>Bill|Resolution|Joint\sResolution|Concurrent\sResolution)\s"
            r"(?:No\.\s)?(?P<number>\d{1,5})(?!\w)"
        ),
        _bill,
    ),
    (re.compile(r"(?<![\w.])(?P<chamber>[HSA])(?P<kind>\.B\.|B)\s?(?P<number>\d{1,4})(?![\w-]|[.,]\d)"), _bill),
    (
        re.compile(r"(?<![\w.])(?P<chamber>[HS])\.\s?(?P<kind>(?:J\.\s?|Con\.\s?)?Res\.)\s?(?P<number>\d{1,4})(?!\w)"),
        _bill,
    ),
    (re.compile(r"(?<![\w.])(?<!\d\s)(?:H\.\s?R\.\s?|HR\s|HR-)(?P<number>\d{1,4})(?![\w-]|[.,]\d)"), _house_bill),
    # Not the initial of a name nor "123 S. 45th Street".
    (re.compile(r"(?<![\w.])(?<![A-Z\d]\s)(?<!\.\s)S\.\s(?P<number>\d{2,4})(?![\w-]|[.,]\d)"), _senate_bill),
    (re.compile(r"\b(?:Proposition|Prop\.)\s(?P<number>\d{1,3})(?![\w.]\d)"), _proposition),
)
_DIGIT = re.compile(r"\d")
_MORE = re.compile(rf"(?:,\s(?:and\s|or\s)?|\s(?:and|or|&)\s)(?P<section>{_SECTION}){_PINPOINT}(?!\s?(?:U\.S|C\.F|USC|CFR))")


def numbered(text: str) -> list[Found]:
    """The laws cited by number, in text order, without overlaps."""
    if not _DIGIT.search(text) and "mendment" not in text:
        return []
    found = [one for pattern, meaning in _RULES for match in pattern.finditer(text) for one in _read(text, match, meaning)]
    return apart(found)


def numbered_stretches(text: str) -> list[tuple[int, int]]:
    """Where laws are cited by number: what numbers in there count nothing."""
    return [(one.start, one.end) for one in numbered(text)]


def _read(text: str, match: re.Match[str], meaning: Meaning) -> Iterator[Found]:
    """The law that a match cites, and those of the sections listed after it ("8 U.S.C. §§ 1373 and 1644")."""
    section = match.groupdict().get("section")
    yield Found(match.start(), match.end(), meaning(match), section)
    if meaning is not _us_code or not re.search(r"§§|ections|ecs\.", match[0]):
        return
    more = _MORE.match(text, match.end())
    while more:
        yield Found(more.start("section"), more.end(), usc(match["title"], more["section"]), more["section"])
        more = _MORE.match(text, more.end())


_ALONE = re.compile(rf"(?:\b[Ss]ec(?:tion|\.)\s|§\s?)(?P<section>{_SECTION}){_PINPOINT}")


def sections_alone(text: str, known: dict[str, Law]) -> list[Found]:
    """ "Section 1373" where the document says elsewhere which law's section it is."""
    matches = _ALONE.finditer(text)
    return [Found(m.start(), m.end(), known[m["section"]]) for m in matches if m["section"] in known]
