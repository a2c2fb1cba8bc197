"""Writers of node-link formats: one function each, from a network to lines of text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from xml.sax.saxutils import escape, quoteattr

from app.export.network import Edge, Network, Node

NODE_FIELDS = {field.name: "int" if field.type == "int" else "string" for field in fields(Node) if field.name != "id"}
EDGE_FIELDS = {
    field.name: "int" if field.type == "int" else "string"
    for field in fields(Edge)
    if field.name not in {"id", "source", "target"}
}
"""The attributes of nodes and edges with their types, in the words of GraphML."""


def plain(text: str) -> str:
    """The text without what XML 1.0 forbids (2.2): control characters, halves of surrogate pairs, two non-characters."""
    return "".join(
        sign
        for sign in text
        if sign in "\t\n\r" or (sign >= " " and not "\ud800" <= sign <= "\udfff" and sign not in "\ufffe\uffff")
    )


def attribute(text: object) -> str:
    """A value in quotes, fit for an XML attribute."""
    return quoteattr(plain(str(text)), {"\r": "&#13;"})


def content(text: object) -> str:
    """A value fit for the content of an XML element."""
    return escape(plain(str(text)), {"\r": "&#13;"})


def graphml(network: Network) -> Iterator[str]:
    """GraphML 1.0 with typed keys, as yEd, Gephi, Cytoscape, igraph and networkx read it."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for domain, names in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, kind in names.items():
            yield f'<key id="{domain}_{name}" for="{domain}" attr.name="{name}" attr.type="{kind}"/>\n'
    yield '<graph id="sayso" edgedefault="directed">\n'
    for node in network.nodes():
        yield f"<node id={attribute(node.id)}>{_data('node', node, NODE_FIELDS)}</node>\n"
    for edge in network.edges():
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)}"
        yield f"<edge id={attribute(edge.id)} {ends}>{_data('edge', edge, EDGE_FIELDS)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(domain: str, item: Node | Edge, names: dict[str, str]) -> str:
    given = ((name, getattr(item, name)) for name in names)
    return "".join(f'<data key="{domain}_{name}">{content(value)}</data>' for name, value in given if value != "")


def gexf(network: Network) -> Iterator[str]:
    """GEXF 1.3, Gephi's own format."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="http://gexf.net/1.3" version="1.3">\n'
    yield "<meta><creator>sayso</creator></meta>\n"
    yield '<graph defaultedgetype="directed" mode="static">\n'
    for domain, names in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        kinds = ((name, {"int": "integer"}.get(kind, kind)) for name, kind in names.items() if name != "label")
        attributes = "".join(f'<attribute id="{domain}_{name}" title="{name}" type="{kind}"/>' for name, kind in kinds)
        yield f'<attributes class="{domain}" mode="static">{attributes}</attributes>\n'
    yield "<nodes>\n"
    for node in network.nodes():
        yield f"<node id={attribute(node.id)} label={attribute(node.label)}>{_values('node', node, NODE_FIELDS)}</node>\n"
    yield "</nodes>\n<edges>\n"
    for edge in network.edges():
        ends = f"source={attribute(edge.source)} target={attribute(edge.target)} label={attribute(edge.label)}"
        yield f'<edge id={attribute(edge.id)} {ends} weight="{edge.weight}">{_values("edge", edge, EDGE_FIELDS)}</edge>\n'
    yield "</edges>\n</graph>\n</gexf>\n"


def _values(domain: str, item: Node | Edge, names: dict[str, str]) -> str:
    given = ((name, getattr(item, name)) for name in names if name != "label")
    values = "".join(f'<attvalue for="{domain}_{name}" value={attribute(value)}/>' for name, value in given if value != "")
    return f"<attvalues>{values}</attvalues>"


def cytoscape(network: Network) -> Iterator[str]:
    """The JSON of Cytoscape.js, which Cytoscape Desktop reads as well (CX's forerunner, ``.cyjs``)."""
    yield '{"format_version": "1.0", "generated_by": "sayso", "data": {"name": "sayso"}, "elements": {"nodes": [\n'
    yield from _joined({"data": {**asdict(node), "name": node.label}} for node in network.nodes())
    yield '\n], "edges": [\n'
    yield from _joined({"data": {**asdict(edge), "interaction": edge.type}} for edge in network.edges())
    yield "\n]}}\n"


def graphology(network: Network) -> Iterator[str]:
    """The JSON that graphology imports, for sigma."""
    yield '{"options": {"type": "directed", "multi": true, "allowSelfLoops": true}, '
    yield '"attributes": {"name": "sayso"}, "nodes": [\n'
    yield from _joined({"key": node.id, "attributes": _rest(node, "id")} for node in network.nodes())
    yield '\n], "edges": [\n'
    yield from _joined(
        {"key": edge.id, "source": edge.source, "target": edge.target, "attributes": _rest(edge, "id", "source", "target")}
        for edge in network.edges()
    )
    yield "\n]}\n"


def _rest(item: Node | Edge, *without: str) -> dict[str, object]:
    return {name: value for name, value in asdict(item).items() if name not in without}


def _joined(items: Iterator[dict[str, object]]) -> Iterator[str]:
    before = ""
    for item in items:
        yield before + json.dumps(item, ensure_ascii=False)
        before = ",\n"


def dot(network: Network) -> Iterator[str]:
    """DOT, for Graphviz."""
    yield "digraph sayso {\n"
    for node in network.nodes():
        yield f"  {_quoted(node.id)} [{_pairs(node, NODE_FIELDS)}];\n"
    for edge in network.edges():
        yield f"  {_quoted(edge.source)} -> {_quoted(edge.target)} [id={_quoted(edge.id)}, {_pairs(edge, EDGE_FIELDS)}];\n"
    yield "}\n"


def _pairs(item: Node | Edge, names: dict[str, str]) -> str:
    return ", ".join(f"{name}={_quoted(getattr(item, name))}" for name in names)


def _quoted(value: object) -> str:
    """A quoted id of DOT: a backslash would begin an escape in a label, so it is doubled; line ends become ``\\n``."""
    text = plain(str(value)).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n") + '"'
