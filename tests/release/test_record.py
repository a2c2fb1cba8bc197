"""A release's record: RO-Crate and DCAT say the same as the API, and what was changed afterwards is found."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from rdflib import DCTERMS, RDF, XSD, Dataset, Graph, Literal, Namespace, URIRef

from app.answers.stats import stats
from app.errors import DataFolder, InvalidInput, NotFound
from app.release.description import DCAT, SPDX, add_versions, described
from app.release.making import About, creator, damages, kept
from app.release.record import GRAPH_FILE, STATISTICS, Creator, Release, crate_of, of_crate, record, records
from app.store.reader import SnapshotReader
from app.store.releases import RECORD, Releases
from tests.graph import sample
from tests.small_graph import published

SDO = Namespace("http://schema.org/")
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ADA = "https://orcid.org/0000-0002-1825-0097"
ABOUT = About("Detainers", None, (Creator(name="Ada Reed", iri=ADA), Creator(name="Bo")), LICENCE)


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SnapshotReader]:
    """Two small documents."""
    made = published(tmp_path_factory.mktemp("release"), (sample.first_article(), sample.second_article()))
    yield made
    made.close()


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    return Releases(tmp_path / "releases")


@pytest.fixture
def release(releases: Releases, reader: SnapshotReader) -> Release:
    """The release ``v1``."""
    return kept(releases, "v1", reader, sample.IRIS, ABOUT)


def parsed(crate: dict[str, Any]) -> Graph:
    """A crate as RDF, with the terms of RO-Crate 1.1 that it uses in place of the context that would be fetched."""
    ids = {name: {"@type": "@id"} for name in ("url", "license", "identifier")}
    local = {"@vocab": str(SDO), "File": "MediaObject", "conformsTo": {"@id": str(DCTERMS.conformsTo)}, **ids}
    assert crate["@context"][0] == "https://w3id.org/ro/crate/1.1/context"
    whole = {**crate, "@context": [local, *crate["@context"][1:]]}
    return Graph().parse(data=json.dumps(whole), format="json-ld", base="http://crate.example/")


def test_it_says_what_was_kept(release: Release, reader: SnapshotReader) -> None:
    assert release.statistics.model_dump(mode="json") == stats(reader).model_dump(mode="json")
    assert (release.sequence, release.snapshot, release.iri) == (2, "2", f"{sample.IRIS.base}/release/v1")
    assert release.creators == list(ABOUT.creators)
    assert "2 documents" in release.description


def test_the_checksum_is_that_of_the_sorted_n_quads(release: Release, releases: Releases, reader: SnapshotReader) -> None:
    content = gzip.decompress((releases.path("v1") / GRAPH_FILE).read_bytes())
    assert release.sha256 == sha256(content).hexdigest()
    assert release.size == len(content)
    assert content.splitlines() == sorted(content.splitlines())
    assert len(Dataset().parse(data=content, format="nquads")) == release.statistics.triples == reader.count()


def test_the_same_state_gives_the_same_bytes(release: Release, releases: Releases, reader: SnapshotReader) -> None:
    again = kept(releases, "v2", reader, sample.IRIS, About())
    assert again.sha256 == release.sha256
    assert [file.sha256 for file in again.files] == [file.sha256 for file in release.files]


def test_the_crate_gives_the_record_back(release: Release, releases: Releases, reader: SnapshotReader) -> None:
    assert of_crate(crate_of(release), release.statistics) == release
    plain = kept(releases, "plain", reader, sample.IRIS, About())
    assert of_crate(crate_of(plain), plain.statistics) == plain
    assert (plain.creators, plain.licence) == ([], None)
    assert "licence" in next(thing for thing in crate_of(plain)["@graph"] if thing["@id"] == "./")["license"]


def test_who_is_named_twice_is_one_creator(releases: Releases, reader: SnapshotReader) -> None:
    twice = About(creators=(Creator(name="Bo"), Creator(name="A. Reed", iri=ADA), *ABOUT.creators))
    assert kept(releases, "v1", reader, sample.IRIS, twice).creators == [Creator(name="Bo"), Creator(name="Ada Reed", iri=ADA)]


def test_what_other_versions_counted_stays(release: Release, releases: Releases) -> None:
    path = releases.path("v1") / STATISTICS
    counts = json.loads(path.read_text())
    del counts["outlets"]  # an older version did not count them
    path.write_text(json.dumps({**counts, "rumours": 3}))
    found = record(releases, "v1").model_dump()["statistics"]
    assert (found["rumours"], found["documents"], "outlets" in found) == (3, 2, False)


def test_the_crate_is_flat_and_whole(release: Release) -> None:
    """RO-Crate 1.1, 4.1: flattened; every thing that is pointed to in the crate is described there."""
    things = crate_of(release)["@graph"]
    known = {thing["@id"] for thing in things}
    pointed = {value["@id"] for thing in things for values in thing.values() for value in listed(values)}
    assert len(known) == len(things)
    assert pointed - known == {"https://w3id.org/ro/crate/1.1"}


def listed(values: object) -> list[dict[str, str]]:
    """The references among a property's values."""
    found = [value for value in (values if isinstance(values, list) else [values]) if isinstance(value, dict)]
    assert all(list(value) == ["@id"] for value in found)
    return found


