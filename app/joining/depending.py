"""Whether two documents depend on each other, by what shows it; a pure function of the two, whichever comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from app.joining.citing import Cited, outlet_name, title_digest
from app.joining.copying import Stretch, copied, stretches
from app.joining.profile import Profile
from app.joining.wires import Credit, agency
from app.model.joined import Dependence, DependenceKind, Place

WIRE_WORDS = 10
"""Words in a row that two texts with the same agency's credit must share to depend on each other."""

CONTRIBUTED_WORDS = 16
"""The same where the agency only contributed to one of them: it may have given another part of it."""

UNDATED = "9999"

Compare: TypeAlias = Callable[[Profile, Profile], tuple[Dependence, ...]]


def dependences(one: Profile, other: Profile) -> tuple[Dependence, ...]:
    """All that shows that two documents do not stand apart; empty where nothing does, and for a document with itself."""
    if one.document == other.document:
        return ()
    first, second = sorted((one, other), key=lambda profile: profile.document)
    return (*_citations(first, second), *_of_texts(first, second))


def spanning(profiles: Iterable[Profile], shown: Compare = dependences) -> tuple[Dependence, ...]:
    """Enough dependences to join all of these documents that depend on each other, over others of them too: a spanning forest.

    Five hundred copies of one text give a star of 499 pairs, not 124,750. Pairs in which one cites the other come first, then
    those with the oldest documents; the order in which the profiles are given changes nothing.
    ``shown`` gives the ``dependences`` of two, for who remembers them.
    """
    ordered = sorted(profiles, key=lambda profile: (profile.published or UNDATED, profile.document))
    groups = _Groups()
    found: list[Dependence] = []
    for one, other in _citing_pairs(ordered):
        first, second = sorted((one, other), key=lambda profile: profile.document)
        if groups.are_apart(one.document, other.document) and any(_citations(first, second)):
            groups.join(one.document, other.document)
            found += shown(one, other)
    for one, other in _sharing_pairs(ordered):
        if groups.are_apart(one.document, other.document) and (told := shown(one, other)):
            groups.join(one.document, other.document)
            found += told
    return tuple(found)


class _Groups:
    """Disjoint sets of documents (Tarjan 1975)."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def are_apart(self, one: str, other: str) -> bool:
        return self._root(one) != self._root(other)

    def join(self, one: str, other: str) -> None:
        self._parent[self._root(one)] = self._root(other)

    def _root(self, document: str) -> str:
        while (parent := self._parent.get(document, document)) != document:
            self._parent[document] = document = self._parent.get(parent, parent)
        return document


def _citing_pairs(ordered: list[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """The pairs of which one may cite the other."""
    by_name: dict[str, list[Profile]] = {}
    for profile in ordered:
        for key in names(profile):
            by_name.setdefault(key, []).append(profile)
    for profile in ordered:
        met: dict[str, Profile] = {}
        for key in cited_names(profile):
            met |= {other.document: other for other in by_name.get(key, ()) if other.document != profile.document}
        yield from ((profile, other) for other in met.values())


def _sharing_pairs(ordered: list[Profile]) -> Iterator[tuple[Profile, Profile]]:
    """The pairs that share a fingerprint, the older one first."""
    holders: dict[int, int] = {}  # a bit for each document: 500 strangers are 125,000 pairs, too many to look at
    for place, profile in enumerate(ordered):
        met = 0
        for number in profile.prints.numbers:
            met |= holders.get(number, 0)
        yield from ((ordered[earlier], profile) for earlier in range(met.bit_length()) if met >> earlier & 1)
        for number in profile.prints.numbers:
            holders[number] = holders.get(number, 0) | 1 << place


def names(profile: Profile) -> tuple[str, ...]:
    """The keys by which others can cite this document: its outlet, address, report and title."""
    keys = (
        ("outlet", profile.publisher),
        ("outlet", outlet_name(profile.outlet)),
        ("link", profile.address),
        ("report", profile.report),
        ("title", title_digest(profile.title)),
    )
    return tuple(f"{kind}:{key}" for kind, key in keys if key)


def cited_names(profile: Profile) -> tuple[str, ...]:
    """The keys of ``names`` under which this document cites others."""
    lists = {"outlet": profile.outlets, "link": profile.links, "report": profile.reports, "title": profile.titles}
    return tuple(f"{kind}:{cited.key}" for kind, several in lists.items() for cited in several)


def _citations(one: Profile, other: Profile) -> Iterator[Dependence]:
    for citing, cited in ((one, other), (other, one)):
        found = None if _is_younger(cited, citing) else _citation(citing, cited)
        if found is not None:
            where, words = found
            yield Dependence(
                DependenceKind.CITATION,
                (one.document, other.document),
                words,
                () if where.span is None else (Place(citing.document, where.span),),
                citing.document,
            )
            return


def _citation(citing: Profile, cited: Profile) -> tuple[Cited, str] | None:
    """The strongest way in which one document cites the other: its address, its title, its report, its outlet."""
    here, there = _labels(citing, cited)
    outlets = () if citing.publisher == cited.publisher else citing.outlets
    ways = (
        (citing.links, cited.address, f"{here} links to the document of {there}."),
        (citing.titles, title_digest(cited.title), f"{here} names the title of the document of {there}."),
        (citing.reports, cited.report, f"{here} names the report of which the document of {there} is the text."),
        (outlets, cited.publisher, f"{here} names {there} as a source."),
        (outlets, outlet_name(cited.outlet), f"{here} names {there} as a source."),
    )
    return next(((at, words) for several, key, words in ways if key and (at := _named(several, key)) is not None), None)


def _named(cited: tuple[Cited, ...], key: str) -> Cited | None:
    return next((one for one in cited if one.key == key), None)


def _of_texts(one: Profile, other: Profile) -> Iterator[Dependence]:
    """What the texts share: a copy, or words under the same agency's credit."""
    documents = (one.document, other.document)
    here, there = _labels(one, other)
    given = _shared_credit(one, other)
    if found := copied(one.prints, other.prints):
        count = sum(stretch.words for stretch in found)
        words = f"{here} and {there} share about {count} words outside quotations{_in_stretches(found)}."
        yield Dependence(DependenceKind.COPY, documents, words, _places(one, other, found), _derived(one, other, given))
    if given is not None:
        least = CONTRIBUTED_WORDS if given[0].contributed or given[1].contributed else WIRE_WORDS
        shared = tuple(stretch for stretch in stretches(one.prints, other.prints) if stretch.words >= least)
        if shared:
            words = f"{here} and {there} both give credit to {given[0].agency}, and share words."
            places = (Place(one.document, given[0].span), Place(other.document, given[1].span))
            derived = _from_agency(one, other, given[0].agency)
            yield Dependence(DependenceKind.WIRE, documents, words, places + _places(one, other, shared[:1]), derived)


