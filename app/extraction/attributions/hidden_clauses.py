"""Constructions in which the clause that is reported hangs on another word than the one that reports it.

Labels are those of ClearNLP's English dependencies, which spaCy's models use.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from app.extraction.attributions.candidates import Candidate
from app.extraction.attributions.frames import sentence_of, trimmed
from app.extraction.attributions.wordlists import words

MADE = words("clear plain evident known explicit")
"""What somebody makes it who says so: "made it clear that the roof leaks"."""

OF_CONTENT = words("of about for against over")
"""Prepositions that bring in what is said, and not where, to whom or from what."""


def of_verb(verb: Token) -> Iterator[Candidate]:
    """What a verb may report in such a way."""
    yield from _made_clear(verb)
    for child in verb.children:
        if child.dep_ == "prep" and child.i > verb.i:
            yield from _hung_in(verb, child)
        elif child.dep_ == "advcl" and child.i > verb.i and (start := _behind_for(verb, child)):
            yield Candidate(verb, "for", start, child.right_edge.i + 1, child)


def of_noun(noun: Token) -> Iterator[Candidate]:
    """What a noun may stand for: "one finding is that …", "the finding: …"."""
    yield from _equated(noun)
    yield from _labelling(noun)


def _made_clear(verb: Token) -> Iterator[Candidate]:
    """ "made it clear that the roof leaks": the parser hangs the clause on either word."""
    said = [child for child in verb.children if child.i > verb.i and child.lower_ in MADE] if verb.lemma_ == "make" else []
    clauses = (clause for word in (verb, *said[:1]) for clause in word.children if said and clause.i > said[0].i)
    for clause in clauses:
        if clause.left_edge.lower_ == "that" and clause.left_edge.dep_ == "mark":
            yield Candidate.whole(verb, "made clear", clause)


def _hung_in(verb: Token, preposition: Token) -> Iterator[Candidate]:
    """ "wrote in a report that the well is dry": the parser takes the clause for one about the report."""
    if preposition.lower_ in OF_CONTENT or any(child.dep_ == "ccomp" for child in verb.children):
        return
    for noun in preposition.subtree:
        for clause in noun.children if noun.pos_ in ("NOUN", "PROPN") else ():
            if clause.dep_ in ("relcl", "acl", "ccomp") and _is_whole(clause):
                yield Candidate.whole(verb, "clause", clause)


def _is_whole(clause: Token) -> bool:
    """Whether a clause lacks nothing for which its "that" could stand: "that the well is dry", not "that nobody reads"."""
    that = clause.left_edge
    subjects = [child for child in clause.children if child.dep_ in ("nsubj", "nsubjpass", "expl") and child.i != that.i]
    return that.lower_ == "that" and bool(subjects) and (that.tag_ == "IN" or that.dep_ in ("nsubj", "nsubjpass"))


def _behind_for(verb: Token, wish: Token) -> int | None:
    """Where "the agency to act" begins in "pushed for the agency to act"."""
    if not any(child.dep_ == "aux" and child.lower_ == "to" for child in wish.children):
        return None
    first = wish.left_edge
    if first.lower_ == "for":
        return first.i + 1
    before = first.nbor(-1)
    return first.i if before.lower_ == "for" and before.head.i == verb.i else None


def _equated(noun: Token) -> Iterator[Candidate]:
    """ "One finding is that the well is dry", "among the findings was that …"."""
    among = noun.dep_ == "pobj" and noun.head.lower_ == "among"
    verb = noun.head.head if among else noun.head
    if verb.lemma_ != "be" or not (among or noun.dep_ == "nsubj"):
        return
    for clause in verb.children:
        if clause.dep_ == "ccomp" and clause.i > verb.i and clause.left_edge.lower_ == "that":
            yield Candidate.whole(noun, "is", clause)


def _labelling(noun: Token) -> Iterator[Candidate]:
    """ "The audit's recommendation to the county: close the pier": what stands behind the colon."""
    doc, sentence = noun.doc, sentence_of(noun)
    colon = next((token.i for token in doc[noun.i : sentence.end] if token.text == ":"), None)
    if noun.left_edge.i != sentence.start or colon is None or colon + 1 >= sentence.end:
        return
    if all(noun.is_ancestor(each) for each in doc[noun.i + 1 : colon]):
        yield Candidate(noun, "is", *trimmed(doc, colon + 1, sentence.end), doc[colon + 1])
