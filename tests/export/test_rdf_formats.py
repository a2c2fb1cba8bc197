"""RDF exports, read back by a parser; scopes."""

from __future__ import annotations

import io

import pytest
from pyoxigraph import RdfFormat, parse

from app.errors import InvalidInput, NotFound
from app.export.formats import FORMATS, export
from app.export.rdf import FORMATS as RDF
from app.export.scope import Scope
from app.store.port import GraphReader
from tests.graph import sample

DATASETS = ["trig", "nquads", "jsonld"]
SECOND = sample.second_article().document.id


def made(reader: GraphReader, name: str, scope: Scope | None = None) -> bytes:
    """The whole of an export."""
    return b"".join(export(name, reader, sample.IRIS, scope or Scope()))


def read(data: bytes, name: str) -> set[object]:
    """What a parser reads in an export."""
    return set(parse(io.BytesIO(data), format=RDF[FORMATS[name].media_type]))


@pytest.mark.parametrize("name", DATASETS)
def test_every_quad_is_in_the_formats_that_have_graphs(reader: GraphReader, name: str) -> None:
    assert read(made(reader, name), name) == read(made(reader, "nquads"), "nquads")


@pytest.mark.parametrize("name", ["turtle", "ntriples", "rdfxml"])
def test_every_triple_is_in_the_formats_that_have_none(reader: GraphReader, name: str) -> None:
    triples = {quad.triple for quad in parse(io.BytesIO(made(reader, "nquads")), format=RdfFormat.N_QUADS)}
    assert {quad.triple for quad in parse(io.BytesIO(made(reader, name)), format=RDF[FORMATS[name].media_type])} == triples


def graphs(reader: GraphReader, scope: Scope) -> set[str]:
    """The graphs of a scope."""
    return {quad.graph_name.value for quad in parse(io.BytesIO(made(reader, "nquads", scope)), format=RdfFormat.N_QUADS)}


@pytest.mark.parametrize(
    "scope",
    [
        Scope(document=SECOND),
        Scope(document=str(sample.IRIS.document(SECOND))),
        Scope(published_from="2018-02"),
        Scope(published_from="2018-01-30", published_to="2018"),
    ],
)
def test_a_scope_holds_whole_documents_and_what_they_name(reader: GraphReader, scope: Scope) -> None:
    base = sample.IRIS
    assert graphs(reader, scope) == {str(base.graph_document(SECOND)), str(base.graph("entities")), str(base.graph("claims"))}


def test_an_entity_scope_holds_the_documents_that_name_it(reader: GraphReader) -> None:
    found = graphs(reader, Scope(entity="us-federal-ice"))
    assert str(sample.IRIS.graph_document(sample.first_article().document.id)) in found
    assert str(sample.IRIS.graph_document(SECOND)) not in found


def test_a_scope_holds_the_software_that_read_its_documents(reader: GraphReader) -> None:
    found = made(reader, "nquads", Scope(document=SECOND)).decode()
    assert f"<{sample.IRIS.software('sayso 0.1.0')}> <https://schema.org/softwareVersion>" in found


def test_a_scope_of_nothing_is_empty_and_well_formed(reader: GraphReader) -> None:
    assert read(made(reader, "nquads", Scope(document="nothing")), "nquads") == set()


def test_dates_are_compared_as_far_as_they_are_exact(reader: GraphReader) -> None:
    # The second article is known to be of February 2018, no more.
    assert str(sample.IRIS.graph_document(SECOND)) in graphs(reader, Scope(published_from="2018-02-15"))
    assert str(sample.IRIS.graph_document(SECOND)) in graphs(reader, Scope(published_to="2018-02-03"))
    assert graphs(reader, Scope(published_from="2018-03")) == set()


def test_what_cannot_be_is_refused_before_the_first_byte(reader: GraphReader) -> None:
    with pytest.raises(NotFound, match="trig"):
        export("excel", reader, sample.IRIS, Scope())
    with pytest.raises(InvalidInput, match="date"):
        export("trig", reader, sample.IRIS, Scope(published_from="yesterday"))
    with pytest.raises(InvalidInput, match="IRI"):
        export("graphml", reader, sample.IRIS, Scope(entity="> }"))
