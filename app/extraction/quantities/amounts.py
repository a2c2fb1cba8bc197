"""Numbers, ranges, percentages and sums of money in a text, with the units that their writing gives."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from app.extraction.letters import plain_letters
from app.extraction.numbers import DIGITS, MIXED, SHORT_SCALES, value_of
from app.extraction.quantities.amount import PERCENT, Amount
from app.extraction.quantities.shares import shares
from app.extraction.quantities.writing import AFTER, AMOUNT, CURRENCIES, MEASURE, RATE, SECOND

_JOINT = re.compile(r"(?P<hanging>-\s(?:to|or)\s)|\s?(?P<dash>[-–—])\s?|\s(?P<word>to|and|or)\s", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?P<word>between|from)\s$", re.IGNORECASE)
_CHANGE = re.compile(
    r"\b(?:rose|ris(?:e|es|en|ing)|fell|fall(?:s|en|ing)?|increas\w+|decreas\w+|gr[eo]w(?:s|n|ing|th)?|drop\w*|declin\w+|jump\w*"
    r"|climb\w*|went|go(?:es|ing|ne)?|mov\w+|slip\w*|soar\w*|plung\w*|plummet\w*|surg\w+|shr[aiu]nk\w*|expand\w*|rais\w+|cut\w*"
    r"|lower\w*|reduc\w+|up|down|chang\w+|sw[iu]ng\w*|swelled|shift\w*)\b[^.;]{0,60}$",
    re.IGNORECASE,
)
_HALF = re.compile(r"\bhalf(?:\sof)?\s(?:an?\s)?$", re.IGNORECASE)
_THINGS = re.compile(r"\s(?!was\b|is\b|has\b|as\b|this\b|its\b|his\b)(?:[A-Za-z]+s|people|men|women|children)\b", re.IGNORECASE)
_BELOW_ZERO = re.compile(r"(?:\s|-)(?:degrees?|(?:percentage\s)?points?)\b", re.IGNORECASE)
_DIGITS = re.compile(rf"{MIXED}|{DIGITS}")
_SURE_SHORT = ("bn", "mn", "tn")
_LARGEST = 1e18
"""Greater numbers are no quantities of news, and not exact as floats."""


def amounts(text: str) -> list[Amount]:
    """All amounts of a text in order, without overlaps."""
    text = plain_letters(text)
    found = list(shares(text))
    taken = [(share.start, share.end) for share in found]
    place = 0
    while match := AMOUNT.search(text, place):
        place = match.end()
        if any(start < match.end() and match.start() < end for start, end in taken):
            continue
        for amount in _read(text, match):
            found.append(_halved(text, amount))
            place = max(place, amount.end)
    return sorted((amount for amount in found if amount.upper <= _LARGEST), key=lambda amount: amount.start)


def _read(text: str, match: re.Match[str]) -> Iterator[Amount]:
    """The amount of a match, with the range or the second number that the same unit belongs to."""
    first = _amount(match)
    joint = _JOINT.match(text, first.end)
    second_match = SECOND.match(text, joint.end()) if joint else None
    if joint and second_match and not AFTER.match(text, second_match.end()):
        pair = _pair(text, first, _amount(second_match), joint)
        if pair:
            yield from (_with_measure(text, amount) for amount in pair)
            return
    if not AFTER.match(text, first.end):
        yield _with_measure(text, first)


def _amount(match: re.Match[str]) -> Amount:
    value = value_of(match["number"])
    written = _DIGITS.match(match["number"])
    end, times = _end(match), 1
    if match["short"] and end >= match.end("short"):
        times = SHORT_SCALES[match["short"].strip().lower()]
    unit = PERCENT if match["percent"] else _currency(match["sign"], match["currency"])
    unit = unit or (match["metric"].strip() if match["metric"] and end == match.end() else None)
    start = match.start("sign") if match["sign"] else match.start("number")
    scale = value * times / (value_of(written[0]) or 1) if written else 1
    value *= times
    if match["minus"] and (unit or _BELOW_ZERO.match(match.string, end)) and _is_minus(match):
        start, value = match.start("minus"), -value
    return Amount(start, end, value, value, unit, digits=written is not None, scale=scale if value else 1)


def _is_minus(match: re.Match[str]) -> bool:
    """Whether a sign or word lowers the number below zero: no dash between two numbers, and no "plus or minus"."""
    before = match.string[: match.start()]
    return (not before or before[-1].isspace() or before[-1] == "(") and before[-4:].lower() != " or "


def _end(match: re.Match[str]) -> int:
    """Where the amount ends: "m" and "k" scale a sum of money, and where they touch the digits of things counted."""
    short = match["short"]
    if not short or match["sign"] or match["currency"] or short.strip().lower() in _SURE_SHORT:
        return match.end()
    touching = short[0] not in " \N{NO-BREAK SPACE}" and _THINGS.match(match.string, match.end("short"))
    return match.end("short") if touching else match.end("number")


def _halved(text: str, amount: Amount) -> Amount:
    """ "half of 1 percent"."""
    half = _HALF.search(text, max(0, amount.start - 12), amount.start) if amount.unit == PERCENT else None
    return replace(amount, start=half.start(), lower=amount.lower / 2, upper=amount.upper / 2) if half else amount


def _currency(sign: str | None, name: str | None) -> str | None:
    if sign:
        return CURRENCIES[sign.strip().upper()]
    if not name:
        return None
    words = " ".join(re.sub(r"^[\s-](?:US\s|U\.S\.\s)?", "", name, flags=re.IGNORECASE).upper().split())
    return CURRENCIES.get(words) or CURRENCIES[words.removesuffix("S")]


def _pair(text: str, first: Amount, second: Amount, joint: re.Match[str]) -> tuple[Amount, ...]:
    """Two joined numbers: a range, or two amounts of which the second gives the unit of both; nothing where they are apart."""
    opening = _BETWEEN.search(text, max(0, first.start - 10), first.start)
    word = (joint["word"] or "").lower()
    second = _share_sign(first, second, joint)
    unit = second.unit or first.unit
    scaled = _share_scale(first, second)
    ranged = (
        word == "to"
        or joint["dash"]
        or joint["hanging"]
        or (word == "and" and opening and opening["word"].lower() == "between")
    )
    near = word == "or" and not first.digits and scaled.lower < second.lower <= scaled.lower + 2
    same = first.unit in (None, unit) and unit == second.unit
    changed = opening and word == "to" and _CHANGE.search(text, max(0, opening.start() - 80), opening.start())
    if same and scaled.lower < second.upper and (ranged or near) and not changed:
        start = opening.start() if opening and ranged else first.start
        return (Amount(start, second.end, scaled.lower, second.upper, unit, first.digits, ranged=True),)
    if same and first.unit is None and unit and word and (ranged or word in ("and", "or")):
        return replace(first, unit=unit), second
    if same and first.unit and joint["dash"]:
        return first, second
    return ()


def _share_sign(first: Amount, second: Amount, joint: re.Match[str]) -> Amount:
    """ "$1.2-1.5 billion", "$5 to 7 million": the sign of the first number belongs to both."""
    shared = first.unit in CURRENCIES.values() and second.unit is None and second.digits and (joint["dash"] or second.scale > 1)
    return replace(second, unit=first.unit) if shared else second


def _share_scale(first: Amount, second: Amount) -> Amount:
    """ "3 to 5 million" begins at three million."""
    if first.digits and first.scale == 1 and second.scale > 1 and first.lower < min(1000, second.lower / second.scale):
        return replace(first, lower=first.lower * second.scale, upper=first.upper * second.scale)
    return first


def _with_measure(text: str, amount: Amount) -> Amount:
    """The unit that a hyphen joins to the number ("a 10-point lead"), and the rate to a sum ("a $15-an-hour wage")."""
    if amount.unit is not None:
        rate = RATE.match(text, amount.end)
        return replace(amount, end=rate.end(), rate=rate["rate"].replace("-", " ")) if rate else amount
    measure = MEASURE.match(text, amount.end)
    return replace(amount, end=measure.end(), unit=measure["unit"]) if measure else amount
