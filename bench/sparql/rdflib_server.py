"""``rdflib-endpoint`` over a file of N-Quads, in a process of its own: ``python -m bench.sparql.rdflib_server FILE PORT``."""

from __future__ import annotations

import sys

import uvicorn
from rdflib import Dataset
from rdflib_endpoint import SparqlEndpoint


def main() -> None:
    """Load and serve until ended. Queries see the union of all graphs, as ours do."""
    _, file, port = sys.argv
    data = Dataset(default_union=True)
    data.parse(file, format="nquads")
    uvicorn.run(SparqlEndpoint(graph=data), host="127.0.0.1", port=int(port), log_level="warning")


if __name__ == "__main__":
    main()
