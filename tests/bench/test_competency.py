"""Every saved query is asked about everything, and of one value of each parameter that its rows tell."""

from __future__ import annotations

from pathlib import Path

from app.answers.saved_queries import SavedQueries
from app.graph.iris import Iris
from app.resources import resources
from app.settings import Settings
from bench.competency import asked, graph_of, table


def test_every_saved_query_is_asked_and_finds_something(tmp_path: Path) -> None:
    saved = SavedQueries(resources() / "ontology" / "queries", Iris(Settings().base_iri))
    found = list(asked(graph_of(tmp_path, 12, "tune"), saved, 1))
    everything = {one.query: one.rows for one in found if not one.given}
    assert everything.keys() == {query.name for query in saved.list()}
    assert all(rows > 0 for rows in everything.values()), everything
    narrowed = [one for one in found if one.given]
    assert {"claim", "document", "entity", "outlet", "drift"} <= {one.given for one in narrowed}
    assert all(0 < one.rows <= everything[one.query] or one.query == "named-together" for one in narrowed)
    assert "slowest: " in table({"documents": 12}, found)
