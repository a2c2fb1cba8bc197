"""Whether a source says that something is so or not, and how sure of it (FactBank: Saurí and Pustejovsky 2009).

Only the main clause counts, of several sentences that of the first one: its negation, modal verbs, adverbs, and the words that
stand above it ("appears to", "is likely to", "I think that"). What is nowhere weakened is certain: certain to its source, not
to us. A cue weakens what it introduces, too: who predicts or believes is not certain, and who denies says that it is not so.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from spacy.tokens import Token

from app.extraction.attributions.clauses import VERBAL, auxiliaries, complement, end_mark, subject
from app.extraction.attributions.wordlists import words
from app.model.extraction import Certainty, CueKind, Polarity

RANKS = (Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)
MAYBE = words("may might")
POSSIBLY = words("possibly perhaps maybe potentially conceivably")
PROBABLY = words(
    "probably likely reportedly allegedly apparently presumably supposedly seemingly purportedly ostensibly evidently"
)
WEAK_NOUNS: Mapping[str, Certainty] = MappingProxyType(
    dict.fromkeys(words("possible potential conceivable"), Certainty.POSSIBLE)
    | dict.fromkeys(
        words("likely probable alleged suspected apparent reported presumed purported supposed"), Certainty.PROBABLE
    )
)
"""Adjectives before a noun that heads what is said: "a possible leak"."""

CHANCES: Mapping[str, tuple[Certainty | None, bool]] = MappingProxyType(
    {
        "likely": (Certainty.PROBABLE, False),
        "probable": (Certainty.PROBABLE, False),
        "unlikely": (Certainty.PROBABLE, True),
        "improbable": (Certainty.PROBABLE, True),
        "doubtful": (Certainty.PROBABLE, True),
        "possible": (Certainty.POSSIBLE, False),
        "conceivable": (Certainty.POSSIBLE, False),
        "unclear": (None, False),
        "unknown": (None, False),
        "uncertain": (None, False),
        "unsure": (None, False),
    }
)
"""What "it is … that" or "is … to" makes of the clause that follows: how sure it is, and whether it turns it round."""

OPINION = words("think believe guess suppose suspect expect assume feel imagine reckon consider")
SEEMING = words("seem appear")
RUMORED = words("believe think expect say suspect allege suppose report estimate rumor rumour presume assume understand")
FEARS = words("fear worry hint speculate concern afraid worried concerned fearful")
WISHES = words("hope hop want wish desire prefer seek wonder hopeful eager curious")
"""``hop`` is what the pipeline takes "hopes" for."""

DOUBTS = words("doubt doubtful skeptical sceptical")
DEMANDS = frozenset({CueKind.ASK, CueKind.ORDER})
NO = frozenset(["no", "neither"])
NOBODY = frozenset(["nobody", "nothing", "none", "noone", "neither", "nowhere"])
OWN = frozenset(["i", "we", "he", "she", "they", "it"])
ONLY = frozenset(["only", "just", "merely", "simply"])
WH = words("who whom whose what when where why how which")
DEEPEST = 6
"""How many words above the main one are looked at: "I think it seems likely that …"."""


@dataclass(frozen=True)
class Cue:
    """What is known of the cue: its kind, whether it is negated, and the lemmas of its words."""

    kind: CueKind | None = None
    negated: bool = False
    lemmas: frozenset[str] = frozenset()


Factuality = tuple[Polarity | None, Certainty | None]


def factuality(main: Token | None, tokens: Sequence[Token], cue: Cue, demanded: bool = False) -> Factuality:
    """How the content ``tokens``, which ``main`` heads, is said to be.

    No polarity for a question; no certainty for that nor for what the source does not say to be so or not: an order, a request
    or a recommendation (``demanded``), a wish, or what a negated cue introduces ("did not say that").
    """
    if main is None:
        return Polarity.POSITIVE, None if _uncommitted(cue) or demanded else _capped(Certainty.CERTAIN, cue)
    if _is_question(main, tokens, cue):
        return None, None
    negative, certainty = _worded(main)
    if _turns(cue):
        negative = not negative
    polarity = Polarity.NEGATIVE if negative else Polarity.POSITIVE
    if certainty is None or demanded or _uncommitted(cue) or _is_imperative(main):
        return polarity, None
    return polarity, _capped(certainty, cue)


def _uncommitted(cue: Cue) -> bool:
    if cue.kind in DEMANDS or cue.lemmas & WISHES:
        return True
    return cue.negated and not cue.lemmas & OPINION


def _turns(cue: Cue) -> bool:
    """Whether the cue turns what it introduces round: "denied that", "doubts that", "does not believe that"."""
    if cue.lemmas & DOUBTS or cue.kind is CueKind.DENY:
        return not cue.negated
    return cue.negated and bool(cue.lemmas & OPINION)


def _capped(certainty: Certainty, cue: Cue) -> Certainty:
    if cue.lemmas & FEARS:
        return _weaker(certainty, Certainty.POSSIBLE)
    if cue.kind is CueKind.HEDGE or cue.lemmas & (OPINION | DOUBTS):
        return _weaker(certainty, Certainty.PROBABLE)
    return certainty


def _weaker(one: Certainty, other: Certainty) -> Certainty:
    return min(one, other, key=RANKS.index)


def _is_question(main: Token, tokens: Sequence[Token], cue: Cue) -> bool:
    if end_mark(main, tokens) == "?" or any(c.lower_ in ("whether", "if") and c.dep_ == "mark" for c in main.children):
        return True
    first = next((token.lower_ for token in tokens if token.is_alpha), "")
    return first == "whether" or (first in WH and (cue.kind is CueKind.ASK or cue.negated))


def _is_imperative(main: Token) -> bool:
    """Whether the main clause tells somebody what to do: "Stop the trains"."""
    return main.tag_ == "VB" and subject(main) is None and not any(child.dep_ in ("aux", "mark") for child in main.children)


def _worded(main: Token) -> tuple[bool, Certainty | None]:
    """Whether the clause is negative, and how certain its own words make it."""
    word: Token | None = main
    negative, certainty = False, Certainty.CERTAIN
    for _ in range(DEEPEST):
        if word is None:
            break
        negated = is_negated(word)
        negative ^= negated
        certainty = _weaker(certainty, _weakened(word, negated))
        above, turned, word = _over(word)
        if above is None or (negated and turned is None):
            return negative, None
        negative ^= bool(turned)
        certainty = _weaker(certainty, above)
    return negative, certainty


def _over(word: Token) -> tuple[Certainty | None, bool | None, Token | None]:
    """What a word that stands over the clause that matters makes of it: certainty, whether it turns it round, the clause."""
    lemma = word.lemma_.casefold()
    if word.pos_ == "VERB" and (lemma in SEEMING or _is_own_opinion(word) or _is_rumor(word)):
        below = complement(word, "ccomp", "xcomp")
        if below is not None or (lemma in SEEMING and word.dep_ != "xcomp"):
            return Certainty.PROBABLE, False, below
    for child in word.children:
        chance = child.lemma_.casefold()
        if child.dep_ in ("acomp", "attr", "oprd") and chance in CHANCES:
            below = complement(child, "xcomp", "ccomp") or complement(word, "ccomp", "xcomp")
            certainty, turned = CHANCES[chance]
            return certainty, turned, below
        if child.dep_ == "acomp" and chance in ("clear", "sure", "certain") and complement(word, "ccomp"):
            return Certainty.CERTAIN, None, complement(word, "ccomp")
    if lemma == "know" and complement(word, "ccomp"):
        return Certainty.CERTAIN, None, None
    return Certainty.CERTAIN, False, None


def _is_own_opinion(verb: Token) -> bool:
    """ "I think that …", or "she thinks that …" in indirect speech, is the source's own hedge."""
    own = subject(verb)
    return verb.lemma_.casefold() in OPINION and own is not None and own.lower_ in OWN


