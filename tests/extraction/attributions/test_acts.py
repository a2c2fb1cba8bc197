"""Acts of known bodies that an outlet tells of in its own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Asserted = Callable[..., list[str]]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Coast Guard closed the harbor on Friday.", ["The Coast Guard closed the harbor on Friday"]),
        ("Last week the Coast Guard sent letters to the owners.", ["Last week the Coast Guard sent letters to the owners"]),
        ("The Coast Guard has hired new divers.", ["The Coast Guard has hired new divers"]),
        ("The Coast Guard is a part of the department.", []),
        ("The Coast Guard may close the harbor.", []),
        ("The Coast Guard said that the harbor is closed.", []),
        ("Friends of the Coast Guard closed the road.", []),
        ("Did the Coast Guard close the harbor?", []),
        ("“The Coast Guard closed the harbor,” the mayor said.", []),
        ("The weather changed on Friday.", []),
    ],
)
def test_an_act_of_a_known_body_is_the_outlets_own_statement(asserted: Asserted, text: str, expected: list[str]) -> None:
    assert asserted(text, bodies=("Coast Guard",) if "Coast Guard" in text else ()) == expected
