"""What the graph says of made documents, as its JSON API answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from starlette.testclient import TestClient

from app.api.main import create_app
from app.settings import Settings

Stretch: TypeAlias = tuple[int, int]
MOST = 1000


@dataclass(frozen=True, slots=True)
class Said:
    """An attribution that was found: where its content stands, and the claim that it was joined to."""

    document: str
    content: tuple[Stretch, ...]
    claim: str


@dataclass(frozen=True, slots=True)
class Named:
    """A mention that was found, and the entity that it was joined to."""

    document: str
    span: Stretch
    entity: str


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a discrepancy: a passage of a document."""

    document: str
    span: Stretch


@dataclass(frozen=True, slots=True)
class Differing:
    """A discrepancy that was found."""

    kind: str
    drift: bool
    sides: tuple[Side, ...]


@dataclass(frozen=True, slots=True)
class Graph:
    """All that is compared with the truth; ``origins`` are the claims' numbers of independent origins."""

    said: tuple[Said, ...]
    named: tuple[Named, ...]
    differing: tuple[Differing, ...]
    origins: dict[str, int]


def graph(data: Path, documents: Sequence[str]) -> Graph:
    """What the graph in a data folder says of these documents."""
    with TestClient(create_app(Settings(data=data)), base_url="http://127.0.0.1:8000", client=("127.0.0.1", 1)) as client:
        said = (_said(item) for one in documents for item in _items(client, f"/api/documents/{one}/attributions"))
        named = (_named(item, one) for one in documents for item in _items(client, f"/api/documents/{one}/mentions"))
        differing = (_differing(item) for item in _items(client, "/api/discrepancies"))
        origins = {item["id"]: item["independent_origins"] for item in _items(client, "/api/claims")}
        return Graph(tuple(said), tuple(named), tuple(differing), origins)


def _items(client: TestClient, path: str) -> Iterator[dict[str, Any]]:
    """All items of a list, page by page; none where there is no such list."""
    following: str | None = f"{path}?limit={MOST}"
    while following:
        answer = client.get(following)
        if answer.status_code == 404:
            return
        answer.raise_for_status()
        page = answer.json()
        yield from page["items"]
        following = page["next"]


def _said(item: dict[str, Any]) -> Said:
    content = tuple((part["start"], part["end"]) for part in item["content"])
    return Said(item["document"]["id"], content, item["claim"]["id"])


def _named(item: dict[str, Any], document: str) -> Named:
    return Named(document, (item["passage"]["start"], item["passage"]["end"]), item["entity"]["id"])


def _differing(item: dict[str, Any]) -> Differing:
    sides = (Side(side["document"]["id"], (side["passage"]["start"], side["passage"]["end"])) for side in item["sides"])
    return Differing(item["kind"], item["drift"], tuple(sides))
