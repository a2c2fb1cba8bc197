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
        other = f"{other}, which {'rest' if len(set(names[1])) > 1 else 'rests'} on it,"
    first, second = (_short(value) for value in values)
    if kind is DiscrepancyKind.POLARITY:
        so, not_so = (one, other) if values[0] == "positive" else (other, one)
        return f"{so} has it that it is so, {not_so} that it is not."
    if kind is DiscrepancyKind.WORDING:
        how = "words in between are left out" if note == Change.CUT else "some words differ"
        return f"{one} quotes “{first}”, {other} quotes “{second}”: {how}."
    return f"{one} has “{first}”, {other} has “{second}”: {_ending(kind, note)}."


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
