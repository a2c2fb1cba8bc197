"""Echoes as answers: which documents do not stand apart for a claim, and what shows it."""

from __future__ import annotations

from typing import cast

from app.answers.facts import Facts, Known
from app.answers.models import Dependence, DependenceKindName, Echo, Page
from app.answers.paging import Condition, Listing, Slice, SortKey, cut
from app.answers.parts import passages, ref, ref_or_none, refs
from app.answers.sparql import node, values
from app.store.port import GraphReader

MOST_DOCUMENTS = 100
"""Documents of one echo that an answer names; the others are counted."""
MOST_DEPENDENCES = 100
"""Dependences of one echo that an answer shows; the others are counted."""

MOST_ECHOES = 100
"""Echoes of one claim that an answer shows; the others are counted."""

LISTING = Listing(
    "?item sayso:ofClaim ?claim ; a sayso:Echo ; sayso:document ?document .",
    (SortKey("COUNT(DISTINCT ?document)", number=True, descending=True),),
)


def echoes(reader: GraphReader, claim: str) -> Page[Echo]:
    """The echoes of the claim with this IRI, the one of most documents first."""
    found = cut(reader, LISTING, [Condition(values("claim", [node(claim)]))], Slice(MOST_ECHOES))
    known = Known(reader).load([claim, *found.iris])
    shown = [shows for iri in found.iris for shows in _shown(known[iri])]
    known.load(shown).load(document for iri in found.iris for document in _named(known[iri]))
    known.load(origin for iri in found.iris for origin in known[iri].all("sayso:origin"))
    known.load(end for iri in shown for name in ("sayso:passage", "sayso:document") for end in known[iri].all(name))
    known.follow("sayso:inDocument")
    return found.page([_echo(known, known[iri]) for iri in found.iris], {}, MOST_ECHOES)


def _named(facts: Facts) -> list[str]:
    return facts.all("sayso:document")[:MOST_DOCUMENTS]


def _shown(facts: Facts) -> list[str]:
    return facts.all("sayso:dependence")[:MOST_DEPENDENCES]


def _echo(known: Known, facts: Facts) -> Echo:
    found = [_dependence(known, known[iri]) for iri in _shown(facts)]
    return Echo(
        id=facts.id,
        iri=facts.iri,
        claim=ref(known[facts.one("sayso:ofClaim") or ""]),
        documents=refs(known, _named(facts)),
        documents_total=len(facts.all("sayso:document")),
        origin=ref_or_none(known, facts.one("sayso:origin")),
        dependences=sorted(found, key=lambda each: ([document.name for document in each.documents], each.kind, each.id)),
        dependences_total=len(facts.all("sayso:dependence")),
    )


def _dependence(known: Known, facts: Facts) -> Dependence:
    return Dependence(
        id=facts.id,
        iri=facts.iri,
        kind=cast(DependenceKindName, facts.one("sayso:dependenceKind") or "origin"),
        documents=refs(known, facts.all("sayso:document")),
        derived=ref_or_none(known, facts.one("sayso:derivedDocument")),
        passages=passages(known, facts.all("sayso:passage")),
        explanation=facts.one("sayso:explanation") or "",
    )
