"""What was joined wrongly, with the words: for whoever wants to know why a figure is what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from bench.families.found import Graph
from bench.families.score import Key, Sentence, claims_of, key_of, names_of, predicted_of, reason_of


def errors(truth: Mapping[str, Any], found: Graph, most: int) -> Iterator[str]:
    """Lines about the first ``most`` errors of each sort."""
    claims = claims_of(truth["sentences"], found.said)
    for title, lines in (
        ("not found", _missed(truth["sentences"], [sentence for sentence, _ in claims])),
        ("one fact, several claims", _apart([(sentence["fact"], claim, sentence["exact"]) for sentence, claim in claims])),
        ("one claim, several facts", _apart([(claim, sentence["fact"], sentence["exact"]) for sentence, claim in claims])),
        ("discrepancies and how they were told", _discrepancies(truth, found)),
        ("independent origins", _origins(truth, claims, found.origins)),
        ("one entity, several in the graph", _apart([(*pair, pair[0]) for pair in names_of(truth["entities"], found)])),
        ("several entities, one in the graph", _apart([(met, true, true) for true, met in names_of(truth["entities"], found)])),
    ):
        yield f"\n{title}:"
        yield from islice(lines, most)


def _missed(sentences: Iterable[Sentence], found: Iterable[Sentence]) -> Iterator[str]:
    known = {(one["document"], one["start"]) for one in found}
    for one in sentences:
        if (one["document"], one["start"]) not in known:
            yield f"  {one['document']} {one['manner']}: {one['exact']}"


def _apart(things: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """Of what should be one (the first) and is several (the second): one wording of each."""
    several: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for one, part, words in things:
        several[one].setdefault(part, words)
    for one, parts in several.items():
        if len(parts) > 1:
            yield f"  {one}: " + " | ".join(f"{part}: {words}" for part, words in parts.items())


def _discrepancies(truth: Mapping[str, Any], found: Graph) -> Iterator[str]:
    """Those that are missed and those that are wrong, in turn."""
    known, predicted = {key_of(one) for one in truth["discrepancies"]}, set(predicted_of(truth, found))
    stated = {(one["document"], one["fact"]): one["exact"] for one in truth["sentences"]}
    missed, wrong = (
        sorted(some, key=lambda key: (key[1], key[2], sorted(key[0]))) for some in (known - predicted, predicted - known)
    )
    for number in range(max(len(missed), len(wrong))):
        yield from (_differing("missed", key, stated) for key in missed[number : number + 1])
        yield from (_differing("wrong", key, stated) for key in wrong[number : number + 1])


def _differing(verdict: str, key: Key, stated: Mapping[tuple[str, str], str]) -> str:
    documents, fact, kind = key
    sides = " | ".join(f"{document}: {stated.get((document, fact), '?')}" for document in sorted(documents))
    return f"  {verdict} {kind} of {fact or 'no fact'}: {sides}"


def _origins(truth: Mapping[str, Any], claims: Iterable[tuple[Sentence, str]], origins: Mapping[str, int]) -> Iterator[str]:
    by_fact: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for sentence, claim in claims:
        by_fact[sentence["fact"]].append((claim, sentence["document"]))
    for fact in truth["facts"]:
        reason = reason_of(fact["independent_origins"], by_fact[fact["id"]], origins)
        if reason and len(fact["documents"]) > 1:
            met = sorted({claim for claim, _ in by_fact[fact["id"]]})
            numbers = ", ".join(f"{claim} ({origins.get(claim, 0)})" for claim in met)
            yield f"  {reason}: {fact['id']} has {fact['independent_origins']} ({', '.join(fact['origins'])}); found {numbers}"
