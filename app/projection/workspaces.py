"""What an event of a workspace graph changes in the engine: as little as can be told, since a large graph takes it seconds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import BlankNode, Triple

from app.ledger.port import WorkspaceGraph
from app.projection.triples import as_kept
from app.workspace.canonical import triples_of


@dataclass(frozen=True, slots=True)
class GraphChange:
    """The whole new content (``replace``), or else what goes and what comes."""

    replace: list[Triple] | None = None
    remove: list[Triple] = field(default_factory=list)
    add: list[Triple] = field(default_factory=list)


def change(before: WorkspaceGraph | None, now: WorkspaceGraph) -> GraphChange:
    """What makes of the graph ``before``, which the engine has, the graph ``now``; ``None`` where the engine may have any.

    Statements with blank nodes cannot be named one by one, so the whole is replaced where one of those changes.
    """
    content = now.content or b""
    if before is None or not (before.present and now.present):
        return GraphChange(replace=as_kept(triples_of(content)))
    old, new = set((before.content or b"").split(b"\n")), set(content.split(b"\n"))
    gone, come = _parsed(old - new), _parsed(new - old)
    if _any_blank(gone) or _any_blank(come):
        return GraphChange(replace=as_kept(triples_of(content)))
    # Of two ways to write a number the engine makes one, which must not go with the first of them.
    staying = set(as_kept(triples_of(content))) if gone else set()
    return GraphChange(remove=[each for each in as_kept(gone) if each not in staying], add=as_kept(come))


def _parsed(lines: Iterable[bytes]) -> list[Triple]:
    return triples_of(b"\n".join(lines))


def _any_blank(triples: Iterable[Triple]) -> bool:
    return any(isinstance(each.subject, BlankNode) or isinstance(each.object, BlankNode) for each in triples)
