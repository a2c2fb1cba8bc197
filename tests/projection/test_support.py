"""Who supports a statement: documents by their own words, authority files by theirs."""

from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple
from rdflib import RDF, SDO, SKOS

from app.graph.names import SAYSO
from app.linking.identity import digest
from app.model.support import Supporters
from app.projection.support import supporters
from tests.projection.world import IRIS, World, made

ALPHA, CLAIM = IRIS.entity(digest("s1")), IRIS.claim(digest("one-thing"))
ONE, TWO, THREE = "e:s1:Alpha c:one-thing", "e:s1:Alpha-Office c:One-Thing!", "e:s1:Alpha@Alpha-Office c:One-Thing"


@pytest.fixture
def world(tmp_path: Path):
    opened = World(tmp_path)
    yield opened
    opened.close()


def of(world: World, graph: str, subject: str, predicate: str, value: str, most: int = 10) -> Supporters:
    triple = Triple(NamedNode(subject), NamedNode(predicate), Literal(value))
    return supporters(world.projector._database.connection, str(IRIS.graph(graph)), triple, most)


def documents(*texts: str) -> tuple[str, ...]:
    return tuple(sorted(made(text).id for text in texts))


def test_each_document_that_shows_a_statement_supports_it(world: World):
    world.add(ONE, TWO)
    world.projector.catch_up()
    typed = Triple(NamedNode(ALPHA), NamedNode(RDF.type), NamedNode(str(SAYSO.Entity)))
    found = supporters(world.projector._database.connection, str(IRIS.graph("entities")), typed, 10)
    assert found == Supporters(documents(ONE, TWO), 2)
    assert of(world, "entities", ALPHA, SKOS.altLabel, "Nobody") == Supporters()


def test_the_name_that_is_shown_is_supported_by_whoever_gives_it_first_or_otherwise(world: World):
    world.add(ONE, TWO)
    world.projector.catch_up()
    assert world.said("entities", SKOS.prefLabel) == {(digest("s1"), "Alpha-Office")}
    assert of(world, "entities", ALPHA, SKOS.prefLabel, "Alpha-Office") == Supporters(documents(TWO), 1)
    assert of(world, "entities", ALPHA, SKOS.altLabel, "Alpha") == Supporters(documents(ONE), 1)


def test_what_an_authority_file_alone_says_has_no_document(world: World):
    world.add(THREE)
    world.projector.catch_up()
    assert of(world, "entities", ALPHA, SKOS.prefLabel, "Alpha-Office") == Supporters(official=True)
    assert of(world, "entities", ALPHA, SKOS.altLabel, "Alpha") == Supporters(documents(THREE), 1)


def test_what_both_say_names_both_and_stays_while_one_of_them_does(world: World):
    world.add(THREE, TWO)
    world.projector.catch_up()
    assert of(world, "entities", ALPHA, SKOS.prefLabel, "Alpha-Office") == Supporters(documents(TWO), 1, official=True)
    world.retract(THREE)
    world.projector.catch_up()
    assert world.said("entities", SKOS.prefLabel) == {(digest("s1"), "Alpha-Office")}
    assert of(world, "entities", ALPHA, SKOS.prefLabel, "Alpha-Office") == Supporters(documents(TWO), 1)
    world.retract(TWO)
    world.projector.catch_up()
    assert of(world, "entities", ALPHA, SKOS.prefLabel, "Alpha-Office") == Supporters()


def test_a_claims_text_is_supported_by_the_documents_with_that_wording(world: World):
    world.add(ONE, TWO, THREE)
    world.projector.catch_up()
    assert of(world, "claims", CLAIM, str(SDO.text), "One-Thing!") == Supporters(documents(TWO), 1)
    assert of(world, "claims", CLAIM, str(SAYSO.wording), "one-thing") == Supporters(documents(ONE), 1)


def test_of_many_documents_the_first_are_named_and_all_counted(world: World):
    texts = [f"e:s1:Alpha c:number-{number}" for number in range(7)]
    world.add(*texts)
    world.projector.catch_up()
    found = of(world, "entities", ALPHA, SKOS.prefLabel, "Alpha", most=3)
    assert found == Supporters(documents(*texts)[:3], 7)
