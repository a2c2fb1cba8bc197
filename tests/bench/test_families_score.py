"""The scores of families, on cases small enough to be counted by hand."""

from __future__ import annotations

from typing import Any

import pytest

from bench.families.bcubed import b_cubed
from bench.families.errors import errors
from bench.families.found import Differing, Graph, Named, Said, Side
from bench.families.score import compared, overlap, report, right_origins


def sentence(document: str, fact: str, start: int, **values: object) -> dict[str, Any]:
    """A true sentence of ten characters."""
    return {"document": document, "fact": fact, "start": start, "end": start + 10, "values": {"number": 1, **values}}


def truth(**given: Any) -> dict[str, Any]:
    """A truth of two facts: f in the documents a, b, c, where c differs in number; g in a alone."""
    sentences = [sentence("a", "f", 0), sentence("b", "f", 0), sentence("c", "f", 0, number=2), sentence("a", "g", 20)]
    return {
        "sentences": sentences,
        "facts": [
            {"id": "f", "documents": ["a", "b", "c"], "independent_origins": 2},
            {"id": "g", "documents": ["a"], "independent_origins": 1},
        ],
        "discrepancies": [
            {"documents": ["a", "c"], "fact": "f", "kind": "quantity", "drift": True},
            {"documents": ["b", "c"], "fact": "f", "kind": "quantity", "drift": False},
        ],
        "tolerated": [{"documents": ["a", "b"], "fact": "f", "kind": "wording"}],
        "entities": [],
        **given,
    }


def said(document: str, claim: str, start: int = 0) -> Said:
    """An attribution that was found exactly where the true one is."""
    return Said(document, ((start, start + 10),), claim)


def graph(
    said_: tuple[Said, ...] = (), named: tuple[Named, ...] = (), differing: tuple[Differing, ...] = (), **origins: int
) -> Graph:
    return Graph(said_, named, differing, origins)


def differing(one: str, other: str, kind: str, *, drift: bool = False, start: int = 0) -> Differing:
    return Differing(kind, drift, (Side(one, (start, start + 5), 1), Side(other, (start, start + 5), 2)))


def test_b_cubed_of_bagga_and_baldwins_example() -> None:
    # True chains {1-5}, {6, 7}, {8-C}; found {1-5}, {6-C}: precision 1/12 · (5 + 2 · 2/7 + 5 · 5/7) = 16/21, recall 1.
    true = "aaaaabbccccc"
    found = b_cubed(list(zip(true, "xxxxxyyyyyyy", strict=True)))
    assert found.precision == pytest.approx(16 / 21)
    assert found.recall == 1
    assert found.f1 == pytest.approx(32 / 37)


def test_b_cubed_of_things_left_apart() -> None:
    found = b_cubed([("a", 1), ("a", 2), ("a", 2), ("b", 3)])
    assert found.precision == 1
    assert found.recall == pytest.approx((1 / 3 + 2 / 3 + 2 / 3 + 1) / 4)


def test_b_cubed_of_nothing() -> None:
    assert (b_cubed([]).precision, b_cubed([]).number) == (1, 0)


@pytest.mark.parametrize(
    ("one", "other", "share"),
    [
        (((0, 10),), ((0, 10),), 1.0),
        (((0, 10),), ((5, 15),), 5 / 15),
        (((0, 10),), ((0, 4), (6, 10)), 8 / 10),
        (((0, 10),), ((10, 20),), 0.0),
    ],
)
def test_overlap_is_intersection_over_union(
    one: tuple[tuple[int, int], ...], other: tuple[tuple[int, int], ...], share: float
) -> None:
    assert overlap(one, other) == pytest.approx(share)


def test_sentences_count_as_found_from_half_their_length_on() -> None:
    near, far = Said("a", ((0, 5),), "x"), Said("b", ((0, 4),), "x")
    assert compared(truth(), graph((near, far))).claims.number == 1


