"""Whether "he" or "she" can be a person: by honorifics, by titles, and by given names that nearly all of one sex have.

It only rules people out. Who is neither is either, as far as this knows.
"""

from __future__ import annotations

import re

from app.linking.clusters import Clusters

HIS = frozenset(
    """
    james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald
    steven paul andrew joshua kenneth kevin brian george edward ronald timothy jason jeffrey jacob gary nicholas eric
    jonathan stephen larry justin scott brandon benjamin samuel gregory frank alexander raymond patrick jack dennis jerry
    tyler aaron jose henry adam douglas nathan peter zachary kyle walter harold jeremy ethan carl keith roger gerald
    arthur lawrence sean christian austin joe juan albert wayne bruce ralph roy eugene louis philip bobby russell bill
    jim mike tom bob dan steve dave ben matt jeff greg tim ted barack mitch bernie vladimir boris mohammed muhammad ahmed
    ali carlos luis miguel pedro jorge fernando hans karl antonio francisco ivan igor omar rahm
    """.split()
)
HERS = frozenset(
    """
    mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy lisa betty margaret sandra ashley
    kimberly emily donna michelle carol amanda melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela
    shirley anna brenda pamela emma nicole helen samantha katherine christine debra rachel carolyn janet catherine maria
    heather diane ruth julie olivia joyce virginia victoria lauren christina joan evelyn judith megan andrea cheryl
    hannah jacqueline martha gloria teresa ann anne sara madison frances kathryn janice jean abigail alice julia judy
    sophia grace denise amber doris marilyn danielle beverly isabella theresa diana natalie brittany charlotte marie
    hillary nikki kirstjen kellyanne melania ivanka condoleezza angelina jane kate katie ellen claire elena sonia olga
    fatima mara rosa carmen lucia joanna
    """.split()
)
"""Given names that are frequent in U.S. news, without those that men and women have."""

MALE = re.compile(r"(?:\w*(?<!wo)man|king|prince|sir|mr|father|archbishop|pope|imam)$", re.IGNORECASE)
FEMALE = re.compile(r"(?:\w*woman|queen|princess|dame|mrs|ms|miss|sister)$", re.IGNORECASE)
ADDRESSED = re.compile(r"\b(?P<word>Mr|Sir|Mrs|Ms|Miss|Dame)\.?\s+$")


class Genders:
    """What is known of the people of one document, gathered once."""

    def __init__(self, clusters: Clusters) -> None:
        self._told: dict[str, str] = {}
        text = clusters.document.text
        for mention, label in zip(clusters.extraction.mentions, clusters.labels, strict=True):
            start = mention.span.start
            if label is not None and (found := ADDRESSED.search(text[max(0, start - 8) : start])):
                self._note(label, found.group("word"))
        for role in clusters.extraction.roles:
            if (label := clusters.labels[role.person]) is not None:
                self._note(label, role.title)

    def _note(self, label: str, title: str) -> None:
        told = "she" if FEMALE.search(title) else "he" if MALE.search(title) else None
        if told:
            self._told.setdefault(label, told)

    def allow(self, label: str, pronoun: str) -> bool:
        """Whether the person with this label may be "he" or "she"; a pronoun of neither rules nobody out."""
        told = self._told.get(label) or _by_name(label)
        return told is None or pronoun not in ("he", "she") or told == pronoun


def _by_name(label: str) -> str | None:
    given = label.partition(":")[2].split(" ")[0]
    return "he" if given in HIS else "she" if given in HERS else None
