"""Lines about the article and not of it: copyright, photo credits, corrections, tags, contacts, who helped to report it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from app.model.document import Role
from app.reading.segments.draft import Draft, Label, boilerplate
from app.reading.segments.paragraphs import Paragraph
from app.reading.segments.shape import name_words, quotes, reports

AGENCIES = (
    r"getty(?: images)?|ap(?: photo)?|associated press|reuters|afp|epa|upi|shutterstock|istock|alamy|bloomberg|"
    r"file(?: photo)?|"
    r"courtesy"
)
CREDITED = re.compile(
    rf"\((?:[^()]*/\s*)(?:{AGENCIES})[^()]{{0,40}}\)\W*$|\([^()]{{0,50}}\b(?:file|staff|courtesy|ap|reuters|"
    rf"handout)[\w ]* photos?[^()]{{0,60}}\)\W*$|"
    rf"\((?:photos?|images?|credit)\s*(?:by|:|credit|courtesy)[^()]{{0,60}}\)\W*$|"
    rf"\([^()]{{0,40}}\bgetty images[^()]{{0,20}}\)\W*$|"
    rf"^[^.!?]{{2,60}}\s*/\s*(?:{AGENCIES})[\w ]{{0,20}}\W*$",
    re.IGNORECASE,
)
MEDIA = re.compile(
    rf"^\W{{0,6}}(?:(?:photo(?:graph)?|image|picture|video|illustration|graphic|credit|screenshot|screen ?grab|"
    rf"featured image|caption)s?"
    rf"(?: (?:credit|courtesy|source)s?)?\s*(?::|\bby\b|\bcourtesy\b|\bvia\b|/)\s*\S.*|(?:{AGENCIES})(?: images)?\W*|"
    r"(?:photo|image|video)s?(?: gallery)?\W*|(?:image|media) (?:caption|source|playback)\b.*|ap photo\s*/.*|"
    r"sources?:\s[^.!?]{2,60})$",
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"^\W{0,6}(?:©|\(c\)\s|copyright\b\s*(?:©|\(c\)|\d{4}|by|19|20))|©\s*(?:copyright\s*)?\d{4}|\ball rights reserved\b|"
    r"\bmay not be (?:published|republished|reproduced|broadcast|rewritten|redistributed|copied)\b|"
    r"\breprinted (?:courtesy|with|by) (?:of|permission)\b",
    re.IGNORECASE,
)
LEGAL = re.compile(
    r"\bwe (?:and our partners )?use cookies\b|\bcookie (?:policy|settings|preferences)\b|\bby (?:continuing|"
    r"using|clicking|signing up|submitting)\b.{0,90}\b(?:agree|accept|consent)\b|"
    r"^(?:privacy policy|terms (?:of (?:use|service)|and conditions)|do not sell|accept (?:all )?cookies|"
    r"accessibility|about us|contact us)\b[^.]{0,120}$|"
    r"\bthe (?:views|opinions)\b.{0,40}\bexpressed\b.{0,80}\b(?:author|writer|contributor|own|reflect)|"
    r"\bthis site is protected by recaptcha\b|"
    r"\bthis (?:web)?site uses cookies\b|\byour browser\b.{0,20}\bsupport\b|\benable javascript\b|\bad ?blocker\b|"
    r"\bavailable without charge\b|\blicensing opportunities\b|\b(?:may|we) (?:earn|"
    r"receive) (?:an? )?(?:affiliate )?commissions?\b",
    re.IGNORECASE,
)
CORRECTION = re.compile(
    r"^\W{0,6}(?:corrections?|clarifications?|correction appended|editor['’]?s['’]? notes?|editors['’] notes?|"
    r"note to readers|a previous version of this|an earlier version of this)\b\s*(?:\([^)]*\)\s*)?(?:[:,–—.-]|"
    r"\w+ \d{1,2}\b|(?:article|story|post|report|headline|column)\b)|"
    r"\b(?:an earlier|a previous|the original) version of this (?:article|story|post|report|piece|column|headline)\b|"
    r"^\W{0,6}this (?:article|story|post|piece|report|column|headline)\W? (?:has been|was|"
    r"is being)\b[\w ]{0,20}\b(?:updated|corrected|amended|edited|adapted|translated|originally|produced|"
    r"first published)\b|"
    r"^\W{0,6}note: this (?:article|story|post|piece|report|column|text|summary|statement|page)\b|"
    r"^\W{0,6}(?:a version of )?this (?:article|story|post|piece|report|column|essay)\b.{0,12}\b(?:appear(?:s|ed)|ran|"
    r"was (?:first |originally )?"
    r"published)\b.{0,12}\b(?:in|on|at|by)\b|^(?:appeared|published) in the\b.{0,40}\bedition\b|"
    r"^(?:because of|due to|owing to) an (?:editing|editorial|production|reporting) error\b|"
    r"^\W{0,6}this is a (?:developing|breaking)(?: news)? story\b|"
    r"^\W{0,6}(?:check back|refresh)\b.{0,20}\bfor (?:updates|more)\b",
    re.IGNORECASE,
)
TAGS = re.compile(
    r"^\W{0,6}(?:tags?|topics?|filed under|categor(?:y|ies)|keywords|posted in|filed to|sections?)\s*(?::|$)|^(?:#\w+[\s,]*)+$",
    re.IGNORECASE,
)
CONTACT = re.compile(
    r"^to contact the (?:reporter|author|editor|writer)s?\b|(?:^|[.!?]\s+)(?:you can |please )?(?:reach|contact|"
    r"e-?mail|write to|send (?:e-?mail|comments|feedback|questions) to|"
    r"tweet|follow|text)\b.{0,80}(?:@\w|\bat\b.{0,30}\d{3}[-.]\d{4}|\bhttps?://|\w@\w)|"
    r"\b(?:can be (?:reached|contacted|found|followed)|(?:is|are) on twitter|tweets (?:at|as))\b.{0,60}(?:@|"
    r"\d{3}[-.]\d{4}|https?://)|^\W{0,6}\S+@\S+\.\w+\W*$",
    re.IGNORECASE,
)
REPORTERS = re.compile(
    r"^\W{0,6}(?:\(?(?:additional |further )?(?:reporting|writing|editing|edited|written|compiled|research|"
    r"production)(?:,? and (?:writing|editing))? (?:by|from)\b|contributing\s*:|"
    r"with (?:reporting|files|contributions) (?:by|from)\b)",
    re.IGNORECASE,
)
CONTRIBUTED = re.compile(
    r"\bcontributed (?:to this (?:report|story|article|post|piece|column)|(?:additional )?reporting|research|from)\b|"
    r"\breported from\b.{1,120}\.$",
    re.IGNORECASE,
)
HAT_TIP = re.compile(r"^\W{0,6}h/t\b|^\W{0,6}(?:hat tip|via)\s*:?\s+[\w .@]{1,40}\W*$", re.IGNORECASE)
SIGNED = re.compile(r"^[—–-]+\s*(?P<name>\S.*?)\.?$")


def notices(draft: Draft) -> Mapping[int, Label]:
    """Labels for lines about the article."""
    return dict(_labels(draft))


def _labels(draft: Draft) -> Iterator[tuple[int, Label]]:
    last = len(draft.paragraphs) - 1
    for i in draft.open():
        paragraph = draft.paragraphs[i]
        if reason := _boilerplate_reason(paragraph):
            yield i, boilerplate(reason)
        elif reason := _credit_reason(paragraph, ends=i == last):
            yield i, Label(Role.BYLINE, reason)


def _boilerplate_reason(paragraph: Paragraph) -> str | None:
    text, length, quiet = paragraph.plain, len(paragraph.words), not quotes(paragraph)
    tests = (
        (COPYRIGHT, 80, quiet, "copyright or rights notice"),
        (CORRECTION, 120, True, "note about a correction or an update"),
        (LEGAL, 80, quiet and not reports(paragraph), "legal notice of the site"),
        (TAGS, 40, quiet, "tags"),
        (MEDIA, 40, quiet, "credit of a picture or recording"),
        (CREDITED, 60, not reports(paragraph), "caption with a credit"),
        (CONTACT, 40, quiet, "how to reach the author"),
        (HAT_TIP, 10, quiet, "thanks for a pointer"),
    )
    return next(
        (reason for pattern, longest, allowed, reason in tests if allowed and length <= longest and pattern.search(text)), None
    )


def _credit_reason(paragraph: Paragraph, *, ends: bool) -> str | None:
    text = paragraph.plain
    if quotes(paragraph) or len(paragraph.words) > 60:
        return None
    if REPORTERS.search(text) or (len(paragraph.words) <= 45 and CONTRIBUTED.search(text) and _about_reporting(text)):
        return "says who reported or edited"
    signed = SIGNED.match(text)
    return "signature" if ends and signed and name_words(signed["name"]) and len(paragraph.words) >= 2 else None


def _about_reporting(text: str) -> bool:
    """Contributed *to this report*, or a list of names with the places that they reported from."""
    return "contributed" in text.lower() or bool(re.match(r"^[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]+){0,3} reported from\b", text))
