"""What README promises of the sample documents."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.calling import call

OFFICE = "Department of Homeland Security Office of Inspector General"
SHARED = """SELECT ?claim ?origin (COUNT(DISTINCT ?document) AS ?documents) WHERE {
  ?attribution sayso:claim/schema:text ?claim ; sayso:origin/skos:prefLabel ?origin ; sayso:inDocument ?document
} GROUP BY ?claim ?origin HAVING (COUNT(DISTINCT ?document) > 1)"""
RECOMMENDATIONS = SHARED.replace("WHERE {", "WHERE { ?attribution sayso:claim/sayso:claimKind 'recommendation' .")


def shared(sample_data: Path, query: str) -> dict[tuple[str, str], int]:
    """How many documents report a claim of an origin, by the claim's words and the origin."""
    done = call(sample_data, "query", "-q", query, "--format", "json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["results"]["bindings"]
    return {(row["claim"]["value"], row["origin"]["value"]): int(row["documents"]["value"]) for row in rows}


def test_two_documents_report_the_recommendations_of_one_origin(sample_data: Path) -> None:
    found = shared(sample_data, RECOMMENDATIONS)
    assert list(found.values()) == [2] * 4
    assert {origin for _, origin in found} == {OFFICE}
    assert found.items() <= shared(sample_data, SHARED).items()


def test_documents_that_report_the_audits_figures_in_other_words_have_them_from_one_origin(sample_data: Path) -> None:
    figures = {claim: number for (claim, origin), number in shared(sample_data, SHARED).items() if origin == OFFICE}
    assert [number >= 3 for claim, number in figures.items() if "675 jurisdictions" in claim] == [True]
    assert [number >= 3 for claim, number in figures.items() if "2.37 million" in claim] == [True]
