"""Titles of office and honorifics, as English news writes them in front of and after names."""

from __future__ import annotations

import re

_MODIFIER = (
    r"(?:[Aa]cting|[Dd]eputy|[Aa]ssistant|[Aa]ssociate|[Ff]ormer|[Vv]ice|[Ss]enior|[Ee]xecutive|[Pp]rincipal|[Ii]nterim|[Ss]pecial|"
    r"Under(?= Secretary)|[Cc]hief|[Ll]ead|[Mm]anaging|[Nn]ational|[Rr]egional|[Ss]tate|[Cc]ounty|[Cc]ity|U\.S\.|[Hh]ouse|[Ss]enate|[Dd]emocratic|[Rr]epublican|"
    r"then-|ex-|[Mm]ajority|[Mm]inority|[Pp]olice|[Pp]ress|[Ff]ield [Oo]ffice|[Dd]istrict)"
)
_BASE = (
    r"(?:[Ii]nspector [Gg]eneral|[Aa]ttorney [Gg]eneral|[Ss]olicitor [Gg]eneral|[Ss]urgeon [Gg]eneral|[Cc]omptroller(?: [Gg]eneral)?|"
    r"[Ss]ecretary(?: of (?:[A-Z]\w+)(?: (?:and )?[A-Z]\w+)*)?|[Pp]rime [Mm]inister|[Ff]oreign [Mm]inister|[Mm]inister|[Cc]hancellor|"
    r"[Dd]irector|[Cc]ommissioner|[Aa]dministrator|[Ss]heriff|[Mm]ayor|[Gg]overnor|Gov\.|[Ss]enator|Sen\.|[Rr]epresentative|Rep\.|"
    r"[Cc]ongress(?:man|woman)|[Pp]resident(?:-elect)?|[Cc]hair(?:man|woman|person)?|[Cc]hief|[Ss]uperintendent|[Jj]udge|[Jj]ustice|"
    r"[Aa]ttorney|[Pp]rosecutor|[Aa]mbassador|[Ss]peaker|[Ll]eader|[Pp]rofessor|Prof\.|CEO|CFO|COO|[Ss]pokes(?:man|woman|person)|[Ss]ecretary|"
    r"[Aa]gent|[Oo]fficer|[Cc]ounsel|[Tt]reasurer|[Cc]ouncil(?:man|woman|member|or)|[Aa]ssembly(?:man|woman)|"
    r"[Ll]awyer|[Aa]nalyst|[Mm]anager|[Ff]ounder|[Ee]xecutive|[Ee]conomist|[Rr]esearcher|[Ss]cientist|[Hh]istorian|[Aa]uthor|[Ee]ditor|"
    r"[Cc]aptain|Capt\.|[Ll]ieutenant|Lt\.|[Ss]ergeant|Sgt\.|[Cc]olonel|Col\.|Gen\.|[Gg]eneral|[Aa]dmiral|Adm\.|Maj\.|[Mm]ajor|"
    r"[Cc]hef|[Dd]eacon|[Pp]astor|[Aa]rchbishop|[Bb]ishop|[Rr]everend|Rev\.|[Ii]mam|[Rr]abbi|[Pp]ope|[Kk]ing|[Qq]ueen|[Pp]rince(?:ss)?)"
)
TITLE = rf"(?:{_MODIFIER}[\s-]*)*{_BASE}"
HONORIFIC = r"(?:Mr|Mrs|Ms|Dr|Sir|Dame|Miss)\.?"
BEFORE = re.compile(rf"(?<![\w.])(?P<title>{TITLE})(?:\s+(?:for|of)\s+[\w\s]{{3,30}}?)?\s+$")
"""A title that ends where a name begins."""

LEADING = re.compile(rf"^(?:(?:{TITLE}|{HONORIFIC})\s+)+(?=[A-Z])")
"""Titles that a name was found to begin with."""

AFTER = re.compile(
    rf"^,?\s*(?:who (?:is|was|serves as|leads as)\s+)?(?:the|a|an|its|their|his|her)?\s*(?:[\w.]+(?:['’]s)?\s+){{0,4}}?"
    rf"(?P<title>{TITLE})\b(?P<link>\s+(?:of|at|for|with)\s+(?:the\s+)?)?"
)
"""An apposition with a title, from the end of a name on: ", the acting director of …"."""
