"""Whom sources mean that have no name of their own: offices, bodies by what they are, and pronouns."""

from __future__ import annotations

import pytest

from app.model.extraction import EntityType
from app.model.resolution import Resolution
from tests.linking.conftest import Linked

OPENING = (
    "For most of the night the small town in the hills was without light, and the road to the old dam above it was closed."
)
"""A first paragraph too long for a headline, in which nobody is named."""


def told(resolution: Resolution) -> list[tuple[str, str | None, str | None]]:
    """Of each source its words, how it is told, and the name of whom it means."""
    text = resolution.document.text
    pairs = zip(resolution.extraction.attributions, resolution.sources, strict=True)
    return [
        (said.source.of(text), said.source_kind, None if meant is None else resolution.entities[meant].name)
        for said, meant in pairs
        if said.source is not None
    ]


@pytest.mark.parametrize(
    ("introduced", "said", "name"),
    [
        ("Mayor Ann Lee opened the bridge on Monday.", "The mayor said that it was safe.", "Ann Lee"),
        ("Acting Mayor Ann Lee opened the bridge on Monday.", "The mayor said that it was safe.", "Ann Lee"),
        ("Former Mayor Ann Lee opened the bridge.", "The former mayor said that it was safe.", "Ann Lee"),
        ("Sen. Tom Hale of Ohio voted no on Monday.", "“It costs too much,” the senator said.", "Tom Hale"),
        ("Police Chief Daniel Ortiz spoke on Monday.", "The chief said that nobody was hurt.", "Daniel Ortiz"),
        ("Police Chief Daniel Ortiz spoke on Monday.", "Ortiz said that nobody was hurt.", "Daniel Ortiz"),
        ("ICE spokesman Carl Dunn spoke on Monday.", "The spokesman said that no files were lost.", "Carl Dunn"),
        ("Carol Finch, a professor at Lake University, spoke.", "The professor said that it was weak.", "Carol Finch"),
        ("Attorney General Jeff Sessions spoke.", "The attorney general said that the law was clear.", "Jeff Sessions"),
        ("Rep. Paul Moss and Sen. Ruth Bell voted no.", "The congressman said that it was too much.", "Paul Moss"),
        ("Harbor Bank closed two offices on Monday.", "The bank said that it had lost money.", "Harbor Bank"),
        ("The Supreme Court ruled.", "The court said that the law was clear.", "Supreme Court of the United States"),
        ("FEMA moved forty people on Monday.", "The agency said so.\n\n“We are ready,” it said.", "Federal Emergency"),
        ("Northwind Airlines cut 40 jobs, Reuters said.", "The company said that it had lost money.", "Northwind Airlines"),
        ("The Harbor Post asked FEMA for the files.", "The newspaper said that 40 boxes were lost.", "Harbor Post"),
        ("Judicial Watch sued the Justice Department.", "The group said that 40 boxes were lost.", "Judicial Watch"),
        (
            "Judicial Watch sued the Justice Department.",
            "The department said that it had no files.",
            "U.S. Department of Justice",
        ),
        ("Senator Tom Hale met Mayor Ann Lee on Monday.", "“We agree on the dam,” she said.", "Ann Lee"),
        ("Senator Tom Hale met Mayor Ann Lee on Monday.", "“We agree on the dam,” he said.", "Tom Hale"),
        ("Paul Moss spoke to Carl Dunn. Carl Dunn left early.", "“It will break,” he said.", "Carl Dunn"),
        ("Paul Moss told Carl Dunn that the dam would hold.", "“It will not break,” he added.", "Paul Moss"),
        ("Ms. Quist of Harbor Bank met Dan Cole on Monday.", "“We agree on the dam,” he said.", "Dan Cole"),
        ("Judicial Watch sued over the files on Monday.", "They said that 40 boxes were lost.", "Judicial Watch"),
    ],
)
def test_a_source_is_the_one_who_fits(linked: Linked, introduced: str, said: str, name: str) -> None:
    _, kind, meant = told(linked(OPENING, introduced, said))[-1]
    assert (kind, (meant or "").startswith(name)) == ("named", True)


