"""Which words report what, and in which constructions: read from ``cues.tsv``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Token

from app.extraction.attributions.candidates import Candidate
from app.extraction.attributions.unlisted import says_that
from app.model.extraction import CueKind

PARTS = {"VERB": "V", "AUX": "V", "NOUN": "N", "ADJ": "A"}


@dataclass(frozen=True)
class Lexicon:
    """``uses`` has (part of speech, lemma, construction) with the class of the cue.

    ``speech`` are the verbs that introduce quotations; ``asides`` those that may stand between commas ("the audit found"):
    those that introduce clauses.
    """

    uses: dict[tuple[str, str, str], CueKind]
    kinds: dict[tuple[str, str], CueKind]
    speech: frozenset[str]
    asides: frozenset[str]

    def reports(self, candidate: Candidate) -> bool:
        """Whether this word in this construction usually attributes something to somebody."""
        trigger = candidate.trigger
        known = (PARTS.get(trigger.pos_, ""), trigger.lemma_.lower(), candidate.construction) in self.uses
        return known or says_that(candidate)

    def says(self, verb: Token) -> bool:
        """Whether a verb introduces quotations ("said") or what was found out ("concluded")."""
        lemma = verb.lemma_.lower()
        return lemma in self.speech or self.kinds.get(("V", lemma)) is CueKind.FIND


@cache
def read_lexicon() -> Lexicon:
    """The lexicon that comes with the package: tab-separated part of speech, lemma, construction, class; ``#`` comments."""
    uses: dict[tuple[str, str, str], CueKind] = {}
    for line in files(__package__).joinpath("cues.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            part, lemma, construction, kind = line.split("\t")
            uses[part, lemma, construction] = CueKind(kind)
    speech = frozenset(lemma for (part, lemma, construction) in uses if part == "V" and construction == "quotation")
    clauses = frozenset(lemma for (part, lemma, construction) in uses if part == "V" and construction == "clause")
    return Lexicon(uses, _kinds(uses), speech, clauses)


def _kinds(uses: Mapping[tuple[str, str, str], CueKind]) -> dict[tuple[str, str], CueKind]:
    found: dict[tuple[str, str], list[CueKind]] = {}
    for (part, lemma, _), kind in uses.items():
        found.setdefault((part, lemma), []).append(kind)
    return {word: max(kinds, key=kinds.count) for word, kinds in found.items()}
