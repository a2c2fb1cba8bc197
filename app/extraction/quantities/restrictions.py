"""The words that narrow what a number counts: "in federal custody", "who used force", "a ton"."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc, Token

from app.model.text import Span

_NARROWING = {
    "in", "of", "on", "under", "at", "from", "with", "without", "within", "across", "among", "outside", "inside", "near",
    "around", "against", "between", "per", "for", "throughout", "behind", "aboard", "along", "above", "below", "like", "by",
}  # fmt: skip
_ADVERBS = {
    "nationwide", "worldwide", "statewide", "countywide", "citywide", "globally", "nationally", "annually", "daily", "weekly",
    "monthly", "yearly", "abroad", "overseas", "overall", "combined",
}  # fmt: skip
_RATES = {"day", "week", "month", "year", "hour", "minute", "night", "person", "gallon", "barrel", "pound", "ton", "piece"}
_PLACED = {"in", "near", "across", "at", "outside", "around", "throughout", "along"}
_PLACES = {"GPE", "LOC", "FAC"}
_RELATIVES = {"who", "that", "which", "whose", "whom", "where"}
_STATES = {
    "live", "work", "wait", "seek", "serve", "reside", "face", "hold", "suffer", "stay", "sleep", "travel", "carry", "belong",
    "contain", "remain", "participate", "attend", "lack", "own", "use", "cross", "flee", "await", "stand", "sit", "lie",
}  # fmt: skip
"""Verbs whose "-ing" form behind an object tells of the object, not of who acts upon it ("moved 61 families living there")."""

_MARKS = {",", ";", ":", "(", ")", "—", "–", "“", "”", '"', "."}
_LONGEST_CLAUSE = 20


def restriction(doc: Doc, head: Token, end: int, closed: Sequence[Span]) -> tuple[int, int] | None:
    """The words after the thing counted that narrow it: prepositional phrases that the parser attaches to it or that name a
    place, participles, relative clauses without comma, or an adverb.

    Offsets in the paragraph. ``end`` is where the thing's words end; ``closed`` are stretches that belong to something else,
    such as dates: only a clause may hold them.
    """
    following = _next(doc, next((token.i for token in doc[head.i + 1 :] if token.idx >= end), len(doc)))
    start, stop = None, end
    while following is not None and not following.is_sent_start:
        clause = _clause(head, following)
        part = clause or _narrowing(doc, head, following, closed)
        if part is None:
            break
        start = following.idx if start is None else start
        stop = part.idx + len(part)
        following = None if clause else _next(doc, part.i + 1)
    return (start, stop) if start is not None else None


def _next(doc: Doc, place: int) -> Token | None:
    """The token at a place or, where that is white space, the next one."""
    return next((token for token in doc[place:] if not token.is_space), None)


def _narrowing(doc: Doc, head: Token, token: Token, closed: Sequence[Span]) -> Token | None:
    """The last token of a narrowing phrase that begins here, if one does."""
    if token.lower_ in _ADVERBS:
        return token
    if token.lower_ in ("a", "an", "per", "each", "every") and token.i + 1 < len(doc) and doc[token.i + 1].lower_ in _RATES:
        return doc[token.i + 1]
    if token.lower_ not in _NARROWING or token.dep_ != "prep":
        return None
    last = _end_of_object(token)
    inside = any(span.start < last.idx + len(last) and token.idx < span.end for span in closed)
    narrows = _is_attached(token, head) or (token.lower_ in _PLACED and last.ent_type_ in _PLACES)
    return last if narrows and not inside and last != token else None


def _is_attached(preposition: Token, head: Token) -> bool:
    """Whether the parser ties a preposition to the thing counted or to what narrows it already, and to no verb."""
    above = preposition.head
    if above.pos_ in ("VERB", "AUX") or not (above.i >= head.i or above.is_ancestor(head)):
        return False
    return above.i >= head.i or preposition.lower_ == "of"


def _end_of_object(preposition: Token) -> Token:
    """The last token of a preposition's object, without clauses, appositions and second members."""
    objects = [child for child in preposition.children if child.dep_ in ("pobj", "pcomp") and child.i > preposition.i]
    if not objects or objects[0].pos_ in ("VERB", "PRON"):
        return preposition
    return objects[0]


def _clause(head: Token, first: Token) -> Token | None:
    """The last token of a relative clause or a participle's phrase that begins here and belongs to the thing counted."""
    verb = _verb_of_clause(first)
    if verb is None or verb.head.i < head.i or not _tells_of(verb, first):
        return None
    words = list(first.doc[first.i : verb.right_edge.i + 1])
    last = next((place for place, token in enumerate(words) if token.text in _MARKS), len(words))
    within = 0 < last <= _LONGEST_CLAUSE and verb.i < first.i + last
    return words[last - 1] if within else None


def _verb_of_clause(first: Token) -> Token | None:
    """The verb that heads the clause of which ``first`` is the first word."""
    above = (first, *first.ancestors)
    return next((token for token in above if token.dep_ in ("relcl", "acl") and token.left_edge == first), None)


def _tells_of(verb: Token, first: Token) -> bool:
    """Whether a clause narrows its noun, not who acts upon it ("sent letters to 23 towns demanding an answer")."""
    if verb.dep_ == "relcl":
        return first.lower_ in _RELATIVES
    if verb.tag_ == "VBG":
        return verb.head.dep_ in ("nsubj", "nsubjpass") or verb.lemma_.lower() in _STATES
    root = verb.sent.root
    return verb.tag_ in ("VBN", "VBD") and first.lower_ != "to" and root.pos_ in ("VERB", "AUX") and not _has_subject(verb)


def _has_subject(verb: Token) -> bool:
    return any(child.dep_ in ("nsubj", "nsubjpass", "dobj") for child in verb.children)