def _shared_credit(one: Profile, other: Profile) -> tuple[Credit, Credit] | None:
    """The credits that both give to one agency; those as author first."""
    there = {credit.agency: credit for credit in other.wires}
    pairs = [(credit, there[credit.agency]) for credit in one.wires if credit.agency in there]
    return min(pairs, key=lambda pair: (pair[0].contributed + pair[1].contributed, pair[0].agency), default=None)


def _derived(one: Profile, other: Profile, given: tuple[Credit, Credit] | None) -> str | None:
    """Which of two that share a text took it from the other: who cites the other, or else the younger.

    Dates show nothing where both have the text from an agency: each took it from there.
    """
    cited = next((dependence.derived for dependence in _citations(one, other)), None)
    if cited is not None:
        return cited
    for agent in sorted({credit.agency for profile in (one, other) for credit in profile.wires}):
        if derived := _from_agency(one, other, agent):
            return derived
    if given is not None:
        return None
    if _is_younger(one, other):
        return one.document
    return other.document if _is_younger(other, one) else None


def _from_agency(one: Profile, other: Profile, name: str) -> str | None:
    """The one that is not the agency's own document, where the other is."""
    own = [profile for profile in (one, other) if profile.outlet and (agency(profile.outlet) or profile.outlet) == name]
    if len(own) != 1:
        return None
    return other.document if own[0] is one else one.document


def _is_younger(one: Profile, other: Profile) -> bool:
    """Whether the dates show that the one was published after the other; as exact as the less exact of them."""
    if one.published is None or other.published is None:
        return False
    length = min(len(one.published), len(other.published))
    return one.published[:length] > other.published[:length]


def _places(one: Profile, other: Profile, found: tuple[Stretch, ...]) -> tuple[Place, ...]:
    here = tuple(Place(one.document, stretch.one) for stretch in found)
    return here + tuple(Place(other.document, stretch.other) for stretch in found)


def _in_stretches(found: tuple[Stretch, ...]) -> str:
    return f" in {len(found)} stretches" if len(found) > 1 else ""


def _labels(one: Profile, other: Profile) -> tuple[str, str]:
    """How a reader is told of the two: by their outlets, where these tell them apart, else with dates or titles."""
    plain = [profile.outlet or _titled(profile) for profile in (one, other)]
    if plain[0] != plain[1]:
        return plain[0], plain[1]
    dated = [f"{name} ({profile.published or 'undated'})" for name, profile in zip(plain, (one, other), strict=True)]
    if dated[0] != dated[1]:
        return dated[0], dated[1]
    titled = [f"{name} ({_titled(profile)})" for name, profile in zip(plain, (one, other), strict=True)]
    return titled[0], titled[1]


def _titled(profile: Profile) -> str:
    return f"“{profile.title}”" if profile.title else f"document {profile.document}"
