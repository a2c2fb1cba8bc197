"""What a cue does with what it introduces: its kind, and whether it is negated. Whoever found the cue, this reads it.

The words of a cue are judged in the parse of their paragraph, so a cue that a model found is read as one that a rule found.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from spacy.tokens import Span, Token

from app.extraction.attributions.constructions import candidates_of
from app.extraction.attributions.formulas import ACCOUNTS
from app.extraction.attributions.lexicon import PARTS, Lexicon, read_lexicon
from app.extraction.attributions.wordlists import words
from app.model.extraction import CueKind

PHRASES: Mapping[str, CueKind] = MappingProxyType(
    {
        "according to": CueKind.REPORT,
        "in the words of": CueKind.QUOTE,
        "in the view of": CueKind.ATTITUDE,
        "per": CueKind.REPORT,
    }
)
"""Cues without a word of the lexicon."""

ORDER_OF_PARTS = ("V", "N", "A")
MEANINGFUL = ("VERB", "NOUN", "PROPN", "ADJ")
NEGATIONS = frozenset(["not", "n't", "n’t", "never", "neither", "nor", "no", "without", "cannot"])
HOLDING_BACK = words("decline refuse fail neglect avoid hesitate stop unable unwilling reluctant")
"""Who does this with saying something does not say it: "declined to say", "stopped short of saying"."""

SPEAKING = words(
    "say comment confirm answer discuss disclose elaborate explain identify name reveal respond speak specify speculate talk"
    " tell admit acknowledge concede clarify"
)
"""What one declines in order to say nothing. Who declines to do anything else, as in "refused to resign", denies something."""

ADDRESS = words("tell")
"""Verbs that tell somebody something, or tell somebody to do something: the infinitive decides, wherever the parser puts it."""


def cue_kind(cue: Span) -> CueKind | None:
    """What the cue does, given its words in the parse of its paragraph.

    A word of the lexicon has the kind of the construction that it stands in, or else of most of its uses; of several words, one
    that says more than ``report`` decides. Any other verb is ``report``, since it introduces what somebody is said to say, and
    so is somebody's account ("by the account of"); of a word that is known in another part of speech only, that part's kind
    holds. ``None`` where there is nothing of these (a colon, "for", a name).
    """
    plain = cue.text.strip().casefold()
    if plain in PHRASES:
        return PHRASES[plain]
    tokens = [token for token in cue if token.is_alpha] or list(cue)
    tokens = [said_instead(token) or token for token in tokens]
    kinds = [kind for token in tokens if token.pos_ in MEANINGFUL and (kind := _kind(token, read_lexicon()))]
    if kinds:
        return next((kind for kind in kinds if kind is not CueKind.REPORT), CueKind.REPORT)
    return CueKind.REPORT if any(token.pos_ == "VERB" or token.lower_ in ACCOUNTS for token in tokens) else None


def cue_negated(cue: Span) -> bool:
    """Whether the source is said not to do what the cue says: "did not say", "never said", "declined to comment"."""
    if any(token.lower_ in NEGATIONS for token in cue):
        return True
    tokens = [token for token in cue if token.pos_ in ("VERB", "AUX", "NOUN", "ADJ")]
    return any(said_instead(token) is not None or _is_negated(token) or _is_held_back(token) for token in tokens)


def said_instead(token: Token) -> Token | None:
    """The verb of speaking that "declined" or "refused" governs, if it does: what is left unsaid."""
    if token.lemma_.casefold() not in HOLDING_BACK:
        return None
    return next((child for child in _governed(token) if child.lemma_.casefold() in SPEAKING), None)


def _governed(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ in ("xcomp", "ccomp", "pcomp", "dobj"):
            yield child
        elif child.dep_ in ("prep", "advmod") and child.i > token.i:
            yield from _governed(child)


def _is_negated(token: Token) -> bool:
    holders = [token]
    if token.dep_ == "conj" and any(child.lower_ in ("or", "nor") for child in token.head.children):
        holders.append(token.head)  # "did not confirm or deny"
    return any(child.dep_ == "neg" or child.lower_ in ("neither", "without") for each in holders for child in each.children)


def _is_held_back(token: Token) -> bool:
    """Whether a verb of speaking is what somebody declines to do, or has yet to do."""
    above = token.head
    while above.dep_ in ("prep", "advmod") and above.head.i != above.i:
        above = above.head
    if token.dep_ == "pcomp" and token.head.lower_ == "without":
        return True
    if token.dep_ not in ("xcomp", "ccomp", "pcomp", "dobj"):
        return False
    if above.lemma_.casefold() in HOLDING_BACK:
        return token.lemma_.casefold() in SPEAKING
    return above.lemma_ in ("have", "be", "remain") and any(
        child.lower_ == "yet" for child in (*above.children, *token.children)
    )


def _kind(token: Token, lexicon: Lexicon) -> CueKind | None:
    lemma, part = token.lemma_.casefold(), PARTS.get(token.pos_, "")
    if lemma in ADDRESS and part == "V":
        return CueKind.ORDER if _has_infinitive(token) else CueKind.REPORT
    for candidate in candidates_of(token):
        if kind := lexicon.uses.get((part, lemma, candidate.construction)):
            return kind
    return next((kind for each in (part, *ORDER_OF_PARTS) if (kind := lexicon.kinds.get((each, lemma)))), None)


def _has_infinitive(verb: Token) -> bool:
    """Whether what follows the verb begins with "to": "told officers to leave", "was told not to call"."""
    below = [child for child in verb.children if child.dep_ in ("xcomp", "ccomp", "advcl") and child.i > verb.i]
    return any(child.tag_ == "VB" and any(each.tag_ == "TO" for each in child.children) for child in below)
