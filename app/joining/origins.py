"""How many independent origins stand behind a claim, and which documents echo each other.

A *strand* is one say-so of one document: the document and the origin in which its chain ends. Strands of one origin are one; so
are strands of documents of which one took from the other, unless both name origins of their own. What is left apart is
independent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from app.joining.sayings import Outlet, Saying
from app.model.joined import Dependence, DependenceKind, Echo, Place
from app.model.text import Span

MOST_TOLD = 50
"""Documents of one echo whose dependence on its first one is told one by one."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What stands behind a claim: ``independent`` origins, of which those that several documents share are echoes."""

    independent: int
    echoes: tuple[Echo, ...]


@dataclass(frozen=True, slots=True)
class _Strand:
    """One say-so; without an ``origin`` that is named, the document stands for an unnamed one or for the outlet itself."""

    document: str
    origin: str | None


def standing(said: Sequence[Saying], known: Sequence[Dependence]) -> Standing:
    """What stands behind a claim with these sayings; ``known`` are dependences of its documents that hold for any claim."""
    reports = _Reports(said)
    web = _Web(strand for document in reports.documents for strand in reports.strands(document))
    told = [*reports.origins(web), *reports.through(web), *reports.taken(web, known)]
    groups = web.groups()
    return Standing(len(groups), tuple(_echoes(groups, told, reports)))


class _Web:
    """Strands that hang together (disjoint sets: Galler and Fisher, 1964)."""

    def __init__(self, strands: Iterable[_Strand]) -> None:
        self._parent = {strand: strand for strand in strands}

    def root(self, strand: _Strand) -> _Strand:
        """The strand that stands for all that hang together with this one."""
        while self._parent[strand] is not strand:
            strand = self._parent[strand]
        return strand

    def join(self, one: _Strand, other: _Strand) -> None:
        """Let two strands hang together."""
        first, second = sorted((self.root(one), self.root(other)), key=_order)
        self._parent[second] = first

    def groups(self) -> list[list[_Strand]]:
        """All strands in groups, in a fixed order."""
        found: dict[_Strand, list[_Strand]] = defaultdict(list)
        for strand in sorted(self._parent, key=_order):
            found[self.root(strand)].append(strand)
        return list(found.values())


def _order(strand: _Strand) -> tuple[str, str]:
    return strand.document, strand.origin or ""


