"""What the tests of the Graph Store Protocol send, and how they read what comes back."""

from __future__ import annotations

from rdflib import Dataset, Graph
from starlette.testclient import TestClient

BASE = "http://127.0.0.1:8000"
NOTES = f"{BASE}/graph/workspace/notes"
TURTLE = {"content-type": "text/turtle"}
TEXT = '@prefix f: <http://xmlns.com/foaf/0.1/> . <#ann> a f:Person ; f:name "Ann" ; f:knows [ f:name "Ben" ] .'
FORMATS = {
    "text/turtle": "turtle",
    "application/n-triples": "nt",
    "application/rdf+xml": "xml",
    "application/ld+json": "json-ld",
    "application/trig": "trig",
    "application/n-quads": "nquads",
}


def parsed(text: str, media: str = "text/turtle") -> Graph:
    """The triples of an answer."""
    if media not in ("application/trig", "application/n-quads"):
        return Graph().parse(data=text, format=FORMATS[media])
    graph = Graph()
    for subject, predicate, value, _ in Dataset(default_union=True).parse(data=text, format=FORMATS[media]).quads():
        graph.add((subject, predicate, value))
    return graph


def put(client: TestClient, text: str = TEXT, name: str = "notes", **headers: str) -> int:
    """Put a graph; returns the status."""
    given = {name.replace("_", "-"): value for name, value in headers.items()}
    return int(client.put(f"/graphs/workspace/{name}", content=text, headers=TURTLE | given).status_code)


def lines(client: TestClient, name: str = "notes") -> set[str]:
    """The lines of a graph as N-Triples."""
    answer = client.get(f"/graphs/workspace/{name}", headers={"accept": "application/n-triples"})
    assert answer.status_code == 200, answer.text
    return set(answer.text.splitlines())
