"""The last step of attributions: what each one's words say of it, whoever found it: rules or a model."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Span as Words
from spacy.tokens import Token

from app.extraction.attributions.clauses import main_word, tokens_of
from app.extraction.attributions.cues import cue_kind, cue_negated, said_instead
from app.extraction.attributions.factuality import Cue, factuality
from app.extraction.attributions.found import FoundAttribution
from app.extraction.attributions.kinds import Said, addressee, claim_kind
from app.extraction.paragraph import Layout, Paragraph
from app.model.extraction import ClaimKind
from app.model.text import Span

DEMANDED = (ClaimKind.RECOMMENDATION, ClaimKind.ORDER)


def described(paragraphs: Sequence[Paragraph], attributions: Iterable[FoundAttribution]) -> tuple[FoundAttribution, ...]:
    """The attributions, in their order, with the kind of their cues and claims, and how certain their sources are.

    Reads the paragraphs' own parses, so it needs to know nothing of how an attribution was found. A kind of claim that is
    already known (a recommendation, an item of a list of findings) stays, and so does an addressee.
    """
    layout = Layout(paragraphs)
    return tuple(_described(layout, each) for each in attributions)


def _described(layout: Layout, found: FoundAttribution) -> FoundAttribution:
    words = _words(layout, found.cue)
    trigger = _trigger(words)
    cue = Cue() if words is None else Cue(cue_kind(words), cue_negated(words), _lemmas(words))
    tokens = tokens_of(layout, found.content)
    main = main_word(tokens)
    said = Said(_source(layout, found.source), cue, trigger, main)
    kind = claim_kind(said) if found.kind is ClaimKind.STATEMENT else found.kind
    polarity, certainty = factuality(main, tokens, cue, demanded=kind in DEMANDED)
    return replace(
        found,
        kind=kind,
        addressee=found.addressee or (_addressee(layout, found, said) if kind is ClaimKind.ORDER else None),
        cue_kind=cue.kind,
        cue_negated=cue.negated,
        polarity=polarity,
        certainty=certainty,
    )


def _words(layout: Layout, cue: Span | None) -> Words | None:
    paragraph = layout.at(cue) if cue is not None else None
    if cue is None or paragraph is None:
        return None
    end = min(cue.end - paragraph.offset, len(paragraph.text))
    found: Words | None = paragraph.doc.char_span(cue.start - paragraph.offset, end, alignment_mode="expand")
    return found


def _trigger(words: Words | None) -> Token | None:
    """The word of the cue that governs what follows: its last verb, or the word that heads it."""
    if words is None:
        return None
    verbs = [token for token in words if token.pos_ == "VERB"]
    return verbs[-1] if verbs else words.root


def _lemmas(words: Words) -> frozenset[str]:
    instead = [other for token in words if (other := said_instead(token)) is not None]
    return frozenset(token.lemma_.casefold() for token in (*words, *instead))


def _source(layout: Layout, source: Span | None) -> frozenset[str] | None:
    return None if source is None else frozenset(layout.words(source).casefold().replace("’s", "").replace("'s", "").split())


def _addressee(layout: Layout, found: FoundAttribution, said: Said) -> Span | None:
    words = addressee(said)
    places = (layout.at(span) for span in (found.cue, *found.content) if span is not None)
    here = next((place for place in places if words is not None and place is not None and place.doc is words.doc), None)
    return here.span(words.start_char, words.end_char) if here is not None and words is not None else None
