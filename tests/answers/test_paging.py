"""Pages: every item once, in a stable order, whatever the size of a page; bad cursors are refused."""

from __future__ import annotations

from urllib.parse import parse_qs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.answers.claims import ClaimFilter, Claims
from app.answers.entities import Entities, EntityFilter
from app.answers.paging import Slice, SortKey, decode, encode
from app.errors import InvalidInput

KEYS = (SortKey("COUNT(?x)", number=True, descending=True), SortKey("MIN(?y)"))


def cursor_of(following: str) -> str:
    """The cursor in the URL of the next page."""
    return parse_qs(following.removeprefix("?"))["cursor"][0]


@pytest.mark.parametrize("size", [1, 2, 3, 100])
def test_pages_of_any_size_hold_each_entity_once_in_one_order(entities: Entities, size: int) -> None:
    whole = [item.id for item in entities.list(EntityFilter(), Slice(1000)).items]
    seen, cursor = [], None
    while True:
        page = entities.list(EntityFilter(), Slice(size, cursor))
        assert page.total == len(whole)
        assert len(page.items) <= size
        seen += [item.id for item in page.items]
        if page.next is None:
            break
        cursor = cursor_of(page.next)
    assert seen == whole
    assert len(set(seen)) == len(seen)


def test_the_next_page_keeps_the_filter(claims: Claims) -> None:
    page = claims.list(ClaimFilter(kind="statement", has_discrepancy=False), Slice(1))
    assert page.next is not None
    query = parse_qs(page.next.removeprefix("?"))
    assert query["kind"] == ["statement"]
    assert query["has_discrepancy"] == ["false"]
    assert query["limit"] == ["1"]


def test_the_last_page_has_no_next(claims: Claims) -> None:
    total = claims.list(ClaimFilter(), Slice(1)).total
    assert claims.list(ClaimFilter(), Slice(total)).next is None


@given(
    st.integers(0, 2**40), st.text(st.characters(exclude_categories=["Cs"])), st.text(st.characters(exclude_categories=["Cs"]))
)
def test_a_cursor_gives_its_place_back(number: int, text: str, iri: str) -> None:
    assert decode(encode([number, text, iri]), KEYS) == [number, text, iri]


@pytest.mark.parametrize(
    "cursor",
    [
        "",
        "x",
        "%%%",
        "é",
        "[]",
        encode([]),
        encode(["a", "b", "c"]),
        encode([1, 2, "c"]),
        encode([True, "b", "c"]),
        encode([2**70, "b", "c"]),
        "A" * 9,
    ],
)
def test_a_cursor_that_is_not_ours_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidInput, match="cursor"):
        decode(cursor, KEYS)


@given(st.text())
def test_no_cursor_breaks_a_list(cursor: str) -> None:
    with pytest.raises(InvalidInput, match="cursor"):
        decode(cursor, KEYS)


@pytest.mark.parametrize("limit", [0, -1])
def test_a_page_holds_at_least_one(limit: int) -> None:
    with pytest.raises(InvalidInput, match="limit"):
        Slice(limit)
