"""W3C SPARQL 1.1 Update: this service answers queries, so every update of the suite is refused, and changes nothing."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.w3c.endpoint import Endpoint
from tests.w3c.judging import UPDATES
from tests.w3c.listing import listed
from tests.w3c.suite import Case

DIRECT = {"content-type": "application/sparql-update"}


@pytest.fixture(scope="module")
def before(endpoint: Endpoint) -> Counter[str]:
    """What is in the store before the first update comes."""
    everything = endpoint.everything()
    assert len(everything) > 500
    return everything


@listed(*UPDATES, failing={})
def test_an_update_is_refused_and_changes_nothing(endpoint: Endpoint, before: Counter[str], case: Case) -> None:
    update = case.text()
    answers = (
        endpoint.update(case),
        endpoint.client.post("/sparql", content=update.encode(), headers=DIRECT),
    )
    assert [answer.status_code for answer in answers] == [403, 403]
    assert [answer.headers["content-type"] for answer in answers] == ["application/problem+json"] * 2
    assert endpoint.client.post("/sparql", data={"query": update}).status_code in (400, 403)
    assert endpoint.everything() == before
