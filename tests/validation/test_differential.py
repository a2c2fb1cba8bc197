"""Plain pySHACL is the oracle: our quick way of calling it must find the same, on every case and on graphs broken at random."""

from __future__ import annotations

import random
from pathlib import Path

import pyshacl
import pytest
from rdflib import RDF, SH, XSD, Graph, Literal, URIRef

from app.graph.names import OA
from app.graph.packaged import shapes_graph
from app.validation.compiled import compile_shapes
from app.validation.report import SHACL_SEVERITY, Report, Result
from app.validation.shacl import ShaclValidator
from tests.graph.sample import graphs, second_article

CASES = sorted((Path(__file__).parent / "cases").glob("*.ttl"))
SHAPES = shapes_graph()
OWNERS = compile_shapes(SHAPES).owners
SEVERITIES = {iri: severity for severity, iri in SHACL_SEVERITY.items()}


@pytest.fixture(scope="module")
def validator() -> ShaclValidator:
    return ShaclValidator(SHAPES)


def by_pyshacl(data: Graph) -> Report:
    """What ``pyshacl.validate`` says, as a report of ours."""
    said = pyshacl.validate(data, shacl_graph=SHAPES)[1]
    return Report.of(as_result(said, node) for node in said.subjects(RDF.type, SH.ValidationResult))


def as_result(said: Graph, node: object) -> Result:
    path = said.value(node, SH.resultPath)
    return Result(
        SEVERITIES[said.value(node, SH.resultSeverity)],
        said.value(node, SH.focusNode),
        path if isinstance(path, URIRef) else None,
        said.value(node, SH.value),
        " ".join(sorted(str(message) for message in said.objects(node, SH.resultMessage))),
        OWNERS[said.value(node, SH.sourceShape)],
        said.value(node, SH.sourceConstraintComponent),
    )


def broken(seed: int) -> Graph:
    """The sample article's graph with a dozen faults: triples lost, doubled under another value, or with an odd value.

    There is no ill-typed integer among them: rdflib's evaluator, which the oracle needs, does not come back from one.
    """
    chance = random.Random(seed)
    data = Graph()
    for triple in sorted(graphs(second_article()).union()):
        data.add(triple)
    triples = sorted(data)
    others = [
        Literal("odd"),
        Literal("-3", datatype=XSD.integer),
        Literal("2018-02-31", datatype=XSD.date),
        Literal("2.5", datatype=XSD.decimal),
        Literal("mot", lang="fr"),
        URIRef("http://127.0.0.1:8000/nowhere"),
    ]
    for subject, name, value in chance.sample(triples, 12):
        if chance.random() < 0.5:
            data.remove((subject, name, value))
        if chance.random() < 0.7:
            data.add((subject, name, chance.choice([*others, chance.choice(triples)[2]])))
    return data


@pytest.mark.parametrize("case", CASES, ids=lambda file: file.stem)
def test_the_same_on_every_case(case: Path, validator: ShaclValidator) -> None:
    data = Graph().parse(case)
    assert validator.validate([data]) == by_pyshacl(data)


@pytest.mark.parametrize("seed", range(16))
def test_the_same_on_broken_graphs(seed: int, validator: ShaclValidator) -> None:
    data = broken(seed)
    expected = by_pyshacl(data)
    assert expected.results, "a graph with a dozen faults breaks something"
    assert validator.validate([data]) == expected


def test_the_same_on_passages_of_every_length(validator: ShaclValidator) -> None:
    """The constraint that is checked in Python, with code points outside the basic plane and with two ends."""
    for exact, ends in (("🧑‍🚀é", ["4"]), ("🧑‍🚀é", ["5"]), ("ab", ["2", "3"]), ("", ["0"])):
        data = Graph().parse(CASES[0].parent / "PassageShape-valid.ttl")
        passage = next(data.subjects(OA.exact))
        data.set((passage, OA.exact, Literal(exact)))
        data.remove((passage, OA.end, None))
        for end in ends:
            data.add((passage, OA.end, Literal(end, datatype=XSD.integer)))
        assert validator.validate([data]) == by_pyshacl(data)


def test_an_offset_that_is_no_number_is_a_violation(validator: ShaclValidator) -> None:
    data = Graph().parse(CASES[0].parent / "PassageShape-valid.ttl")
    passage = next(data.subjects(OA.exact))
    data.set((passage, OA.end, Literal("x", datatype=XSD.integer)))
    assert {result.path for result in validator.validate([data]).violations} == {OA.end}
