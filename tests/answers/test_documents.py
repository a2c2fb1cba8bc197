"""What the graph and the ledger say of documents."""

from __future__ import annotations

import pytest

from app.answers.documents import DocumentFilter, Documents
from app.answers.paging import Slice
from app.errors import InvalidInput, NotFound
from tests.graph import sample

ALL = Slice(1000)
FIRST, SECOND, FOREIGN = (made().document for made in (sample.first_article, sample.second_article, sample.foreign_document))


def ids(documents: Documents, **wanted: str) -> list[str]:
    """The ids of the documents that a filter leaves."""
    return [item.id for item in documents.list(DocumentFilter(**wanted), ALL).items]


def test_the_one_added_last_comes_first(documents: Documents) -> None:
    assert ids(documents) == [FOREIGN.id, SECOND.id, FIRST.id]


def test_a_document_has_its_text_its_metadata_and_its_counts(documents: Documents) -> None:
    document = documents.get(FIRST.id)
    assert document.text == sample.FIRST
    assert (document.title, document.author, document.published, document.kind) == ("Holds", "A. Reed", "2018-01-29", "article")
    assert document.publisher is not None
    assert document.publisher.name == "Harbor Post"
    assert document.words == len(sample.FIRST.split())
    extraction = sample.first_article().extraction
    assert document.counts.attributions == len(extraction.attributions)
    assert document.counts.quantities == len(extraction.quantities)
    assert document.counts.entities == 7
    assert [(segment.start, segment.end, segment.role) for segment in document.segments] == [(0, len(sample.FIRST), "body")]


def test_times_keep_their_words(documents: Documents) -> None:
    (time,) = [found for found in documents.get(FIRST.id).times if found.passage.exact == "last week"]
    assert (time.relative, time.period.from_, time.period.to) == (True, "2018-01-21", "2018-01-27")


def test_a_document_that_was_not_extracted_says_why(documents: Documents) -> None:
    foreign = documents.get(FOREIGN.id)
    assert foreign.warnings == ["not extracted: language: es"]
    assert foreign.kind == "primary"
    assert foreign.counts.mentions == 0


def test_texts_can_be_kept_back(documents: Documents) -> None:
    kept = Documents(documents.reader, documents.ledger, documents.search, documents.iris, publish_text=False)
    assert kept.get(FIRST.id).text is None


def test_mentions_and_attributions_are_in_the_order_of_the_text(documents: Documents) -> None:
    mentions = documents.mentions(FIRST.id, ALL).items
    assert [item.passage.start for item in mentions] == sorted(item.passage.start for item in mentions)
    assert all(sample.FIRST[item.passage.start : item.passage.end] == item.passage.exact for item in mentions)
    attributions = documents.attributions(FIRST.id, ALL).items
    starts = [item.content[0].start for item in attributions]
    assert starts == sorted(starts)
    assert len(starts) == len(sample.first_article().extraction.attributions)


def test_filters_narrow(documents: Documents) -> None:
    assert ids(documents, kind="primary") == [FOREIGN.id]
    assert ids(documents, kind="article") == [SECOND.id, FIRST.id]
    assert ids(documents, entity="us-federal-ice") == [FIRST.id]
    assert ids(documents, published_from="2018-01-30") == [SECOND.id]
    assert ids(documents, published_from="2018-01", published_to="2018-01") == [FIRST.id]
    publisher = documents.get(FIRST.id).publisher
    assert publisher is not None
    assert ids(documents, publisher=publisher.id) == ids(documents, publisher=publisher.iri) == [FIRST.id]
    assert ids(documents, publisher=publisher.name) == [FIRST.id]
    assert ids(documents, publisher="No Such Outlet") == []


def test_words_are_found_in_texts(documents: Documents) -> None:
    assert ids(documents, q="critics") == [FIRST.id]
    assert ids(documents, q="jurisdictions declined") == [SECOND.id, FIRST.id]
    assert ids(documents, q="unheard") == []


def test_what_cannot_be_is_refused(documents: Documents) -> None:
    for wanted in ({"kind": "novel"}, {"published_from": "soon"}, {"entity": "}>"}, {"publisher": " "}):
        with pytest.raises(InvalidInput):
            ids(documents, **wanted)


@pytest.mark.parametrize("given", ["nothing", "", "us-federal-ice", "}>"])
def test_an_unknown_document_is_not_found(documents: Documents, given: str) -> None:
    for ask in (documents.get, lambda one: documents.mentions(one, ALL), lambda one: documents.attributions(one, ALL)):
        with pytest.raises(NotFound):
            ask(given)