def test_joining_claims_is_scored_over_the_sentences_found() -> None:
    scores = compared(truth(), graph((said("a", "x"), said("b", "x"), said("c", "y"), said("a", "x", 20))))
    # x holds f, f, g and y holds f: precision (2/3 + 2/3 + 1 + 1/3) / 4, recall (2/3 + 2/3 + 1/3 + 1) / 4.
    assert scores.claims.precision == pytest.approx(2 / 3)
    assert scores.claims.recall == pytest.approx(2 / 3)


def test_origins_are_asked_of_the_claim_with_most_of_the_sentences() -> None:
    claims = list(zip(truth()["sentences"], ["x", "x", "y", "x"], strict=True))
    assert right_origins(truth(), claims, {"x": 2, "y": 1})[0] == 1
    assert right_origins(truth(), claims, {"x": 3})[1] == {"too many": 1}
    assert right_origins(truth(), claims, {"x": 1})[1] == {"too few": 1}


def test_a_claim_that_was_not_joined_has_no_right_number_of_origins() -> None:
    claims = list(zip(truth()["sentences"], ["x", "y", "z", "x"], strict=True))
    assert right_origins(truth(), claims, {"x": 2, "y": 2, "z": 2}) == (0, {"not joined": 1})


def test_discrepancies_agree_in_documents_fact_and_kind() -> None:
    found = (differing("a", "c", "quantity", drift=True), differing("a", "b", "hedge"))
    scores = compared(truth(), graph(differing=found))
    assert (scores.discrepancies.precision, scores.discrepancies.recall) == (0.5, 0.5)
    assert scores.by_kind["quantity"].precision == 1
    assert scores.by_kind["hedge"].precision == 0
    assert scores.drift == (1, 1)


def test_one_pair_of_documents_shows_that_two_values_differ() -> None:
    assert compared(truth(), graph(differing=(differing("c", "b", "quantity"),))).by_value == 1


def test_a_discrepancy_beside_all_facts_is_wrong() -> None:
    scores = compared(truth(), graph(differing=(differing("a", "c", "quantity", start=50),)))
    assert (scores.discrepancies.precision, scores.discrepancies.recall) == (0, 0)


def test_a_discrepancy_that_may_be_told_counts_neither_way() -> None:
    scores = compared(truth(), graph(differing=(differing("b", "a", "wording"),)))
    assert (scores.discrepancies.precision, scores.discrepancies.recall) == (1, 0)


def test_entities_are_scored_over_names_that_were_found() -> None:
    names = [
        {"document": "a", "start": at, "end": at + 4, "form": form} for at, form in ((0, "name"), (9, "acronym"), (20, "name"))
    ]
    pointed = {"document": "a", "start": 30, "end": 34, "form": "description"}
    entities = [{"id": "e", "names": [names[0], names[1], pointed]}, {"id": "o", "names": [names[2]]}]
    met = (Named("a", (0, 4), "1"), Named("a", (9, 13), "1"), Named("a", (20, 24), "1"), Named("a", (30, 34), "2"))
    scores = compared(truth(entities=entities), graph(named=met))
    assert scores.names == scores.entities.number == 3
    assert scores.entities.recall == 1
    assert scores.entities.precision == pytest.approx((2 / 3 + 2 / 3 + 1 / 3) / 3)


def test_the_report_names_all_figures() -> None:
    text = report(compared(truth(), graph((said("a", "x"), said("b", "x")), x=2)))
    assert "sentences found: 2 of 4" in text
    assert "independent origins right: 1 of 1 (1.000); wrong: none" in text


def test_errors_are_told_with_their_words() -> None:
    given = truth()
    for one in given["sentences"]:
        one |= {"exact": f"words of {one['fact']} in {one['document']}", "manner": "indirect"}
    given["facts"][0]["origins"] = ["o", "p"]
    found = graph((said("a", "x"), said("b", "x"), said("a", "x", 20)), differing=(differing("a", "b", "hedge"),), x=1)
    text = "\n".join(errors(given, found, 5))
    assert "c indirect: words of f in c" in text
    assert "x: f: words of f in a | g: words of g in a" in text
    assert "missed quantity of f: a: words of f in a | c: words of f in c" in text
    assert "wrong hedge of f: a: words of f in a | b: words of f in b" in text
    assert "too few: f has 2 (o, p); found x (1)" in text
