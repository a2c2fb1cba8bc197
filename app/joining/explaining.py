"""One plain, neutral sentence for each discrepancy: who has what, never who is right."""

from __future__ import annotations

from collections.abc import Sequence

from app.joining.quotations import Change
from app.model.joined import DiscrepancyKind

ROUNDED = "rounded"
"""The note of two numbers of which one may be the other with fewer digits."""

LONGEST = 160
"""Longer values are cut in the sentence; the passages have them whole."""

ENDINGS = {
    DiscrepancyKind.QUANTITY: "the numbers differ",
    DiscrepancyKind.UNIT: "what is counted differs",
    DiscrepancyKind.HEDGE: "one says more exactly than the other how sure the number is",
    DiscrepancyKind.SCOPE: "what is counted is narrowed in another way",
    DiscrepancyKind.DATE: "the times differ",
    DiscrepancyKind.ACT: "one tells of what was done, the other of what is yet to come",
}
Names = tuple[Sequence[str], Sequence[str]]


def explained(kind: DiscrepancyKind, names: Names, values: tuple[str, str], note: str, drift: bool) -> str:
    """The sentence; ``names`` are the outlets of both sides, the first of a drift that of the primary document."""
    one, other = (_several(each) for each in names)
    if drift:
        other = f"{other}, which {_verb(names[1], 'rests', 'rest')} on it,"
    first, second = (_short(value) for value in values)
    if kind is DiscrepancyKind.POLARITY:
        says = ["that it is so" if value == "positive" else "that it is not" for value in values]
        return f"{one} {_verb(names[0], 'has', 'have')} it {says[0]}, {other} {says[1]}."
    if kind is DiscrepancyKind.WORDING:
        how = "words in between are left out" if note == Change.CUT else "some words differ"
        verbs = [_verb(each, "quotes", "quote") for each in names]
        return f"{one} {verbs[0]} “{first}”, {other} {verbs[1]} “{second}”: {how}."
    verbs = [_verb(each, "has", "have") for each in names]
    return f"{one} {verbs[0]} “{first}”, {other} {verbs[1]} “{second}”: {_ending(kind, note)}."


def _verb(names: Sequence[str], one: str, several: str) -> str:
    return one if len(set(names)) == 1 else several


def _ending(kind: DiscrepancyKind, note: str) -> str:
    if note == ROUNDED:
        return "one number may be the other, rounded"
    return ENDINGS[kind]


def _several(names: Sequence[str]) -> str:
    known = list(dict.fromkeys(names))
    return known[0] if len(known) == 1 else f"{known[0]} and {len(known) - 1} other{'s' if len(known) > 2 else ''}"


def _short(value: str) -> str:
    words = " ".join(value.split()).strip('“”"')
    return words if len(words) <= LONGEST else words[:LONGEST].rsplit(" ", 1)[0] + " …"
