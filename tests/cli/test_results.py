"""What one reads from the samples: stats, queries, exports, checks."""

from __future__ import annotations

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest

from tests.cli.calling import Sayso, call, command, environment

AGENCIES = "SELECT ?name WHERE { ?agency a sayso:Agency ; skos:prefLabel ?name } ORDER BY ?name"
ICE = "U.S. Immigration and Customs Enforcement"


def test_adding_again_changes_nothing(sample_data, samples) -> None:
    before = sorted(call(sample_data, "export", "nquads").stdout.splitlines())
    again = call(sample_data, "add", "--json", samples)
    lines = [json.loads(line) for line in again.stdout.splitlines()]
    assert again.returncode == 0
    assert {line["status"] for line in lines if "name" in line} == {"known"}
    assert sorted(call(sample_data, "export", "nquads").stdout.splitlines()) == before


def test_stats_count_the_samples(on_samples: Sayso) -> None:
    stats = json.loads(on_samples("stats", "--json").stdout)
    assert (stats["documents"], stats["primary"]) == (12, 2)
    assert stats["entities_by_type"]["agency"] > 3


def test_stats_for_people_name_what_is_counted(on_samples: Sayso) -> None:
    shown = on_samples("stats").stdout
    assert "Documents" in shown
    assert "Harbor Ledger" in shown


def test_a_query_gives_rows_in_each_format(on_samples: Sayso) -> None:
    rows = list(csv.DictReader(io.StringIO(on_samples("query", "-q", AGENCIES, "--format", "csv").stdout)))
    assert ICE in [row["name"] for row in rows]
    found = json.loads(on_samples("query", "-q", AGENCIES, "--format", "json").stdout)
    assert len(found["results"]["bindings"]) == len(rows)
    assert on_samples("query", "-q", AGENCIES, "--format", "tsv").stdout.startswith("?name\n")
    assert ICE in on_samples("query", "-q", AGENCIES).stdout


def test_a_query_from_a_file(on_samples: Sayso, tmp_path) -> None:
    path = tmp_path / "count.rq"
    path.write_text("PREFIX s: <https://w3id.org/sayso/ontology#> SELECT (COUNT(?d) AS ?n) WHERE { ?d a s:Document }")
    assert on_samples("query", path, "--format", "csv").stdout.split() == ["n", "12"]


def test_a_construct_query_gives_turtle(on_samples: Sayso) -> None:
    done = on_samples("query", "-q", "CONSTRUCT WHERE { ?a a sayso:Agency }", "--format", "turtle")
    assert "Agency" in done.stdout


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["-q", "SELECT ?x WHERE {"], 2),
        (["-q", "INSERT DATA { <urn:a> <urn:b> <urn:c> }"], 1),
        (["--name", "no-such-query"], 1),
        (["no-such-file.rq"], 1),
    ],
)
def test_a_query_that_cannot_be_run_is_said_in_one_line(on_samples: Sayso, arguments, code) -> None:
    done = on_samples("query", *arguments)
    assert done.returncode in {1, 2} if code == 1 else done.returncode == code
    assert done.stdout == ""
    assert len(done.stderr.strip().splitlines()) == 1


def test_exports_are_well_formed(on_samples: Sayso, tmp_path) -> None:
    networkx = pytest.importorskip("networkx")
    path = tmp_path / "out.graphml"
    assert on_samples("export", "graphml", "-o", path).returncode == 0
    assert len(networkx.read_graphml(path)) > 20
    assert json.loads(on_samples("export", "cytoscape").stdout)["elements"]["nodes"]


def test_the_reader_of_an_export_may_leave(sample_data) -> None:
    process = subprocess.Popen(
        command(sample_data, "export", "nquads"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdout
    assert process.stderr
    process.stdout.readline()
    process.stdout.close()
    messages = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 0
    assert messages == ""


def test_check_finds_nothing_wrong_with_the_samples(on_samples: Sayso) -> None:
    done = on_samples("check", "--format", "json")
    assert done.returncode == 0, done.stdout
    assert json.loads(done.stdout)["conforms"] is True


def test_a_token_is_shown_once_and_can_be_revoked(sayso: Sayso) -> None:
    secret = sayso("token", "create", "newsroom").stdout.split()[-1]
    listed = sayso("token", "list", "--json").stdout
    assert secret not in listed
    (token,) = [json.loads(line) for line in listed.splitlines()]
    assert token["name"] == "newsroom"
    assert sayso("token", "revoke", str(token["id"])).returncode == 0
    assert sayso("token", "revoke", "999999").returncode == 1


def test_an_authority_file_is_added_and_listed(sayso: Sayso, tmp_path) -> None:
    path = tmp_path / "city.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix sayso: <https://w3id.org/sayso/ontology#> .\n"
        '<https://city.example/boards/water> a sayso:Agency ; skos:prefLabel "Tarrow Water Board" ; skos:notation "TWB" .\n'
    )
    assert sayso("authority", "add", path).returncode == 0
    assert "city" in sayso("authority", "list").stdout
    empty = tmp_path / "empty.ttl"
    empty.touch()
    refused = sayso("authority", "add", empty)
    assert refused.returncode != 0
    assert len(refused.stderr.strip().splitlines()) == 1


def test_another_text_at_an_address_takes_the_place_of_the_older_one_and_tells_what_changed(tmp_path: Path) -> None:
    first = {
        "url": "https://example.org/bridges",
        "publisher": "Harbor Ledger",
        "title": "City counts 120 bridges",
        "text": "City counts 120 bridges\n\nThe Larkspur Roads Department said that 120 bridges need repair this year.\n",
    }
    second = {name: value.replace("120", "210") for name, value in first.items()}
    both = tmp_path / "both.jsonl"
    both.write_text("\n".join(map(json.dumps, (first, second))), "utf-8")
    assert call(tmp_path / "data", "add", both).returncode == 0
    told = "SELECT ?d ?kind { ?d a sayso:Document . OPTIONAL { ?x sayso:discrepancyKind ?kind } }"
    rows = [line.split(",") for line in call(tmp_path / "data", "query", "-q", told, "--format", "csv").stdout.split()[1:]]
    assert (len({document for document, _ in rows}), {kind for _, kind in rows}) == (1, {"headline", "quantity"})
    assert call(tmp_path / "data", "check").returncode == 0
