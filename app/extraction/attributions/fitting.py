"""What the encoder reads, fitted to what the text shows: datelines, titles, paragraphs, and subjects are certain there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Span as Words
from spacy.tokens import Token

from app.extraction.attributions.chains import without
from app.extraction.attributions.clauses import subject
from app.extraction.attributions.drafts import Draft, Frame
from app.extraction.attributions.frames import FINITE, SUBJECTS
from app.extraction.attributions.masking import DATELINE
from app.extraction.encoder.relations import Relation
from app.extraction.paragraph import Layout
from app.extraction.speaker_nouns import WRITINGS
from app.model.text import Span

THAT = re.compile(r"\bthat\s+$")
MARK = re.compile(r"[“”\"„«»]|''|``")
LEADING_ON = re.compile(r"(?:^|[.?!]\s+)(?P<clause>[A-Z0-9$](?:[^“”\"„«».?!]|[.?!](?!\s))*),\s+[“\"„«][a-z]$")
"""A sentence up to the first letter of a quotation that goes on with it."""

HELD = re.compile(rf"(?:\b(?:an?|the)\s)?\b(?:{'|'.join(sorted(WRITINGS))})\s(?:obtained|reviewed|seen)\sby\s$", re.IGNORECASE)
"""Papers, up to the name of who has them."""

EDGES = ",;: \n\t\xa0"
BEFORE_NOUN = frozenset(["det", "amod", "compound", "poss", "nummod", "nmod"])
LONGEST_PHRASE = 6
"""Words that may stand between a word and the noun that it belongs to."""

LONGEST_NAME = 10
"""Words of a subject."""


def _is_inner(cue: Span, relation: Relation) -> bool:
    """Whether a cue is a word of the source, or in the midst of a content."""
    within = any(span.start < cue.start and cue.end < span.end for span in relation.content)
    return within or (relation.source is not None and relation.source.contains(cue))


def _completing(word: Token) -> Token:
    """The last word of the phrase that a word opens or stands in: "ruling" for the "the" of it, "May" for "in May"."""
    if word.dep_ == "prep":
        below = [child for child in word.children if child.i > word.i and child.dep_ in ("pobj", "pcomp")]
        return _before_comma(below[0]) if below else word
    noun = word
    while noun.head.i > noun.i and noun.dep_ in BEFORE_NOUN and noun.head.pos_ in ("NOUN", "PROPN"):
        noun = noun.head
    return noun if noun.i - word.i <= LONGEST_PHRASE and _is_one_phrase(word, noun) else word


def _before_comma(head: Token) -> Token:
    """The last word of a phrase, up to the comma before which it is complete: "MSNBC, which let him go"."""
    inside = head.doc[head.i : head.right_edge.i + 1]
    comma = next((token.i for token in inside if token.text == ","), None)
    listed = comma is not None and any(token.dep_ == "conj" and token.i > comma for token in head.children)
    return head.doc[comma - 1] if comma is not None and not listed else head.right_edge


def _is_one_phrase(word: Token, noun: Token) -> bool:
    """Whether nothing between two words parts them, as a preposition would in "The Times on Saturday"."""
    between = word.doc[word.i + 1 : noun.i]
    return all(token.pos_ not in ("ADP", "VERB", "AUX", "SCONJ") for token in between)


def _beginning(words: Words) -> Token:
    """The first word of the phrase in which these words begin, and of the subject before it where their verb has lost that."""
    noun = first = words[0]
    while noun.head.i > noun.i and noun.dep_ in BEFORE_NOUN:
        noun = noun.head
    if noun.pos_ in ("NOUN", "PROPN") and noun.left_edge.i < first.i <= noun.left_edge.i + LONGEST_PHRASE:
        first = noun.left_edge
    if first.tag_ == "PRP" and first.dep_ in ("dobj", "dative", "iobj") and first.head.i < first.i:
        first = first.head  # "witnesses told them that …"
    own = subject(first) if first.pos_ in ("VERB", "AUX") else None
    behind = own is not None and own.right_edge.i == first.i - 1 and first.i - own.left_edge.i <= LONGEST_NAME
    return own.left_edge if own is not None and behind else first


class Fitting:
    """The paragraphs' frames, by where they lie."""

    def __init__(self, frames: Sequence[Frame]) -> None:
        self._frames = {frame.paragraph.offset: frame for frame in frames}
        self._layout = Layout([frame.paragraph for frame in frames])

    def drafts(self, relations: Iterable[Relation]) -> Iterator[Draft]:
        """The relations as drafts, without those that the text contradicts."""
        for relation in relations:
            draft = self._draft(relation)
            if draft.content:
                yield draft

    def without_doings(self, drafts: Iterable[Draft]) -> list[Draft]:
        """The drafts without what nobody says though the cue has a subject: there, somebody only does something."""
        return [draft for draft in drafts if not self._has_another_subject(draft)]

    def _draft(self, relation: Relation) -> Draft:
        source = self._bare(self._behind_dateline(relation.source)) if relation.source else None
        cue = self._bare(relation.cue) if relation.cue else None
        if cue and _is_inner(cue, relation):
            cue = None  # "the report, which was published in May, says": that clause tells who it is, and another verb reports
        content = [piece for span in relation.content for piece in self._apart(span, source, cue)]
        home = cue or source or relation.content[0]
        said = [span for span in content if self._says(span) and self._belongs(span, home)]
        if said and cue and source and said[-1].end <= min(cue.start, source.start):
            said[0] = self._with_clause(said[0])
        kept = tuple(self._bare(self._with_that(span)) for span in said)
        parts = [*kept, *(each for each in (cue, source) if each)]
        whole = self._paper(self._whole_source(source, parts)) if source else None
        content = [self._begun(self._whole(each, parts), parts) for each in kept]
        return Draft((cue or relation.content[0]).start, tuple(content), whole, cue)

    def _with_clause(self, span: Span) -> Span:
        """A quotation with the clause that leads on to it and is said with it: "It failed, “as we all know,” he said"."""
        frame = self._frame(span)
        if frame is None:
            return span
        offset, text = frame.paragraph.offset, frame.paragraph.text
        leading = LEADING_ON.search(text[: span.start - offset + 2])
        tokens = frame.paragraph.doc.char_span(*leading.span("clause"), alignment_mode="contract") if leading else None
        finite = any(token.tag_ in FINITE for token in tokens or ())
        return Span(offset + leading.start("clause"), span.end) if leading and finite else span

    def _whole(self, span: Span, parts: Sequence[Span]) -> Span:
        """A span that breaks off within a phrase, up to the end of that, unless another part or a quotation is there."""
        frame = self._frame(span)
        words = self._words(frame, span) if frame else None
        if frame is None or not words:
            return span
        last, offset = _completing(words[-1]), frame.paragraph.offset
        end = offset + last.idx + len(last)
        if end <= span.end or MARK.search(frame.paragraph.text, span.end - offset - 1, end - offset):
            return span
        grown = Span(span.end, end)
        return span if any(map(grown.overlaps, parts)) else Span(span.start, end)

    def _whole_source(self, source: Span, parts: Sequence[Span]) -> Span:
        """A source that breaks off, made whole; whose word it is, is enough: in "his answer was" it is he."""
        frame = self._frame(source)
        words = self._words(frame, source) if frame else None
        owned = words is not None and (
            words[-1].dep_ == "poss" or (words[-1].pos_ == "PROPN" and words[-1].head.pos_ == "NOUN")
        )
        return source if owned else self._whole(source, parts)

    def _paper(self, source: Span) -> Span:
        """A source that only has the papers that speak, with those: "emails obtained by the Herald show"."""
        frame = self._frame(source)
        before = frame.paragraph.text[: source.start - frame.paragraph.offset] if frame else ""
        found = HELD.search(before)
        return Span(source.start - len(before) + found.start(), source.end) if found else source

    def _begun(self, span: Span, parts: Sequence[Span]) -> Span:
        """A span that begins within a name, or behind its own subject, from there on: "the board sued", and not "sued"."""
        frame = self._frame(span)
        words = self._words(frame, span) if frame else None
        if frame is None or not words:
            return span
        offset, text = frame.paragraph.offset, frame.paragraph.text
        start = offset + _beginning(words).idx
        if start >= span.start or MARK.search(text, start - offset, span.start - offset):
            return span
        if any(map(Span(start, span.start).overlaps, parts)):
            return span
        return self._with_that(Span(start, span.end))

    @staticmethod
    def _words(frame: Frame, span: Span) -> Words | None:
        """The words of a span, as far as its paragraph goes."""
        start, end = span.start - frame.paragraph.offset, span.end - frame.paragraph.offset
        found: Words | None = frame.paragraph.doc.char_span(start, min(end, len(frame.paragraph.text)), alignment_mode="expand")
        return found

    def _frame(self, span: Span) -> Frame | None:
        paragraph = self._layout.at(span)
        return None if paragraph is None else self._frames[paragraph.offset]

    def _behind_dateline(self, source: Span) -> Span:
        """The source without the place and the outlet that open a story."""
        frame = self._frame(source)
        dateline = DATELINE.match(frame.paragraph.text) if frame else None
        if frame is None or dateline is None:
            return source
        end = frame.paragraph.offset + dateline.end()
        return Span(end, source.end) if source.start < end < source.end else source

    def _bare(self, span: Span) -> Span:
        """A span without commas and white space at its ends."""
        frame = self._frame(span)
        words = frame.paragraph.text[span.start - frame.paragraph.offset : span.end - frame.paragraph.offset] if frame else ""
        inner = words.strip(EDGES)
        start = span.start + words.index(inner)
        return Span(start, start + len(inner)) if inner else span

    def _with_that(self, span: Span) -> Span:
        """A clause with the "that" before it, as PolNeAR's annotators took it."""
        frame = self._frame(span)
        first = span.start - frame.paragraph.offset if frame else 0
        before = THAT.search(frame.paragraph.text[:first]) if frame else None
        return Span(span.start - first + before.start(), span.end) if before else span

    def _apart(self, span: Span, source: Span | None, cue: Span | None) -> Iterator[Span]:
        """What a content leaves outside its own source and cue, paragraph by paragraph: boilerplate may stand between two."""
        for frame, part in self._by_paragraph(span):
            pieces = [part]
            for aside in (source, cue):
                if aside is not None:
                    pieces = [piece for each in pieces for piece in without(frame, each, aside)]
            yield from pieces

    def _by_paragraph(self, span: Span) -> Iterator[tuple[Frame, Span]]:
        for offset, frame in self._frames.items():
            start, end = max(span.start, offset), min(span.end, offset + len(frame.paragraph.text))
            if start < end:
                yield frame, Span(start, end)

    def _says(self, span: Span) -> bool:
        """Whether a content is more than a "that" whose clause is somebody else's, and no title."""
        return self._layout.words(span).strip(EDGES).casefold() != "that" and not self._is_title(span)

    def _is_title(self, span: Span) -> bool:
        """Whether a content is no more than the title of something, or the dateline."""
        frame = self._frame(span)
        titles = [each.quotation for each in frame.masked.quoted if each.title] if frame else []
        dateline = DATELINE.match(frame.paragraph.text) if frame else None
        if frame is not None and dateline is not None and span.end <= frame.paragraph.offset + dateline.end():
            return True
        return any(frame is not None and frame.paragraph.span(each.start, each.end).contains(span) for each in titles)

    def _belongs(self, span: Span, home: Span) -> bool:
        """Whether a content is in the paragraph of its cue, is a quotation that runs on there, or follows a colon."""
        frame, own = self._frame(span), self._frame(home)
        if frame is None or own is None or frame is own:
            return True
        first = span.start - frame.paragraph.offset
        quoted = any(each.quotation.start <= first < each.quotation.end for each in frame.masked.quoted)
        return quoted or own.paragraph.text.rstrip().endswith(":")

    def _has_another_subject(self, draft: Draft) -> bool:
        """Whether nobody is the source though the cue has a subject: then it says what somebody does, not what is said."""
        if draft.source is not None or draft.cue is None:
            return False
        frame = self._frame(draft.cue)
        if frame is None:
            return False
        cue = self._words(frame, draft.cue)
        return cue is not None and any(child.dep_ in SUBJECTS for token in cue for child in token.children)
