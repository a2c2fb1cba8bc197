"""What pyoxigraph gives when it is asked directly, without our endpoint: what ours is compared with."""

from __future__ import annotations

from pyoxigraph import NamedNode, QueryResultsFormat, Store

from tests.w3c.results import Result, found, plain_table
from tests.w3c.suite import Case, Suite


def answered(suite: Suite, case: Case) -> Result:
    """The answer over a store of the test's own data. Raises ``SyntaxError`` or ``RuntimeError`` where there is none."""
    store = Store()
    for iri in case.data:
        store.load(path=suite.file(iri), base_iri=iri)
    for iri in case.graph_data:
        store.load(path=suite.file(iri), base_iri=iri, to_graph=NamedNode(iri))
    given = store.query(case.request.read_text("utf-8"), base_iri=case.base)
    if case.kind == "CSVResultFormatTest":
        return plain_table(given.serialize(format=QueryResultsFormat.CSV).decode())
    return found(given)


def accepted(suite: Suite, case: Case) -> bool:
    """Whether the engine takes a query of this text."""
    try:
        answered(suite, case)
    except (SyntaxError, RuntimeError):
        return False
    return True
