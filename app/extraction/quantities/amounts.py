"""Numbers, ranges, percentages and sums of money as they are written, before anyone asks what they count."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from app.extraction.letters import plain_letters
from app.extraction.numbers import DIGITS, NUMBER, SHORT_SCALES, SMALL_NUMBER, value_of

PERCENT = "percent"
SHARE = "share"
CURRENCIES = {
    "US$": "USD", "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "C$": "CAD", "CA$": "CAD", "A$": "AUD",
    "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "USD": "USD", "EUR": "EUR", "GBP": "GBP", "CHF": "CHF", "JPY": "JPY",
    "dollar": "USD", "euro": "EUR", "yen": "JPY", "rupee": "INR", "yuan": "CNY", "ruble": "RUB", "peso": "MXN",
}  # fmt: skip
"""Signs, codes and names of currencies to ISO 4217. A dollar or peso without more is taken for the United States' and Mexico's,
as newspapers of the United States mean them; pounds in words are left alone, since they may be weight."""

_SIGN = r"(?:(?:US|CA|AU|NZ|HK|[CA])?\$|[£€¥₹]|\b(?:USD|EUR|GBP|CHF|JPY)\s)"
_SHORT = rf"\s?(?:{'|'.join(sorted(SHORT_SCALES, key=len, reverse=True))})\b"
_BODY = rf"""
    (?P<sign>{_SIGN})?\s?
    (?P<number>{NUMBER})
    (?P<short>(?<=\d){_SHORT})?
    (?P<percent>\s?%|[\s-](?:percent|per\scent|pct\.?)(?!age|\w))?
    (?P<currency>[\s-](?:US\s|U\.S\.\s)?(?:dollar|euro|yen|rupee|yuan|ruble|peso)s?\b)?