class _Reports:
    """The documents that report a claim."""

    def __init__(self, said: Sequence[Saying]) -> None:
        self._by_document: dict[str, list[Saying]] = defaultdict(list)
        for saying in said:
            self._by_document[saying.document].append(saying)
        self.documents = sorted(self._by_document, key=lambda each: (self._outlet(each).published or "9999", each))
        publishers = ((self._outlet(each).publisher, each) for each in reversed(self.documents))
        self._published_by = {publisher: document for publisher, document in publishers if publisher}
        self._speak_for: dict[str, set[str]] = defaultdict(set)
        for document in self.documents:
            for speaker, other in self._outlet(document).speak_for:
                self._speak_for[speaker].add(other)

    def _outlet(self, document: str) -> Outlet:
        return self._by_document[document][0].outlet

    def name(self, document: str) -> str:
        """The outlet of a document."""
        return self._outlet(document).name

    def strands(self, document: str) -> list[_Strand]:
        """The say-sos of a document: those it attributes to somebody, or else its own."""
        named = [each for each in self._by_document[document] if each.origin and not each.asserted]
        origins = {each.origin for each in named if not each.headline} or {each.origin for each in named}
        outlet = self._outlet(document)
        own = outlet.publisher if outlet.primary else None
        return [_Strand(document, origin) for origin in sorted(filter(None, origins))] or [_Strand(document, own)]

    def sayings(self, document: str) -> list[Saying]:
        """What a document says of the claim."""
        return self._by_document[document]

    def origins(self, web: _Web) -> Iterator[Dependence]:
        """Documents that name the same origin, or somebody who speaks for it."""
        first: dict[str, _Strand] = {}
        for strand in (each for document in self.documents for each in self.strands(document) if each.origin):
            for name in (strand.origin or "", *sorted(self._speak_for[strand.origin or ""])):
                other = first.setdefault(name, strand)
                if other is not strand:
                    yield from self._same(web, other, strand)

    def _same(self, web: _Web, one: _Strand, other: _Strand) -> Iterator[Dependence]:
        web.join(one, other)
        if one.document != other.document:
            names = self.name(one.document), self.name(other.document)
            places = tuple(place for each in (one, other) for place in self._shown(each))
            told = f"{names[0]} and {names[1]} name the same origin."
            yield Dependence(DependenceKind.ORIGIN, _pair(one, other), told, places)

    def _shown(self, strand: _Strand) -> Iterator[Place]:
        """The words with which a document names the origin; a document that is the origin's own says it all."""
        for saying in self.sayings(strand.document):
            if saying.origin == strand.origin and saying.source_place:
                yield Place(strand.document, Span(*saying.source_place))
                return

    def through(self, web: _Web) -> Iterator[Dependence]:
        """Documents that have the claim through the same third one, and those that have it from another one's outlet."""
        first: dict[str, str] = {}
        for document in self.documents:
            for via in sorted({via for each in self.sayings(document) for via in each.via}):
                other = first.setdefault(via, document)
                if other != document:
                    yield from self._told(
                        web, other, document, DependenceKind.VIA, "{} and {} have it through the same third party."
                    )
            yield from self._from_outlets(web, document)

    def _from_outlets(self, web: _Web, document: str) -> Iterator[Dependence]:
        given = {name for each in self.sayings(document) if not each.asserted for name in (*each.via, each.source, each.origin)}
        for name in sorted(each for each in given if each):
            other = self._published_by.get(name)
            if other is not None and other != document and not self._outlet(other).primary:
                told = "{1} says that it has it from {0}."
                yield from self._told(web, other, document, DependenceKind.CITATION, told, derived=document, outlet=name)

    def taken(self, web: _Web, known: Sequence[Dependence]) -> Iterator[Dependence]:
        """What is known of pairs of documents beside this claim: copies, wires, citations."""
        for dependence in known:
            if set(dependence.documents) <= self._by_document.keys():
                self._hang(web, *dependence.documents)
                yield dependence

    def _told(
        self,
        web: _Web,
        one: str,
        other: str,
        kind: DependenceKind,
        told: str,
        derived: str | None = None,
        outlet: str | None = None,
    ) -> Iterator[Dependence]:
        self._hang(web, one, other, outlet)
        explanation = told.format(self.name(one), self.name(other))
        shown = tuple(place for each in (one, other) for strand in self.strands(each)[:1] for place in self._shown(strand))
        yield Dependence(kind, (min(one, other), max(one, other)), explanation, shown, derived)

    def _hang(self, web: _Web, one: str, other: str, outlet: str | None = None) -> None:
        """Join what two documents say, but for origins that both name and that differ."""
        first, second = self.strands(one), self.strands(other)
        soft = [[each for each in strands if each.origin in (None, outlet)] for strands in (first, second)]
        for loose, others in ((soft[0], second), (soft[1], first)):
            for strand in loose:
                web.join(strand, others[0])


def _pair(one: _Strand, other: _Strand) -> tuple[str, str]:
    first, second = sorted((one.document, other.document))
    return first, second


def _echoes(groups: Sequence[Sequence[_Strand]], told: Sequence[Dependence], reports: _Reports) -> Iterator[Echo]:
    for group in groups:
        documents = tuple(each for each in reports.documents if any(strand.document == each for strand in group))
        if len(documents) > 1:
            origins = {strand.origin for strand in group if strand.origin}
            within = [each for each in told if set(each.documents) <= set(documents)]
            origin = origins.pop() if len(origins) == 1 else None
            yield Echo(documents=documents, origin=origin, dependences=tuple(_once(within)[:MOST_TOLD]))


def _once(told: Iterable[Dependence]) -> list[Dependence]:
    return sorted({(each.kind, each.documents): each for each in told}.values(), key=lambda each: (each.kind, each.documents))
