"""Every engine gives the same answers about the same documents."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import BlankNode, Quad

from app.answers.saved_queries import SavedQueries
from app.export.formats import export
from app.export.scope import Scope
from app.graph.iris import Iris
from app.publishing import published_after
from app.settings import Settings
from app.store.engine import engine_of
from app.store.port import QueryRunner
from tests.engines.differences import DIFFERENCES
from tests.engines.places import emptied


@pytest.fixture(scope="session")
def embedded(samples_read: Path, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The sample documents in the embedded engine."""
    return Settings(data=shutil.copytree(samples_read, tmp_path_factory.mktemp("samples") / "data"))


@pytest.fixture(scope="module")
def elsewhere(embedded: Settings, place: Settings) -> Settings:
    """The same data folder, its graph in an engine elsewhere, built there from the ledger."""
    chosen = {name: getattr(place, name) for name in Settings.model_fields if name.startswith("store_")}
    settings = embedded.model_copy(update=chosen)
    emptied(place.model_copy(update={"base_iri": settings.base_iri}))
    published_after(settings, 1)
    return settings


@pytest.fixture(scope="module")
def runners(embedded: Settings, elsewhere: Settings) -> Iterator[tuple[QueryRunner, QueryRunner]]:
    with closing(engine_of(embedded).runner()) as one, closing(engine_of(elsewhere).runner()) as other:
        yield one, other


def solutions(runner: QueryRunner, query: str) -> list[str]:
    found: dict[str, Any] = json.loads(runner.run(query, ["json"]).content)
    return sorted(json.dumps(values(row), sort_keys=True) for row in found["results"]["bindings"])


def values(row: dict[str, dict[str, str]]) -> dict[str, object]:
    """The values of a solution: words in any order, and truth as 1 or 0, which is how Virtuoso computes it."""
    truth = {"true": "1", "false": "0"}
    return {name: sorted(truth.get(word, word) for word in term["value"].split(" ")) for name, term in row.items()}


def names() -> list[str]:
    root = Path(__file__).parents[2]
    return [query.name for query in SavedQueries(root / "ontology" / "queries", Iris("http://127.0.0.1:8000")).list()]


@pytest.mark.parametrize("name", names())
def test_saved_queries_give_the_same(runners: tuple[QueryRunner, QueryRunner], name: str, repository: Path) -> None:
    query = SavedQueries(repository / "ontology" / "queries", Iris("http://127.0.0.1:8000")).sparql(name, {})
    here, there = (solutions(runner, query) for runner in runners)
    assert there == here


def test_everything_is_the_same(embedded: Settings, elsewhere: Settings) -> None:
    def content(settings: Settings) -> set[str]:
        with closing(engine_of(settings).states()) as states:
            return {written(quad) for quad in states.newest().quads() if not quad.predicate.value.endswith("#versionInfo")}

    def written(quad: Quad) -> str:
        return " ".join("_" if isinstance(term, BlankNode) else str(term) for term in quad)

    assert content(elsewhere) == content(embedded)


@pytest.mark.parametrize("name", ["graphml", "cytoscape"])
def test_networks_are_the_same(embedded: Settings, elsewhere: Settings, name: str) -> None:
    def network(settings: Settings) -> set[bytes]:
        with closing(engine_of(settings).states()) as states:
            whole = b"".join(export(name, states.newest(), Iris(settings.base_iri), Scope()))
        return {line.strip(b",") for line in whole.splitlines()}

    assert network(elsewhere) == network(embedded)


@pytest.mark.parametrize("name", [name for listed in DIFFERENCES.values() for name in listed])
def test_every_difference_is_documented(repository: Path, name: str) -> None:
    assert f"`{name}`" in (repository / "docs" / "engines.md").read_text("utf-8")
