"""How amounts are written: signs, names and suffixes of money, percentages and measures, as patterns."""

from __future__ import annotations

import re

from app.extraction.numbers import NUMBER, SHORT_SCALES

_SIGNS = {
    "US$": "USD", "$": "USD", "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", "₩": "KRW", "₽": "RUB", "₪": "ILS", "₴": "UAH",
    "₦": "NGN", "₱": "PHP", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "NZ$": "NZD", "HK$": "HKD", "S$": "SGD",
    "NT$": "TWD", "R$": "BRL", "RS": "INR", "RS.": "INR",
}  # fmt: skip
_CODES = ("USD", "EUR", "GBP", "CHF", "JPY", "CAD", "AUD", "CNY", "INR", "SEK", "NOK", "DKK", "PLN", "MXN")
_NAMES = {
    "swiss franc": "CHF", "canadian dollar": "CAD", "australian dollar": "AUD", "hong kong dollar": "HKD",
    "new zealand dollar": "NZD", "singapore dollar": "SGD", "pound sterling": "GBP", "pounds sterling": "GBP",
    "british pound": "GBP", "dollar": "USD", "euro": "EUR", "yen": "JPY", "rupee": "INR", "yuan": "CNY", "ruble": "RUB",
    "rouble": "RUB", "peso": "MXN",
}  # fmt: skip
CURRENCIES = {**_SIGNS, **{code: code for code in _CODES}, **{name.upper(): code for name, code in _NAMES.items()}}
"""Signs, codes and names of currencies, in upper case, to ISO 4217. A dollar or peso without more is taken for the United
States' and Mexico's, as newspapers of the United States mean them; pounds in words are left alone, since they may be weight."""

_METRIC = r"km|kg|cm|mm|mph|kph|km/h|lbs?|oz|mg|ml|ft|[kMGT]W|[MGT]Wh|kWh|[MGT]B|sq\.?\sft"
_SIGN = rf"(?:(?:US|CA|AU|NZ|HK|NT|[CASR])?\$|[£€¥₹₩₽₪₴₦₱]|\b(?:{'|'.join(_CODES)})\s|\bRs\.?\s?)"
_SHORT = rf"\s?(?:{'|'.join(sorted(SHORT_SCALES, key=len, reverse=True))})\b"
_CURRENCY = "|".join(sorted(map(re.escape, _NAMES), key=len, reverse=True)).replace(r"\ ", r"\s")
_BODY = rf"""
    (?P<minus>[-−–](?=[\d.$£€])|\b(?:minus|negative)\s)?
    (?P<sign>{_SIGN})?\s?
    (?P<number>{NUMBER})
    (?P<short>(?<=\d){_SHORT})?
    (?P<percent>\s?[%％]|[\s-](?:percent|per\scent|pct\.?)(?!age|\w))?
    (?P<currency>[\s-](?:US\s|U\.S\.\s)?(?:{_CURRENCY})s?\b)?
    (?P<metric>\s?°\s?[CF]?\b|\s?°|(?<=\d)\s?(?:{_METRIC})\b)?
"""
AMOUNT = re.compile(rf"(?<![\w§#/:.,’'$£€–−-]){_BODY}", re.IGNORECASE | re.VERBOSE)
SECOND = re.compile(_BODY, re.IGNORECASE | re.VERBOSE)
"""The second number of a range: it may touch the dash."""

_MEASURES = (
    r"year|month|week|day|hour|minute|second|mile|kilometer|kilometre|meter|metre|foot|feet|inch|yard|acre|hectare|pound|ounce|ton"
    r"|tonne|kilogram|gram|liter|litre|gallon|barrel|watt|kilowatt|megawatt|gigawatt|point|degree|magnitude|dollar|cent|euro|vote"
    r"|seat|page|word|member|person|judge|justice|officer|unit|bed|bedroom|room|story|storey|floor|car|vehicle|ship|lane|passenger"
    r"|student|family|home|apartment|nation|country|state|county|city|team|game|night|block|count|decade|century"
    r"|percentage[\s-]point|square[\s-](?:foot|mile|meter|kilometer)|cubic[\s-](?:foot|meter)"
)
_RATE = r"an?-(?:hour|day|night|week|month|year|person|piece|gallon|barrel|pound|ton|share|head|seat|ticket)\b"
MEASURE = re.compile(rf"-(?P<unit>{_MEASURES})\b(?!-old)", re.IGNORECASE)
"""The unit that a hyphen joins to a number: "a 10-point lead"."""

RATE = re.compile(rf"-(?P<rate>{_RATE})", re.IGNORECASE)
"""What a hyphen joins to a sum: "a $15-an-hour wage"."""

AFTER = re.compile(
    rf"[\w/]|[.,:]\d|[’']\w|-(?!plus\b|odd\b|(?:{_MEASURES})\b(?!-old)|{_RATE})\w|[-–]\d|-\s(?:to|or|and)\s\d",
    re.IGNORECASE,
)
"""What shows, right behind a number, that it is part of something else."""
