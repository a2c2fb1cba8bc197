"""Where something may be reported: a word and the part of the sentence that would be its content.

Labels are those of ClearNLP's English dependencies, which spaCy's models use.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from app.extraction.attributions import hidden_clauses
from app.extraction.attributions.candidates import Candidate
from app.extraction.attributions.frames import WEEKDAYS, quoting_verb
from app.extraction.attributions.wordlists import words

ADDRESSING = words("tell warn assure inform remind notify advise convince persuade promise")


def candidates(doc: Doc) -> Iterator[Candidate]:
    """Every word of the parse that could report something, once for each construction that it stands in."""
    for token in doc:
        yield from candidates_of(token)


def candidates_of(token: Token) -> Iterator[Candidate]:
    """The constructions in which one word could report something."""
    if token.pos_ in ("VERB", "AUX"):
        yield from _of_verb(token)
    elif token.pos_ == "NOUN":
        yield from _of_noun(token)
    elif token.pos_ == "ADJ":
        yield from _of_adjective(token)


def _of_verb(verb: Token) -> Iterator[Candidate]:
    yield from _addressed(verb)
    yield from hidden_clauses.of_verb(verb)
    passive = any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    yield from _of_object_and_more(verb)
    for child in verb.children:
        if child.dep_ == "ccomp" and not (child.i < verb.i and _asks(verb)):
            yield Candidate.whole(verb, "clause" if child.i > verb.i else "clause before", child)
        elif child.dep_ == "xcomp" and (passive or not _lacks_hearer(verb)):
            yield Candidate.whole(verb, "infinitive", child)
        elif child.dep_ == "dobj":
            yield Candidate.whole(verb, "object", child)
        elif child.dep_ == "prep" and child.i > verb.i:
            yield from _of_preposition(verb, child)
        elif child.dep_ == "prt":
            for below in child.children:
                if below.dep_ == "prep":
                    yield from _of_preposition(verb, below)
        elif child.dep_ == "nsubjpass" and passive:
            yield Candidate.whole(verb, "passive", child)


def _asks(verb: Token) -> bool:
    """Whether the verb is that of a question: "the panel had one task: does the state find every leak?"."""
    subject = next((child.i for child in verb.children if child.dep_ == "nsubj"), None)
    return subject is not None and any(c.dep_ == "aux" and c.lemma_ == "do" and c.i < subject for c in verb.children)


def _lacks_hearer(verb: Token) -> bool:
    """Whether a verb that needs one has no object: in "those told to leave" it is they who are told."""
    if verb.lemma_ not in ADDRESSING or verb.lemma_ == "promise":
        return False
    return not any(child.dep_ in ("dobj", "dative") for child in verb.children)


def _addressed(verb: Token) -> Iterator[Candidate]:
    """ "warned the cities they will be sued": the parser takes the clause without "that" for one about the cities."""
    if verb.lemma_ not in ADDRESSING:
        return
    for thing in verb.children:
        if thing.dep_ in ("dobj", "dative") and thing.i > verb.i:
            for clause in thing.children:
                first = clause.left_edge
                subject = any(child.dep_ in ("nsubj", "nsubjpass", "expl") for child in clause.children)
                if clause.dep_ in ("relcl", "acl", "ccomp") and subject and not first.tag_.startswith("W"):
                    yield Candidate.whole(verb, "clause", clause)


def _of_object_and_more(verb: Token) -> Iterator[Candidate]:
    """What is said of an object: "called it a lie", "described him as a friend", "urged them to go", "accused her of lying"."""
    things = [child for child in verb.children if child.dep_ in ("dobj", "nsubjpass")]
    if not things:
        return
    thing = things[0]
    for child in verb.children:
        if child.i < max(thing.i, verb.i) or child is thing:
            continue
        construction = {"oprd": "object predicate", "xcomp": "object infinitive"}.get(child.dep_)
        if child.dep_ == "prep" and child.lower_ in ("as", "of", "for"):
            construction = f"object {child.lower_}"
        if any(quoting_verb(below) == verb for below in child.children):
            continue  # "quoted her as saying": saying reports
        if construction and thing.dep_ == "dobj" and thing.i > verb.i:
            yield Candidate(verb, construction, thing.left_edge.i, child.right_edge.i + 1, child)
        elif construction == "object predicate":
            yield Candidate.whole(verb, "predicate", child)
    for child in thing.children:
        if verb.lemma_ == "accuse" and child.dep_ == "prep" and child.lower_ == "of" and thing.i > verb.i:
            yield Candidate(verb, "object of", thing.left_edge.i, thing.right_edge.i + 1, child)


def _of_preposition(trigger: Token, preposition: Token) -> Iterator[Candidate]:
    for child in preposition.children:
        if child.dep_ == "pcomp" and quoting_verb(child) is not None:
            continue  # "was quoted as saying": saying reports
        if child.dep_ in ("pobj", "pcomp") and child.text not in WEEKDAYS:
            yield Candidate.whole(trigger, preposition.lower_, child)


def _of_noun(noun: Token) -> Iterator[Candidate]:
    yield from hidden_clauses.of_noun(noun)
    for child in noun.children:
        if child.i < noun.i:
            continue
        first = child.left_edge.lower_
        if child.dep_ in ("acl", "ccomp", "relcl") and first == "that" and child.left_edge.dep_ in ("mark", "complm"):
            yield Candidate.whole(noun, "clause", child)
        elif child.dep_ in ("acl", "relcl") and child.tag_ == "VB" and any(sub.lower_ == "to" for sub in child.children):
            yield Candidate.whole(noun, "infinitive", child)
        elif child.dep_ == "prep" and child.lower_ in ("of", "on", "about", "for", "against", "over", "in", "to"):
            yield from _of_preposition(noun, child)


def _of_adjective(adjective: Token) -> Iterator[Candidate]:
    if adjective.head.lemma_ == "make":
        return  # "made sure that it was so" says nothing
    for child in adjective.children:
        if child.i < adjective.i:
            continue
        if child.dep_ == "ccomp":
            yield Candidate.whole(adjective, "clause", child)
        elif child.dep_ == "xcomp":
            yield Candidate.whole(adjective, "infinitive", child)
        elif child.dep_ == "prep":
            yield from _of_preposition(adjective, child)
