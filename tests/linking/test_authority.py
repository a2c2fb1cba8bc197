from __future__ import annotations

import pytest

from app.errors import InvalidInput
from app.linking.authority import Authorities, load, shipped
from app.model.extraction import EntityType

B = "https://bodies.example"
CSV = f"""id,type,label,names,acronyms,titles,part_of,same_as
{B}/hsc,agency,Harbor Safety Commission,Safety Commission of the Harbor|Harbor Commission,HSC,Harbor Commissioner,,
{B}/cio,agency,Crane Inspection Office,,CIO,,{B}/hsc,
""".encode()
TURTLE = f"""
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix schema: <https://schema.org/> .
@prefix org: <http://www.w3.org/ns/org#> .
<{B}/hsc> a schema:GovernmentOrganization ; skos:prefLabel "Harbor Safety Commission"@en ; skos:notation "HSC" .
<{B}/cio> a schema:GovernmentOrganization ; skos:prefLabel "Crane Inspection Office" ; org:subOrganizationOf <{B}/hsc> .
""".encode()


@pytest.mark.parametrize(("name", "content"), [("own.csv", CSV), ("own.ttl", TURTLE)])
def test_users_files_give_records(name: str, content: bytes) -> None:
    authorities = Authorities(load(name, content))
    record = authorities.record("https://bodies.example/hsc")
    assert record is not None
    assert (record.label, record.type, record.notations, record.source) == (
        "Harbor Safety Commission",
        EntityType.AGENCY,
        ("HSC",),
        name,
    )
    assert [part.label for part in authorities.parts(record.iri)] == ["Crane Inspection Office"]


@pytest.mark.parametrize(
    ("name", "content", "told"),
    [
        ("own.csv", b"id,type,label\nnot-an-iri,agency,X\n", "line 2"),
        ("own.csv", b"id,type,label\nhttps://b.example/x,planet,X\n", "type must be one of"),
        ("own.csv", b"id,type,label\nhttps://b.example/x,agency,\n", "must not be empty"),
        ("own.csv", b"", "no rows"),
        ("own.csv", b"\xff\xfe\x00", "UTF-8"),
        ("own.ttl", b"this is not turtle", "not Turtle"),
        ("own.ttl", b"", "no records"),
        ("own.xlsx", b"", ".csv"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(name: str, content: bytes, told: str) -> None:
    with pytest.raises(InvalidInput, match=told):
        load(name, content)


def test_the_shipped_file_covers_the_federal_bodies() -> None:
    authorities = Authorities(shipped())
    assert len(authorities) >= 150
    for record in authorities:
        assert record.parent is None or authorities.record(record.parent) is not None, record.iri


def test_names_and_acronyms_of_the_shipped_file_mean_one_body_each() -> None:
    owners: dict[str, set[str]] = {}
    for record in shipped():
        for name in (record.label, *record.names):
            owners.setdefault(name.casefold(), set()).add(record.iri)
        for notation in record.notations:
            owners.setdefault("acronym " + notation, set()).add(record.iri)
    assert {name: iris for name, iris in owners.items() if len(iris) > 1} == {}


def test_no_body_of_the_shipped_file_is_part_of_itself() -> None:
    authorities = Authorities(shipped())
    for record in authorities:
        seen, parent = {record.iri}, record.parent
        while parent is not None:
            assert parent not in seen, record.iri
            seen.add(parent)
            above = authorities.record(parent)
            parent = above.parent if above else None


def test_the_head_of_a_body_is_known_by_title() -> None:
    iri = Authorities(shipped()).headed_by("Attorney General")
    assert iri is not None
    assert iri.endswith("/doj")
