"""The ontology, the names in the code, the graphs that are built, the context and the docs speak of the same terms."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, Store
from rdflib import DCTERMS, ORG, OWL, PROV, RDF, RDFS, SDO, SH, SKOS, XSD, Graph, Literal, URIRef

from app.answers.models import SavedQuery
from app.answers.saved_queries import SavedQueries
from app.graph.names import OA, PREFIXES, SAYSO, A
from app.graph.packaged import context_document, ontology_graph, shapes_graph
from app.resources import resources
from tests.graph import joined
from tests.graph.sample import IRIS, first_article, foreign_document, graphs, second_article

ONTOLOGY = ontology_graph()
OWN = "https://w3id.org/sayso/ontology#"
TERMS = sorted({str(term) for term in ONTOLOGY.subjects() if str(term).startswith(OWN)})
SHAPES = sorted(str(shape) for shape in shapes_graph().subjects(RDF.type, SH.NodeShape) if isinstance(shape, URIRef))
CLOSED = (DCTERMS, ORG, PROV, RDF, RDFS, SDO, SKOS, XSD)
LITERAL_PROPERTIES = set(ONTOLOGY.subjects(A, OWL.DatatypeProperty))


def ours(table: type) -> set[str]:
    """The terms that a table of names in ``app/graph/names.py`` has."""
    return {str(value) for name, value in vars(table).items() if not name.startswith("_")}


def known(term: URIRef) -> bool:
    """Whether the term is one of ours or of a vocabulary that we borrow from (rdflib's lists of them are closed)."""
    return str(term) in {*TERMS, *ours(OA)} or any(term in vocabulary for vocabulary in CLOSED)


@pytest.fixture(scope="module")
def built() -> Graph:
    """All that build can say."""
    union = Graph()
    for resolution in (first_article(), second_article(), foreign_document()):
        union += graphs(resolution, warnings=("odd",)).union()
    for document in joined.everything():
        union += document.union()
    return union


@pytest.mark.parametrize("term", TERMS)
def test_a_term_is_explained(term: str) -> None:
    node = URIRef(term)
    for name in (RDFS.label, SKOS.definition, SKOS.example, RDFS.isDefinedBy):
        assert len(list(ONTOLOGY.objects(node, name))) == 1, name
    assert str(ONTOLOGY.value(node, SKOS.definition)).endswith(".")


@pytest.mark.parametrize("term", [term for term in TERMS if term[len(OWN)].islower()])
def test_a_property_has_domain_and_range(term: str) -> None:
    node = URIRef(term)
    assert len(list(ONTOLOGY.objects(node, RDFS.domain))) == len(list(ONTOLOGY.objects(node, RDFS.range))) == 1
    assert len(set(ONTOLOGY.objects(node, A)) & {OWL.ObjectProperty, OWL.DatatypeProperty}) == 1


def test_the_ontology_says_that_nothing_states_a_claim_to_be_true() -> None:
    header = URIRef("https://w3id.org/sayso/ontology")
    assert ONTOLOGY.value(header, OWL.versionInfo)
    assert ONTOLOGY.value(header, DCTERMS.license)
    assert "says that a claim is true" in " ".join(str(ONTOLOGY.value(header, DCTERMS.description)).split())


def test_the_code_and_the_ontology_have_the_same_terms() -> None:
    assert ours(SAYSO) == set(TERMS)


def test_borrowed_terms_of_the_ontology_exist() -> None:
    used = {term for triple in ONTOLOGY for term in triple if isinstance(term, URIRef)}
    checked = [term for term in used if any(str(term).startswith(str(vocabulary)) for vocabulary in CLOSED)]
    assert len(checked) > 30
    assert [term for term in checked if not known(term)] == []


def test_everything_that_is_built_is_in_a_vocabulary(built: Graph) -> None:
    used = set(built.predicates()) | set(built.objects(None, A))
    assert [term for term in used if not known(term)] == []


def test_everything_of_ours_is_built_or_comes_from_elsewhere(built: Graph) -> None:
    used = {str(term) for term in (set(built.predicates()) | set(built.objects(None, A)))}
    elsewhere = {SAYSO.headTitle: "authority files", SAYSO.ledgerSequence: "projection", SAYSO.WorkspaceGraph: "workspace"}
    elsewhere |= dict.fromkeys((SAYSO.Decision, SAYSO.decisionKind, SAYSO.reason), "decisions") | {SAYSO.Revision: "revisions"}
    not_in_the_sample = {SAYSO.Program, SAYSO.Policy, SAYSO.Group, SAYSO.page, SAYSO.fullText}
    assert set(TERMS) - used == {str(term) for term in (*elsewhere, *not_in_the_sample)}


def test_what_is_built_keeps_to_domains_and_ranges(built: Graph) -> None:
    for subject, name, value in built:
        if str(name) in TERMS:
            assert classes(built, subject) & allowed(name, RDFS.domain), (subject, name)
            if isinstance(value, Literal):
                assert (value.datatype or XSD.string) in allowed(name, RDFS.range), (name, value)
            else:
                assert classes(built, value) & allowed(name, RDFS.range), (name, value)


def classes(data: Graph, node: object) -> set[URIRef]:
    return set(data.objects(node, A))


def allowed(name: URIRef, end: URIRef) -> set[URIRef]:
    """The classes or datatypes that a property's domain or range names, those of a union each."""
    stated = ONTOLOGY.value(name, end)
    union = ONTOLOGY.value(stated, OWL.unionOf)
    return {stated} if union is None else set(ONTOLOGY.items(union))


def test_shapes_speak_of_known_terms() -> None:
    shapes = shapes_graph()
    named = {term for name in (SH.path, SH.targetClass, SH["class"], SH.datatype) for term in shapes.objects(None, name)}
    assert [term for term in named if isinstance(term, URIRef) and not known(term)] == []


def test_closed_shapes_have_every_property_of_their_class() -> None:
    shapes = shapes_graph()
    for shape in shapes.subjects(SH.closed, Literal(True)):
        target = shapes.value(shape, SH.targetClass)
        has = {shapes.value(part, SH.path) for part in shapes.objects(shape, SH.property)}
        wanted = {URIRef(term) for term in TERMS if target in allowed(URIRef(term), RDFS.domain)}
        assert wanted <= has, shape


@pytest.mark.parametrize("term", TERMS)
def test_the_context_has_every_term(term: str) -> None:
    """JSON-LD with the context gives the very triples: the term by its bare name, values typed as the range says."""
    context = json.loads(context_document())["@context"]
    name = term[len(OWN) :]
    entry = context[name]
    found, kind = (entry, None) if isinstance(entry, str) else (entry["@id"], entry["@type"])
    assert found == f"sayso:{name}"
    target = ONTOLOGY.value(URIRef(term), RDFS.range)
    if URIRef(term) in LITERAL_PROPERTIES:
        typed = isinstance(target, URIRef) and target != XSD.string
        assert kind == (f"xsd:{str(target).rsplit('#', 1)[-1]}" if typed else None)
    elif name[0].islower():
        assert kind == "@id"


def test_the_context_reads_as_the_graph_does() -> None:
    context = json.loads(context_document())["@context"]
    data = {
        "@context": context,
        "id": "http://127.0.0.1:8000/quantity/q",
        "type": ["Quantity"],
        "inDocument": "http://127.0.0.1:8000/document/d",
        "value": "675",
        "unitText": "jurisdictions",
        "approximate": True,
        "periodStart": {"@value": "2014-01", "@type": "xsd:gYearMonth"},
    }
    read = Graph().parse(data=json.dumps(data), format="json-ld")
    quantity = URIRef("http://127.0.0.1:8000/quantity/q")
    assert read.value(quantity, SDO.value) == Literal("675", datatype=XSD.decimal)
    assert read.value(quantity, SAYSO.inDocument) == URIRef("http://127.0.0.1:8000/document/d")
    assert read.value(quantity, SAYSO.approximate).toPython() is True
    assert read.value(quantity, SAYSO.periodStart).datatype == XSD.gYearMonth


def test_the_context_refers_to_nothing_outside() -> None:
    context = json.loads(context_document())["@context"]
    assert "@import" not in context
    assert {name: context[name] for name in PREFIXES if name in context} == {
        name: iri for name, iri in PREFIXES.items() if name in context
    }


@pytest.mark.parametrize(
    "name",
    ["ontology/sayso.ttl", *(f"shapes/{file}.ttl" for file in ("documents", "entities", "claims", "echoes", "discrepancies"))],
)
def test_the_engine_reads_the_files(name: str, repository: Path) -> None:
    store = Store()
    store.load((repository / name).read_bytes(), RdfFormat.TURTLE)
    assert len(store) > 0


@pytest.mark.parametrize("term", TERMS)
def test_the_docs_explain_every_term(term: str, repository: Path) -> None:
    assert f"`sayso:{term[len(OWN) :]}`" in (repository / "docs" / "model.md").read_text("utf-8")


@pytest.mark.parametrize("shape", SHAPES)
def test_the_docs_name_every_shape(shape: str, repository: Path) -> None:
    assert f"`{shape.rsplit('#', 1)[-1]}`" in (repository / "docs" / "model.md").read_text("utf-8")


@pytest.mark.parametrize("query", SavedQueries(resources() / "ontology" / "queries", IRIS).list(), ids=lambda query: query.name)
def test_the_docs_show_every_query(query: SavedQuery, repository: Path) -> None:
    text = (repository / "docs" / "queries.md").read_text("utf-8")
    assert f"sayso query --name {query.name}" in text
    assert all(f"`{parameter}`" in text for parameter in query.parameters)