def test_the_crate_reads_as_rdf(release: Release) -> None:
    graph = parsed(crate_of(release))
    root, packed = URIRef("http://crate.example/"), URIRef(f"http://crate.example/{GRAPH_FILE}")
    assert (URIRef(f"http://crate.example/{RECORD}"), SDO.about, root) in graph
    assert {str(name) for who in graph.objects(root, SDO.creator) for name in graph.objects(who, SDO.name)} == {
        "Ada Reed",
        "Bo",
    }
    assert (root, SDO.license, URIRef(LICENCE)) in graph
    assert (root, SDO.hasPart, packed) in graph
    assert graph.value(packed, SDO.sha256) == Literal(next(file.sha256 for file in release.files if file.name == GRAPH_FILE))
    assert graph.value(root, URIRef("https://w3id.org/sayso/ontology#ledgerSequence")) == Literal(2)


def test_dcat_says_the_same(release: Release) -> None:
    graph = described(release, sample.IRIS, "http://here.example")
    own, (file, _) = URIRef(release.iri), release.files
    assert (own, RDF.type, DCAT.Dataset) in graph
    assert graph.value(own, DCAT.version) == Literal("v1")
    assert graph.value(own, DCTERMS.license) == URIRef(LICENCE)
    assert graph.value(own, DCTERMS.issued) == Literal(release.created, datatype=XSD.dateTime)
    distribution = graph.value(own, DCAT.distribution)
    assert str(distribution) == file.url
    checksum = graph.value(distribution, SPDX.checksum)
    assert str(graph.value(checksum, SPDX.checksumValue)) == file.sha256


def test_the_data_set_names_its_versions(release: Release) -> None:
    graph = Graph()
    add_versions(graph, sample.IRIS, [release])
    assert list(graph.objects(sample.IRIS.dataset(), DCAT.hasVersion)) == [URIRef(release.iri)]
    assert graph.value(URIRef(release.iri), DCTERMS.title) == Literal("Detainers")


def test_an_untouched_release_holds(release: Release, releases: Releases) -> None:
    assert list(damages(releases, release.name)) == []


@pytest.mark.parametrize("name", [GRAPH_FILE, STATISTICS])
def test_a_changed_file_is_found(release: Release, releases: Releases, name: str) -> None:
    path = releases.path("v1") / name
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)
    try:
        found = list(damages(releases, "v1"))
    except DataFolder:
        assert name == STATISTICS  # no JSON any more
    else:
        assert any(line.startswith(name) for line in found)


def test_a_file_cut_short_or_missing_is_found(release: Release, releases: Releases) -> None:
    path = releases.path("v1") / GRAPH_FILE
    path.write_bytes(path.read_bytes()[:-100])
    assert len(list(damages(releases, "v1"))) == 2
    path.unlink()
    assert all("cannot be read" in line for line in damages(releases, "v1"))


def test_another_graph_is_found(release: Release, releases: Releases, tmp_path: Path) -> None:
    published(tmp_path / "other", (sample.first_article(),)).newest().store.backup(str(tmp_path / "graph"))
    releases.graph("v1").rename(tmp_path / "was")
    (tmp_path / "graph").rename(releases.graph("v1"))
    (line,) = damages(releases, "v1")
    assert line.startswith("graph/ does not hold what was kept")


@pytest.mark.parametrize("content", [b"", b"{}", b"[]", b'{"@graph": 1}', b'{"@graph": [{"@id": "./"}]}', b"\xff\xfe"])
def test_a_damaged_record_is_one_error_and_hides_no_other(
    release: Release, releases: Releases, reader: SnapshotReader, content: bytes
) -> None:
    kept(releases, "v2", reader, sample.IRIS, About())
    (releases.path("v1") / RECORD).write_bytes(content)
    with pytest.raises(DataFolder, match="record of the release 'v1' is damaged"):
        record(releases, "v1")
    assert [each.name for each in records(releases)] == ["v2"]


def test_a_release_that_is_not_there_is_not_found(releases: Releases) -> None:
    for ask in (record, lambda releases, name: list(damages(releases, name))):
        with pytest.raises(NotFound):
            ask(releases, "v1")
    assert records(releases) == []


@pytest.mark.parametrize(
    ("given", "name", "iri"),
    [("Ada Reed", "Ada Reed", None), (f" Ada Reed <{ADA}> ", "Ada Reed", ADA), ("Łukasz O'Neill", "Łukasz O'Neill", None)],
)
def test_a_creator_has_a_name_and_perhaps_an_address(given: str, name: str, iri: str | None) -> None:
    assert creator(given) == Creator(name=name, iri=iri)


@pytest.mark.parametrize("given", ["", "  ", f"<{ADA}>", "Ada <mailto:a@b>", "Ada <not an address>", "a\nb<"])
def test_what_is_no_creator_is_refused(given: str) -> None:
    with pytest.raises(InvalidInput, match="creator"):
        creator(given)


def test_a_title_may_have_any_letters() -> None:
    assert About(title="Qui a dit quoi\u00a0? 誰が何を — „x“ 😀").title


@pytest.mark.parametrize("given", ["", " ", "two\nlines", "\udcff", "a\0b"])
def test_what_is_no_line_of_text_is_refused(given: str) -> None:
    for about in ({"title": given}, {"description": given}, {"creators": (Creator(name=given),)}):
        with pytest.raises(InvalidInput, match="a line of text"):
            About(**about)


@pytest.mark.parametrize("given", ["", "CC BY 4.0", "https://example.org/a b", 'https://example.org/">'])
def test_what_is_no_address_of_a_licence_is_refused(given: str) -> None:
    with pytest.raises(InvalidInput, match="licence"):
        About(licence=given)
