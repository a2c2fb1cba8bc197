"""The keys under which an entity of one document is met in others: what is evidence that two names mean one thing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.linking.clusters import BODIES, GENERIC_WORDS, Clusters
from app.linking.people import person_keys
from app.linking.pointing import UNNAMED
from app.model.extraction import EntityType, RoleMention
from app.model.resolution import Key, Strength

BILL = re.compile(r"(?:[A-Z]\.(?:[A-Z]\.)*(?:[A-Za-z]+\.)*|Proposition) \d+$")
"""Numbers of bills and propositions, which come again in every Congress and state."""

EXACT_COUNT = 100
"""A counted group larger than this, and not round, is taken for the same group in another document."""


def keys_of(
    clusters: Clusters, label: str, type_: EntityType, number: str | None, roles: Sequence[RoleMention], owner: str | None
) -> list[Key]:
    """The keys of the entity with this label; at least one of them is strong or local."""
    if clusters.authority_of(label):
        return [Key(label)]
    name = label.partition(":")[2]
    local = Key(f"{label}:in:{clusters.document.id}", Strength.LOCAL)
    if type_ is EntityType.PERSON:
        return person_keys(clusters, name, list(roles))
    if type_ is EntityType.REPORT:
        return [*_report_keys(label, name, number)] or [local]
    if type_ is EntityType.GROUP:
        return [Key(label)] if _is_one_group(name) else [local]
    if label.startswith(f"{type_}:acronym:"):
        return [acronym_key(type_, name.removeprefix("acronym:")), local]
    if type_ is EntityType.LAW and BILL.match(name):
        return [Key(label, Strength.WEAK), local]
    return [*_named_keys(clusters, label, name, type_, owner)] or [local]


def _report_keys(label: str, name: str, number: str | None) -> Iterator[Key]:
    if number:
        yield Key(f"report:number:{number.casefold()}")
    if not label.startswith(UNNAMED) and name.casefold() != (number or "").casefold():
        yield title_key(name)


def title_key(title: str) -> Key:
    """The key of a report by its normal title."""
    return Key(f"report:title:{title}")


def _named_keys(clusters: Clusters, label: str, name: str, type_: EntityType, owner: str | None) -> Iterator[Key]:
    if type_ in (EntityType.POLICY, EntityType.AGENCY) and owner:
        yield Key(f"{type_}:{name}:of:{owner}")
    elif not set(name.split()) <= GENERIC_WORDS:
        yield Key(f"{type_}:{name}")
    else:
        return
    for acronym in clusters.acronyms(label):
        yield acronym_key(type_, acronym)


def acronym_key(type_: EntityType, acronym: str) -> Key:
    """The weak key of an acronym; from a bare one it cannot be told whether a body is a public one."""
    return Key(f"{'body' if type_ in BODIES else type_}:acronym:{acronym}", Strength.WEAK)


def _is_one_group(name: str) -> bool:
    """Whether a group can be known by its name: a kind ("sanctuary cities"), or a telling count ("675 jurisdictions")."""
    count = re.match(r"[\d,]+", name)
    if not count:
        return not re.match(r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|twenty)\b", name)
    value = int(count.group().replace(",", "") or 0)
    return value > EXACT_COUNT and value % 100 != 0
