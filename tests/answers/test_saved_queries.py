"""Saved queries: read from files, filled with values that stay values."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.answers.saved_queries import SavedQueries
from app.errors import DataFolder, InvalidInput, NotFound
from app.resources import resources
from app.store.port import GraphReader
from tests.graph import sample

QUERY = """# name: claims-by-source
# title: What a source claims
# description: In which documents, and how often.
# parameter: source IRI:entity Only this source.
# parameter: least number Nothing less.
# parameter: words text Words of the cue.
# parameter: since dateTime Not before.
# parameter: class IRI Of this class.

PREFIX sayso: <https://w3id.org/sayso/ontology#>
SELECT ?source (COUNT(?said) AS ?n) WHERE {
  ?said sayso:source ?source .
} GROUP BY ?source
"""


@pytest.fixture
def saved(tmp_path: Path) -> SavedQueries:
    """One saved query."""
    (tmp_path / "01-claims-by-source.rq").write_text(QUERY, "utf-8")
    return SavedQueries(tmp_path, sample.IRIS)


def test_a_query_is_read_with_title_description_and_parameters(saved: SavedQueries) -> None:
    (query,) = saved.list()
    assert query.name == "claims-by-source"
    assert query.title == "What a source claims"
    assert query.description == "In which documents, and how often."
    assert query.parameters == ["source", "least", "words", "since", "class"]
    assert query.sparql == QUERY


def test_without_values_it_asks_about_everything(saved: SavedQueries, reader: GraphReader) -> None:
    assert len(reader.select(saved.sparql("claims-by-source", {}))) == 2


def test_an_id_and_an_iri_give_the_same_query(saved: SavedQueries) -> None:
    by_id = saved.sparql("claims-by-source", {"source": "us-federal-ice"})
    assert by_id == saved.sparql("claims-by-source", {"source": "http://127.0.0.1:8000/entity/us-federal-ice"})
    assert "VALUES ?source { <http://127.0.0.1:8000/entity/us-federal-ice> }" in by_id


@pytest.mark.parametrize("words", ['"} } #', "\\", "a\nb", "\\g<0>", "}", "'''"])
def test_a_value_cannot_leave_its_place(saved: SavedQueries, reader: GraphReader, words: str) -> None:
    (row, *_) = reader.select(saved.sparql("claims-by-source", {"words": words}))
    assert row["source"]


@pytest.mark.parametrize(
    ("given", "message"),
    [
        ({"nothing": "x"}, "no parameter nothing"),
        ({"source": "> }"}, "not an IRI"),
        ({"least": "few"}, "not a number"),
        ({"since": "yesterday"}, "not a moment"),
        ({"class": "Person"}, "not an IRI"),
        ({"words": "\ud800"}, "Unicode"),
    ],
)
def test_what_does_not_fit_is_refused(saved: SavedQueries, given: dict[str, str], message: str) -> None:
    with pytest.raises(InvalidInput, match=message):
        saved.sparql("claims-by-source", given)


@pytest.mark.parametrize(
    ("given", "written"),
    [("2018-01-29", "2018-01-29T00:00:00+00:00"), ("2018-01-29T12:00:00Z", "2018-01-29T12:00:00+00:00")],
)
def test_a_date_means_its_beginning(saved: SavedQueries, given: str, written: str) -> None:
    assert f'VALUES ?since {{ "{written}"^^' in saved.sparql("claims-by-source", {"since": given})


def test_a_value_narrows(saved: SavedQueries, reader: GraphReader) -> None:
    (row, *_) = reader.select(saved.sparql("claims-by-source", {}))
    source = row["source"].value  # type: ignore[union-attr]
    assert [row["source"].value for row in reader.select(saved.sparql("claims-by-source", {"source": source}))] == [source]  # type: ignore[union-attr]


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.rq").write_text("SELECT * WHERE { ?s ?p ?o }", "utf-8")
    with pytest.raises(DataFolder, match=r"broken\.rq"):
        SavedQueries(tmp_path, sample.IRIS)


def test_an_unknown_query_is_not_found(saved: SavedQueries) -> None:
    with pytest.raises(NotFound, match="claims-by-source"):
        saved.get("nothing")


def test_every_query_that_ships_runs_as_it_is_and_filled(reader: GraphReader) -> None:
    shipped = SavedQueries(resources() / "ontology" / "queries", sample.IRIS)
    queries = list(shipped.list())
    assert len(queries) >= 10
    for query in queries:
        reader.select(query.sparql)
        for parameter in shipped.parameters(query.name):
            value = {"IRI": "http://x.example/y", "dateTime": "2018-01-29", "boolean": "true"}.get(parameter.kind, "nothing")
            found = reader.select(shipped.sparql(query.name, {parameter.name: value}))
            assert found == [] or parameter.kind == "dateTime", (query.name, parameter.name)
