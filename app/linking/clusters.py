"""Mentions of one document that name the same thing, gathered under one label."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from app.linking.authority import Authorities
from app.linking.identity import AUTHORITY, normal_words
from app.model.document import Document
from app.model.extraction import EntityType, Extraction, Form, Mention

INSPECTOR = "inspector general"
GENERIC_WORDS = frozenset(
    """
    police department sheriff office city county council state board commission court district supreme school agency bureau
    government house senate committee ministry national federal local university college hospital company group center
    authority inspectorate health water public safety of and the for
    """.split()
)
"""Words that tell what a body is, but not which: a name of these alone is one body in its document only."""

BODIES = (EntityType.AGENCY, EntityType.ORGANIZATION)
NAMING = (Form.NAME, Form.ACRONYM, Form.CITATION)
NEAR = 200
"""Code points within which a report's title and a report's number belong together."""

BARE_ACRONYM = re.compile(r"[A-Z]{2,6}")
"""A body's name that is no more than this may be that of several, as any acronym."""

OUTLET_NOUN = re.compile(
    r"times|post|journal|tribune|herald|gazette|courier|dispatch|sentinel|chronicle|register|observer|telegraph|examiner|inquirer|"
    r"globe|bulletin"
)
COUNTRY = "united states"
OTHER_COUNTRY_NAMES = frozenset({"us", "u.s", "usa", "u.s.a", "united states of america"})


def normal_name(name: str) -> str:
    """A name for comparing: without case, determiner, possessive ending and punctuation."""
    words = re.sub(r"^(?:the|an?) ", "", normal_words(re.sub(r"['’]s?$", "", name)))
    return COUNTRY if words in OTHER_COUNTRY_NAMES else words


@dataclass
class Clusters:
    """Which label each mention has (``None`` while undecided), what is known of each label, and which is the publisher's."""

    document: Document
    extraction: Extraction
    authorities: Authorities
    labels: list[str | None] = field(default_factory=list)
    types: dict[str, EntityType] = field(default_factory=dict)
    publisher: str | None = None

    def surface(self, mention: Mention) -> str:
        """The words of a mention."""
        return mention.span.of(self.document.text)

    def put(self, place: int, label: str | None, type_: EntityType) -> None:
        """Give a mention its label; the first type that a label is met with holds."""
        self.labels[place] = label
        if label is not None:
            self.types.setdefault(label, type_)

    def members(self) -> dict[str, list[int]]:
        """The mentions of each label, in text order."""
        members: dict[str, list[int]] = defaultdict(list)
        for place, label in enumerate(self.labels):
            if label is not None:
                members[label].append(place)
        return members

    def before(self, place: int, *types: EntityType) -> list[str]:
        """Labels of these types that are named before a mention, the nearest first."""
        start = self.extraction.mentions[place].span.start
        seen = [
            (mention.span.start, label)
            for mention, label in zip(self.extraction.mentions, self.labels, strict=True)
            if label is not None and mention.span.end <= start and self.types[label] in types
        ]
        return list(dict.fromkeys(label for _, label in sorted(seen, reverse=True)))

    def of_type(self, type_: EntityType) -> list[str]:
        """All labels of a type, in order of their first mention."""
        return list(dict.fromkeys(label for label in self.labels if label is not None and self.types[label] is type_))

    def first(self, label: str) -> int:
        """Where a label is met first."""
        return min(self.extraction.mentions[place].span.start for place in self.members()[label])

    def issuers(self, label: str) -> set[str]:
        """The labels of those who are said to have issued what has this label."""
        owners = (self.extraction.mentions[place].owner for place in self.members().get(label, ()))
        return {issuer for owner in owners if owner is not None and (issuer := self.labels[owner])}

    def of_other_issuer(self, label: str, mention: Mention) -> bool:
        """Whether a label's issuers are known, this mention's issuer too, and they are not the same."""
        issuer = self.labels[mention.owner] if mention.owner is not None else None
        known = self.issuers(label)
        return bool(issuer and known and issuer not in known)

    def numbered_by(self, label: str) -> str | None:
        """The label of the one body with whose acronym the number of a report begins: "OIG-18-36" is of the OIG."""
        mentions = (self.extraction.mentions[place] for place in self.members().get(label, ()))
        numbers = {mention.canonical or self.surface(mention) for mention in mentions if mention.form is Form.CITATION}
        acronyms = {number.partition("-")[0].casefold() for number in numbers}
        bodies = [*self.of_type(EntityType.AGENCY), *self.of_type(EntityType.ORGANIZATION)]
        found = [body for body in bodies if acronyms & set(self.acronyms(body))]
        return found[0] if len(found) == 1 else None

    def acronyms(self, label: str) -> list[str]:
        """The acronyms by which the document names what has this label, in small letters."""
        mentions = (self.extraction.mentions[place] for place in self.members().get(label, ()))
        return sorted({self.surface(mention).casefold() for mention in mentions if mention.form is Form.ACRONYM})

    def authority_of(self, label: str | None) -> str | None:
        """The IRI of the authority record that a label stands for."""
        return label.removeprefix(AUTHORITY) if label and label.startswith(AUTHORITY) else None


def gather(document: Document, extraction: Extraction, authorities: Authorities) -> Clusters:
    """Give every mention that names something its label; pronouns and descriptions stay undecided."""
    clusters = Clusters(document, extraction, authorities, labels=[None] * len(extraction.mentions))
    for named_by in (_named_outright, _named_by_acronym):
        for place, mention in enumerate(extraction.mentions):
            if clusters.labels[place] is None and (label := named_by(clusters, mention)):
                clusters.put(place, label, mention.type)
    _join_tails(clusters)
    _join_initials(clusters)
    _join_surnames(clusters)
    _join_numbers(clusters)
    return clusters


