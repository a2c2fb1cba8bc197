"""Our endpoint as the suite's tests ask it, over HTTP."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

import httpx
from pyoxigraph import QueryResultsFormat, RdfFormat

from tests.w3c.results import Result, graph, plain_table, table
from tests.w3c.suite import BASE, Case

EMPTY = f"{BASE}nothing-is-in-this-graph"
"""The default graph of a test that has none."""
EVERYTHING = "SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } }"
ACCEPT = {
    "srx": "application/sparql-results+xml",
    "srj": "application/sparql-results+json",
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A client of a service on which the data of the suite is loaded."""

    client: httpx.Client

    def ask(self, case: Case, accept: str = "*/*") -> httpx.Response:
        """Ask a test's query of the test's data."""
        return self.client.post("/sparql", data={"query": case.text()} | graphs(case), headers={"accept": accept})

    def answered(self, case: Case) -> Result:
        """The answer to a test's query, in the format that the test expects. Raises ``httpx.HTTPStatusError`` for a refusal."""
        suffix = case.result.suffix.removeprefix(".") if case.result else ""
        return read(self.ask(case, ACCEPT.get(suffix, "*/*")).raise_for_status())

    def update(self, case: Case) -> httpx.Response:
        """Send a test's update."""
        return self.client.post("/sparql", data={"update": case.text()})

    def everything(self) -> Counter[str]:
        """All that is loaded, line by line."""
        answer = self.client.post("/sparql", data={"query": EVERYTHING}, headers={"accept": ACCEPT["tsv"]})
        return Counter(answer.raise_for_status().text.splitlines())


def graphs(case: Case) -> dict[str, list[str]]:
    """The fields of a request that choose the graphs of a test; none where its query does that itself."""
    if case.chooses_graphs:
        return {}
    return {"default-graph-uri": list(case.data) or [EMPTY], "named-graph-uri": list(case.graph_data)}


def read(answer: httpx.Response) -> Result:
    """What an answer of our service says, read by its media type."""
    media = answer.headers["content-type"].partition(";")[0]
    if media == "text/csv":
        return plain_table(answer.text)
    if (form := QueryResultsFormat.from_media_type(media)) is not None:
        return table(answer.content, form)
    form_of_graph = RdfFormat.from_media_type(media)
    if form_of_graph is None:
        raise ValueError(f"{media} is no format of an answer")
    return graph(answer.content, form_of_graph)
