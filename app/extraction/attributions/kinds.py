"""Kinds of claim: what somebody found by looking into it, and what somebody orders; and whom an order addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from app.extraction.attributions.clauses import VERBAL, complement, subject
from app.extraction.attributions.factuality import Cue, is_negated
from app.extraction.attributions.frames import trimmed
from app.extraction.attributions.wordlists import words
from app.model.extraction import ClaimKind, CueKind

INVESTIGATORS = words(
    "report reports audit audits study studies review reviews survey surveys investigation investigations inquiry probe"
    " inspection inspections analysis evaluation assessment examination inspector inspectors auditor auditors investigator"
    " investigators examiner examiners watchdog oig ig gao researcher researchers scientist scientists reviewers panel"
    " commission tribunal court judge jury comptroller ombudsman"
)
"""Those whose business it is to find something out."""

FINDING = words("find determine conclude discover establish identify uncover")
"""What one does by looking into something, whoever does it."""

SOMEBODY = frozenset(["he", "she", "i", "you", "who"])
"""Of whom it is not said that they investigate: "she found that her car was gone" is no finding."""

NO_NAME = frozenset(["it", "they", "we", "that", "which"])
COMMANDS = words("order direct command instruct demand require mandate compel subpoena forbid tell")
"""Words of those who can order; who recommends, asks or urges orders nothing."""

RECORDS = words("record document file email paper data information testimony answer")


@dataclass(frozen=True)
class Said:
    """An attribution as kinds of claim see it: the words of its source, its cue, and the word that heads its content."""

    source: frozenset[str] | None
    cue: Cue
    trigger: Token | None
    main: Token | None


def claim_kind(said: Said) -> ClaimKind:
    """Whether an attribution makes a finding or an order; else it makes a statement."""
    if not said.cue.negated:
        if said.cue.kind is CueKind.ORDER and said.cue.lemmas & COMMANDS:
            return ClaimKind.ORDER
        if _finds(said) or _says_that_found(said):
            return ClaimKind.FINDING
    return ClaimKind.STATEMENT


def _finds(said: Said) -> bool:
    """Whether the cue says that the source found it."""
    if said.cue.kind is not CueKind.FIND or said.main is None:
        return False
    if said.source is not None and said.source & INVESTIGATORS:
        return True
    return bool(said.cue.lemmas & FINDING) and not (said.source or frozenset()) & SOMEBODY and said.main.pos_ in VERBAL


def _says_that_found(said: Said) -> bool:
    """Whether what is said is itself that they found it: "We determined that …", in the words of a report."""
    main = said.main
    if main is None or main.lemma_.casefold() not in FINDING or is_negated(main):
        return False
    finder = subject(main)
    if finder is None or not (complement(main, "ccomp") or any(child.dep_ == "dobj" for child in main.children)):
        return False
    own = finder.lower_ == "we" or any(child.lower_ == "our" for child in finder.children)
    investigates = bool({token.lower_ for token in finder.subtree} & INVESTIGATORS)
    known = said.source is None or bool(said.source & (INVESTIGATORS | NO_NAME))
    return investigates or (own and known)


def addressee(said: Said) -> Span | None:
    """Whom an order addresses: "ordered *the agency* to", "*officers* were told to", "demanded that *the city* pay"."""
    found = next(_addressed(said), None)
    if found is None or found.pos_ not in ("NOUN", "PROPN"):
        return None
    behind = [child.right_edge.i for child in found.children if child.dep_ == "prep" and child.i > found.i]
    start, end = trimmed(found.doc, found.left_edge.i, max(behind, default=found.i) + 1)
    return found.doc[start:end]


def _addressed(said: Said) -> Iterator[Token]:
    verb, main = said.trigger, said.main
    if verb is not None and verb.pos_ == "VERB":
        yield from (child for child in verb.children if child.dep_ == "nsubjpass" and verb.tag_ == "VBN")
        yield from _objects(verb)
        if verb.dep_ in ("acl", "relcl") and verb.head.pos_ == "NOUN":
            yield from _written_to(verb.head)  # "letters to 23 cities demanding proof"
    if verb is not None and verb.pos_ in ("NOUN", "PROPN"):
        yield from _under(verb, "to", "for")
    if main is not None and (doer := subject(main)) is not None and doer.dep_ == "nsubj":
        yield doer


def _written_to(noun: Token) -> Iterator[Token]:
    yield from _under(noun, "to")
    if noun.dep_ == "pobj" and noun.head.lower_ == "to":
        yield noun


def _objects(verb: Token) -> Iterator[Token]:
    """The objects of a command, but for records: of those, whoever is to give them."""
    for thing in verb.children:
        if thing.dep_ in ("dobj", "dative") and thing.i > verb.i:
            if thing.lemma_.casefold() in RECORDS:
                yield from _under(thing, "from", "of")
                yield from _under(verb, "from", "of")
            elif thing.lemma_.casefold() not in COMMANDS and verb.lemma_ != "demand":
                yield thing
    if verb.lemma_ == "demand":
        yield from _under(verb, "from", "of")


def _under(word: Token, *prepositions: str) -> Iterator[Token]:
    for child in word.children:
        if child.dep_ in ("prep", "dative") and child.lower_ in prepositions:
            yield from (below for below in child.children if below.dep_ == "pobj")
