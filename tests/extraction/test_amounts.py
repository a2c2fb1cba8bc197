"""How amounts are written: signs, currencies, ranges, fractions and measures, before anyone asks what they count."""

from __future__ import annotations

import pytest

from app.extraction.quantities.amount import Amount
from app.extraction.quantities.amounts import amounts


def only(text: str) -> Amount:
    (amount,) = amounts(text)
    return amount


@pytest.mark.parametrize(
    ("text", "words", "value", "unit"),
    [
        ("worth $1.2bn today", "$1.2bn", 1.2e9, "USD"),
        ("spent £3m there", "£3m", 3e6, "GBP"),
        ("fined €40,000 there", "€40,000", 40_000, "EUR"),
        ("worth C$2.5 million today", "C$2.5 million", 2.5e6, "CAD"),
        ("worth ¥500 billion today", "¥500 billion", 5e11, "JPY"),
        ("worth $2-billion today", "$2-billion", 2e9, "USD"),
        ("makes $300K today", "$300K", 300_000, "USD"),
        ("paid 12 million Swiss francs", "12 million Swiss francs", 12e6, "CHF"),
        ("paid 50 Canadian dollars", "50 Canadian dollars", 50, "CAD"),
        ("a quarter of a million dollars", "a quarter of a million dollars", 250_000, "USD"),
        ("a $15-an-hour wage", "$15-an-hour", 15, "USD"),
        ("rose 3.4 per cent there", "3.4 per cent", 3.4, "percent"),
        ("a 15-percent raise", "15-percent", 15, "percent"),
        ("grew -0.5 percent", "-0.5 percent", -0.5, "percent"),
        ("growth of −1.2% then", "−1.2%", -1.2, "percent"),
        ("a loss of -$5 million", "-$5 million", -5e6, "USD"),
        ("fell to minus 40 degrees", "minus 40", -40, None),
        ("it was 40°C there", "40°C", 40, "°C"),
        ("found 40kg of salt", "40kg", 40, "kg"),
        ("at 75 mph there", "75 mph", 75, "mph"),
        ("a 6.2-magnitude quake", "6.2-magnitude", 6.2, "magnitude"),
        ("a three-judge panel", "three-judge", 3, "judge"),
        ("rose .5 points", ".5", 0.5, None),
        ("is 3½ inches wide", "3½", 3.5, None),
        ("is 1 1/2 miles long", "1 1/2", 1.5, None),
        ("heard 29\N{NARROW NO-BREAK SPACE}269 cases", "29\N{NARROW NO-BREAK SPACE}269", 29_269, None),
        ("heard 2.4\N{NO-BREAK SPACE}million cases", "2.4\N{NO-BREAK SPACE}million", 2.4e6, None),
        ("lost 1.5M files", "1.5M", 1.5e6, None),
    ],
)
def test_an_amount_has_the_value_and_unit_of_its_writing(text: str, words: str, value: float, unit: str | None) -> None:
    amount = only(text)
    assert (text[amount.start : amount.end], amount.unit) == (words, unit)
    assert amount.value == pytest.approx(value)


@pytest.mark.parametrize(
    ("text", "words", "lower", "upper"),
    [
        ("cost $5 million to $7 million", "$5 million to $7 million", 5e6, 7e6),
        ("cost between $5 million and $7 million", "between $5 million and $7 million", 5e6, 7e6),
        ("cost $5 to 7 million", "$5 to 7 million", 5e6, 7e6),
        ("cost $1.2-1.5 billion", "$1.2-1.5 billion", 1.2e9, 1.5e9),
        ("hurt 5 to 7 million", "5 to 7 million", 5e6, 7e6),
        ("range from 3 percent to 5 percent", "from 3 percent to 5 percent", 3, 5),
        ("put at 40% to 45%", "40% to 45%", 40, 45),
        ("took 10–20 of them", "10–20", 10, 20),
        ("needs 15- to 20-foot walls", "15- to 20-foot", 15, 20),
        ("a two- or three-week trip", "two- or three-week", 2, 3),
        ("takes between six and eight weeks", "between six and eight", 6, 8),
    ],
)
def test_a_range_shares_sign_scale_and_measure(text: str, words: str, lower: float, upper: float) -> None:
    amount = only(text)
    assert (text[amount.start : amount.end], amount.lower, amount.upper) == (words, lower, upper)
    assert amount.value is None


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("leads 42%-32.7% now", [42, 32.7]),
        ("-5 people came", [5]),
        ("plus or minus 3 points", [3]),
        ("ran the 100m final", []),
        ("ran a 10k on Sunday", []),
        ("in two and a half years", [2.5]),
        ("gave $3 to 5 people", [3, 5]),
    ],
)
def test_what_only_looks_like_a_sign_or_a_scale_is_none(text: str, values: list[float]) -> None:
    assert [amount.value for amount in amounts(text)] == values


@pytest.mark.parametrize(
    ("text", "words", "value"),
    [
        ("half the towns", "half", 1 / 2),
        ("half its staff", "half", 1 / 2),
        ("half of all farms", "half", 1 / 2),
        ("a third of the towns", "a third", 1 / 3),
        ("three-quarters of the towns", "three-quarters", 3 / 4),
        ("nine in 10 drivers", "nine in 10", 9 / 10),
        ("two out of three drivers", "two out of three", 2 / 3),
    ],
)
def test_a_fraction_is_a_share(text: str, words: str, value: float) -> None:
    amount = only(text)
    assert (text[amount.start : amount.end], amount.unit, amount.loose) == (words, "share", False)
    assert amount.value == pytest.approx(value)


@pytest.mark.parametrize("text", ["half the time", "half the size", "the second half of it", "an hour and a half of rain"])
def test_half_of_no_things_is_no_share(text: str) -> None:
    assert [amount for amount in amounts(text) if not amount.loose] == []
