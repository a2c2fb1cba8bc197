"""Which name and which wording is shown."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode

from app.projection.picks import ALSO, KIND, ORDINAL, PREFERRED, TEXT, WORDING, Said, is_acronym, longest, picks, preferred_name

INTEGER = NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def picked(*said: Said) -> set[tuple[str, str]]:
    return {(predicate.value, value.value) for predicate, value in picks(said)}


@pytest.mark.parametrize(
    ("names", "chosen"),
    [
        ({"RBI", "River Board of Inspection", "River Board"}, "River Board of Inspection"),
        ({"the board's long office of inspection", "River Board"}, "River Board"),
        ({"The River Board", "River Board"}, "River Board"),
        ({"RIVER BOARD", "River Board"}, "River Board"),
        ({"Bravo", "Alpha"}, "Alpha"),
        ({"RBI", "NASA"}, "NASA"),
        ({"RBI", "the board"}, "the board"),
        ({"State’s Office of Something", "State Office"}, "State Office"),
    ],
)
def test_the_longest_official_looking_name_is_preferred(names: set[str], chosen: str):
    assert preferred_name(names) == chosen


def test_an_authority_knows_best():
    said = [
        Said(PREFERRED, Literal("A Very Long Name Of Ours")),
        Said(PREFERRED, Literal("Bureau"), official=True),
        Said(ALSO, Literal("B")),
    ]
    assert picked(*said) == {(PREFERRED, "Bureau"), (ALSO, "A Very Long Name Of Ours"), (ALSO, "B")}


def test_the_longest_wording_is_the_text():
    assert longest({"bb", "aaa", "ccc"}) == "aaa"
    assert picked(Said(TEXT, Literal("ab")), Said(WORDING, Literal("ab")), Said(WORDING, Literal("abc"))) == {(TEXT, "abc")}


def test_kind_and_ordinal_are_single_too():
    said = [Said(KIND, Literal(kind)) for kind in ("statement", "finding", "recommendation", "order")]
    said += [Said(ORDINAL, Literal(str(number), datatype=INTEGER)) for number in (10, 9)]
    assert picked(*said) == {(KIND, "recommendation"), (ORDINAL, "9")}


@pytest.mark.parametrize(
    ("kinds", "chosen"),
    [(("statement", "order"), "order"), (("finding", "statement"), "finding"), (("finding", "order"), "order")],
)
def test_the_kind_that_says_most_is_picked_whatever_the_order(kinds: tuple[str, ...], chosen: str):
    said = [Said(KIND, Literal(kind)) for kind in kinds]
    assert picked(*said) == picked(*reversed(said)) == {(KIND, chosen)}


@pytest.mark.parametrize(
    ("name", "is_one"), [("ICE", True), ("DoJ", True), ("U.S.C.", True), ("Ice", False), ("A B", False), ("I", False)]
)
def test_acronyms_are_known_by_their_capitals(name: str, is_one: bool):
    assert is_acronym(name) is is_one


@given(st.lists(st.tuples(st.sampled_from([PREFERRED, ALSO]), st.text(max_size=8), st.booleans()), min_size=1, max_size=8))
def test_exactly_one_name_is_preferred_none_is_lost_and_order_does_not_matter(rows):
    said = [Said(predicate, Literal(value), official) for predicate, value, official in rows]
    found = picks(said)
    assert found == picks(reversed(said))
    assert sum(predicate.value == PREFERRED for predicate, _ in found) == any(row[0] == PREFERRED for row in rows)
    assert sorted(value.value for _, value in found) == sorted({row[1] for row in rows})