def _is_rumor(verb: Token) -> bool:
    """ "is believed to have", "is expected to", "it is thought that"."""
    return verb.lemma_.casefold() in RUMORED and any(child.dep_ == "auxpass" for child in verb.children)


def _weakened(word: Token, negated: bool) -> Certainty:
    """How certain modal verbs, adverbs and adjectives leave a word."""
    helping = [*auxiliaries(word)]
    around = [word, *helping, *(child for child in word.children if child.dep_ == "acomp")]
    adverbs = {child.lower_ for each in around for child in each.children if child.dep_ in ("advmod", "npadvmod")}
    modals = {token.lower_ for token in helping}
    if modals & MAYBE or adverbs & POSSIBLY or ("could" in modals and not negated):
        return Certainty.POSSIBLE
    if adverbs & PROBABLY or ("must" in modals and "have" in modals):
        return Certainty.PROBABLE
    if word.pos_ not in VERBAL:
        adjectives = [WEAK_NOUNS.get(child.lower_) for child in word.children if child.dep_ == "amod"]
        return next((found for found in adjectives if found is not None), Certainty.CERTAIN)
    return Certainty.CERTAIN


def is_negated(word: Token) -> bool:
    """Whether a word is negated: by "not" and its like, or by a subject or object that is "no …" or "nobody".

    "not only" and "nothing but" negate nothing.
    """
    for child in (*word.children, *(below for each in auxiliaries(word) for below in each.children)):
        if child.dep_ == "neg" and _next(child) not in ONLY and not _bounds(child):
            return True
        if child.dep_ == "advmod" and child.lower_ == "longer" and any(each.lower_ == "no" for each in child.children):
            return True
        if child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr", "expl", "preconj") and _is_none(child):
            return True
    return word.pos_ not in VERBAL and _is_none(word)


def _is_none(noun: Token) -> bool:
    if _next(noun) in ("but", "except"):
        return False
    if noun.lower_ in NOBODY or (noun.lower_ == "one" and noun.i and noun.nbor(-1).lower_ == "no"):
        return True
    first = noun.left_edge  # of "not one visit", whatever the parse hangs "not" on
    if first.lower_ == "not" and first.i < noun.i:
        return _next(first) not in ONLY and not _bounds(first)
    left = (child for child in noun.children if child.i < noun.i)
    return any(child.dep_ in ("det", "preconj", "cc") and child.lower_ in NO and not _bounds(child) for child in left)


def _next(token: Token, steps: int = 1) -> str:
    return token.nbor(steps).lower_ if token.i + steps < len(token.doc) else ""


def _bounds(no: Token) -> bool:
    """Whether "no" or "not" bounds or loosens a number: "not less than 20", "not quite 20"."""
    if _next(no) in ("less", "fewer", "more", "later", "earlier"):
        return _next(no, 2) == "than"
    return _next(no) in ("quite", "far") and any(token.like_num for token in no.doc[no.i + 2 : no.i + 5])
