"""Nouns for those who can speak: people, bodies, and what they write.

What each list is for is said below it; a noun may be in several.
"""

from __future__ import annotations

from app.extraction.attributions.wordlists import words

PEOPLE = words(
    """
    people police authorities staff public media press family couple crowd audience opposition clergy military
    brass management leadership personnel faculty electorate establishment officialdom intelligentsia youth folk folks
    """
)
"""Nouns for many that have no plural ending, or need none."""

KNOWN_AS_MANY = words(
    """
    officials critics residents analysts experts lawmakers supporters opponents sources investigators prosecutors
    witnesses neighbors advocates activists observers scientists researchers economists republicans democrats
    conservatives liberals progressives americans senators detectives insiders aides allies advisers advisors lawyers attorneys
    protesters voters doctors teachers parents students workers employees leaders campaigners skeptics
    """
)
"""Plurals that are capitalised in headlines and at the beginning of sentences, and are no names there either."""

WRITINGS = words(
    """
    statement statements release releases website site data figures report reports letter letters memo memos record records
    document documents filing filings email emails study studies survey surveys poll polls analysis complaint lawsuit
    affidavit indictment brief transcript video post posts tweet tweets page file files papers paper audit review
    """
)
"""Nouns for what a body writes, which is its own word: "a statement from ICE"."""

BODIES = words(
    """
    administration government campaign team court office company firm party regime organization agency department council
    committee board commission ministry university college school hospital church union bank embassy legislature
    """
)
"""Nouns for a body that a name beside them tells: "the Trump administration", "the council of Springfield"."""

VOICES = words(
    """
    spokesman spokeswoman spokesperson spokespeople official officials statement representative representatives release
    website data figures report letter memo attorneys lawyers leaders administration reporters journalists correspondents
    audit study review survey analysis assessment evaluation inquiry investigation probe tally records
    """
)
"""Nouns that speak for the body named with them: "ICE officials", "a statement from the department"."""

OFFICES = words(
    "auditor inspector investigator examiner watchdog official spokesman spokeswoman spokesperson director chief head mayor "
    "governor senator judge lawyer attorney expert analyst researcher professor scientist doctor chairman chairwoman chair "
    "president secretary minister commissioner superintendent sheriff prosecutor author division bureau authority service unit "
    "inspectorate ombudsman comptroller controller panel institute center group union association"
)
"""Nouns for one who speaks for a body, and for bodies that give account of others."""

ABLE_TO_SPEAK = OFFICES | WRITINGS | BODIES | KNOWN_AS_MANY | PEOPLE
