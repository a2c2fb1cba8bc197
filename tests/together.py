"""Says of two documents of a running service what the projection would say of them together: an echo and a discrepancy."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing
from typing import Any

from pyoxigraph import RdfFormat, parse
from starlette.testclient import TestClient

from app.graph.graphs import graph_of
from app.graph.iris import Iris
from app.graph.joined import dependence_triples, discrepancy_triples, echo_triples, independence_triples
from app.model.joined import Dependence, DependenceKind, Discrepancy, DiscrepancyKind, Echo, Place, Side
from app.model.text import Span
from app.settings import Settings
from app.store.engine import engine_of
from app.store.port import Change

EXPLAINED = "One document has the quotation alone, the other says through whom it came."
COPIED = "Both have the same words, and the second was published later."


def join(client: TestClient, settings: Settings, claim_id: str) -> None:
    """Make the first two reports of a claim an echo and a discrepancy of it, and publish that."""
    one, other = client.get(f"/api/claims/{claim_id}").json()["attributions"][:2]
    iris = Iris(settings.base_iri)
    sides = (_side(one, "as she said it", 1), _side(other, "as another passed it on", 2))
    discrepancy = Discrepancy(DiscrepancyKind.WORDING, sides, EXPLAINED)
    copied = Dependence(
        DependenceKind.COPY,
        (sides[0].place.document, sides[1].place.document),
        COPIED,
        (sides[0].place, sides[1].place),
        derived=sides[1].place.document,
    )
    echo = Echo(copied.documents, (copied,), one["origin"]["id"])
    triples = [*discrepancy_triples(iris, claim_id, discrepancy), *dependence_triples(iris, copied)]
    triples += [*echo_triples(iris, claim_id, echo), *independence_triples(iris, claim_id, 1)]
    graph = graph_of(iris.graph("claims"), triples)
    quads = parse(graph.serialize(format="nt"), format=RdfFormat.N_TRIPLES)
    with closing(engine_of(settings).store()) as store:
        store.apply(Change(store.position(), add={str(graph.identifier): [quad.triple for quad in quads]}))
        store.publish()


def _side(said: Mapping[str, Any], value: str, stance: int) -> Side:
    content = said["content"][0]
    span = Span(content["start"], content["end"])
    return Side(Place(said["document"]["id"], span), value, int(said["id"].rsplit("-", 1)[1]), span, stance)
