"""What README promises of the sample documents."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.calling import call

SHARED = """SELECT ?claim ?origin (COUNT(DISTINCT ?document) AS ?documents) WHERE {
  ?attribution sayso:claim/schema:text ?claim ; sayso:origin/skos:prefLabel ?origin ; sayso:inDocument ?document
} GROUP BY ?claim ?origin HAVING (COUNT(DISTINCT ?document) > 1)"""


def test_two_documents_report_the_recommendations_of_one_origin(sample_data: Path) -> None:
    done = call(sample_data, "query", "-q", SHARED, "--format", "json")
    assert done.returncode == 0, done.stderr
    rows = json.loads(done.stdout)["results"]["bindings"]
    assert [row["documents"]["value"] for row in rows] == ["2"] * 4
    assert {row["origin"]["value"] for row in rows} == {"Department of Homeland Security Office of Inspector General"}
