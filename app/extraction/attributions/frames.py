"""The frame around a reporting word: whose words they are (the source) and how they are introduced (the cue).

All functions return token numbers (start, end exclusive) of the masked parse.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Doc, Span, Token

from app.extraction.attributions.wordlists import words

SUBJECTS = ("nsubj", "csubj")
FINITE = ("VBD", "VBZ", "VBP", "MD")
"""Tags of verbs that make a clause."""

CUE_BEFORE = ("aux", "auxpass", "neg", "advmod")
TIME_WORDS = frozenset(["last", "this", "next", "earlier"])
TIMES = words("week month year spring summer fall autumn winter morning evening night weekend")
OF_REPORTS = words("recommendation finding conclusion")
"""What is of who says it, or in it: "a finding of the audit", but not "the fear of the fire"."""
WEEKDAYS = words("Monday Tuesday Wednesday Thursday Friday Saturday Sunday Yesterday Today")
TokenRange = tuple[int, int]


def source_of(trigger: Token) -> TokenRange | None:
    """The noun phrase of whoever says, thinks or wants what ``trigger`` introduces; ``None`` where none is named."""
    subject = subject_of(trigger)
    if subject is None or (subject.lower_ == "it" and _is_passive(trigger)) or subject.lower_ == "there":
        return None
    return noun_phrase(subject)


def subject_of(trigger: Token) -> Token | None:
    """The token that heads the source."""
    if trigger.pos_ in ("NOUN", "PROPN"):
        return _holder(trigger)
    if trigger.tag_ == "VBN" and trigger.dep_ in ("advcl", "acl") and not _has(trigger, "aux", *SUBJECTS):
        return _agent(trigger)  # "Asked about the fire, she said", "those told to go": who asks and tells is not she, not those
    if (quoted := _quoted_as(trigger)) is not None:
        return quoted
    if _is_passive(trigger):
        return _agent(trigger) or (_subject_child(trigger.head) if trigger.dep_ == "xcomp" else None)
    return _subject_above(trigger)


def _quoted_as(trigger: Token) -> Token | None:
    """Who says it in "she was quoted as saying that …" and "they quoted her as saying that …"."""
    quoted = quoting_verb(trigger)
    if quoted is None:
        return None
    passive = next((child for child in quoted.children if child.dep_ == "nsubjpass"), None)
    return passive or next((child for child in quoted.children if child.dep_ == "dobj"), None)


def quoting_verb(saying: Token) -> Token | None:
    """The "quoted" of "quoted as saying", with whoever is quoted between the two or before them."""
    above = saying.head
    if saying.tag_ != "VBG":
        return None
    if above.lower_ == "as":
        above = above.head
    elif saying.i == 0 or saying.nbor(-1).lower_ != "as":
        return None
    return above if above.lemma_ in ("quote", "cite") else None


def _subject_above(token: Token) -> Token | None:
    seen = 0
    while seen < 8:
        if own := _subject_child(token) or (_inverted(token) if token.dep_ != "xcomp" else None):
            return own
        if token.dep_ in ("acl", "relcl") and token.head.pos_ in ("NOUN", "PROPN", "PRON"):
            return token.head if token.dep_ == "acl" else None
        if token.dep_ == "ROOT" or token.head is token:
            return None
        if token.dep_ in ("xcomp", "conj", "advcl", "acomp", "pcomp", "prep", "ccomp", "oprd", "attr", "pobj", "dep", "dobj"):
            above = _controlling_object(token)
            if above is not None:
                return above
        token = token.head
        seen += 1
    return None


def _inverted(verb: Token) -> Token | None:
    """In ``…, said the mayor`` the parser at times takes the speaker for an object."""
    if verb.i == 0 or verb.tag_ not in ("VBD", "VBZ") or verb.nbor(-1).text not in (",", "—", "–", "?", "!"):
        return None
    after = [
        child
        for child in verb.children
        if child.i > verb.i and child.dep_ in ("dobj", "attr", "npadvmod", "oprd", "dep", "appos")
    ]
    return after[0] if after and after[0].pos_ in ("NOUN", "PROPN", "PRON") and after[0].left_edge.i == verb.i + 1 else None


def _controlling_object(token: Token) -> Token | None:
    """In "told them to say", who is to say is the object."""
    if token.dep_ not in ("xcomp", "ccomp") or token.head.lemma_ not in (
        "ask",
        "tell",
        "urge",
        "want",
        "force",
        "order",
        "allow",
    ):
        return None
    objects = [child for child in token.head.children if child.dep_ in ("dobj", "dative") and child.i < token.i]
    return objects[0] if objects else None


def _subject_child(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ in SUBJECTS:
            return child
    if not _is_passive(token) or token.pos_ == "AUX":
        return next((child for child in token.children if child.dep_ == "nsubjpass"), None)
    return None


def _is_passive(token: Token) -> bool:
    return _has(token, "auxpass", "nsubjpass")


def _has(token: Token, *labels: str) -> bool:
    return any(child.dep_ in labels for child in token.children)


def _agent(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "agent" or (child.dep_ == "prep" and child.lower_ == "by"):
            return next((below for below in child.children if below.dep_ == "pobj"), None)
    return None


def _holder(noun: Token) -> Token | None:
    """Whose claim, plan or belief it is: the possessor, "by …", or the subject that has or makes it."""
    for child in noun.children:
        if child.dep_ == "poss":
            return child
    makers = ("by", "from", "among", "of", "in") if noun.lemma_ in OF_REPORTS else ("by", "from", "among")
    for child in noun.children:
        if child.dep_ in ("prep", "agent") and child.lower_ in makers:
            return next((below for below in child.children if below.dep_ == "pobj"), None)
    if noun.dep_ in ("dobj", "attr", "pobj") and noun.head.pos_ in ("VERB", "AUX", "ADP"):
        verb = noun.head.head if noun.head.pos_ == "ADP" else noun.head
        return _subject_above(verb) if verb.pos_ in ("VERB", "AUX") and not _is_passive(verb) else None
    return None


def noun_phrase(head: Token) -> TokenRange:
    """The phrase of a noun with its appositions and clauses, without punctuation or space at its ends, or a time before it."""
    start = head.left_edge.i
    if start + 1 < head.i and head.doc[start].lower_ in TIME_WORDS and head.doc[start + 1].lower_ in TIMES:
        start += 2
    elif start < head.i and head.doc[start].text in WEEKDAYS:
        start += 1
    return trimmed(head.doc, start, head.right_edge.i + 1)


def sentence_of(token: Token) -> Span:
    """The sentence of a token (``Token.sent`` looks at the whole document each time)."""
    doc = token.doc
    start, end = token.i, token.i + 1
    while start > 0 and not doc[start].is_sent_start:
        start -= 1
    while end < len(doc) and not doc[end].is_sent_start:
        end += 1
    return doc[start:end]


def trimmed(doc: Doc, start: int, end: int) -> TokenRange:
    """The range without punctuation and space at its ends (at least one token stays)."""
    while end - start > 1 and _is_edge(doc[start]):
        start += 1
    while end - start > 1 and _is_edge(doc[end - 1]):
        end -= 1
    return start, end


def _is_edge(token: Token) -> bool:
    return token.is_space or token.text in {",", ".", ";", ":", "—", "–", "-", "--", "?", "!", "..."} or token.tag_ == "POS"


def cue_of(trigger: Token, without: Iterable[TokenRange]) -> TokenRange:
    """The reporting word with its auxiliaries, negation and adverbs, as far as they stand together."""
    taken = {place for start, end in without for place in range(start, end)}
    start = end = trigger.i
    verb = trigger
    if trigger.pos_ in ("ADJ", "NOUN") and trigger.dep_ in ("acomp", "attr", "dobj") and trigger.head.pos_ in ("VERB", "AUX"):
        verb = trigger.head
    own = {child.i for child in (*trigger.children, *verb.children) if child.dep_ in CUE_BEFORE} | {verb.i}
    if trigger.pos_ in ("ADJ", "NOUN"):
        own |= {child.i for child in trigger.children if child.dep_ in ("det", "amod", "compound", "neg", "advmod")}
    while start - 1 not in taken and start - 1 in own:
        start -= 1
    while end + 1 not in taken and end + 1 < len(trigger.doc) and trigger.doc[end + 1] in trigger.children:
        if trigger.doc[end + 1].dep_ not in ("prt", "neg") and trigger.doc[end + 1].i not in own:
            break
        end += 1
    return start, end + 1
