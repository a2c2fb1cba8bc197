"""Saved queries over HTTP go the way of /sparql: formats, entity tags, releases."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

PATH = "/api/queries/claims-of-source"


def test_an_answer_comes_in_the_format_asked_for(service: TestClient) -> None:
    assert service.get(PATH).headers["content-type"] == "application/sparql-results+json"
    assert service.get(PATH, params={"format": "csv"}).headers["content-type"] == "text/csv; charset=utf-8"
    assert service.get(PATH, headers={"accept": "application/sparql-results+xml"}).text.startswith("<?xml")
    assert service.get(PATH, params={"format": "excel"}).status_code == 406
    assert service.get(PATH, headers={"accept": "image/png"}).status_code == 406


def test_who_has_the_answer_gets_none(service: TestClient) -> None:
    first = service.get(PATH)
    again = service.get(PATH, headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["x-sayso-snapshot"] == first.headers["x-sayso-snapshot"]
    narrowed = service.get(PATH, params={"source": "nobody"}, headers={"if-none-match": first.headers["etag"]})
    assert narrowed.status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("format=csv&format=json", 422),
        ("source=a&source=b", 422),
        ("nothing=x", 422),
        ("release=nothing", 404),
        ("release=", 200),
    ],
)
def test_parameters_are_checked(service: TestClient, query: str, status: int) -> None:
    assert service.get(f"{PATH}?{query}").status_code == status
