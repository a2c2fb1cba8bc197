"""Decisions of people over HTTP: taken, told, refused with a reason, and undone without a trace."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.settings import Settings
from tests.api.conftest import FIRST, client_of
from tests.api.stock import Stock

WHY = "known from the register"
WHEN = re.compile(r"_:|ledgerSequence|owl#versionInfo|ontology#added")
"""The state that is published; unnamed nodes of the shapes, too, which engines call as they like."""


def article(number: int, *sentences: str) -> dict[str, str]:
    text = f"Report number {number} from the harbor\n\n" + "\n\n".join(sentences) + "\n"
    return {"text": text, "title": f"Report number {number} from the harbor", "publisher": "Harbor Ledger"}


ARTICLES = [
    article(number, sentence)
    for number, sentence in enumerate(
        (
            "Senator Maria Lopez said the new bridge over the bay will open in the spring of next year.",
            "Senator Mary Lopes said the old ferry to the islands will keep its timetable for another year.",
            "Senator Maria Lopez said the toll on the bridge will be lower than the fare of the ferry is now.",
        )
    )
]


@pytest.fixture
def client(tmp_path: Path, stock: Stock) -> Iterator[TestClient]:
    """A service with three articles, of which each has a person of its own; two of them have the same name."""
    with client_of(Settings(data=stock.copied(tmp_path / "data", *ARTICLES))) as made:
        yield made


def person(client: TestClient, name: str) -> str:
    found = [item["id"] for item in client.get("/api/entities", params={"q": name}).json()["items"] if item["type"] == "person"]
    assert len(found) == 1, found
    return str(found[0])


def decide(client: TestClient, kind: str, **about: list[str]):
    return client.post("/api/decisions", json={"kind": kind, "reason": WHY, **about})


def graph(client: TestClient) -> set[str]:
    """All that is said, without when."""
    lines = client.get("/export/nquads").text.splitlines()
    return {line for line in lines if not WHEN.search(line)}


def test_a_merge_is_told_with_who_and_why_and_undone_without_a_trace(client: TestClient) -> None:
    before = graph(client)
    one, other = person(client, "Maria Lopez"), person(client, "Mary Lopes")
    made = decide(client, "merge", entities=[one, f"http://127.0.0.1:8000/entity/{other}"])
    assert made.status_code == 201, made.text
    told = made.json()
    assert made.headers["location"] == f"/api/decisions/{told['id']}"
    assert (told["kind"], told["reason"], told["in_force"], told["effect"]) == ("merge", WHY, True, True)
    assert {each["id"] for each in told["entities"]} == {one, other}
    assert person(client, "Maria Lopez") == person(client, "Mary Lopes")
    assert f"/decision/{told['id']}>" in "".join(graph(client) - before)
    again = decide(client, "merge", entities=[other, one])
    assert (again.status_code, again.json()["id"]) == (200, told["id"])
    undone = client.delete(f"/api/decisions/{told['id']}").json()
    assert (undone["in_force"], undone["effect"], undone["undone"]["sequence"]) == (False, False, told["id"] + 1)
    assert client.delete(f"/api/decisions/{told['id']}").json() == undone
    assert graph(client) == before


def test_a_split_gives_a_document_an_entity_of_its_own(client: TestClient) -> None:
    maria = person(client, "Maria Lopez")
    first, third = (item["id"] for item in client.get("/api/documents", params={"entity": maria}).json()["items"] if item["id"])
    assert decide(client, "split", entities=[maria], documents=[first]).status_code == 201
    found = client.get("/api/entities", params={"q": "Maria Lopez"}).json()["items"]
    assert len({item["id"] for item in found if item["type"] == "person"}) == 2
    refused = decide(client, "split", entities=[maria], documents=[third])
    assert (refused.status_code, "nothing to split" in refused.json()["detail"]) == (422, True)
    assert decide(client, "split", entities=[maria], documents=[first]).status_code == 200


def test_what_is_different_is_not_merged(client: TestClient) -> None:
    one, other = person(client, "Maria Lopez"), person(client, "Mary Lopes")
    number = decide(client, "different", entities=[one, other]).json()["id"]
    refused = decide(client, "merge", entities=[one, other])
    assert refused.status_code == 409
    assert f"decision {number} (different)" in refused.json()["detail"]
    client.delete(f"/api/decisions/{number}")
    number = decide(client, "merge", entities=[one, other]).json()["id"]
    refused = decide(client, "different", entities=[one, other])
    assert (refused.status_code, f"decision {number} (merge)" in refused.json()["detail"]) == (409, True)


def attributions(client: TestClient) -> list[dict]:
    documents = [item["id"] for item in client.get("/api/documents").json()["items"]]
    return [item for each in documents for item in client.get(f"/api/documents/{each}/attributions").json()["items"]]


def test_a_rejected_attribution_is_not_there_and_the_others_stay_where_they_are(client: TestClient) -> None:
    before, known = graph(client), attributions(client)
    number = decide(client, "reject", attributions=[known[0]["id"]]).json()["id"]
    assert [item["id"] for item in attributions(client)] == [item["id"] for item in known[1:]]
    assert client.get(f"/api/claims/{known[0]['claim']['id']}").status_code == 404
    client.delete(f"/api/decisions/{number}")
    assert graph(client) == before


def test_joined_claims_are_one_until_that_is_undone(client: TestClient) -> None:
    before, known = graph(client), attributions(client)
    one, other = known[0]["claim"]["id"], known[1]["claim"]["id"]
    assert one != other
    made = decide(client, "join", claims=[one, other])
    assert made.status_code == 201
    now = attributions(client)
    assert now[0]["claim"]["id"] == now[1]["claim"]["id"]
    assert decide(client, "join", claims=[one, one]).status_code == 422
    assert decide(client, "join", claims=[one, "nothing"]).status_code == 404
    client.delete(f"/api/decisions/{made.json()['id']}")
    assert graph(client) == before


def test_a_part_of_a_claims_attributions_is_a_claim_of_its_own_until_that_is_undone(client: TestClient) -> None:
    known = attributions(client)
    joined = decide(client, "join", claims=[known[0]["claim"]["id"], known[1]["claim"]["id"]]).json()
    claim = attributions(client)[0]["claim"]["id"]
    against = decide(client, "part", claims=[claim], attributions=[known[1]["id"]])
    assert (against.status_code, str(joined["id"]) in against.json()["detail"]) == (409, True)
    client.delete(f"/api/decisions/{joined['id']}")
    claim = known[0]["claim"]["id"]
    whole = decide(client, "part", claims=[claim], attributions=[known[0]["id"]])
    assert (whole.status_code, "nothing to part" in whole.json()["detail"]) == (422, True)
    strange = decide(client, "part", claims=[claim], attributions=[known[1]["id"]])
    assert (strange.status_code, "does not make" in strange.json()["detail"]) == (422, True)


def test_one_of_two_documents_that_report_a_claim_can_be_parted_from_the_other(client: TestClient) -> None:
    said = "Senator Maria Lopez said the new bridge over the bay will open in the spring of next year."
    client.post("/api/documents", json=article(4, said) | {"publisher": "Other Daily"})
    claim = next(each["claim"]["id"] for each in attributions(client) if "spring" in each["content"][0]["exact"])
    both = [each for each in attributions(client) if each["claim"]["id"] == claim]
    assert len({each["document"]["id"] for each in both}) == 2
    before = graph(client)
    made = decide(client, "part", claims=[claim], attributions=[both[1]["id"]])
    assert made.status_code == 201, made.text
    now = {each["id"]: each["claim"]["id"] for each in attributions(client)}
    assert (now[both[0]["id"]] == claim, now[both[1]["id"]] == claim) == (True, False)
    client.delete(f"/api/decisions/{made.json()['id']}")
    assert graph(client) == before


def test_a_retraction_is_a_decision_and_can_be_undone(client: TestClient) -> None:
    before = graph(client)
    document = client.get("/api/documents").json()["items"][0]["id"]
    made = decide(client, "retract", documents=[document])
    assert (made.status_code, made.json()["documents"][0]["id"]) == (201, document)
    assert client.get(f"/api/documents/{document}").status_code == 404
    assert decide(client, "retract", documents=[document]).status_code == 200
    client.delete(f"/api/decisions/{made.json()['id']}")
    assert graph(client) == before
    assert client.delete(f"/api/documents/{document}").status_code == 204
    listed = client.get("/api/decisions", params={"kind": "retract"}).json()
    assert [(item["in_force"], item["reason"]) for item in listed["items"]] == [(True, "retracted by API"), (False, WHY)]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "merge", "entities": ["a"]}, 422),
        ({"kind": "merge", "entities": ["a", "a"]}, 422),
        ({"kind": "merge", "entities": ["a", "b"]}, 404),
        ({"kind": "merge", "entities": ["a", "b"], "claims": ["c"]}, 422),
        ({"kind": "merge", "entities": ["a", "b"], "reason": " "}, 422),
        ({"kind": "merge", "entities": ["a", "b"], "more": 1}, 422),
        ({"kind": "merge", "entities": "a b"}, 422),
        ({"kind": "marry", "entities": ["a", "b"]}, 422),
        ({"kind": "split", "entities": ["a"]}, 422),
        ({"kind": "reject", "attributions": ["a-1-2-3"]}, 404),
        ({"kind": "reject", "attributions": ["%ff\u0000<>"]}, 404),
        ({"kind": "join", "claims": ["a b", "c>"]}, 404),
        ({"kind": "retract", "documents": ["a"]}, 404),
        ({"kind": "retract"}, 422),
    ],
)
def test_what_cannot_be_decided_is_refused(service: TestClient, body: dict, status: int) -> None:
    answer = service.post("/api/decisions", json={"reason": WHY, **body})
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json"), answer.text
    assert service.get("/api/decisions").json()["total"] == 0


def test_deciding_is_writing(tmp_path: Path) -> None:
    with client_of(Settings(data=tmp_path / "data"), host="0.0.0.0") as far:
        assert decide(far, "retract", documents=["a"]).status_code == 401
        assert far.delete("/api/decisions/1").status_code == 401
        assert far.get("/api/decisions").status_code == 200


def test_who_decided_is_the_name_of_the_token_and_others_may_undo(client: TestClient) -> None:
    ledger = client.app.state.parts.ledger
    ann, bob = ({"authorization": f"Bearer {ledger.create_token(name)[1]}"} for name in ("ann", "bob"))
    one, other = person(client, "Maria Lopez"), person(client, "Mary Lopes")
    made = client.post("/api/decisions", json={"kind": "merge", "reason": WHY, "entities": [one, other]}, headers=ann).json()
    assert made["by"] == "ann"
    assert client.delete(f"/api/decisions/{made['id']}", headers=bob).json()["undone"]["by"] == "bob"
    assert client.get(f"/api/decisions/{made['id']}").json()["by"] == "ann"


def test_there_is_no_undoing_of_what_was_not_decided(service: TestClient) -> None:
    assert service.delete("/api/decisions/1").status_code == 404  # an event, but no decision
    assert service.get("/api/decisions/999").status_code == 404
    assert service.delete("/api/decisions/none").status_code == 422


def test_a_decision_on_what_is_gone_is_without_effect(client: TestClient) -> None:
    one, other = person(client, "Maria Lopez"), person(client, "Mary Lopes")
    number = decide(client, "merge", entities=[one, other]).json()["id"]
    (document,) = {item["document"]["id"] for item in attributions(client) if "ferry to the" in item["content"][0]["exact"]}
    client.delete(f"/api/documents/{document}")
    told = client.get(f"/api/decisions/{number}").json()
    assert (told["in_force"], told["effect"]) == (True, False)


def test_decisions_come_in_pages(client: TestClient) -> None:
    for item in attributions(client)[:2]:
        decide(client, "reject", attributions=[item["id"]])
    page = client.get("/api/decisions", params={"limit": 1, "kind": "reject"}).json()
    following = client.get(page["next"]).json()
    assert (page["total"], following["total"], following["next"]) == (2, 2, None)
    assert page["items"][0]["id"] > following["items"][0]["id"]
    assert client.get("/api/decisions", params={"cursor": "nothing"}).status_code == 422


def test_another_text_at_the_same_address_takes_the_place_of_the_old(client: TestClient) -> None:
    first = client.post("/api/documents", json=FIRST).json()["id"]
    newer = FIRST | {"text": FIRST["text"].replace("675", "695"), "url": "https://HARBOR.example/audit/?utm_source=x#top"}
    second = client.post("/api/documents", json=newer).json()["id"]
    assert client.get(f"/api/documents/{first}").status_code == 404
    assert client.get(f"/api/documents/{second}").status_code == 200
    client.delete(f"/api/documents/{second}")
    assert client.get(f"/api/documents/{first}").status_code == 200


def test_a_claim_is_found_under_the_id_that_it_had(client: TestClient) -> None:
    one, other, third = (each["claim"]["id"] for each in attributions(client))
    assert decide(client, "join", claims=[one, other]).status_code == 201
    now = attributions(client)[0]["claim"]["id"]
    old = other if now == one else one
    assert decide(client, "join", claims=[old, third]).status_code == 201
    assert len({each["claim"]["id"] for each in attributions(client)}) == 1
    refused = decide(client, "join", claims=[third, now])
    assert (refused.status_code, "one claim already" in refused.json()["detail"]) == (422, True)
