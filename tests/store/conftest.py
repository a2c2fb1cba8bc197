"""One small graph for the tests of a file: 500 triples in two graphs, published as the snapshot ``7``."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Triple

from app.graph.iris import Iris
from app.store.embedded import EmbeddedStore
from app.store.port import Change

P = NamedNode("http://example.org/p")


def filled(folder: Path) -> EmbeddedStore:
    """A store in ``folder`` with the graph in it, to be closed."""
    store = EmbeddedStore(folder, Iris("http://example.org"))
    triples = [Triple(NamedNode(f"http://example.org/{n}"), P, Literal(f"a text of some length {n}")) for n in range(500)]
    store.apply(Change(7, replace={"http://example.org/g": triples[:300], "http://example.org/h": triples[300:]}))
    store.publish()
    return store


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder that is only read."""
    folder = tmp_path_factory.mktemp("data")
    store = filled(folder)
    yield folder
    store.close()
