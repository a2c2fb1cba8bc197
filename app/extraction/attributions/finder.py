"""All rules together: paragraphs in, attributions out, in the order of the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from spacy.language import Language

from app.extraction.attributions.broken_off import completed
from app.extraction.attributions.chains import accorded, bases, relayed
from app.extraction.attributions.drafts import Draft, Frame
from app.extraction.attributions.fitting import Fitting
from app.extraction.attributions.found import FoundAttribution
from app.extraction.attributions.headlines import headlined
from app.extraction.attributions.laid_out import above, laid_out
from app.extraction.attributions.lexicon import read_lexicon
from app.extraction.attributions.masking import mask_all
from app.extraction.attributions.merging import merged
from app.extraction.attributions.nested import nested
from app.extraction.attributions.quotations import Quotation
from app.extraction.attributions.recommendations import recommendations
from app.extraction.attributions.reports import reports
from app.extraction.attributions.speech import quotation_span, speeches, utterances
from app.extraction.attributions.styles import snapped, style_of
from app.extraction.encoder.relations import Relation
from app.extraction.paragraph import Layout, Paragraph
from app.model.document import Role
from app.model.text import Span


def find_attributions(
    paragraphs: Sequence[Paragraph], nlp: Language, read: Sequence[Relation] | None = None
) -> tuple[FoundAttribution, ...]:
    """Who says what in a document's headline and body paragraphs; spans are offsets in the document.

    ``nlp`` parses again, without names, those paragraphs that have quotations, with the quotations masked. ``read`` is what
    the encoder read in the same paragraphs; without it the rules decide alone.
    """
    frames = [Frame(paragraph, masked) for paragraph, masked in zip(paragraphs, mask_all(paragraphs, nlp), strict=True)]
    quotations = [_in_document(frame, each.quotation) for frame in frames for each in frame.masked.quoted]
    drafts = _drafts(frames)
    if read is not None:
        fitting = Fitting(frames)
        drafts = fitting.without_doings(merged(Layout(paragraphs), drafts, fitting.drafts(read)))
    drafts = above(laid_out(paragraphs), completed(frames, drafts))
    drafts = in_order(without_inner(drafts))
    advice, rest = recommendations(frames, drafts)
    terms = {_in_document(frame, each.quotation) for frame in frames for each in frame.masked.quoted if each.term}
    found = [_found(frames, draft, quotations, terms) for draft in rest if draft.content]
    return tuple(sorted((*found, *advice), key=lambda each: each.content))


def _in_document(frame: Frame, quotation: Quotation) -> Span:
    return frame.paragraph.span(quotation.start, quotation.end)


def _drafts(frames: Sequence[Frame]) -> list[Draft]:
    lexicon = read_lexicon()
    drafts: dict[int, Draft] = {}
    last: Draft | None = None
    unclosed: list[Span] = []
    for order, frame in enumerate(frames):
        said = list(speeches(frame, lexicon, last, unclosed))
        unclosed = _unclosed(frame, said, unclosed)
        here = {draft.trigger: draft for draft in reports(frame, lexicon)}
        for draft in said:
            known = here.get(draft.trigger)
            here[draft.trigger] = draft if known is None else _joined(draft, known)
        here = nested(frame, relayed(frame, accorded(frame, here, lexicon)), lexicon)
        if order == 0 or frame.paragraph.role is Role.HEADLINE:
            here.update(headlined(frame, here))
        drafts.update(here)
        last = _ends_speaking(frame, said)
    return without_inner(in_order(drafts.values()))


def in_order(drafts: Iterable[Draft]) -> list[Draft]:
    """The drafts in the order of their contents."""
    return sorted(drafts, key=lambda draft: draft.content[0] if draft.content else Span(0, 1))


def _unclosed(frame: Frame, said: Sequence[Draft], before: Sequence[Span]) -> list[Span]:
    """The utterances that run on into the next paragraph and have no speaker yet."""
    places = utterances(frame)
    if not places or not frame.masked.quoted[places[-1].number].quotation.continues:
        return []
    span = quotation_span(frame, places[-1])
    if any(span in draft.content for draft in said):
        return []
    return [*(before if len(places) == 1 and places[0].start == 0 else ()), span]


def _joined(speech: Draft, report: Draft) -> Draft:
    """One verb with a clause and a quotation: both are its content."""
    return speech.with_content(*(span for span in report.content if not any(span.overlaps(other) for other in speech.content)))


def _ends_speaking(frame: Frame, said: Sequence[Draft]) -> Draft | None:
    """The speech with which the paragraph ends, if a quotation or its frame is the last thing in it."""
    if not said or not utterances(frame):
        return None
    return said[-1]


def without_inner(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts but those whose reporting word is itself within what another one reports."""
    kept = []
    for draft in drafts:
        holders = (other for other in drafts if other is not draft)
        if not any(span.start <= draft.trigger < span.end for other in holders for span in other.content):
            kept.append(draft)
    return kept


def _found(frames: Sequence[Frame], draft: Draft, quotations: Sequence[Span], terms: Collection[Span]) -> FoundAttribution:
    content = snapped(draft.content, quotations)
    basis = tuple(span for frame in frames if _touches(frame, content) for span in bases(frame.paragraph, content))
    style = style_of(content, quotations, terms)
    return FoundAttribution(content, style, draft.source, draft.cue, draft.via, (*draft.basis, *basis))


def _touches(frame: Frame, content: Sequence[Span]) -> bool:
    start = frame.paragraph.offset
    return any(span.start < start + len(frame.paragraph.text) and start < span.end for span in content)
