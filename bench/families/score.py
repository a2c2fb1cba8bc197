"""How well documents were joined: the graph against the truth of made families."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import Any, TypeAlias

from bench.families.bcubed import Share, b_cubed
from bench.families.found import Differing, Graph, Said, Side, Stretch, graph
from bench.families.make import TRUTH

LEAST_OVERLAP = 0.5
"""Intersection over union from which on a found span is a true one's."""
NAMING = frozenset({"name", "acronym", "citation"})
Sentence: TypeAlias = Mapping[str, Any]
Key: TypeAlias = tuple[frozenset[str], str, str]
"""A discrepancy: its two documents, the fact, the kind."""


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of one run. ``by_kind`` are the discrepancies', ``origins`` right and all claims of two documents or more."""

    sentences: int
    claims: Share
    names: int
    entities: Share
    discrepancies: Share
    by_kind: dict[str, Share]
    by_value: float
    drift: tuple[int, int]
    origins: tuple[int, int]
    wrong_origins: Counter[str]


def known(folder: Path, data: Path) -> tuple[Mapping[str, Any], Graph]:
    """The truth of a folder of families, and what the graph in a data folder says of its documents."""
    truth = json.loads((folder / TRUTH).read_text("utf-8"))
    return truth, graph(data, [document["id"] for document in truth["documents"]])


def scored(folder: Path, data: Path) -> Scores:
    """Compare the graph in a data folder with the truth of a folder of families."""
    return compared(*known(folder, data))


def compared(truth: Mapping[str, Any], found: Graph) -> Scores:
    """Compare a graph with the truth."""
    claims = claims_of(truth["sentences"], found.said)
    names = list(names_of(truth["entities"], found))
    expected, predicted = {key_of(one): one for one in truth["discrepancies"]}, predicted_of(truth, found)
    right, wrong = right_origins(truth, claims, found.origins)
    return Scores(
        len(truth["sentences"]),
        b_cubed([(sentence["fact"], claim) for sentence, claim in claims]),
        sum(name["form"] in NAMING for entity in truth["entities"] for name in entity["names"]),
        b_cubed(names),
        _share(set(expected), set(predicted)),
        {kind: _share(_of_kind(expected, kind), _of_kind(predicted, kind)) for kind in _kinds(expected, predicted)},
        _values_found(truth, expected, set(predicted)),
        (
            sum(expected[key]["drift"] == predicted[key].drift for key in expected if key in predicted),
            len(set(expected) & set(predicted)),
        ),
        (right, right + sum(wrong.values())),
        wrong,
    )


def overlap(one: Sequence[Stretch], other: Sequence[Stretch]) -> float:
    """Intersection over union of two lists of stretches, in characters; the stretches of a list do not overlap."""
    common = sum(max(0, min(a[1], b[1]) - max(a[0], b[0])) for a in one for b in other)
    return common / (sum(end - start for start, end in (*one, *other)) - common)


def claims_of(sentences: Iterable[Sentence], said: Iterable[Said]) -> list[tuple[Sentence, str]]:
    """The true sentences that were found, each with the claim of the attribution that overlaps it most."""
    by_document: defaultdict[str, list[Said]] = defaultdict(list)
    for one in said:
        by_document[one.document].append(one)
    found = []
    for sentence in sentences:
        span = ((sentence["start"], sentence["end"]),)
        shares = [(overlap(span, one.content), one.claim) for one in by_document[sentence["document"]]]
        share, claim = max(shares, default=(0.0, ""))
        if share >= LEAST_OVERLAP:
            found.append((sentence, claim))
    return found


def right_origins(
    truth: Mapping[str, Any], claims: Iterable[tuple[Sentence, str]], origins: Mapping[str, int]
) -> tuple[int, Counter[str]]:
    """How many facts of two documents or more have the right number of independent origins, and why the others have not.

    The number is that of the claim to which more than half of the fact's found sentences were joined.
    """
    by_fact: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for sentence, claim in claims:
        by_fact[sentence["fact"]].append((claim, sentence["document"]))
    right, wrong = 0, Counter[str]()
    for fact in truth["facts"]:
        if len(fact["documents"]) > 1:
            reason = reason_of(fact["independent_origins"], by_fact[fact["id"]], origins)
            right += not reason
            wrong.update([reason] if reason else [])
    return right, wrong


def reason_of(true: int, joined: Sequence[tuple[str, str]], origins: Mapping[str, int]) -> str:
    """Why a fact's number of origins is wrong; empty where it is right."""
    numbers = Counter(claim for claim, _ in joined)
    claim, most = max(numbers.items(), key=lambda item: (item[1], item[0]), default=("", 0))
    if most * 2 <= len(joined) or len({document for other, document in joined if other == claim}) < 2:
        return "not joined"
    number = origins.get(claim, 0)
    return "" if number == true else "too many" if number > true else "too few"


