"""Acts that an outlet tells of in its own words and that can be checked: a known body did, does or is doing something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from app.extraction.attributions.lexicon import read_lexicon
from app.extraction.attributions.wordlists import words
from app.extraction.paragraph import Paragraph
from app.model.text import Span

FINITE = frozenset({"VBD", "VBZ", "VBP"})
STATES = words("be have seem appear become remain include contain mean belong exist consist depend deserve need know like love")
"""Verbs of being and having, which tell of no act."""


def acts(paragraph: Paragraph, bodies: Sequence[Span]) -> Iterator[Span]:
    """The main verbs, as spans of the document, of sentences in which one of these bodies is said to have done something."""
    for token in paragraph.doc:
        if token.dep_ == "ROOT" and _is_act(token) and _is_done_by(paragraph, token, bodies):
            yield paragraph.span(token.idx, token.idx + len(token))


def _is_act(verb: Token) -> bool:
    """Whether a verb is an act in a finite form; what reports, believes or wants is an attribution or none."""
    if verb.pos_ != "VERB" or verb.lemma_.lower() in STATES or verb.lemma_.lower() in read_lexicon().speech:
        return False
    helpers = [child for child in verb.children if child.dep_ == "aux"]
    modal = any(child.tag_ == "MD" for child in helpers)
    finite = verb.tag_ in FINITE or any(child.tag_ in FINITE for child in helpers)
    return finite and not modal and any(child.dep_ in ("dobj", "prep", "xcomp", "ccomp", "prt") for child in verb.children)


def _is_done_by(paragraph: Paragraph, verb: Token, bodies: Sequence[Span]) -> bool:
    """Whether the subject is headed by the name of one of the bodies ("The bureau of X closed …", not "Fans of the bureau")."""
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    places = [paragraph.offset + subject.idx for subject in subjects]
    return any(body.start <= place < body.end for place in places for body in bodies)