"""
_AMOUNT = re.compile(rf"(?<![\w§#/:.,’'$£€–-]){_BODY}", re.IGNORECASE | re.VERBOSE)
_SECOND = re.compile(_BODY, re.IGNORECASE | re.VERBOSE)
_JOINT = re.compile(r"\s?(?P<dash>[-–—])\s?|\s(?P<word>to|and|or)\s", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?P<word>between|from)\s$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rose|ris(?:e|es|en|ing)|fell|fall(?:s|en|ing)?|increas\w+|decreas\w+|gr[eo]w(?:s|n|ing|th)?|drop\w*|declin\w+|jump\w*"
    r"|climb\w*|went|go(?:es|ing|ne)?|mov\w+|slip\w*|soar\w*|plung\w*|plummet\w*|surg\w+|shr[aiu]nk\w*|expand\w*|rais\w+|cut\w*"
    r"|lower\w*|reduc\w+|up|down|chang\w+|sw[iu]ng\w*|swelled|shift\w*)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_MEASURES = (
    r"year|month|week|day|hour|minute|second|mile|kilometer|kilometre|meter|metre|foot|feet|inch|yard|acre|pound|ton|tonne|kilogram"
    r"|gallon|barrel|point|degree|dollar|cent|vote|seat|page|member|person|unit|bed|megawatt|percentage[\s-]point"
)
_AFTER = re.compile(rf"[\w/]|[.,:]\d|[’']\w|-(?!plus\b|odd\b|(?:{_MEASURES})\b(?!-old))\w|[-–]\d", re.IGNORECASE)
_MEASURE = re.compile(rf"-(?P<unit>{_MEASURES})\b(?!-old)", re.IGNORECASE)
_FRACTIONS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "eighth": 8, "tenth": 10}
_NOT_HALVED = r"the\s(?:year|month|day|game|season)|(?:one|\d[\d.]*)\s?(?:percent|per\scent|%)"
_FRACTION = re.compile(
    rf"(?<![\w-])(?:(?P<over>an?|one|two|three|four|five|seven|nine)[\s-](?P<under>{'|'.join(_FRACTIONS)})s?(?=\sof\s)(?!\sof\sa\s)"
    r"|(?P<over_only>two|three|four)[\s-](?P<under_only>third|quarter|fifth)s\b"
    rf"|(?<!first\s)(?<!second\s)(?<!other\s)(?<!latter\s)(?<!better\s)(?P<half>half)(?=\sof\s(?!{_NOT_HALVED})))",
    re.IGNORECASE,
)
_ONE_IN = re.compile(
    rf"(?<![\w-])(?P<over>{SMALL_NUMBER})\s(?:(?:in|of)\severy|out\sof(?:\severy)?|in|of(?=\s(?:10|ten|100)\s))\s(?P<under>{SMALL_NUMBER})"
    r"(?=\s[A-Za-z])(?!\s(?:of|to|percent|per\scent|million|billion|trillion|thousand)\s)",
    re.IGNORECASE,
)
_HALF = re.compile(r"\bhalf(?:\sof)?\s(?:an?\s)?$", re.IGNORECASE)
_LARGEST = 1e18
"""Greater numbers are no quantities of news, and not exact as floats."""


@dataclass(frozen=True, slots=True)
class Amount:
    """A number or range as written; offsets in the paragraph.

    ``unit`` is set where the writing itself gives it; ``scale`` is what its last word multiplies by ("million").
    """

    start: int
    end: int
    lower: float
    upper: float
    unit: str | None
    digits: bool
    ranged: bool = False
    scale: float = 1

    @property
    def value(self) -> float | None:
        """The one value, or ``None`` for a range."""
        return None if self.ranged else self.lower


def amounts(text: str) -> list[Amount]:
    """All amounts of a text in order, without overlaps."""
    text = plain_letters(text)
    shares = list(_shares(text))
    taken = [(share.start, share.end) for share in shares]
    found, place = shares, 0
    while match := _AMOUNT.search(text, place):
        place = match.end()
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        for amount in _read(text, match):
            found.append(_halved(text, amount))
            place = max(place, amount.end)
    return sorted((amount for amount in found if amount.upper <= _LARGEST), key=lambda amount: amount.start)


def _shares(text: str) -> Iterator[Amount]:
    """Fractions: "two-thirds of", "half of", "one in five"."""
    if " of " not in text and " in " not in text and "thirds" not in text and "quarters" not in text and "fifths" not in text:
        return
    for match in _FRACTION.finditer(text):
        over, under = match["over"] or match["over_only"], match["under"] or match["under_only"]
        value = 0.5 if match["half"] else (1 if over.lower() in ("a", "an") else value_of(over)) / _FRACTIONS[under.lower()]
        yield Amount(match.start(), match.end(), value, value, SHARE, digits=False)
    for match in _ONE_IN.finditer(text):
        over, under = value_of(match["over"]), value_of(match["under"])
        if 0 < over < under:
            yield Amount(match.start(), match.end(), over / under, over / under, SHARE, digits=False)


def _read(text: str, match: re.Match[str]) -> Iterator[Amount]:
    """The amount of a match, with the range or the second number that the same unit belongs to."""
    first = _amount(match)
    joint = _JOINT.match(text, first.end)
    second_match = _SECOND.match(text, joint.end()) if joint else None
    if joint and second_match and not _AFTER.match(text, second_match.end()):
        pair = _pair(text, first, _amount(second_match), joint)
        if pair:
            yield from (_with_measure(text, amount) for amount in pair)
            return
    if not _AFTER.match(text, first.end):
        yield _with_measure(text, first)


def _amount(match: re.Match[str]) -> Amount:
    value = value_of(match["number"])
    digits = any(character.isdigit() for character in match["number"])
    sign, currency, short = match["sign"], match["currency"], match["short"]
    end = match.end()
    if short and (sign or currency or short.strip().lower() in ("bn", "mn", "tn")):
        value *= SHORT_SCALES[short.strip().lower()]
    elif short:
        end = match.end("number")
    unit = PERCENT if match["percent"] else _currency(sign, currency)
    start = match.start("sign") if sign else match.start("number")
    written = value_of(re.match(DIGITS, match["number"])[0]) if digits else 0  # type: ignore[index]
    return Amount(start, end, value, value, unit, digits, scale=value / written if written else 1)


def _halved(text: str, amount: Amount) -> Amount:
    """ "half of 1 percent"."""
    half = _HALF.search(text, max(0, amount.start - 12), amount.start) if amount.unit == PERCENT else None
    return replace(amount, start=half.start(), lower=amount.lower / 2, upper=amount.upper / 2) if half else amount


def _currency(sign: str | None, name: str | None) -> str | None:
    if sign:
        return CURRENCIES[sign.strip().upper()]
    return CURRENCIES[name.lower().strip(" -").split()[-1].rstrip("s")] if name else None


def _pair(text: str, first: Amount, second: Amount, joint: re.Match[str]) -> tuple[Amount, ...]:
    """Two joined numbers: a range, or two amounts of which the second gives the unit of both; nothing where they are apart."""
    opening = _BETWEEN.search(text, max(0, first.start - 10), first.start)
    word = (joint["word"] or "").lower()
    start = first.start
    unit = second.unit or first.unit
    scaled = _share_scale(first, second)
    ranged = word == "to" or joint["dash"] or (word == "and" and opening and opening["word"].lower() == "between")
    near = word == "or" and not first.digits and scaled.lower < second.lower <= scaled.lower + 2
    same = first.unit in (None, unit) and unit == second.unit
    changed = opening and word == "to" and _CHANGE.search(text, max(0, opening.start() - 80), opening.start())
    if same and scaled.lower < second.upper and (ranged or near) and not changed:
        start = opening.start() if opening and ranged else start
        return (Amount(start, second.end, scaled.lower, second.upper, unit, first.digits, ranged=True),)
    if same and first.unit is None and unit and word and (ranged or word in ("and", "or")):
        return replace(first, unit=unit), second
    return ()


def _share_scale(first: Amount, second: Amount) -> Amount:
    """ "3 to 5 million" begins at three million."""
    if first.digits and first.scale == 1 and second.scale > 1 and first.lower < min(1000, second.lower / second.scale):
        return replace(first, lower=first.lower * second.scale, upper=first.upper * second.scale)
    return first


def _with_measure(text: str, amount: Amount) -> Amount:
    """The unit that a hyphen joins to the number: "a 10-point lead"."""
    measure = _MEASURE.match(text, amount.end) if amount.unit is None else None
    return replace(amount, end=measure.end(), unit=measure["unit"]) if measure else amount
