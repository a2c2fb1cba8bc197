"""Letters that a pattern without regard to case takes for ASCII ones."""

from __future__ import annotations

_LOOKALIKES = str.maketrans({"İ": "I", "ı": "i", "ſ": "s", "\N{KELVIN SIGN}": "K"})


def plain_letters(text: str) -> str:
    """The text with the four letters that ``re.IGNORECASE`` equates with ASCII ones written as those; offsets stay the same.

    What a pattern matched can then be looked up in a table by its lower case.
    """
    return text.translate(_LOOKALIKES)
