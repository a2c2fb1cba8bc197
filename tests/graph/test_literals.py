"""Values keep their exactness on the way into RDF."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pyoxigraph import NamedNode
from rdflib import XSD, Literal, URIRef

from app.graph.literals import address, date, decimal, integer


@pytest.mark.parametrize(
    ("value", "datatype"),
    [
        ("2018", XSD.gYear),
        ("2018-01", XSD.gYearMonth),
        ("2018-01-29", XSD.date),
        ("2018-01-29T10:00:00Z", XSD.date),
        ("last week", None),
        ("2018-1", None),
    ],
)
def test_a_date_is_typed_by_how_exact_it_is(value: str, datatype: URIRef | None) -> None:
    assert (str(date(value)), date(value).datatype) == (value.split("T", maxsplit=1)[0], datatype)


@pytest.mark.parametrize(
    ("value", "text"), [(675.0, "675"), (2.4e6, "2400000"), (0.5, "0.5"), (29_269.0, "29269"), (1e-7, "0.0000001")]
)
def test_a_number_is_written_plainly(value: float, text: str) -> None:
    assert (str(decimal(value)), decimal(value).datatype) == (text, XSD.decimal)


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_comes_back(value: float) -> None:
    assert float(Decimal(str(decimal(value)))) == value


@given(st.integers())
def test_a_whole_number_comes_back(value: int) -> None:
    assert integer(value).toPython() == value


@pytest.mark.parametrize(
    ("value", "term"),
    [
        ("https://a.example/x y", URIRef("https://a.example/x%20y")),
        (" https://a.example/ü?q=1#f ", URIRef("https://a.example/ü?q=1#f")),
        ("a.example/x", Literal("a.example/x")),
        ("http://[broken", Literal("http://[broken")),
        ('https://a.example/">', URIRef("https://a.example/%22%3E")),
        ("https://a.example/100%?a[]=%20#b#c", URIRef("https://a.example/100%25?a%5B%5D=%20#b%23c")),
        ("http://[::1]:8000/x", URIRef("http://[::1]:8000/x")),
        ("urn:isbn:12", URIRef("urn:isbn:12")),
        ("https://a.example:port/", Literal("https://a.example:port/")),
        ("note: this", Literal("note: this")),
    ],
)
def test_an_address_is_an_iri_only_if_it_can_be_one(value: str, term: URIRef | Literal) -> None:
    assert address(value) == term


@given(st.text(), st.text(alphabet=st.characters(exclude_categories=["Cs"])))
@example("a.example", "/\ue000 \u200e\U000e0001%g")
def test_the_engine_takes_every_address_that_is_an_iri(host: str, rest: str) -> None:
    for value in (f"https://{host}/{rest}", f"https://a.example{rest}", f"urn:x-y:{rest}", rest):
        found = address(value)
        if isinstance(found, URIRef):
            assert NamedNode(str(found)).value == str(found)
        else:
            assert str(found) == value
