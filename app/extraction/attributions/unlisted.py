"""Verbs that the lexicon does not know, where the sentence itself shows that they report.

Somebody who can speak and a clause with "that", or a clause and behind its last comma nothing but who speaks and a verb: there
is no end to the verbs that stand so ("the audit flagged that …", "…, Lee chimed in"), and few that report nothing.
"""

from __future__ import annotations

from spacy.tokens import Token

from app.extraction.attributions.candidates import Candidate
from app.extraction.attributions.frames import FINITE, sentence_of
from app.extraction.attributions.wordlists import words
from app.extraction.speaker_nouns import ABLE_TO_SPEAK

NOT_SAYING = words(
    "ensure make mean guarantee see arrange cause help prevent happen matter seem appear turn come know learn hear check "
    "decide vote understand realize remember forget wait live die"
)
"""Verbs with "that" that say nothing, or that the lexicon has left out for being more often something else."""

SUBORDINATE = words("when if after before as because while although though since once until unless whenever despite even")
"""Words that begin what is no sentence of its own: "When it rained, she left"."""

SHORTEST = 4
"""Tokens that what is said before the last comma has at least."""


def says_that(candidate: Candidate) -> bool:
    """Whether somebody who can speak does something "that …"."""
    verb, first = candidate.trigger, candidate.head.left_edge
    if candidate.construction != "clause" or verb.pos_ != "VERB" or verb.lemma_.lower() in NOT_SAYING:
        return False
    return first.lower_ == "that" and first.dep_ == "mark" and first.i > verb.i and can_speak(_subject(verb))


def closes(verb: Token) -> bool:
    """Whether the sentence ends with a comma, somebody who can speak, and this verb alone."""
    sentence, speaker = sentence_of(verb), _subject(verb)
    if verb.tag_ not in ("VBD", "VBZ") or not can_speak(speaker) or verb.lemma_.lower() in NOT_SAYING:
        return False
    start = speaker.left_edge.i if speaker is not None else verb.i
    particle = verb.i + 1 < sentence.end and verb.nbor().dep_ == "prt"
    behind = verb.doc[verb.i + 1 + particle : sentence.end]
    if any(token.is_alpha for token in behind) or start - sentence.start <= SHORTEST or verb.doc[start - 1].text != ",":
        return False
    before = verb.doc[sentence.start : start - 1]
    return before[0].lower_ not in SUBORDINATE and any(token.tag_ in FINITE for token in before)


def can_speak(subject: Token | None) -> bool:
    """Whether a subject is a name, a person, a body, or what a body writes."""
    if subject is None:
        return False
    noun = {subject.lemma_.lower(), subject.lower_}
    return subject.pos_ == "PROPN" or subject.lower_ in ("he", "she", "they") or bool(noun & ABLE_TO_SPEAK)


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i), None)
