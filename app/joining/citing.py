"""What a document names of other documents: their addresses, their outlets, their titles, the reports that they are."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlencode, urlsplit

from app.joining.own_words import QUOTED
from app.linking.identity import digest, normal_words
from app.model.document import Document, Role
from app.model.extraction import EntityType, Form
from app.model.resolution import Resolution
from app.model.text import Span

BODIES = (EntityType.AGENCY, EntityType.ORGANIZATION)
"""What an outlet can be: press offices of agencies publish too."""

NAMES = (Form.NAME, Form.CITATION)
SHORTEST_TITLE = 5
"""Words of a title from which naming it names one document."""

LONGEST_TITLE = 30
ADDRESS = re.compile(r"https?://[^\s<>\"”’)\]]+[^\s<>\"”’)\].,;:!?]")
CAMPAIGN = re.compile(r"^(?:utm_\w+|fbclid|gclid|mc_[ce]id|cmpid|ref)$")
"""Parameters that say how a reader came to a page, not which page it is."""

_RELAY = (
    r"(?:\b(?:reported|published|obtained|revealed|disclosed|broken|carried|posted)\s+(?:\w+\s+)?(?:by|in|on)"
    r"|\b(?:told|tells|telling)|\binterviews?\s+(?:with|in|by)|\bciting|\baccording\s+to|\bvia|\bcourtesy\s+of"
    r"|\b(?:statement|remarks?|comments?)\s+to|\breports?\s+(?:by|in|from))\s+(?:[Tt]he\s+)?"
)
_RELAYED = r",?\s+(?:which\s+)?(?:first\s+|also\s+|previously\s+|has\s+|had\s+)*(?:reported|reports|noted|revealed)\b"
_WORD = r"(?:(?:[A-Z]\.)+|[A-Z][\w&’'-]*(?:\.\w+)*)"
_NAME = rf"(?P<name>{_WORD}(?:\s+(?:of\s+(?:the\s+)?|and\s+|&\s+)?{_WORD}){{0,5}})"
RELAY_BEFORE = re.compile(rf"(?i:{_RELAY})$")
RELAY_AFTER = re.compile(f"^{_RELAYED}")
NAMED_AFTER = re.compile(rf"(?i:{_RELAY}){_NAME}")
NAMED_BEFORE = re.compile(rf"(?:\b[Tt]he\s+)?{_NAME}(?={_RELAYED})")
AROUND = 48
"""Code points around a name in which the words stand that make it a source."""


@dataclass(frozen=True, slots=True, order=True)
class Cited:
    """What is named (an entity's id, a normal address, a title's digest) and where; ``None`` for a link of a page."""

    key: str
    span: Span | None = None


def normal_address(url: str) -> str:
    """An address without what does not tell pages apart: scheme, ``www.``, fragment, campaign parameters, closing slash."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return url
    host = (parts.hostname or "").removeprefix("www.") + (f":{port}" if port not in (None, 80, 443) else "")
    asked = urlencode(sorted((name, value) for name, value in parse_qsl(parts.query) if not CAMPAIGN.match(name.lower())))
    return f"{host}{parts.path.rstrip('/')}" + (f"?{asked}" if asked else "")


def title_digest(title: str | None) -> str | None:
    """What stands for a title, however it is printed; ``None`` for one too short to mean one document."""
    words = normal_words(title or "")
    return digest(words) if SHORTEST_TITLE <= len(words.split()) <= LONGEST_TITLE else None


def cited_links(document: Document) -> tuple[Cited, ...]:
    """The addresses that its text or its page links to."""
    written = (Cited(normal_address(m[0]), Span(m.start(), m.end())) for m in ADDRESS.finditer(document.text))
    linked = (Cited(normal_address(link)) for link in document.metadata.links)
    own = normal_address(document.metadata.url) if document.metadata.url else None
    return _first(cited for cited in (*written, *linked) if cited.key != own)


def cited_titles(document: Document) -> tuple[Cited, ...]:
    """The digests of what could be titles of documents: all that stands in quotation marks and is neither long nor short."""
    return _first(_titles(document))


