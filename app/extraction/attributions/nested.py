"""What somebody says within what another passes on: the inner one is the source, who passes it on is the *via*."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Token

from app.extraction.attributions.chains import passes_on
from app.extraction.attributions.drafts import Draft, Frame
from app.extraction.attributions.frames import noun_phrase, quoting_verb, sentence_of
from app.extraction.attributions.lexicon import Lexicon
from app.extraction.attributions.wordlists import words
from app.extraction.speaker_nouns import WRITINGS
from app.model.text import Span

OBTAINED = words("obtain review see")
"""What outlets have done with the papers that they quote from."""

BARE = 8
"""Code points of an outer content that may be neither source, cue nor content of the inner one: "that ", a comma, "also"."""


def nested(frame: Frame, drafts: Mapping[int, Draft], lexicon: Lexicon) -> dict[int, Draft]:
    """The drafts with those through whom they came: who reports that somebody says it, quotes it, or has the papers."""
    result = dict(drafts)
    verbs = {frame.span((verb.i, verb.i + 1)).start: verb for verb in frame.masked.doc if verb.tag_.startswith("V")}
    saying = [at for at in drafts if at in verbs and lexicon.says(verbs[at])]
    for outer in drafts.values():
        inner = _inner(frame, outer, [result[at] for at in saying if at in result])
        if inner is not None and outer.source is not None:
            result.pop(outer.trigger, None)
            result[inner.trigger] = replace(inner, via=(*inner.via, outer.source, *outer.via))
    for at, draft in result.items():
        through = [*_quoters(verbs.get(at)), *_obtainers(frame, draft, verbs.values())]
        if draft.source is not None and through:
            result[at] = replace(draft, via=(*draft.via, *(frame.span(noun_phrase(each)) for each in through)))
    return result


def _inner(frame: Frame, outer: Draft, said: Sequence[Draft]) -> Draft | None:
    """The draft that makes up all of what another one passes on."""
    if outer.source is None or outer.quotes or len(outer.content) != 1 or not passes_on(frame, outer):
        return None
    inside = (each for each in said if each is not outer and each.source is not None and _makes_up(each, outer.content[0]))
    return next(inside, None)


def _makes_up(draft: Draft, whole: Span) -> bool:
    """Whether source, cue and content of a draft are all in a stretch, with next to nothing before and behind them."""
    parts = [each for each in (draft.source, draft.cue, *draft.content) if each is not None]
    before, behind = min(each.start for each in parts) - whole.start, whole.end - max(each.end for each in parts)
    return bool(draft.content) and 0 <= before <= BARE and 0 <= behind <= BARE


def _quoters(saying: Token | None) -> Iterator[Token]:
    """Who quotes, in "X quoted Y as saying that …" and "Y was quoted by X as saying that …"."""
    quoted = quoting_verb(saying) if saying is not None else None
    if quoted is not None:
        yield from (child for child in quoted.children if child.dep_ == "nsubj")
        yield from _agents(quoted)


def _agents(verb: Token) -> Iterator[Token]:
    """Who did it, in "obtained by the Herald"."""
    for child in verb.children:
        if child.dep_ in ("agent", "prep") and child.lower_ == "by":
            yield from (below for below in child.children if below.dep_ == "pobj")


def _obtainers(frame: Frame, draft: Draft, verbs: Iterable[Token]) -> Iterator[Token]:
    """Who had the papers in which it is said: "according to records obtained by X", "In a letter seen by X, she said"."""
    for verb in verbs:
        if verb.tag_ != "VBN" or verb.lemma_ not in OBTAINED or verb.dep_ not in ("acl", "relcl"):
            continue
        if verb.head.lower_ in WRITINGS and _is_where_said(frame, verb.head, draft):
            yield from _agents(verb)


def _is_where_said(frame: Frame, paper: Token, draft: Draft) -> bool:
    """Whether a paper is the source, or that in which, by the beginning of the sentence, the source says it."""
    here = frame.span((paper.i, paper.i + 1))
    if draft.source is not None and draft.source.contains(here):
        return True
    opens = paper.head.dep_ == "prep" and paper.head.i == sentence_of(paper).start
    return opens and frame.span((paper.head.head.i, paper.head.head.i + 1)).start == draft.trigger
