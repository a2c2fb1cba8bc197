"""IRIs are minted in one place and can be taken apart again."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.graph.iris import KINDS, Iris, Minted, digest, slug
from app.model.extraction import EntityType
from app.model.text import Span

IRIS = Iris("https://sayso.example/news")
SPAN = Span(10, 13)


@pytest.mark.parametrize(
    ("iri", "kind", "identifier"),
    [
        (IRIS.document("d0"), "document", "d0"),
        (IRIS.extraction("d0"), "extraction", "d0"),
        (IRIS.passage("d0", SPAN), "passage", "d0-10-13"),
        (IRIS.mention("d0", SPAN, EntityType.AGENCY), "mention", "d0-10-13-agency"),
        (IRIS.quantity("d0", SPAN), "quantity", "d0-10-13"),
        (IRIS.time("d0", SPAN), "time", "d0-10-13"),
        (IRIS.attribution("d0", SPAN, 4), "attribution", "d0-10-13-4"),
        (IRIS.entity("us-federal-ice"), "entity", "us-federal-ice"),
        (IRIS.claim("c0"), "claim", "c0"),
        (IRIS.echo("c0", "d1", "d0"), "echo", digest("c0", "d0", "d1")),
        (IRIS.dependence("copy", "d0", "d1"), "dependence", digest("copy", "d0", "d1")),
        (IRIS.discrepancy("c0", "unit", "d1", "d0"), "discrepancy", digest("c0", "unit", "d1", "d0")),
        (IRIS.side("0123456789ab", 2), "side", "0123456789ab-2"),
        (IRIS.role("Acting Inspector General"), "role", "acting-inspector-general"),
        (IRIS.software("sayso 0.1.0"), "software", "sayso-0.1.0"),
        (IRIS.graph_document("d0"), "graph", "document/d0"),
        (IRIS.graph("claims"), "graph", "claims"),
    ],
)
def test_an_iri_is_base_kind_and_id(iri: str, kind: str, identifier: str) -> None:
    assert str(iri) == f"https://sayso.example/news/{kind}/{identifier}"
    assert IRIS.parse(str(iri)) == Minted(kind, identifier)
    assert IRIS.of(kind, identifier) == iri


@pytest.mark.parametrize(
    "iri",
    [
        "https://sayso.example/news",
        "https://sayso.example/news/entity/",
        "https://sayso.example/news/weather/x",
        "https://sayso.example/newsentity/x",
        "https://elsewhere.example/entity/x",
        "https://sayso.example/news/dataset",
    ],
)
def test_other_iris_are_not_ours(iri: str) -> None:
    assert IRIS.parse(iri) is None


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(ValueError, match="weather"):
        IRIS.of("weather", "x")


def test_a_membership_depends_on_person_role_and_body_alone() -> None:
    same = {IRIS.membership("p", title, "o") for title in ("Acting Auditor", "acting auditor", "Acting  Auditor ")}
    others = {
        IRIS.membership("p", "Auditor", "o"),
        IRIS.membership("q", "Acting Auditor", "o"),
        IRIS.membership("p", "Acting Auditor", None),
    }
    assert len(same) == 1
    assert len(same | others) == 4


@given(st.text(min_size=1))
def test_every_title_gives_an_iri_that_needs_no_escaping(title: str) -> None:
    assert re.fullmatch(r"[a-z0-9.-]+", slug(title))


@given(st.text(alphabet="абвгд漢字", min_size=1), st.text(alphabet="абвгд漢字", min_size=1))
def test_titles_without_ascii_stay_apart(one: str, other: str) -> None:
    assert (slug(one) == slug(other)) is (one == other)


def test_no_other_module_mints_iris() -> None:
    """Nobody else puts a base and a kind together: ``…/entity/{…}`` stands in ``iris.py`` alone."""
    minting = re.compile(rf"/({'|'.join(KINDS)})/$")
    for file in (Path(__file__).parents[2] / "app" / "graph").glob("*.py"):
        strings = [node.value for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Constant)]
        found = [text for text in strings if isinstance(text, str) and minting.search(text)]
        assert bool(found) is (file.name == "iris.py"), file.name
