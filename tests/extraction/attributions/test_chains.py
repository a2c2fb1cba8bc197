"""Through whom a statement came and on what it rests."""

from __future__ import annotations

from .conftest import Reader


def test_as_noted_by_names_the_via(read: Reader) -> None:
    (found,) = read("“The pumps failed,” the report said, as noted by the Marlow Institute.")
    assert (found.source, found.via) == ("the report", ["the Marlow Institute"])


def test_according_to_beside_another_verb_names_the_via(read: Reader) -> None:
    (found,) = read("“The pumps failed,” the report said, according to the Marlow Institute.")
    assert (found.source, found.via) == ("the report", ["the Marlow Institute"])


def test_first_reported_by_names_the_via(read: Reader) -> None:
    (found,) = read("The deal, first reported by Reuters, is worth $5 billion, the company said.")
    assert (found.source, found.via) == ("the company", ["Reuters"])


def test_who_is_cited_is_the_basis(read: Reader) -> None:
    (found,) = read("The Tribune reported Tuesday, citing two officials, that the dam was unsafe.")
    assert (found.source, found.basis, found.content) == ("The Tribune", ["two officials"], ["that the dam was unsafe"])


def test_who_provided_the_data_is_the_basis(read: Reader) -> None:
    (found,) = read("“Based on source data provided by the Bureau's Water Unit, we found 40 leaks,” the audit said.")
    assert found.basis == ["the Bureau's Water Unit"]
