"""Claims across documents: the same graph whatever the order of arrival and the history, equal to that of a rebuild."""

from __future__ import annotations

import json
from itertools import islice, pairwise
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from app.cli.local import Local, opened
from app.composition import projecting
from app.model.document import Document
from app.reading.documents import read
from app.reading.source import MediaType, Source
from app.settings import Settings
from bench.families.make import documents
from bench.families.render import Made

LEFT_OUT = ("ledgerSequence", "ontology#added", "/graph/decisions>")
"""What says when a document came and who withdrew one, and not what documents say."""

NUMBER = 10


@pytest.fixture(scope="module")
def family() -> list[tuple[Document, Made]]:
    """Ten documents of made families: copies, paraphrases, changed numbers, a second source."""
    return [(_document(made), made) for _, made in islice(documents("tune", seed=4), NUMBER)]


def _document(made: Made) -> Document:
    (document,) = read(Source("made.json", json.dumps(made.record).encode(), MediaType.JSON))
    assert isinstance(document, Document)
    return document


class Histories:
    """Data folders, each with a history of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder, self._number = folder, 0

    def after(self, family: list[tuple[Document, Made]], parts: list[list[int]]) -> frozenset[str]:
        """The graph after adding (or, the second time, retracting) these documents one after the other.

        Each part of the history is followed by a projector of its own, as if the service had been started anew.
        """
        chosen = self._fresh()
        with opened(chosen, catch_up=False) as local:
            present: set[int] = set()
            for steps in parts:
                with projecting(chosen, "test") as projector:
                    for step in steps:
                        document, made = family[step]
                        if step in present:
                            local.ledger.retract(document.id, "test")
                        else:
                            local.ledger.add(document, made.extraction)
                        present ^= {step}
                        projector.catch_up()
                    projector.publish()
            return graph(local)

    def at_once(self, family: list[tuple[Document, Made]], present: set[int]) -> frozenset[str]:
        """The graph built from nothing, of these documents alone, in the order of their numbers."""
        with opened(self._fresh(), catch_up=False) as local:
            for number in sorted(present):
                local.ledger.add(family[number][0], family[number][1].extraction)
            local.rebuild()
            return graph(local)

    def _fresh(self) -> Settings:
        self._number += 1
        return Settings(data=self._folder / str(self._number))


def graph(local: Local) -> frozenset[str]:
    """All that documents say, alone and together."""
    with local.reader() as reader:
        rows = reader.select("SELECT ?g ?s ?p ?o { GRAPH ?g { ?s ?p ?o } FILTER(!isBlank(?s) && !isBlank(?o)) }")
    lines = (f"{row['g']} {row['s']} {row['p']} {row['o']}" for row in rows)
    return frozenset(line for line in lines if not any(each in line for each in LEFT_OUT))


@pytest.fixture(scope="module")
def histories(tmp_path_factory: pytest.TempPathFactory) -> Histories:
    return Histories(tmp_path_factory.mktemp("histories"))


@pytest.mark.slow
@settings(max_examples=4, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(
    order=st.permutations(range(NUMBER)),
    again=st.lists(st.integers(0, NUMBER - 1), max_size=4),
    starts=st.sets(st.integers(1, NUMBER - 1), max_size=3),
)
def test_any_history_gives_the_graph_that_is_built_from_nothing(
    family: list[tuple[Document, Made]], histories: Histories, order: list[int], again: list[int], starts: set[int]
) -> None:
    steps = [*order, *again]
    parts = [steps[start:end] for start, end in pairwise([0, *sorted(starts), len(steps)])]
    present = {number for number in order if steps.count(number) % 2}
    assert histories.after(family, parts) == histories.at_once(family, present)


def test_documents_of_one_family_share_claims_and_differ_in_some(
    family: list[tuple[Document, Made]], histories: Histories
) -> None:
    lines = histories.at_once(family, set(range(NUMBER)))
    assert any("#Discrepancy" in line for line in lines)
    assert any("#Echo" in line for line in lines)
    claims = [line.split()[3] for line in lines if "ontology#claim>" in line]
    assert len(set(claims)) < 0.6 * len(claims)
