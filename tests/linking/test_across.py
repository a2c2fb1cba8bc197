"""Who is who across documents: what joins two, and what does not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.model.resolution import Resolution
from app.projection.database import ProjectionDatabase
from app.projection.identity import Identities
from tests.linking.conftest import Linked

Ids = Callable[..., list[str]]
OPENING = (
    "For most of the night the small town in the hills was without light, and the road to the old dam above it was closed."
)
"""A first paragraph too long for a headline, in which nobody is named."""


@pytest.fixture
def ids(tmp_path: Path) -> Iterator[Ids]:
    """The ids of the entity that each document, one after the other, names with these words."""

    databases: list[ProjectionDatabase] = []

    def run(words: str, *documents: Resolution) -> list[str]:
        databases.append(ProjectionDatabase(tmp_path / f"{len(databases)}.sqlite"))
        identities = Identities(databases[-1].connection)
        for number, document in enumerate(documents):
            identities.put(str(number), document.entities)
        return [identities.ids(str(number))[_place(document, words)] for number, document in enumerate(documents)]

    yield run
    for database in databases:
        database.close()


def _place(document: Resolution, words: str) -> int:
    text = document.document.text
    return next(
        place
        for mention, place in zip(document.extraction.mentions, document.referents, strict=True)
        if place is not None and mention.span.of(text) == words
    )


def test_bureaus_of_two_regions_with_one_acronym_stay_two(linked: Linked, ids: Ids) -> None:
    one = linked(OPENING, "The Arden Bureau of Canal Safety (BCS) met on Monday.", "The BCS said that boats may pass.")
    other = linked(OPENING, "The Norland Bureau of Canal Safety (BCS) met on Friday.", "The BCS said that boats must wait.")
    assert len(set(ids("BCS", one, other))) == 2


def test_a_bare_acronym_joins_the_one_body_that_shows_it_and_neither_of_two(linked: Linked, ids: Ids) -> None:
    one = linked(OPENING, "The Arden Bureau of Canal Safety (BCS) met on Monday.", "The BCS said that boats may pass.")
    other = linked(OPENING, "The Norland Bureau of Canal Safety (BCS) met on Friday.", "The BCS said that boats must wait.")
    bare = linked(OPENING, "The BCS said that the canal was closed.")
    assert len(set(ids("BCS", one, bare))) == 1
    assert len(set(ids("BCS", one, other, bare))) == 3


def test_a_body_is_one_with_its_name_less_the_place(linked: Linked) -> None:
    found = linked(
        OPENING, "The Arden County Water Authority shut nine wells.", "Later the Water Authority said that the wells were safe."
    )
    assert len({_place(found, words) for words in ("Arden County Water Authority", "Water Authority")}) == 1


def test_the_end_of_two_names_is_neither(linked: Linked) -> None:
    found = linked(
        OPENING,
        "The Arden County Water Authority sued the Norland Water Authority.",
        "The Water Authority said that it would pay.",
    )
    names = ("Arden County Water Authority", "Norland Water Authority", "Water Authority")
    assert len({_place(found, words) for words in names}) == 3


@pytest.mark.parametrize(
    "told",
    [
        "Joan Archer, the chief inspector of the board, said that the port was closed.",
        "The director of the Arden Ferry Board, Joan Archer, said that the port was closed.",
        "Joan Archer, who heads the Arden Ferry Board, said that the port was closed.",
        "The Arden Ferry Board’s director, Joan Archer, said that the port was closed.",
    ],
)
def test_a_person_is_known_by_the_body(linked: Linked, ids: Ids, told: str) -> None:
    one = linked(OPENING, "The Arden Ferry Board met on Monday.", told)
    other = linked(OPENING, "Joan Archer, a member of the Arden Ferry Board, said that the school was open.")
    assert len(set(ids("Joan Archer", one, other))) == 1


def test_people_of_one_name_and_title_at_two_bodies_stay_two(linked: Linked, ids: Ids) -> None:
    one = linked(OPENING, "Joan Archer, commissioner of the Arden Ferry Board, said that the port was closed.")
    other = linked(OPENING, "Joan Archer, commissioner of the Norland Canal Board, said that the port was open.")
    bare = linked(OPENING, "Commissioner Joan Archer said that the port was old.")
    assert len(set(ids("Joan Archer", one, other))) == 2
    assert len(set(ids("Joan Archer", one, bare))) == 1
    assert len(set(ids("Joan Archer", one, other, bare))) == 3


def test_a_body_of_general_words_alone_makes_no_two_people_one(linked: Linked, ids: Ids) -> None:
    one = linked(OPENING, "Joan Archer, a spokeswoman for the Police Department, said that the road was closed.")
    other = linked(OPENING, "Joan Archer, a spokeswoman for the Police Department, said that a man was held.")
    assert len(set(ids("Joan Archer", one, other))) == 2


def test_the_inspector_general_is_not_his_namesake(linked: Linked, ids: Ids) -> None:
    one = linked(
        OPENING, "John Kelly, the acting inspector general of the Department of Homeland Security, said cities were slow."
    )
    other = linked(OPENING, "White House Chief of Staff John Kelly said that cities were fast.")
    third = linked(OPENING, "Former Secretary of Homeland Security John Kelly said that cities were late.")
    assert len(set(ids("John Kelly", one, other, third))) == 3


def test_an_agency_that_publishes_is_the_one_that_others_name(linked: Linked, ids: Ids) -> None:
    name = "Arden Office of Canal Safety"
    one = linked(OPENING, "This report tells of nine canals.", publisher=name, title="Nine Canals", kind="primary")
    other = linked(OPENING, f"The {name} said that nine canals leak.")
    place = one.publisher
    assert place is not None
    assert one.entities[place].keys == other.entities[_place(other, name)].keys


def test_an_outlet_is_meant_by_the_end_of_its_name(linked: Linked) -> None:
    found = linked(OPENING, "The New Harbor Times wrote about the port.", "The Times said that it was closed.")
    assert len({_place(found, words) for words in ("New Harbor Times", "Times")}) == 1