@pytest.mark.parametrize(
    ("introduced", "said"),
    [
        ("Mayor Ann Lee and Mayor Tom Hale met on Monday.", "The mayor said that the dam would hold."),
        ("Paul Moss and Carl Dunn met on Monday.", "“We agree on the dam,” he said."),
        ("Dan Cole and Ruth Bell met on Monday.", "They said that the dam would hold."),
    ],
)
def test_of_two_who_fit_neither_is_meant_but_the_source_is_named(linked: Linked, introduced: str, said: str) -> None:
    assert told(linked(OPENING, introduced, said))[-1][1:] == ("named", None)


@pytest.mark.parametrize(
    ("introduced", "said", "kind"),
    [
        ("Deputy Mayor Ann Lee opened the bridge on Monday.", "The mayor said that it was safe.", "anonymous"),
        ("Former Mayor Ann Lee opened the bridge on Monday.", "The mayor said that it was safe.", "anonymous"),
        ("Mary Poole closed the road. A spokesman for the county said so.", "“We checked it,” he added.", "anonymous"),
        ("Paul Moss left. A senior official said that it was weak.", "“It could break,” he said.", "anonymous"),
        ("Paul Moss left. The governor said that it was weak.", "“It could break,” he said.", "anonymous"),
        ("A lawyer for Paul Moss said that he was ill.", "The lawyer said that it was not grave.", "anonymous"),
        ("FEMA moved forty people. Critics said that it was late.", "“It was too late,” they said.", "collective"),
        ("A group of farmers met Judicial Watch.", "The group said that the water was brown.", "anonymous"),
        ("Harbor Bank and Lake Bank closed offices.", "The university said that it was sorry.", "anonymous"),
    ],
)
def test_who_does_not_fit_is_not_meant(linked: Linked, introduced: str, said: str, kind: str) -> None:
    assert told(linked(OPENING, introduced, said))[-1][1:] == (kind, None)


def test_they_are_the_officials_of_a_body_which_is_kept(linked: Linked) -> None:
    found = told(linked(OPENING, "ICE officials said that no files were lost.", "They said that forty boxes were found."))
    assert [kind for _, kind, _ in found] == ["collective", "collective"]
    assert {name for *_, name in found} == {"U.S. Immigration and Customs Enforcement"}


def test_a_report_without_title_and_issuer_is_anonymous(linked: Linked) -> None:
    ours, theirs = told(linked(OPENING, "A study found that the dam was weak.", "A report by FEMA said that it would hold."))
    assert (ours[1], theirs[1]) == ("anonymous", "named")


def test_a_passive_without_an_agent_has_no_source(linked: Linked) -> None:
    found = linked(OPENING, "It was reported on Monday that the dam was weak.")
    assert [said.source_kind for said in found.extraction.attributions] == ["unstated"]
    assert found.sources == (None,)


def test_what_the_outlet_reports_comes_from_a_source_of_no_kind(linked: Linked) -> None:
    found = linked(OPENING, "FEMA moved 40 people on Monday.", publisher="Harbor Ledger")
    assert [said.source_kind for said in found.extraction.attributions] == [None]
    assert found.sources == (found.publisher,)


def test_a_study_in_apposition_is_the_one_with_the_title_before_it(linked: Linked) -> None:
    found = linked(OPENING, "“Piers at Risk in Arden,” a study from the Harbor Institute, says that nine piers leak.")
    assert len({entity.name for entity in found.entities if entity.type is EntityType.REPORT}) == 1


def test_of_two_boards_the_last_that_was_named_is_the_board(linked: Linked) -> None:
    found = linked(
        OPENING,
        "The Arden Ferry Board met on Monday. The Norland Canal Board met on Friday.",
        "The board said that boats may pass.",
    )
    meant = [found.entities[place].name for place in found.sources if place is not None]
    assert meant == ["Norland Canal Board"]


def test_the_person_behind_a_title_speaks_and_not_the_body(linked: Linked) -> None:
    found = linked(OPENING, "Police Chief Joan Archer of the Arden Police Department said that the road was closed.")
    (source,) = found.sources
    assert source is not None
    assert found.entities[source].name == "Joan Archer"
