"""From pairs to claims: a pure function of the set of pairs, without chains."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.joining.alike import SURE
from app.joining.clusters import clusters

KEYS = {number: f"words:{number}" for number in range(8)}
PAIRS = st.sets(st.tuples(st.integers(0, 7), st.integers(0, 7)).filter(lambda pair: pair[0] < pair[1]))


def sets(found: list[set[int]]) -> set[frozenset[int]]:
    return set(map(frozenset, found))


def test_a_chain_of_small_steps_is_no_claim() -> None:
    chain = [(0.9, 0, 1), (0.9, 2, 3), (0.9, 4, 5), (0.65, 1, 2), (0.65, 3, 4)]
    found = sets(clusters({number: KEYS[number] for number in range(6)}, chain))
    assert frozenset(range(6)) not in found
    assert frozenset({0, 1}) in found


def test_recommendations_with_other_numbers_stay_apart_whoever_resembles_both() -> None:
    keys = {0: "recommendation:r:1", 1: "recommendation:r:2", 2: "words:both"}
    assert len(clusters(keys, [(0.9, 0, 2), (0.9, 1, 2)])) == 2


def test_what_is_sure_is_joined_whatever_else() -> None:
    assert sets(clusters({0: "words:a", 1: "words:b", 2: "words:c"}, [(SURE, 0, 1), (SURE, 1, 2)])) == {frozenset({0, 1, 2})}


@given(PAIRS, st.randoms())
def test_the_order_of_pairs_changes_nothing(pairs: set[tuple[int, int]], chance: object) -> None:
    edges = [(0.6 + 0.01 * ((3 * a + 5 * b) % 20), a, b) for a, b in sorted(pairs)]
    other = list(edges)
    chance.shuffle(other)  # type: ignore[attr-defined]
    assert sets(clusters(KEYS, edges)) == sets(clusters(KEYS, other))
