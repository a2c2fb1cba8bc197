"""How many independent origins stand behind a claim."""

from __future__ import annotations

from app.joining.origins import standing
from app.model.joined import Dependence, DependenceKind
from tests.joining.made import facets, outlet, saying

SAID = facets("jails declined to hold prisoners for the agency")


def copy(one: str, other: str) -> Dependence:
    return Dependence(DependenceKind.COPY, (one, other), f"{one} and {other} share words.")


def test_ten_outlets_that_name_one_origin_are_one() -> None:
    stands = standing([saying(f"d{n}", SAID, origin="office") for n in range(10)], ())
    assert stands.independent == 1
    (echo,) = stands.echoes
    assert (len(echo.documents), echo.origin) == (10, "office")
    assert {each.kind for each in echo.dependences} == {DependenceKind.ORIGIN}


def test_two_origins_are_two_also_where_one_document_names_both() -> None:
    said = [
        saying("a", SAID, origin="office"),
        saying("b", SAID, origin="bureau"),
        saying("c", SAID, origin="office"),
        saying("c", SAID, origin="bureau", place=1),
    ]
    assert standing(said, ()).independent == 2


def test_who_speaks_for_a_body_is_no_other_origin() -> None:
    said = [
        saying("a", SAID, origin="office"),
        saying("b", SAID, outlet("B", speak_for=(("kelly", "office"), ("report", "office"))), origin="kelly"),
        saying("c", SAID, origin="report"),
    ]
    assert standing(said, ()).independent == 1


def test_an_outlet_that_says_itself_what_it_also_attributes_is_no_origin() -> None:
    said = [saying("a", SAID, asserted=True, origin="a"), saying("a", SAID, origin="office", place=1)]
    assert standing(said, ()).independent == 1


def test_outlets_without_a_source_stand_apart_until_a_copy_shows() -> None:
    said = [saying(each, SAID, asserted=True, origin=each) for each in "ab"]
    assert standing(said, ()).independent == 2
    assert standing(said, (copy("a", "b"),)).independent == 1


def test_a_copy_takes_no_origin_away_that_both_name() -> None:
    said = [saying("a", SAID, origin="office"), saying("b", SAID, origin="bureau")]
    assert standing(said, (copy("a", "b"),)).independent == 2


def test_what_comes_from_another_outlet_is_its() -> None:
    said = [
        saying("a", SAID, outlet("Wire", published="2018-01-01"), asserted=True, origin="wire"),
        saying("b", SAID, outlet("Daily", published="2018-01-02"), origin="wire"),
    ]
    stands = standing(said, ())
    assert stands.independent == 1
    (told,) = [each for each in stands.echoes[0].dependences if each.kind is DependenceKind.CITATION]
    assert (told.derived, told.explanation) == ("b", "Daily says that it has it from Wire.")


def test_one_third_party_is_shown_where_the_source_is_not() -> None:
    said = [saying(each, SAID, via=("center",)) for each in "ab"]
    assert standing(said, ()).independent == 1


def test_a_headline_that_names_a_topic_is_no_second_origin() -> None:
    said = [saying("a", SAID, origin="ice", headline=True), saying("a", SAID, origin="office", place=1)]
    assert standing(said, ()).independent == 1


def test_the_order_of_sayings_changes_nothing() -> None:
    said = [saying(each, SAID, origin=origin) for each, origin in zip("abcd", ("x", "y", "x", "y"), strict=True)]
    assert standing(said, ()) == standing(said[::-1], ())
