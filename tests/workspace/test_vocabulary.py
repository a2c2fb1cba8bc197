"""A workspace graph may say anything but what would change what Sayso says of its own things."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, RdfFormat, Triple, parse, serialize
from rdflib import SKOS

from app.graph.iris import Iris
from app.graph.names import PREFIXES
from app.projection.triples import kept_triples
from app.workspace.vocabulary import Vocabulary, own_predicates, unwritable
from tests.graph.sample import first_article, foreign_document, graphs, second_article

BASE = "http://sayso.example/x"
PROLOGUE = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items())
PROLOGUE += f"@prefix e: <{BASE}/entity/> . @prefix w: <{BASE}/graph/workspace/> . @prefix my: <http://my.example/> .\n"
PROLOGUE += "@prefix foaf: <http://xmlns.com/foaf/0.1/> .\n"

REFUSED = [
    "my:a sayso:source my:b .",
    "my:a a sayso:Claim .",
    "[] a sayso:Document .",
    "e:x a my:Thing .",
    'e:x skos:prefLabel "X" .',
    "my:x org:subOrganizationOf e:x .",
    "[] org:member e:x .",
    f"<{BASE}/claim/1> schema:text 'so' .",
    f"<{BASE}/graph/entities> schema:author 'me' .",
    f"<{BASE}/dataset> void:triples 1 .",
    f"<{BASE}/graph/workspaces> a my:Thing .",
    "e:x rdfs:label 'X' .",
    "sayso:Claim skos:definition 'Nothing.' .",
]
ALLOWED = [
    "e:x my:note 'to be checked' .",
    "my:note my:about e:x ; a my:Note ; rdfs:label 'a note' .",
    "my:ann a foaf:Person ; foaf:name 'Ann' ; foaf:knows [ foaf:name 'Ben' ] .",
    "my:ann a schema:Person ; skos:prefLabel 'Ann' ; org:memberOf my:office .",
    "my:office org:subOrganizationOf my:town .",
    "w:notes dcterms:title 'Notes' ; schema:author 'Ann' ; a my:Notes .",
    "my:Claim rdfs:subClassOf sayso:Claim . my:says rdfs:subPropertyOf sayso:source .",
    "<http://sayso.example/xx> skos:prefLabel 'another address' .",
    "my:x owl:imports <http://elsewhere.example/> .",
]


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return Vocabulary.of(BASE)


def triples(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(PROLOGUE + text, RdfFormat.TURTLE)]


@pytest.mark.parametrize("text", REFUSED)
def test_what_sayso_says_itself_is_refused(vocabulary: Vocabulary, text: str) -> None:
    (triple,) = triples(text)
    found = vocabulary.objection(triple)
    assert found is not None
    assert found.startswith(str(triple))


@pytest.mark.parametrize("text", ALLOWED)
def test_everything_else_is_allowed(vocabulary: Vocabulary, text: str) -> None:
    assert [vocabulary.objection(triple) for triple in triples(text)] == [None] * len(triples(text))


def test_a_refusal_says_what_to_do(vocabulary: Vocabulary) -> None:
    found = [vocabulary.objection(triple) for text in REFUSED for triple in triples(text)]
    assert [message for message in found if "of your own" not in str(message)] == []


def test_our_predicates_are_those_that_our_graphs_use() -> None:
    built = [part for article in (first_article(), second_article(), foreign_document()) for part in graphs(article)]
    used = {triple.predicate.value for graph in built for triple in kept_triples(graph)}
    assert {name for name in used if not name.startswith(PREFIXES["sayso"])} - own_predicates() == set()


def test_a_property_is_the_same_with_every_base(vocabulary: Vocabulary) -> None:
    label = Triple(NamedNode(f"{BASE}/entity/x"), NamedNode(str(SKOS.prefLabel)), Literal("X"))
    assert vocabulary.objection(label) is not None
    assert Vocabulary(Iris("http://other.example"), own_predicates()).objection(label) is None


RESTS = st.text(st.sampled_from("ab1.-_:~/#é·"), min_size=1, max_size=6).filter(lambda rest: rest.count("#") < 2)
IRIS = RESTS.map(lambda rest: NamedNode(f"http://e/{rest}"))
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=5).map(Literal)


@given(IRIS, TEXTS)
def test_what_is_allowed_can_be_written_in_rdf_xml(predicate: NamedNode, text: Literal) -> None:
    triple = Triple(NamedNode("http://e/s"), predicate, text)
    if unwritable(triple) is None:
        written = serialize([triple], format=RdfFormat.RDF_XML)
        assert [quad.triple for quad in parse(written, RdfFormat.RDF_XML)] == [triple]


@pytest.mark.parametrize(
    "text",
    ['my:a my:b "x"@en--ltr .', "my:a my:b <<( my:a my:b my:c )>> .", "my:a <http://e/123> 1 .", 'my:a my:b "a\\u0000b" .'],
)
def test_what_some_format_or_engine_cannot_keep_is_refused(vocabulary: Vocabulary, text: str) -> None:
    assert vocabulary.objection(triples(text)[0]) is not None
