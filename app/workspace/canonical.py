"""A graph as N-Triples in one order, with one set of labels for blank nodes, so that the same content is the same bytes.

Labels come from what is said of a blank node: its statements, then those of its neighbours, a few rounds on (colour
refinement, as in Carroll, "Signing RDF Graphs", 2003). Nodes that this cannot tell apart are numbered as they come in the
input. So it always ends soon, also for graphs made to keep exact canonicalisation (RDFC-1.0) busy; in return, two of those that
differ only in the order of equal blank nodes may be written differently, which costs an event in the ledger and loses nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from hashlib import blake2b

from pyoxigraph import BlankNode, RdfFormat, Triple, parse

ROUNDS = 12
"""Rounds after which nodes that still look alike are taken to be alike."""

Part = str | BlankNode
"""A term as N-Triples writes it; a blank node, whose label is still to be found, as it is."""
Line = tuple[Part, Part, Part]
Colours = dict[BlankNode, bytes]


def canonical(triples: Iterable[Triple]) -> bytes:
    """The triples as N-Triples in UTF-8: each once, sorted, blank nodes labelled ``b0``, ``b1`` …"""
    lines = list(dict.fromkeys((_part(each.subject), _part(each.predicate), _part(each.object)) for each in triples))
    labels = _labels([line for line in lines if isinstance(line[0], BlankNode) or isinstance(line[2], BlankNode)])
    return b"".join(sorted({_written(line, labels) for line in lines}))


def merged(content: bytes, more: bytes) -> bytes:
    """The merge of two graphs (RDF 1.1 Semantics, 4.1): blank nodes of the one are never those of the other.

    Both are canonical N-Triples, and so is the result.
    """
    return canonical([*triples_of(content), *triples_of(more, apart=True)])


def triples_of(content: bytes, *, apart: bool = False) -> list[Triple]:
    """The triples of N-Triples that ``canonical`` wrote; ``apart`` gives blank nodes labels that nothing else has."""
    return [quad.triple for quad in parse(content, RdfFormat.N_TRIPLES, rename_blank_nodes=apart)]


def _part(term: object) -> Part:
    return term if isinstance(term, BlankNode) else str(term)


def _written(line: Line, labels: dict[BlankNode, str]) -> bytes:
    subject, predicate, value = (labels[part] if isinstance(part, BlankNode) else part for part in line)
    return f"{subject} {predicate} {value} .\n".encode()


def _labels(lines: Sequence[Line]) -> dict[BlankNode, str]:
    nodes = dict.fromkeys(part for line in lines for part in (line[0], line[2]) if isinstance(part, BlankNode))
    colours = _refined(lines, dict.fromkeys(nodes, b""))
    # The sort keeps the order of the input where colours are equal.
    return {node: f"_:b{place}" for place, node in enumerate(sorted(nodes, key=colours.__getitem__))}


def _refined(lines: Sequence[Line], colours: Colours) -> Colours:
    """The colours after as many rounds as tell more nodes apart."""
    kinds = len(set(colours.values()))
    for _ in range(ROUNDS):
        colours = _round(lines, colours)
        told = len(set(colours.values()))
        if told in (kinds, len(colours)):
            break
        kinds = told
    return colours


def _round(lines: Sequence[Line], colours: Colours) -> Colours:
    seen: dict[BlankNode, list[bytes]] = defaultdict(list)
    for subject, predicate, value in lines:
        start, end = _shown(subject, colours), _shown(value, colours)
        for node, sign, other in ((subject, b">", end), (value, b"<", start)):
            if isinstance(node, BlankNode):
                own = b"\0" if subject == value else b""
                seen[node].append(sign + own + str(predicate).encode() + other)
    return {node: blake2b(b"\1".join([colours[node], *sorted(seen[node])]), digest_size=16).digest() for node in colours}


def _shown(part: Part, colours: Colours) -> bytes:
    return b"_" + colours[part] if isinstance(part, BlankNode) else part.encode()
