"""The same graph gives the same bytes, in whatever order and with whatever blank nodes it comes."""

from __future__ import annotations

import gzip
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, Quad, RdfFormat, parse

from app.errors import InvalidInput
from app.release import canonical
from app.release.canonical import digest, digest_of_file, labelled, lines, write

P = NamedNode("http://example.org/p")
G = NamedNode("http://example.org/g")


def node(name: str) -> NamedNode:
    return NamedNode(f"http://example.org/{name}")


def quads(values: list[str]) -> list[Quad]:
    return [Quad(node("s"), P, Literal(value), G) for value in values]


def chain(names: str) -> list[Quad]:
    """Blank nodes one behind the other, and a literal that only looks like one."""
    blank = {name: BlankNode(name) for name in names}
    links = [Quad(blank[one], P, blank[other], G) for one, other in pairwise(names)]
    return [*links, Quad(blank[names[-1]], P, Literal("the end"), G), Quad(node("s"), P, Literal("_:a"), G)]


texts = st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=6), unique=True, max_size=12)


@given(texts, st.randoms(use_true_random=False))
@settings(deadline=None)
def test_order_does_not_matter_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, values: list[str], random: Random
) -> None:
    values = [value for value in values if "_:" not in value]  # those go through a process of their own
    folder = tmp_path_factory.mktemp("lines")
    found = list(lines(quads(values), folder))
    assert found == sorted(found)
    assert set(parse(b"".join(found), format=RdfFormat.N_QUADS)) == set(quads(values))
    random.shuffle(values)
    assert list(lines(quads(values), folder)) == found


def test_runs_are_merged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = list(lines(quads([str(value) for value in range(10)]), tmp_path))
    monkeypatch.setattr(canonical, "RUN", 3)
    monkeypatch.setattr(canonical, "BLOCK", 4)
    assert list(lines(quads([str(value) for value in reversed(range(10))]), tmp_path)) == whole
    assert digest(quads([str(value) for value in range(10)]), tmp_path).sha256 == sha256(b"".join(whole)).hexdigest()


def test_blank_nodes_of_other_names_give_the_same_lines(tmp_path: Path) -> None:
    found = list(lines(chain("abc"), tmp_path))
    assert found == list(lines(reversed(chain("zyx")), tmp_path))
    assert found != list(lines(chain("ab"), tmp_path))
    assert b'<http://example.org/s> <http://example.org/p> "_:a" <http://example.org/g> .\n' in found


def test_labels_are_those_of_the_standard() -> None:
    # RDFC-1.0, 4.6, canonical identifiers: c14n0, c14n1, … in the order of the hashes.
    assert b"_:c14n0" in labelled(b"_:x <http://example.org/p> _:y .\n_:y <http://example.org/p> <http://example.org/o> .\n")


def test_quads_without_blank_nodes_do_not_change_the_labels(tmp_path: Path) -> None:
    everything = Dataset([*chain("abc"), *quads(["x", "y"])])
    whole = sorted(labelled(b"".join(f"{quad} .\n".encode() for quad in everything)).splitlines(keepends=True))
    assert list(lines(everything, tmp_path)) == whole


def test_entangled_blank_nodes_are_refused_in_time(tmp_path: Path) -> None:
    nodes = [BlankNode() for _ in range(11)]
    clique = [Quad(one, P, other, G) for one in nodes for other in nodes if one is not other]
    with pytest.raises(InvalidInput, match="blank nodes"):
        list(lines(clique, tmp_path, patience=2))


def test_the_file_is_the_same_each_time_and_holds_what_its_digest_says(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    first, second = tmp_path / "graph.nq.gz", tmp_path / "elsewhere" / "other.nq.gz"
    found = write(quads(["b", "a"]), first)
    assert found == write(quads(["a", "b"]), second) == digest_of_file(first)
    assert first.read_bytes() == second.read_bytes()
    content = gzip.decompress(first.read_bytes())
    assert (found.sha256, found.size, found.quads) == (sha256(content).hexdigest(), len(content), 2)


def test_nothing_at_all_has_a_digest(tmp_path: Path) -> None:
    assert digest([], tmp_path).sha256 == sha256(b"").hexdigest()
