"""Node-link exports, read back by the tools that read them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from contextlib import closing
from pathlib import Path
from xml.etree import ElementTree

import networkx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.export import nodelink
from app.export.formats import export
from app.export.network import Edge, Node
from app.export.scope import Scope
from app.store.port import GraphReader
from tests.graph import joined, sample
from tests.small_graph import stored

KINDS = {
    "mentions",
    "reports",
    "says",
    "about",
    "via",
    "basis",
    "origin",
    "published_by",
    "part_of",
    "issued_by",
    "addressed_to",
    "role",
}


def made(reader: GraphReader, name: str, scope: Scope | None = None) -> bytes:
    """The whole of an export."""
    return b"".join(export(name, reader, sample.IRIS, scope or Scope()))


@pytest.fixture(scope="module")
def network(reader: GraphReader) -> networkx.MultiDiGraph:
    """The whole graph, read back from GraphML."""
    return networkx.read_graphml(io.BytesIO(made(reader, "graphml")), force_multigraph=True)


def test_nodes_are_documents_entities_and_claims(network: networkx.MultiDiGraph) -> None:
    types = {data["type"] for _, data in network.nodes(data=True)}
    assert types == {"document", "claim", "agency", "organization", "person", "law", "report", "place"}
    ice = network.nodes["entity/us-federal-ice"]
    assert ice["label"] == "U.S. Immigration and Customs Enforcement"
    assert ice["weight"] == 2
    assert ice["iri"] == "http://127.0.0.1:8000/entity/us-federal-ice"


def test_edges_are_of_all_kinds_and_counted(network: networkx.MultiDiGraph) -> None:
    edges = {(data["type"], source, target): data for source, target, data in network.edges(data=True)}
    assert {kind for kind, *_ in edges} == KINDS
    first = f"document/{sample.first_article().document.id}"
    assert edges["mentions", first, "entity/us-federal-ice"]["weight"] == 2
    assert ("part_of", "entity/us-federal-ice", "entity/us-federal-dhs") in edges
    (role,) = [data for (kind, *_), data in edges.items() if kind == "role"]
    assert role["label"] == "Acting Auditor"


def test_a_claim_of_two_documents_says_so(network: networkx.MultiDiGraph) -> None:
    said = [data for _, _, data in network.edges(data=True) if data["type"] == "says"]
    assert max(data["documents"] for data in said) == 2


def test_a_claim_has_its_independent_origins_and_discrepancies(tmp_path: Path) -> None:
    with closing(stored(tmp_path, joined.everything())) as reader:
        read = networkx.read_graphml(io.BytesIO(made(reader, "graphml")), force_multigraph=True)
    claim = read.nodes[f"claim/{joined.CLAIM}"]
    assert (claim["weight"], claim["independent_origins"], claim["discrepancies"]) == (4, 1, 2)
    assert {data["discrepancies"] for name, data in read.nodes(data=True) if name != f"claim/{joined.CLAIM}"} == {0}


def test_gexf_is_read_by_networkx(reader: GraphReader, network: networkx.MultiDiGraph) -> None:
    read = networkx.read_gexf(io.BytesIO(made(reader, "gexf")))
    assert set(read.nodes) == set(network.nodes)
    assert read.number_of_edges() == network.number_of_edges()
    assert read.nodes["entity/us-federal-ice"]["weight"] == 2


def test_cytoscape_has_the_elements_that_its_readers_expect(reader: GraphReader, network: networkx.MultiDiGraph) -> None:
    elements = json.loads(made(reader, "cytoscape"))["elements"]
    assert {node["data"]["id"] for node in elements["nodes"]} == set(network.nodes)
    assert len(elements["edges"]) == network.number_of_edges()
    ids = [edge["data"]["id"] for edge in elements["edges"]]
    assert len(set(ids)) == len(ids)
    assert elements["nodes"][0]["data"].keys() >= {"id", "name", "type", "weight"}
    assert elements["edges"][0]["data"].keys() >= {"id", "source", "target", "interaction", "weight"}


def test_graphology_has_keys_and_ends(reader: GraphReader, network: networkx.MultiDiGraph) -> None:
    read = json.loads(made(reader, "graphology"))
    keys = {node["key"] for node in read["nodes"]}
    assert keys == set(network.nodes)
    assert all({edge["source"], edge["target"]} <= keys for edge in read["edges"])
    assert read["options"] == {"type": "directed", "multi": True, "allowSelfLoops": True}


def test_csv_is_a_zip_of_two_tables(reader: GraphReader, network: networkx.MultiDiGraph) -> None:
    with zipfile.ZipFile(io.BytesIO(made(reader, "csv"))) as archive:
        nodes, edges = (list(csv.DictReader(io.StringIO(archive.read(name).decode()))) for name in ("nodes.csv", "edges.csv"))
    assert {node["Id"] for node in nodes} == set(network.nodes)
    assert len(edges) == network.number_of_edges()
    assert {edge["Type"] for edge in edges} == {"Directed"}


def test_dot_names_every_node_and_edge(reader: GraphReader, network: networkx.MultiDiGraph) -> None:
    lines = made(reader, "dot").decode().splitlines()
    assert (lines[0], lines[-1]) == ("digraph sayso {", "}")
    assert sum(" -> " in line for line in lines) == network.number_of_edges()
    assert len(lines) == 2 + network.number_of_nodes() + network.number_of_edges()


class OneOfEach:
    """A network of one node and one edge with a text of choice, in the place of ``Network``."""

    def __init__(self, text: str) -> None:
        self.text = text

    def nodes(self) -> list[Node]:
        return [Node("n", "http://x.example/n", "claim", self.text, 1, self.text)]

    def edges(self) -> list[Edge]:
        return [Edge("e", "n", "n", "says", self.text, 1, 1)]


ANY_TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(ANY_TEXT)
def test_xml_is_well_formed_for_any_text_and_keeps_what_xml_can_hold(text: str) -> None:
    network = OneOfEach(text)
    read = ElementTree.fromstring("".join(nodelink.graphml(network)))  # type: ignore[arg-type]
    labels = [
        data.text or "" for data in read.iter("{http://graphml.graphdrawing.org/xmlns}data") if data.get("key") == "node_label"
    ]
    assert labels in ([nodelink.plain(text)], [] if not text else [nodelink.plain(text)])
    gexf = ElementTree.fromstring("".join(nodelink.gexf(network)))  # type: ignore[arg-type]
    (node,) = gexf.iter("{http://gexf.net/1.3}node")
    assert node.get("label") == nodelink.plain(text)


@given(ANY_TEXT)
def test_json_keeps_any_text(text: str) -> None:
    network = OneOfEach(text)
    read = json.loads("".join(nodelink.cytoscape(network)))  # type: ignore[arg-type]
    assert read["elements"]["nodes"][0]["data"]["label"] == text
    assert json.loads("".join(nodelink.graphology(network)))["nodes"][0]["attributes"]["label"] == text  # type: ignore[arg-type]


@given(ANY_TEXT)
def test_a_text_stays_within_its_quotes_in_dot(text: str) -> None:
    lines = "".join(nodelink.dot(OneOfEach(text))).split("\n")  # type: ignore[arg-type]
    assert len(lines) == 5
    assert all(line.replace("\\\\", "").replace('\\"', "").count('"') % 2 == 0 for line in lines)


def test_plain_drops_what_xml_forbids() -> None:
    assert nodelink.plain("a\x00b\x0bc\ufffed\ud800e\tf\n") == "abcde\tf\n"
