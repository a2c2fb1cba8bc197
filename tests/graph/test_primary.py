"""What only primary documents and documents with pages have in their graphs."""

from __future__ import annotations

from dataclasses import replace

from rdflib import Literal

from app.graph.graphs import Graphs
from app.graph.names import SAYSO
from app.linking.identity import entity_id
from app.model.document import Kind
from app.model.resolution import Resolution
from app.model.text import Span
from tests.graph.sample import IRIS, first_article, graphs


def built(resolution: Resolution, *breaks: int) -> Graphs:
    """The graphs of a resolution whose document has pages that begin at these places."""
    ends = [*breaks[1:], len(resolution.document.text)]
    pages = tuple(Span(start, end) for start, end in zip(breaks, ends, strict=True))
    return graphs(replace(resolution, document=replace(resolution.document, pages=pages)))


def test_a_passage_says_the_page_on_which_it_begins() -> None:
    made = built(first_article(), 0, 120).document
    for passage, page in made.subject_objects(SAYSO.page):
        start = int(str(passage).split("-")[-2])
        assert page == Literal(1 if start < 120 else 2)
    assert set(made.objects(None, SAYSO.page)) == {Literal(1), Literal(2)}


def test_without_pages_no_passage_has_one() -> None:
    assert not list(graphs(first_article()).document.objects(None, SAYSO.page))


def test_a_primary_document_is_the_text_of_its_entity_in_the_graph_of_entities() -> None:
    resolution = first_article()
    document = replace(resolution.document, metadata=replace(resolution.document.metadata, kind=Kind.PRIMARY))
    made = graphs(replace(resolution, document=document, own=0)).entities
    entity = IRIS.entity(entity_id(resolution.entities[0].keys))
    assert [(str(s), str(o)) for s, o in made.subject_objects(SAYSO.fullText)] == [
        (str(entity), str(IRIS.document(document.id)))
    ]