def _named_outright(clusters: Clusters, mention: Mention) -> str | None:
    if mention.canonical == INSPECTOR:
        return _inspector(clusters, mention) if mention.owner is not None else None
    if mention.authority:
        return AUTHORITY + mention.authority
    if mention.form is Form.CITATION:
        return f"{mention.type}:{mention.canonical}"
    if mention.form is Form.NAME:
        surface = clusters.surface(mention)
        if mention.type in BODIES and BARE_ACRONYM.fullmatch(surface):
            return f"{mention.type}:acronym:{surface.casefold()}"
        name = normal_name(surface)
        return f"{mention.type}:{_counted(name) if mention.type is EntityType.GROUP else name}"
    return None


def _counted(name: str) -> str:
    """A counted group by its count and noun: "675 local and state jurisdictions" are the 675 jurisdictions."""
    words = name.split()
    return f"{words[0]} {words[-1]}" if words[0][0].isdigit() else name


def _named_by_acronym(clusters: Clusters, mention: Mention) -> str | None:
    if mention.form is not Form.ACRONYM or mention.canonical == INSPECTOR:
        return None
    if mention.expands is not None:
        return clusters.labels[mention.expands]
    return f"{mention.type}:acronym:{clusters.surface(mention).casefold()}"


def _inspector(clusters: Clusters, mention: Mention) -> str:
    """The inspector general of the body that owns the mention, by authority where there is one."""
    owner = clusters.extraction.mentions[mention.owner or 0]
    for part in clusters.authorities.parts(owner.authority) if owner.authority else ():
        if INSPECTOR in part.label.casefold():
            return AUTHORITY + part.iri
    return f"{mention.type}:{normal_name(clusters.surface(owner))} {INSPECTOR}"


def _join_tails(clusters: Clusters) -> None:
    """A body's name without the words that begin it is that body: "the Water Board" after "the Marsh County Water Board".

    Where two bodies of the document end so, it is neither. One word is too little, but for a newspaper's ("the Herald").
    """
    names = {label: label.partition(":")[2] for type_ in BODIES for label in clusters.of_type(type_) if _is_plain(label)}
    for label, name in names.items():
        telling = " " in name or OUTLET_NOUN.fullmatch(name)
        longer = [other for other, whole in names.items() if telling and whole.endswith(f" {name}")]
        longest = max(longer, key=lambda other: len(names[other]), default=None)
        if longest and all(names[longest].endswith(names[other]) for other in longer):
            clusters.labels = [longest if other == label else other for other in clusters.labels]
            clusters.types.pop(label, None)


def _is_plain(label: str) -> bool:
    return not label.startswith(AUTHORITY) and ":acronym:" not in label


def _join_initials(clusters: Clusters) -> None:
    """A name with a middle initial is the same name without it; but two names that both have roles are two people."""
    people = clusters.of_type(EntityType.PERSON)
    in_role = {clusters.labels[role.person] for role in clusters.extraction.roles}
    for label in people:
        shorter = re.sub(r"(?<= )\w\.? (?=\w{2,})", "", label)
        if shorter != label and shorter in people and not {label, shorter} <= in_role:
            clusters.labels = [label if other == shorter else other for other in clusters.labels]


def surname(name: str) -> str:
    """The surname of a normal name, past what follows it ("john g roberts jr")."""
    return re.sub(r" (?:jr|sr|ii|iii|iv)$", "", name).rsplit(" ", 1)[-1]


def _join_surnames(clusters: Clusters) -> None:
    """A surname alone means the last person before it with that surname, or the first one after it; so does a first name."""
    people = [
        (mention.span.start, (clusters.labels[place] or "").partition(":")[2], place)
        for place, mention in enumerate(clusters.extraction.mentions)
        if mention.type is EntityType.PERSON and mention.form is Form.NAME
    ]
    full = [(start, name) for start, name, _ in people if " " in name]
    for start, name, place in people:
        if " " in name:
            continue
        by_surname = [(s, whole) for s, whole in full if surname(whole) == name]
        by_first_name = [(s, whole) for s, whole in full if whole.split(" ", 1)[0] == name]
        same = by_surname or (by_first_name if len({whole for _, whole in by_first_name}) == 1 else [])
        if same:
            before = [whole for s, whole in same if s < start]
            clusters.labels[place] = f"{EntityType.PERSON}:{before[-1] if before else same[0][1]}"


def _join_numbers(clusters: Clusters) -> None:
    """A report's number belongs to the title beside it, or to the only title that there is."""
    reports = [(p, m) for p, m in enumerate(clusters.extraction.mentions) if m.type is EntityType.REPORT]
    titles = [(p, m) for p, m in reports if m.form is Form.NAME]
    numbers = [(p, m) for p, m in reports if m.form is Form.CITATION]
    only = len({clusters.labels[p] for p, _ in titles}) == 1 and len({clusters.labels[p] for p, _ in numbers}) == 1
    for place, number in numbers:
        near = [
            p for p, m in titles if abs(m.span.start - number.span.end) < NEAR or abs(number.span.start - m.span.end) < NEAR
        ]
        if near or only:
            title = near[0] if near else titles[0][0]
            label = clusters.labels[place]
            clusters.labels = [clusters.labels[title] if other == label else other for other in clusters.labels]
