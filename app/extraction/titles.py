"""Titles of office and honorifics, as English news writes them in front of and after names."""

from __future__ import annotations

import re
from collections.abc import Iterable

MODIFIERS = """
    acting, deputy, assistant, associate, former, vice, senior, executive, principal, interim, special, chief, lead,
    managing, national, regional, state, county, city, house, senate, democratic, republican, majority, minority, police,
    press, field office, district
    """
"""Words that may stand in front of a title and narrow it."""

TITLES = """
    inspector general, chief of staff, attorney general, solicitor general, surgeon general, comptroller general, comptroller,
    prime minister, foreign minister, minister, chancellor, secretary, director, commissioner, administrator, sheriff, mayor,
    governor, senator, representative, congressman, congresswoman, president, president-elect, chairman, chairwoman,
    chairperson, chair, chief, superintendent, judge, justice, attorney, prosecutor, ambassador, speaker, leader,
    professor, spokesman, spokeswoman, spokesperson, agent, officer, counsel, treasurer, councilman, councilwoman,
    councilmember, councilor, inspector, auditor, ombudsman, controller, commander, coroner,
    assemblyman, assemblywoman, lawyer, analyst, manager, founder, executive, economist,
    researcher, scientist, historian, author, editor, captain, lieutenant, sergeant, colonel, general, admiral, major,
    chef, deacon, pastor, archbishop, bishop, reverend, imam, rabbi, pope, king, queen, prince, princess
    """
ABBREVIATED = """
    Gov., Sen., Rep., Prof., CEO, CFO, COO, Capt., Lt., Sgt., Col., Gen., Adm., Maj., Rev.
    """


def _listed(words: str) -> list[str]:
    return sorted((word.strip() for word in words.split(",")), key=len, reverse=True)


def _either_case(phrases: Iterable[str]) -> str:
    """A pattern for any of the phrases, each word with a capital or without."""
    return "|".join(re.sub(r"(?<![A-Za-z])[a-z]", lambda m: f"[{m[0].upper()}{m[0]}]", phrase) for phrase in phrases)


_MODIFIER = rf"(?:{_either_case(_listed(MODIFIERS))}|Under(?= Secretary)|U\.S\.|then-|ex-)"
_DEPARTMENTS = (
    "State|Defense|Labor|Education|Energy|Agriculture|Commerce|Transportation|War|(?:the )?(?:Treasury|Interior|Army|Navy)|"
    "(?:the )?Air Force|Homeland Security|Veterans Affairs|Health and Human Services|Health|Housing and Urban Development"
)
_OF_DEPARTMENT = rf"[Ss]ecretary of (?:{_DEPARTMENTS})"
_ABBREVIATED = "|".join(map(re.escape, _listed(ABBREVIATED)))
TITLE = rf"(?:{_MODIFIER}[\s-]*)*(?:{_OF_DEPARTMENT}|{_either_case(_listed(TITLES))}|{_ABBREVIATED})"
HONORIFIC = r"(?:Mr|Mrs|Ms|Dr|Sir|Dame|Miss)\.?"
WITH_HONORIFIC = re.compile(rf"\b{HONORIFIC}\s+(?P<name>[A-Z][\w’'-]+(?:\s+[A-Z]\.)?(?:\s+[A-Z][\w’'-]+){{0,2}})(?<!['’]s)")
"""A name that an honorific shows to be a person's."""

_OFFICES = f"{TITLES.rstrip()}, ceo, lawmaker, chief executive, vice president"
OFFICE = re.compile(rf"the (?:(?:{'|'.join(_listed(MODIFIERS))})\s+)*(?:{'|'.join(_listed(_OFFICES))})")
"""One who is called by an office or calling alone, in small letters: "the mayor", "the former police chief"."""

BEFORE = re.compile(rf"(?<![\w.])(?<!White )(?P<title>{TITLE})(?:\s+(?:for|of)\s+[\w\s]{{3,30}}?)?\s+$")
"""A title that ends where a name begins."""

LEADING = re.compile(rf"^(?:(?:{TITLE}|{HONORIFIC})\s+)+(?=[A-Z])")
"""Titles that a name was found to begin with."""

_POSTS = "head, dean, clerk, registrar, trustee, ranking member, engineer, curator, manager, member, warden, marshal"
"""Further offices, as they stand behind a name; in front of one they may be names themselves ("Dean Martin")."""

OFFICE_BEHIND = rf"(?:(?:{_MODIFIER}[\s-]*)*(?:{_either_case(_listed(_POSTS))})|{TITLE})"
AFTER = re.compile(
    rf"^,?\s*(?:who (?:is|was|has been|serves as|served as|leads as|works as|acts as)\s+)?(?:the|a|an|its|their|his|her)?\s*"
    rf"(?:[\w.]+(?:['’]s)?\s+){{0,4}}?"
    rf"(?!(?:major|general)\b)(?P<title>{OFFICE_BEHIND})\b(?P<link>\s+(?:of|at|for|with)\s+(?:the\s+)?)?"
)
"""An apposition with a title, from the end of a name on: ", the acting director of …"."""

OF_BODY_AFTER = re.compile(r"^\s+(?:of|from|at|with)\s+(?:the\s+)?(?=[A-Z])")
"""What stands between a name that has a title and the body: "Police Chief Ann Lee of the Marsh Police Department"."""

HEADING = re.compile(r"^,?\s+who\s+(?P<title>heads|leads|runs|chairs|directs|headed|led|ran|chaired|directed)\s+(?:the\s+)?")
"""A relative clause that tells the office by a verb: ", who heads the …"."""

OF_BODY_BEFORE = re.compile(
    rf"(?P<title>{OFFICE_BEHIND})\s+(?:of|at|for|with)\s+(?:the\s+)?(?P<body>[^,;:.()“”\n]{{2,90}}?)(?:\s+\([A-Z]{{2,8}}\))?,\s+$"
)
"""A title with its body, closed by the comma before a name: "The director of the Border Review Office, Ann Lee, said"."""

OWNED_BEFORE = re.compile(rf"(?:['’]s?|[\w)])\s+(?P<title>{OFFICE_BEHIND}),\s+$")
"""A body and its officer before a comma and the name: "the Border Review Office’s director, Ann Lee, said"."""

WHOLE_BEFORE = re.compile(rf"(?:[Tt]he\s+)?(?:{TITLE}\s+)?")
"""All that stands before the name in a source that is somebody with a title, or by name alone."""

OFFICE_BEFORE = re.compile(
    rf"(?:[Tt]he\s+)?(?:{OFFICE_BEHIND}\s+(?:of|at|for|with)\s+[^,;:“”\n]{{2,90}}|"
    rf"[^,;:“”\n]{{2,90}}['’]s?\s+{OFFICE_BEHIND}),\s+"
)
"""All that stands before the name in "The head of the Border Review Office, Ann Lee" and "The office’s director, Ann Lee"."""
