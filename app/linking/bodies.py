"""Which body is meant by what it is: "the bank" after "Harbor Bank", "the company", "the group"."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from app.linking.clusters import Clusters
from app.model.extraction import EntityType, Form, Mention

BODIES = (EntityType.ORGANIZATION, EntityType.AGENCY)
ANY = frozenset(["organization", "nonprofit", "tank", "group"])
"""Nouns that a body need not have in its name to be called so."""

OUTLETS = frozenset(["newspaper", "network", "magazine"])
GROUP_OF = re.compile(r"\bgroups? of\b", re.IGNORECASE)
NEAR_BY = 800
"""Code points before "the group" in which a group of people is the one that it means."""

COMPANY = re.compile(
    r"\b(?:inc|incorporated|corp|corporation|co|company|companies|llc|ltd|plc|group|holdings|airlines?|airways|motors|bank|stores|"
    r"technologies|industries|energy|pharmaceuticals|systems|brands|foods|partners|enterprises|railway|steel|oil|electric)\b"
)
OUTLET = re.compile(
    r"\b(?:reuters|associated press|ap|bloomberg|cnn|nbc|abc|cbs|msnbc|npr|bbc|fox|afp|news|times|post|journal|tribune|herald|"
    r"gazette|press|politico|axios|buzzfeed|magazine|daily|today|globe|wire|facebook|twitter|youtube)\b"
)
"""Names of those who report on others: "the company" that they report on is not they."""

NO_COMPANY = re.compile(
    r"\b(?:university|college|school|party|union|committee|institute|association|foundation|church|court|council|senate|house|"
    r"congress|league|coalition|society|museum|federation|democrats|republicans|agency|department)\b"
)


def body_called(clusters: Clusters, place: int, description: Mention) -> str | None:
    """The label of the body before a description that it fits; ``None`` where none does, or several do that it names by kind.

    Of several companies or groups it is the one that is named most, then the nearest.
    """
    noun = clusters.surface(description).split()[-1].casefold()
    names = _names(clusters, place)
    outlets = [label for label in names if OUTLET.search(names[label])]
    if noun in OUTLETS:
        return outlets[0] if len(outlets) == 1 else None
    known = {label: name for label, name in names.items() if label not in outlets}
    if noun == "company":
        fitting = [label for label in known if COMPANY.search(known[label])]
        return _most_named(
            clusters, place, fitting or [label for label in _organizations(clusters, known) if _plain(known[label])]
        )
    called = [label for label in known if re.search(rf"\b{re.escape(noun)}\b", known[label])]
    if noun in ANY:
        some = called or _organizations(clusters, known)
        return None if noun == "group" and _is_of_others(clusters, description) else _most_named(clusters, place, some)
    return _last_near(clusters, place, called)


def _names(clusters: Clusters, place: int) -> dict[str, str]:
    """All names, in small letters, of each body before a place but the outlet itself; the nearest body first."""
    names: dict[str, list[str]] = {label: [] for label in clusters.before(place, *BODIES) if label != clusters.publisher}
    for mention, label in zip(clusters.extraction.mentions, clusters.labels, strict=True):
        if label in names and mention.form in (Form.NAME, Form.ACRONYM):
            names[label].append(clusters.surface(mention).casefold())
    return {label: " | ".join(some) for label, some in names.items()}


def _organizations(clusters: Clusters, labels: Iterable[str]) -> list[str]:
    return [label for label in labels if clusters.types[label] is EntityType.ORGANIZATION]


def _plain(names: str) -> bool:
    return not NO_COMPANY.search(names)


def _last_near(clusters: Clusters, place: int, called: list[str]) -> str | None:
    """The one that fits; of several, the one named last, where that was shortly before and no other since."""
    if len(called) < 2:
        return next(iter(called), None)
    start = clusters.extraction.mentions[place].span.start
    near = (
        mention.span
        for mention, label in zip(clusters.extraction.mentions, clusters.labels, strict=True)
        if label == called[0] and mention.span.end <= start
    )
    return called[0] if any(start - span.end < NEAR_BY for span in near) else None


def _is_of_others(clusters: Clusters, description: Mention) -> bool:
    """Whether the group was one of people shortly before: "a group of lawmakers … the group"."""
    start = description.span.start
    return bool(GROUP_OF.search(clusters.document.text[max(0, start - NEAR_BY) : start]))


def _most_named(clusters: Clusters, place: int, labels: list[str]) -> str | None:
    """``labels`` come with the nearest first, which decides between equals."""
    counts = Counter(clusters.labels[:place])
    return max(labels, key=lambda label: counts[label], default=None)