def _titles(document: Document) -> Iterator[Cited]:
    for segment in document.segments:
        if segment.role is Role.BODY:
            for found in QUOTED.finditer(segment.span.of(document.text)):
                if key := title_digest(found[0]):
                    yield Cited(key, Span(*found.span()).shifted(segment.span.start))


def cited_outlets(resolution: Resolution, entities: Sequence[str]) -> tuple[Cited, ...]:
    """The bodies that the document names as a source, as one through whom it has something, or to whom a source spoke.

    ``entities`` are the ids of the resolution's entities. Names that stand in such a place are there as ``outlet_name`` too:
    not every outlet is recognised as a body. The outlet itself is not among them.
    """
    mentions = resolution.extraction.mentions
    named = sorted({*_in_attributions(resolution), *_in_words(resolution)})
    found = []
    for place in named:
        referent = resolution.referents[place]
        if referent is not None and referent != resolution.publisher and resolution.entities[referent].type in BODIES:
            found.append(Cited(entities[referent], mentions[place].span))
    own = outlet_name(resolution.document.metadata.publisher)
    return _first((*found, *(cited for cited in _names(resolution.document) if cited.key != own)))


def outlet_name(name: str | None) -> str | None:
    """The key of an outlet's name; ``None`` without one."""
    words = normal_words(name or "").removeprefix("the ")
    return f"name:{words}" if words else None


def _names(document: Document) -> Iterator[Cited]:
    """The names beside words that make them sources, and their beginnings ("Prairie Courier" of "Prairie Courier Friday")."""
    for segment in document.segments:
        if segment.role is not Role.BODY:
            continue
        for pattern in (NAMED_AFTER, NAMED_BEFORE):
            for found in pattern.finditer(document.text, segment.span.start, segment.span.end):
                for end in _name_ends(found["name"]):
                    span = Span(found.start("name"), found.start("name") + end)
                    if key := outlet_name(span.of(document.text)):
                        yield Cited(key, span)


def _name_ends(name: str) -> Iterator[int]:
    """Where a name, or its beginning of two words or more, can end; without possessive ending and punctuation."""
    words = list(re.finditer(r"\S+", name))
    for word in words[1:] or words:
        if word[0][0].isupper():
            yield word.end() - len(word[0]) + len(re.sub(r"(?:[’']s)?[.’'-]*$", "", word[0]))


def named_reports(resolution: Resolution, entities: Sequence[str]) -> tuple[Cited, ...]:
    """The reports that the document names, but that of which it is the text; by name or number where it gives them."""
    own = own_report(resolution)
    pairs = [
        (mention, place)
        for mention, place in zip(resolution.extraction.mentions, resolution.referents, strict=True)
        if place is not None and place != own and resolution.entities[place].type is EntityType.REPORT
    ]
    named = [Cited(entities[place], mention.span) for mention, place in pairs if mention.form in NAMES]
    known = {cited.key for cited in named}
    described = (Cited(entities[place], mention.span) for mention, place in pairs if entities[place] not in known)
    return _first((*named, *described))


def own_report(resolution: Resolution) -> int | None:
    """The place of the report of which a primary document is the text."""
    own = resolution.own
    return own if own is not None and resolution.entities[own].type is EntityType.REPORT else None


def _in_attributions(resolution: Resolution) -> Iterator[int]:
    for attribution in resolution.extraction.attributions:
        yield from attribution.via
        yield from attribution.basis
        yield from (place for place in (attribution.speaker, attribution.addressee) if place is not None)


def _in_words(resolution: Resolution) -> Iterator[int]:
    """Mentions that the words around them make a source, in attributions that nobody found too."""
    text = resolution.document.text
    for place, mention in enumerate(resolution.extraction.mentions):
        if mention.type in BODIES:
            before = text[max(0, mention.span.start - AROUND) : mention.span.start]
            after = text[mention.span.end : mention.span.end + AROUND]
            if RELAY_BEFORE.search(before) or RELAY_AFTER.search(after):
                yield place


def _first(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    """Each key with its first place in the text, in the order of keys."""
    best: dict[str, Cited] = {}
    for one in cited:
        known = best.get(one.key)
        if known is None or known.span is None or (one.span is not None and one.span < known.span):
            best[one.key] = one
    return tuple(best[key] for key in sorted(best))
