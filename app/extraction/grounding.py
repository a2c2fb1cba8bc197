"""From stretches of text to mentions: which mention a source, a via, a basis or an owner is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from spacy.tokens import Span as Words
from spacy.tokens import Token

from app.extraction import titles
from app.extraction.attributions.found import FoundAttribution
from app.extraction.body_types import type_of
from app.extraction.candidate import Candidate, Places, Rank
from app.extraction.names import trimmed
from app.extraction.paragraph import Layout, Paragraph
from app.extraction.sources import source_kind
from app.extraction.speaker_nouns import VOICES, WRITINGS
from app.extraction.titles import OFFICE
from app.model.extraction import Attribution, EntityType, Form, Mention, SourceKind, Style
from app.model.text import Span

PRONOUNS = {"it": EntityType.ORGANIZATION, "he": EntityType.PERSON, "she": EntityType.PERSON, "they": EntityType.ORGANIZATION}
BODY = re.compile(
    r"(?:the|this) (?:bank|university|college|school|hospital|union|institute|center|foundation|association|committee|council|"
    r"board|court|church|party|coalition|league|alliance|society|network|newspaper|magazine|museum|team|club|firm|fund|airline|"
    r"authority|caucus|federation|office|inspectorate|division|service|administration|directorate)"
)
"""Bodies that a source may mean by what their names end in or hold: "the bank" after "Harbor Bank"."""

UNKNOWN_BODY = re.compile(
    r"(?:[Rr]eporters (?:for|at|with) )?[Tt]he (?P<name>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+){1,4}"
    r"(?<!Democrat)(?<!Republican)(?<!Independent))"
)
"""Capitals with an article, but not "the Texas Democrat", who is a person."""

INSPECTOR = "inspector general"
"""An office that is its agency's, not its holder's: ``find_inspectors`` finds it."""

BEHIND = re.compile(r",?\s+(?:the\s+)?")
"""What may stand between a description and the name that it is in apposition with: "her lawyer, Dan Cole"."""

NOUNS = ("NOUN", "PROPN", "PRON")
NAMING = (Form.NAME, Form.ACRONYM)
SPEAKING_BODIES = frozenset({EntityType.AGENCY, EntityType.ORGANIZATION, EntityType.REPORT, EntityType.POLICY})
SPEAKERS = SPEAKING_BODIES | {EntityType.PERSON}


def _tokens(layout: Layout, span: Span) -> Words | None:
    paragraph = layout.at(span)
    if paragraph is None:
        return None
    end = min(span.end - paragraph.offset, len(paragraph.text))
    found: Words | None = paragraph.doc.char_span(span.start - paragraph.offset, end, alignment_mode="expand")
    return found


def noun_of(tokens: Words | None) -> Token | None:
    """The word that says who: the head, or the first noun where the parser takes something else for it."""
    if not tokens:
        return None
    nouns = (token for token in tokens if token.pos_ in NOUNS)
    return tokens.root if tokens.root.pos_ in (*NOUNS, "NUM") else next(nouns, tokens.root)


def is_plural(head: Token, tokens: Words | None) -> bool:
    """Whether the head is a plural, of a name too where that is one of people ("Democrats"), or several are joined."""
    joined = any(token.dep_ == "conj" and token.head.i == head.i and token.pos_ in NOUNS for token in tokens or ())
    return head.tag_ == "NNS" or (head.tag_ == "NNPS" and head.ent_type_ in ("NORP", "")) or (joined and head.pos_ == "NOUN")


def spoken_candidates(
    paragraphs: Sequence[Paragraph], found: Iterable[FoundAttribution], named: Sequence[Candidate]
) -> list[Candidate]:
    """Candidates that only attributions show: sources that point to a name, and a *via* or *basis* that no finder has named."""
    found, layout, known = list(found), Layout(paragraphs), Places(named)
    pointing = (span for attribution in found for span in (attribution.source, attribution.addressee) if span)
    sources = (_pointing(layout, span) or _unknown_body(layout, span, known) for span in pointing)
    through = (span for attribution in found for span in (*attribution.via, *attribution.basis))
    bodies = (_pointing(layout, span) or _body(layout, span) for span in through if not any(known.overlapping(span)))
    return [candidate for candidate in (*sources, *bodies) if candidate is not None]


def _pointing(layout: Layout, span: Span) -> Candidate | None:
    """A source that means somebody without a name: "she", "the mayor", "the bank"."""
    word = layout.words(span).strip().casefold()
    if word in PRONOUNS:
        return Candidate(span, PRONOUNS[word], Form.PRONOUN, Rank.DESCRIPTION)
    if OFFICE.fullmatch(word) and not word.endswith(INSPECTOR):
        return Candidate(span, EntityType.PERSON, Form.DESCRIPTION, Rank.DESCRIPTION)
    return Candidate(span, EntityType.ORGANIZATION, Form.DESCRIPTION, Rank.DESCRIPTION) if BODY.fullmatch(word) else None


def _unknown_body(layout: Layout, span: Span, known: Places) -> Candidate | None:
    """A source that is a name with an article, which no finder knows: "the Hill Valley Statesman"."""
    found = UNKNOWN_BODY.fullmatch(layout.words(span))
    if found is None or OFFICE.fullmatch(f"the {found['name'].rpartition(' ')[2].casefold()}"):
        return None
    name = Span(span.start + found.start("name"), span.end)
    parts = all(each.rank is Rank.MODEL and each.span != name and name.contains(each.span) for each in known.overlapping(span))
    return Candidate(name, EntityType.ORGANIZATION, Form.NAME, Rank.MODEL) if parts else None


def _body(layout: Layout, span: Span) -> Candidate | None:
    paragraph = layout.at(span)
    if paragraph is None:
        return None
    start, end = trimmed(paragraph.text, span.start - paragraph.offset, span.end - paragraph.offset)
    name = paragraph.text[start:end]
    if not name or not name[0].isupper():
        return None
    return Candidate(paragraph.span(start, end), type_of(name, EntityType.ORGANIZATION), Form.NAME, Rank.MODEL)


class Grounding:
    """Looks up mentions by the stretches of text in which they lie."""

    def __init__(self, paragraphs: Sequence[Paragraph], mentions: Sequence[Mention]) -> None:
        self._layout = Layout(paragraphs)
        self._mentions = mentions

    def attribution(self, found: FoundAttribution) -> Attribution:
        """The attribution with its spans of names turned into places of mentions."""
        speaker = self.place(found.source)
        return Attribution(
            content=found.content,
            style=found.style,
            source=found.source,
            cue=found.cue,
            speaker=speaker,
            via=self._places(found.via),
            basis=self._places(found.basis),
            kind=found.kind,
            ordinal=found.ordinal,
            addressee=self.place(found.addressee),
            source_kind=self._kind(found, speaker),
            cue_kind=found.cue_kind,
            cue_negated=found.cue_negated,
            polarity=found.polarity,
            certainty=found.certainty,
        )

    def _kind(self, found: FoundAttribution, speaker: int | None) -> SourceKind | None:
        """How the source is told; the pronouns and descriptions among the named ones may turn out to mean nobody known."""
        if found.style is Style.ASSERTED:
            return None
        if found.source is None:
            return SourceKind.UNSTATED
        source, tokens = self._layout.words(found.source), _tokens(self._layout, found.source)
        head = noun_of(tokens)
        if head is None:
            return source_kind(source, source, named=speaker is not None, plural=False)
        return source_kind(
            source,
            head.text,
            named=speaker is not None and self._is_named(speaker, head, found.source),
            plural=is_plural(head, tokens),
            proper=head.pos_ == "PROPN",
        )

    def _is_named(self, speaker: int, head: Token, source: Span) -> bool:
        """Whether the speaker is the source itself, and not only whom the source speaks for."""
        mention = self._mentions[speaker]
        if mention.type is EntityType.GROUP:
            return False
        if self._holds(speaker, head, source) or head.text.casefold() in WRITINGS:
            return True
        return speaker in (self._apposed([speaker], head, source), self._titled([speaker], source))

    def _apposed(self, places: Iterable[int], head: Token, source: Span) -> int | None:
        """The name right behind the head, as in "her lawyer, Dan Cole"; none where it may be one of a list."""
        paragraph = self._layout.at(source)
        if paragraph is None or head.tag_ == "NNS" or head.pos_ != "NOUN":
            return None
        end = head.idx + len(head)
        for place in places:
            mention = self._mentions[place]
            start, after = mention.span.start - paragraph.offset, paragraph.text[mention.span.end - paragraph.offset :]
            apart = start >= end and BEHIND.fullmatch(paragraph.text[end:start])
            if apart and mention.form in NAMING and mention.type in SPEAKERS and not re.match(r",? (?:and|or)\b", after):
                return place
        return None

    def _titled(self, places: Iterable[int], span: Span) -> int | None:
        """The person behind a title, whatever body is named, too: "Chief Ann Lee of the X", "The head of the X, Ann Lee"."""
        paragraph = self._layout.at(span)
        if paragraph is None:
            return None
        for place in places:
            mention = self._mentions[place]
            if mention.type is not EntityType.PERSON or mention.form is not Form.NAME or not span.contains(mention.span):
                continue
            start, end = mention.span.start - paragraph.offset, mention.span.end - paragraph.offset
            before, behind = (
                paragraph.text[span.start - paragraph.offset : start],
                paragraph.text[end : span.end - paragraph.offset],
            )
            if titles.WHOLE_BEFORE.fullmatch(before) and titles.OF_BODY_AFTER.match(behind):
                return place
            if not behind and titles.OFFICE_BEFORE.fullmatch(before):
                return place
        return None

    def _places(self, spans: Iterable[Span]) -> tuple[int, ...]:
        places = (self.place(span) for span in spans)
        return tuple(dict.fromkeys(place for place in places if place is not None))

    def place(self, span: Span | None) -> int | None:
        """The place of the mention that heads this stretch, if there is one."""
        if span is None:
            return None
        inside = [i for i, mention in enumerate(self._mentions) if span.overlaps(mention.span)]
        head = noun_of(_tokens(self._layout, span))
        headed = [i for i in inside if head is not None and self._holds(i, head, span)]
        if (person := self._titled(inside, span)) is not None:
            return person
        if head is not None and (apposed := self._apposed(inside, head, span)) is not None:
            return apposed
        if headed:
            return max(headed, key=lambda i: len(self._mentions[i].span))
        people = [i for i in inside if self._mentions[i].type is EntityType.PERSON and self._mentions[i].form is Form.NAME]
        if len(people) == 1 and (head is None or head.pos_ == "PROPN" or head.lemma_.casefold() in VOICES):
            return people[0]
        if head is not None and head.text.casefold() in VOICES:
            return next((i for i in inside if self._mentions[i].type in SPEAKING_BODIES), None)
        covering = [i for i in inside if len(self._mentions[i].span) * 2 > len(span)]
        return covering[0] if covering else None

    def _holds(self, place: int, head: Token, span: Span) -> bool:
        paragraph = self._layout.at(span)
        offset = paragraph.offset if paragraph else 0
        mention = self._mentions[place].span
        return mention.start <= offset + head.idx < mention.end
