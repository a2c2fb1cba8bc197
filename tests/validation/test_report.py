"""A report is read by people, by machines and by SHACL tools."""

from __future__ import annotations

import json

import pytest
from rdflib import RDF, SH, Graph

from app.graph.graphs import Graphs
from app.graph.names import OA
from app.validation.shacl import ShaclValidator
from tests.graph.sample import first_article, foreign_document, graphs, second_article


@pytest.fixture(scope="module")
def validator() -> ShaclValidator:
    return ShaclValidator()


def without_suffixes() -> Graphs:
    data = graphs(second_article())
    data.document.remove((None, OA.suffix, None))
    return data


@pytest.mark.parametrize("resolution", [first_article(), second_article(), foreign_document()])
def test_what_build_makes_conforms(resolution: object, validator: ShaclValidator) -> None:
    assert validator.validate(graphs(resolution)).results == ()  # type: ignore[arg-type]


def test_the_text_says_what_is_wrong_where(validator: ShaclValidator) -> None:
    text = validator.validate(without_suffixes()).text()
    assert text.splitlines()[0].endswith("violations, 0 warnings.")
    assert "A passage has the words after it, at most 32 code points. [PassageShape] http://127.0.0.1:8000/passage/" in text


def test_the_text_of_a_good_report_says_so(validator: ShaclValidator) -> None:
    assert validator.validate(graphs(second_article())).text() == "The data conform to all shapes."


def test_the_turtle_is_a_shacl_report(validator: ShaclValidator) -> None:
    report = validator.validate(without_suffixes())
    read = Graph().parse(data=report.turtle(), format="turtle")
    node = read.value(None, RDF.type, SH.ValidationReport)
    assert read.value(node, SH.conforms).toPython() is False
    assert len(list(read.objects(node, SH.result))) == len(report.results) > 0
    assert {read.value(result, SH.resultPath) for result in read.objects(node, SH.result)} == {OA.suffix}


def test_the_json_has_every_result(validator: ShaclValidator) -> None:
    report = validator.validate(without_suffixes())
    read = json.loads(report.json())
    assert read["conforms"] is False
    assert [result["focus"] for result in read["results"]] == [str(result.focus) for result in report.results]


def test_the_same_data_give_the_same_report(validator: ShaclValidator) -> None:
    assert validator.validate(without_suffixes()).text() == ShaclValidator().validate(without_suffixes()).text()
