"""Each shape has a case that it accepts and one that it alone refuses."""

from __future__ import annotations

from pathlib import Path

import pytest
from rdflib import RDF, SH, Graph, URIRef

from app.graph.packaged import shapes_graph
from app.validation.report import Severity
from app.validation.shacl import ShaclValidator

CASES = Path(__file__).parent / "cases"
SHAPES = sorted(str(shape) for shape in shapes_graph().subjects(RDF.type, SH.NodeShape) if isinstance(shape, URIRef))


def case(shape: str, kind: str) -> Graph:
    return Graph().parse(CASES / f"{shape.rsplit('#', 1)[-1]}-{kind}.ttl")


@pytest.fixture(scope="module")
def validator() -> ShaclValidator:
    return ShaclValidator()


def test_there_are_two_cases_for_each_shape_and_no_others() -> None:
    expected = {f"{shape.rsplit('#', 1)[-1]}-{kind}" for shape in SHAPES for kind in ("valid", "invalid")}
    assert {file.stem for file in CASES.glob("*.ttl")} == expected


@pytest.mark.parametrize("shape", SHAPES)
def test_the_valid_case_breaks_nothing(shape: str, validator: ShaclValidator) -> None:
    assert validator.validate([case(shape, "valid")]).results == ()


@pytest.mark.parametrize("shape", SHAPES)
def test_the_valid_case_has_something_to_validate(shape: str) -> None:
    target = shapes_graph().value(URIRef(shape), SH.targetClass)
    assert set(case(shape, "valid").subjects(RDF.type, target))


@pytest.mark.parametrize("shape", SHAPES)
def test_the_invalid_case_breaks_its_shape_alone(shape: str, validator: ShaclValidator) -> None:
    results = validator.validate([case(shape, "invalid")]).results
    assert {str(result.shape) for result in results} == {shape}
    assert all(result.message.endswith(".") for result in results), "a message is a sentence"


def test_every_constraint_has_a_message_of_ours() -> None:
    shapes = shapes_graph()
    parts = {part for shape in SHAPES for part in shapes.objects(URIRef(shape), SH.property)}
    assert all(shapes.value(part, SH.message) for part in parts)


def test_a_quantity_of_nothing_known_is_a_warning(validator: ShaclValidator) -> None:
    data = case("#QuantityShape", "valid")
    data.remove((None, URIRef("https://schema.org/unitText"), None))
    report = validator.validate([data])
    assert report.conforms
    assert [result.severity for result in report.results] == [Severity.WARNING]
    assert report.warnings == ("It is not known what this quantity counts.",)


def test_a_property_that_the_model_lacks_is_a_violation(validator: ShaclValidator) -> None:
    data = case("#MentionShape", "valid")
    mention = next(data.subjects(RDF.type, URIRef("https://w3id.org/sayso/ontology#Mention")))
    data.add((mention, URIRef("https://w3id.org/sayso/ontology#mood"), mention))
    report = validator.validate([data])
    assert [result.message for result in report.violations] == ["The mention has a property that the model does not have."]
