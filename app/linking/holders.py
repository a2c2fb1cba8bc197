"""Who is meant by an office or a calling alone: "the mayor" after "Mayor Ann Lee"."""

from __future__ import annotations

import re

from app.linking.clusters import Clusters
from app.model.extraction import EntityType, Mention

SPELLED = {
    "gov.": "governor",
    "sen.": "senator",
    "rep.": "representative",
    "prof.": "professor",
    "capt.": "captain",
    "lt.": "lieutenant",
    "sgt.": "sergeant",
    "col.": "colonel",
    "gen.": "general",
    "adm.": "admiral",
    "maj.": "major",
    "rev.": "reverend",
    "chief executive": "ceo",
    "attorney": "lawyer",
}
ALSO = {
    "representative": ("congressman", "congresswoman", "lawmaker"),
    "congressman": ("lawmaker", "representative"),
    "congresswoman": ("lawmaker", "representative"),
    "senator": ("lawmaker",),
    "assemblyman": ("lawmaker",),
    "assemblywoman": ("lawmaker",),
    "spokesperson": ("spokesman", "spokeswoman"),
    "chairperson": ("chairman", "chairwoman", "chair"),
    "chairman": ("chair",),
    "chairwoman": ("chair",),
    "councilmember": ("councilman", "councilwoman"),
    "justice": ("judge",),
}
"""What one who has a title may be called as well."""

ANOTHER = frozenset(["vice", "deputy", "assistant", "associate", "former", "u.s", "under"])
"""Words in front of a title that make another office of it: the deputy director is not "the director"."""

PASSING = re.compile(r"^(?:acting|interim)\s+")
GONE = re.compile(r"^(?:former|then-|ex-)\s*")


def holders(clusters: Clusters, place: int, description: Mention) -> list[str]:
    """The people whom the document shows before this mention in the office that it speaks of, each once."""
    words = re.sub(r"^(?:the|this)\s+", "", clusters.surface(description).casefold())
    wanted = PASSING.sub("", " ".join(words.split()))
    start = clusters.extraction.mentions[place].span.start
    found = [
        label
        for role in clusters.extraction.roles
        if (label := clusters.labels[role.person]) is not None and role.person != place
        if clusters.types[label] is EntityType.PERSON and role.span.end <= start and _is(wanted, role.title)
    ]
    return list(dict.fromkeys(found))


def _is(wanted: str, title: str) -> bool:
    """Whether one with this title may be called so."""
    held = PASSING.sub("", " ".join(title.casefold().split()))
    if bool(GONE.match(held)) != bool(GONE.match(wanted)):
        return False
    held, wanted = GONE.sub("", held), GONE.sub("", wanted)
    words = held.split()
    office = SPELLED.get(words[-1], words[-1]) if words else ""
    shorter = [" ".join([*words[i:-1], office]) for i in range(len(words)) if not ANOTHER & set(words[:i])]
    called = [*shorter, *(ALSO.get(office, ()) if not ANOTHER & set(words) else ())]
    return any(_normal(wanted) == _normal(each) for each in called)


def _normal(title: str) -> str:
    return SPELLED.get(title, title)
