from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from app.extraction.encoder.windows import windows

SIZES = st.integers(4, 60)


@given(st.integers(1, 500), SIZES, st.integers(1, 60))
def test_every_piece_is_judged_once_and_in_order(count: int, size: int, step: int) -> None:
    parts = windows(count, size, min(step, size))
    assert [place for part in parts for place in range(part.first, part.last)] == list(range(count))


@given(st.integers(1, 500), SIZES)
def test_every_piece_is_judged_in_a_window_that_holds_it(count: int, size: int) -> None:
    for part in windows(count, size, size // 2):
        assert part.start <= part.first < part.last <= part.end
        assert part.end - part.start <= size


@given(st.integers(100, 500))
def test_a_piece_has_context_on_both_sides_but_at_the_ends_of_the_text(count: int) -> None:
    for part in windows(count, 40, 20):
        assert part.start == 0 or part.first - part.start >= 10
        assert part.end == count or part.end - part.last >= 10


def test_a_text_without_pieces_has_no_windows() -> None:
    assert windows(0) == []
