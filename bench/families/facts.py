"""Facts, and what becomes of their values when they are told again: another number, hedge, unit, scope or date, or denied."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.families.banks import Bank, Schema
from bench.families.world import Actor

HEDGES = ("about", "nearly", "over", "least", "upto")
MONTHS = "January February March April May June July August September October November December".split()
LIKE = {"number": 3, "hedge": 3, "unit": 2, "scope": 3, "polarity": 2, "date": 1}
"""How often each change is made where it can be."""


@dataclass(frozen=True, slots=True)
class Value:
    """What a telling of a fact states. ``unit`` and ``scope`` are places in the schema's lists, ``hedge`` is a class of hedges.

    ``period`` has first and last year or month (ISO 8601).
    """

    number: float | None
    lower: float | None = None
    upper: float | None = None
    unit: int = 0
    hedge: str | None = None
    scope: int = 0
    positive: bool = True
    period: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One claim of a family: what ``source`` says of ``place`` and ``body``; ``origin`` is where all tellings go back to.

    ``quoted`` and ``tail`` are the words in which an official says it, places in the lists of the schema and the bank.
    """

    id: str
    schema: Schema
    value: Value
    place: Actor
    body: Actor
    source: Actor
    origin: str
    past: bool = False
    quoted: int = 0
    tail: int = 0


def value(schema: Schema, year: int, chance: random.Random) -> Value:
    """A value for a fact of this sort."""
    hedge = chance.choice(HEDGES) if schema.kind in {"count", "percent", "money"} and chance.random() < 0.45 else None
    period = _period(year, chance) if schema.timed else None
    if schema.kind == "range":
        low, high = schema.range
        lower = chance.randrange(int(low), int(high))
        return Value(None, float(lower), float(round(lower * chance.uniform(1.15, 1.6)) + 2), period=period)
    return Value(_number(schema, chance), hedge=hedge, period=period)


def changes(schema: Schema, known: Value) -> list[str]:
    """The kinds of change that a value can undergo, each as often as it is likely."""
    can = {
        "number": True,
        "hedge": schema.kind in {"count", "percent", "money"},
        "unit": len(schema.unit) > 1,
        "scope": len(schema.scope) > 1,
        "polarity": bool(schema.deny),
        "date": known.period is not None,
    }
    return [kind for kind, times in LIKE.items() if can[kind] for _ in range(times)]


def changed(schema: Schema, known: Value, kind: str, chance: random.Random) -> Value:
    """The value after a change of this kind."""
    if kind == "number":
        return _renumbered(schema, known, chance)
    if kind == "hedge":
        return replace(known, hedge=None if known.hedge else chance.choice(HEDGES))
    if kind == "unit":
        return replace(known, unit=1 - known.unit)
    if kind == "scope":
        return replace(known, scope=1 - known.scope)
    if kind == "polarity":
        return replace(known, positive=not known.positive)
    start, end = known.period or ("", "")
    return replace(known, period=(_later(start), _later(end)))


def figure(schema: Schema, number: float) -> str:
    """A number as news write it, with the currency where it is money."""
    if schema.kind == "money":
        return f"${number:.1f} million"
    return f"{round(number):,}"


def quantity_unit(schema: Schema, stated: Value) -> str:
    """The unit as a quantity has it."""
    fixed = {"percent": "percent", "money": "USD", "days": "days"}
    return fixed.get(schema.kind) or schema.unit[stated.unit]


def amount(schema: Schema, number: float | None) -> float | None:
    """The number in whole units."""
    if number is None or schema.kind != "money":
        return number
    return round(number * 1e6)


def words(bank: Bank, schema: Schema, stated: Value, seed: int) -> tuple[str | None, str]:
    """The hedge's words, if any, and the rest of the quantity as written: number and unit."""
    hedge = None if stated.hedge is None else pick(bank.list(f"hedges.{stated.hedge}"), seed)
    unit = {"percent": " percent", "money": "", "days": " days"}.get(schema.kind)
    after = f" {schema.unit[stated.unit]}" if unit is None else unit
    if stated.number is not None:
        return hedge, figure(schema, stated.number) + after
    lower, upper = (figure(schema, end or 0) for end in (stated.lower, stated.upper))
    return hedge, (f"between {lower} and {upper}" if seed % 2 else f"{lower} to {upper}") + after


def period_words(bank: Bank, period: tuple[str, str], seed: int) -> tuple[str, str, str]:
    """The words of a period: what stands before the time, the time, and nothing after it. A span is a time as a whole."""
    start, end = period
    template = pick(bank.list("periods.year" if start == end else "periods.span"), seed)
    text = template.format(a=_date(start), b=_date(end))
    if start == end:
        return text.removesuffix(start), start, ""
    return "", text, ""


def pick(choices: Sequence[str], seed: int) -> str:
    """One of the choices, the same for the same seed."""
    return choices[seed % len(choices)]


def _number(schema: Schema, chance: random.Random) -> float:
    low, high = schema.range
    if schema.kind == "money":
        return round(chance.uniform(low, high), 1)
    if high / low < 20:
        return float(chance.randint(int(low), int(high)))
    return float(round(low * (high / low) ** chance.random()))


def _renumbered(schema: Schema, known: Value, chance: random.Random) -> Value:
    """Another number, a fifth away at least, and on the same scale."""
    factor = chance.choice((0.5, 0.6, 0.75, 1.3, 1.6, 2.0))
    if known.number is None:
        return replace(known, lower=round((known.lower or 0) * factor), upper=round((known.upper or 0) * factor) + 1)
    number = known.number * (min(factor, 1 / factor) if schema.kind == "percent" and known.number > 45 else factor)
    return replace(known, number=round(number, 1) if schema.kind == "money" else float(round(number)))


def _period(year: int, chance: random.Random) -> tuple[str, str]:
    if chance.random() < 0.7:
        return f"{year - 1}", f"{year - 1}"
    return f"{year - 4}-{chance.randint(1, 12):02d}", f"{year - 1}-{chance.randint(1, 12):02d}"


def _later(date: str) -> str:
    return f"{int(date[:4]) + 1}{date[4:]}"


def _date(date: str) -> str:
    return f"{MONTHS[int(date[5:]) - 1]} {date[:4]}" if len(date) > 4 else date
