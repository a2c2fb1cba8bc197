"""What a web process remembers is bounded, and what was used last stays longest."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.api.sparql.remembered import OVERHEAD, Remembered, Whole


def answer(size: int) -> Whole:
    return Whole((), b"x" * size)


def test_what_is_used_stays_and_what_is_not_goes() -> None:
    remembered = Remembered(2 * (OVERHEAD + 10))
    remembered.put(("a", None), answer(10))
    remembered.put(("b", None), answer(10))
    assert remembered.get(("a", None)) == answer(10)
    remembered.put(("c", None), answer(10))
    assert [remembered.get((name, None)) is not None for name in "abc"] == [True, False, True]


def test_codings_are_told_apart() -> None:
    remembered = Remembered(10_000)
    remembered.put(("a", None), answer(2))
    remembered.put(("a", "gzip"), answer(1))
    assert (remembered.get(("a", None)), remembered.get(("a", "gzip"))) == (answer(2), answer(1))


def test_without_room_nothing_is_remembered() -> None:
    remembered = Remembered(0)
    remembered.put(("a", None), answer(0))
    assert remembered.get(("a", None)) is None


def test_what_is_larger_than_the_room_forces_nothing_out() -> None:
    remembered = Remembered(OVERHEAD + 10)
    remembered.put(("a", None), answer(10))
    remembered.put(("b", None), answer(11))
    assert remembered.get(("a", None)) is not None


@given(st.integers(0, 20_000), st.lists(st.tuples(st.integers(0, 5), st.integers(0, 5_000))))
def test_it_never_holds_more_than_it_may(most: int, puts: list[tuple[int, int]]) -> None:
    remembered = Remembered(most)
    for name, size in puts:
        remembered.put((str(name), None), answer(size))
        held = [found for key in range(6) if (found := remembered.get((str(key), None)))]
        assert sum(len(found.body) + OVERHEAD for found in held) <= most
        assert (remembered.get((str(name), None)) == answer(size)) is (size + OVERHEAD <= most)
