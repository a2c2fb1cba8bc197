"""The outlet's own statements: sentences that count something, or tell of a known body's act, and that nobody else says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from app.extraction.attributions.acts import acts
from app.extraction.attributions.chains import bases
from app.extraction.attributions.formulas import formulas
from app.extraction.attributions.found import FoundAttribution
from app.extraction.attributions.frames import TokenRange
from app.extraction.attributions.lexicon import read_lexicon
from app.extraction.attributions.quotations import find_quotations
from app.extraction.paragraph import Paragraph
from app.model.document import Role
from app.model.extraction import ClaimKind, Style
from app.model.text import Span

LEAD = re.compile(r",?\s*(?:because|since|as|and|but|while|although)\b,?\s*|[\s,;:—–-]+", re.IGNORECASE)
REASON = re.compile(r"[,;.”\"]*\s+because\b")
NOT_MAIN = ("acl", "relcl", "advcl", "xcomp", "amod")
LEAST_WORDS = 4


def find_asserted(
    paragraphs: Sequence[Paragraph],
    taken: Sequence[FoundAttribution],
    quantities: Sequence[Span],
    bodies: Sequence[Span] = (),
) -> tuple[FoundAttribution, ...]:
    """One attribution without source for each stretch of a body sentence that can be checked and is in no attribution.

    That is one with a quantity or an act of one of the ``bodies`` (names of agencies and of those that an authority knows).
    ``quantities`` are the spans of counted quantities with a unit, not of dates; all spans are offsets in the document. The
    content is the sentence without its final punctuation, or what the attributions of the sentence leave of it.
    """
    contents = sorted({span for each in taken for span in each.content})
    cues = [each.cue for each in taken if each.cue is not None and each.source is not None]
    announced = [each.cue for each in taken if each.cue is not None and each.kind is not ClaimKind.STATEMENT]
    found = []
    for paragraph in paragraphs:
        if paragraph.role is Role.BODY:
            signs = [*quantities, *(act for act in acts(paragraph, bodies) if not any(map(act.overlaps, cues)))]
            closed = [*contents, *(paragraph.span(each.start, each.end) for each in find_quotations(paragraph.text))]
            for sentence in sentences(paragraph):
                if any(map(sentence.contains, announced)):
                    continue
                shown = [each for each in signs if sentence.contains(each) and not any(map(each.overlaps, closed))]
                pieces = _free(paragraph, sentence, contents, cues) if shown else ()
                found += [_stated(paragraph, piece) for piece in pieces if any(map(piece.contains, shown))]
    return tuple(found)


def _stated(paragraph: Paragraph, content: Span) -> FoundAttribution:
    return FoundAttribution((content,), Style.ASSERTED, basis=bases(paragraph, (content,)))


def sentences(paragraph: Paragraph) -> Iterator[Span]:
    """The sentences of the paragraph's parse; one that does not end with an end mark goes on with the next."""
    start: int | None = None
    for sent in paragraph.doc.sents:
        start = sent.start_char if start is None else start
        if sent.text.rstrip().endswith((".", "?", "!", "”", '"', "’", ")", "'")) or sent.end_char >= len(
            paragraph.text.rstrip()
        ):
            yield paragraph.span(start, max(sent.end_char, start + 1))
            start = None


def _free(paragraph: Paragraph, sentence: Span, contents: Sequence[Span], cues: Sequence[Span]) -> Iterator[Span]:
    """What others leave of a sentence: all of it when its main verb is the outlet's, or a "because" after another's words."""
    inside = [span for span in contents if span.overlaps(sentence)]
    begun = any(
        len(paragraph.text[: span.start - paragraph.offset][sentence.start - paragraph.offset :].split()) < 3 for span in inside
    )
    if not begun and not _reports(paragraph, sentence, cues):
        yield from _tidy(paragraph, sentence)
    elif inside and (end := max(span.end for span in inside)) < sentence.end:
        rest = paragraph.text[end - paragraph.offset : sentence.end - paragraph.offset]
        if REASON.match(rest):
            yield from _tidy(paragraph, Span(end, sentence.end))


def _begins(paragraph: Paragraph, sentence: Span, content: Span) -> bool:
    """Whether a content begins the sentence, but for an enumerator ("One, …") or a conjunction."""
    before = paragraph.text[sentence.start - paragraph.offset : max(content.start, sentence.start) - paragraph.offset]
    return len(before.split()) < 3


def _reports(paragraph: Paragraph, sentence: Span, cues: Sequence[Span]) -> bool:
    """Whether the sentence's main business is to say what somebody said."""
    own = [cue for cue in cues if cue.overlaps(sentence)]
    if not own:
        return False
    said = (paragraph.span(paragraph.doc[each.cue[0]].idx, _end(paragraph, each.cue)) for each in formulas(paragraph.doc))
    if any(cue.overlaps(each) for each in said for cue in own):
        return True
    speech = read_lexicon().speech
    for token in paragraph.doc:
        place = token.idx + paragraph.offset
        if any(cue.start <= place < cue.end for cue in own) and token.lemma_.lower() in speech and token.dep_ not in NOT_MAIN:
            return True
    return False


def _end(paragraph: Paragraph, words: TokenRange) -> int:
    last = paragraph.doc[words[1] - 1]
    return last.idx + len(last)


def _tidy(paragraph: Paragraph, span: Span) -> Iterator[Span]:
    start, end = span.start - paragraph.offset, span.end - paragraph.offset
    text = paragraph.text
    if text[start : start + 1] in (" ", ",", "”", '"') or re.match(r"\s*because\b", text[start:end]):
        while lead := LEAD.match(text, start, end):
            start = lead.end()
    while end > start and (text[end - 1].isspace() or text[end - 1] in ".;,"):
        end -= 1
    if end > start and len(text[start:end].split()) >= LEAST_WORDS and not text[start:end].endswith("?"):
        yield paragraph.span(start, end)