def names_of(entities: Iterable[Mapping[str, Any]], found: Graph) -> Iterator[tuple[str, str]]:
    """(true entity, found entity) of each name that was found; descriptions and pronouns are left out."""
    by_document: defaultdict[str, list[tuple[Stretch, str]]] = defaultdict(list)
    for one in found.named:
        by_document[one.document].append((one.span, one.entity))
    for entity in entities:
        for name in entity["names"]:
            if name["form"] in NAMING:
                span = ((name["start"], name["end"]),)
                shares = [(overlap(span, (other,)), met) for other, met in by_document[name["document"]]]
                share, met = max(shares, default=(0.0, ""))
                if share >= LEAST_OVERLAP:
                    yield entity["id"], met


def key_of(one: Mapping[str, Any]) -> Key:
    """What makes an expected discrepancy the same as one that was found."""
    return frozenset(one["documents"]), one["fact"], one["kind"]


def predicted_of(truth: Mapping[str, Any], found: Graph) -> dict[Key, Differing]:
    """The discrepancies that were found, by what they say, without those that may be told or not."""
    sentences: defaultdict[str, list[Sentence]] = defaultdict(list)
    for sentence in truth["sentences"]:
        sentences[sentence["document"]].append(sentence)
    tolerated = {key_of(one) for one in truth["tolerated"]}
    predicted = {}
    for each, (first, second) in ((one, pair) for one in found.differing for pair in _pairs(one)):
        facts = sorted(set.intersection(*(_facts(sentences[side.document], side) for side in (first, second))))
        key = frozenset((first.document, second.document)), facts[0] if facts else "", each.kind
        if key not in tolerated:
            predicted[key] = each
    return predicted


def _pairs(one: Differing) -> Iterator[tuple[Side, Side]]:
    """Each document that has the one value, with each that has the other."""
    stances = ([side for side in one.sides if side.stance == stance] for stance in (1, 2))
    return product(*stances)  # type: ignore[return-value]


def _facts(sentences: Iterable[Sentence], side: Side) -> set[str]:
    """The facts of the sentences that a passage lies in or covers."""
    start, end = side.span
    return {one["fact"] for one in sentences if start < one["end"] and one["start"] < end}


def _share(known: set[Key], predicted: set[Key]) -> Share:
    both = len(known & predicted)
    return Share(both / len(predicted) if predicted else 1.0, both / len(known) if known else 1.0, len(known))


def _of_kind(keys: Iterable[Key], kind: str) -> set[Key]:
    return {key for key in keys if key[2] == kind}


def _kinds(*some: Iterable[Key]) -> list[str]:
    return sorted({key[2] for keys in some for key in keys})


def _values_found(truth: Mapping[str, Any], known: Iterable[Key], predicted: set[Key]) -> float:
    """The share of pairs of differing values of a fact, of a kind, that are shown by some pair of documents at least."""
    stated = {(one["document"], one["fact"]): json.dumps(one["values"], sort_keys=True) for one in truth["sentences"]}
    found: defaultdict[tuple[frozenset[str], str, str], bool] = defaultdict(bool)
    for key in known:
        documents, fact, kind = key
        found[frozenset(stated[document, fact] for document in documents), fact, kind] |= key in predicted
    return sum(found.values()) / len(found) if found else 1.0


def report(scores: Scores) -> str:
    """The figures for a person."""
    drift, drifts = scores.drift
    right, claims = scores.origins
    wrong = ", ".join(f"{number} {reason}" for reason, number in sorted(scores.wrong_origins.items())) or "none"
    lines = [
        f"sentences found: {scores.claims.number} of {scores.sentences}",
        f"claims, B³: {_line(scores.claims)}",
        f"names found: {scores.entities.number} of {scores.names}",
        f"entities, B³: {_line(scores.entities)}",
        f"discrepancies: {_line(scores.discrepancies)} of {scores.discrepancies.number}",
        *(f"  {kind:<10} {_line(share)} of {share.number}" for kind, share in scores.by_kind.items()),
        f"  differing values shown by one pair of documents at least: {scores.by_value:.3f}",
        f"  drift told right: {drift} of {drifts}",
        f"independent origins right: {right} of {claims} ({right / claims if claims else 1:.3f}); wrong: {wrong}",
    ]
    return "\n".join(lines)


def _line(share: Share) -> str:
    return f"precision {share.precision:.3f}, recall {share.recall:.3f}, F1 {share.f1:.3f}"
