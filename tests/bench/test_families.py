"""Made families are what they say they are: offsets, grammar of slots, sameness for a seed, wording held apart, our shapes."""

from __future__ import annotations

import json
import re
from itertools import combinations, islice
from pathlib import Path
from random import Random
from typing import Any

import pytest

from app.cli.local import opened
from app.reading.documents import read
from app.reading.source import Failure, MediaType, Source
from app.settings import Settings
from bench.families.banks import ASSERTED, WORDINGS, bank
from bench.families.make import DOCUMENTS, ORACLE, TRUTH, documents, write
from bench.families.run import made_documents, run
from bench.families.score import scored
from bench.families.world import World

NUMBER = 30


@pytest.fixture(scope="module", params=WORDINGS)
def folder(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("families") / request.param
    assert write(path, NUMBER, seed=3, wording=request.param) == NUMBER
    return path


@pytest.fixture(scope="module")
def truth(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / TRUTH).read_text("utf-8"))
    return found


@pytest.fixture(scope="module")
def texts(folder: Path) -> dict[str, str]:
    return {document.id: document.text for document in made_documents(folder)}


def test_documents_are_read_with_the_ids_that_the_truth_names(truth: dict[str, Any], texts: dict[str, str]) -> None:
    assert list(texts) == [document["id"] for document in truth["documents"]]
    assert len(texts) == NUMBER


def test_every_place_in_the_truth_has_its_exact_words(truth: dict[str, Any], texts: dict[str, str]) -> None:
    places = [*truth["sentences"], *(name for entity in truth["entities"] for name in entity["names"])]
    assert len(places) > 10 * NUMBER
    assert [one for one in places if texts[one["document"]][one["start"] : one["end"]] != one["exact"]] == []


def test_every_attribution_of_the_oracle_is_a_sentence_of_the_truth(folder: Path, truth: dict[str, Any]) -> None:
    lines = [json.loads(line) for line in (folder / ORACLE).read_text("utf-8").splitlines()]
    attributed = [(line["document"], one["content"][0]["start"]) for line in lines for one in line["attributions"]]
    assert attributed == [(one["document"], one["start"]) for one in truth["sentences"]]


def test_the_same_seed_gives_the_same_bytes(folder: Path, tmp_path: Path) -> None:
    write(tmp_path, NUMBER, seed=3, wording=folder.name)
    files = sorted(path.relative_to(folder) for path in folder.rglob("*") if path.is_file())
    assert len(files) == NUMBER + 2
    assert [path for path in files if (folder / path).read_bytes() != (tmp_path / path).read_bytes()] == []


def test_another_seed_gives_other_texts(folder: Path, texts: dict[str, str], tmp_path: Path) -> None:
    write(tmp_path, NUMBER, seed=4, wording=folder.name)
    assert set(texts.values()).isdisjoint(document.text for document in made_documents(tmp_path))


def test_a_family_is_the_same_whichever_were_made_before_it() -> None:
    whole = [one.id for number, one in islice(documents("tune", 1), 40) if number == 2]
    assert whole
    assert [one.id for number, one in islice(documents("tune", 1, first=2), len(whole))] == whole


def test_no_slot_is_left_open_and_no_sentence_is_broken(texts: dict[str, str]) -> None:
    for text in texts.values():
        assert re.findall(r"[{}<>\[\]]|\b[Tt]he the\b|  | ,|,,|\bNone\b", text) == []


def test_sentences_begin_with_capitals(texts: dict[str, str]) -> None:
    begins = [line[:30] for text in texts.values() for line in text.splitlines() if re.match(r"[“]?[a-z]", line)]
    assert begins == []


@pytest.mark.parametrize("pair", list(combinations(WORDINGS, 2)))
def test_no_template_name_or_place_is_in_two_banks(pair: tuple[str, str]) -> None:
    tune, held_out = (bank(name) for name in pair)
    assert len(set(bank("tune").templates())) > 150
    assert min(len(set(each.templates())) for each in (tune, held_out)) > 130
    assert ASSERTED not in tune.templates()
    assert set(tune.templates()).isdisjoint(held_out.templates())
    for name in (
        "outlets",
        "wires",
        "regions",
        "places",
        "districts",
        "first",
        "last",
        "heads",
        "roles",
        "tails",
        "reporters",
        "datelines",
    ):
        assert set(tune.list(name)).isdisjoint(held_out.list(name)), name
    for words in ("hedges", "periods"):
        ours, theirs = ({one for some in each.words[words].values() for one in some} for each in (tune, held_out))
        assert ours.isdisjoint(theirs)
    assert set(tune.words["cues"]).isdisjoint(set(held_out.words["cues"]) - {"wrote"})


def test_every_kind_of_document_and_of_change_is_made(tmp_path: Path) -> None:
    write(tmp_path, 400, seed=1, wording="tune")
    truth = json.loads((tmp_path / TRUTH).read_text("utf-8"))
    kinds = {document["kind"] for document in truth["documents"]}
    assert kinds == {"primary", "article", "copy", "paraphrase", "wire", "wire copy", "citing", "second"}
    changes = {one["kind"] for one in truth["discrepancies"]}
    assert changes == {"quantity", "unit", "hedge", "scope", "polarity", "date", "wording"}
    assert {one["drift"] for one in truth["discrepancies"]} == {True, False}
    assert {fact["independent_origins"] for fact in truth["facts"]} >= {1, 2}


def test_no_two_families_are_about_the_same() -> None:
    world = World.of(bank("tune"), 1)
    chance = Random(1)
    settings = [world.setting(number, chance) for number in range(14_000)]
    assert len({(each.topic.name, each.place.name, each.year) for each in settings}) == len(settings)
    assert {each.volume for each in settings} == {0}
    assert {each.place.name for each in settings[: len(world.places)]} <= set(bank("tune").list("places"))


def test_a_person_with_another_ones_name_is_another_person(tmp_path: Path) -> None:
    write(tmp_path, 600, seed=1, wording="tune")
    truth = json.loads((tmp_path / TRUTH).read_text("utf-8"))
    people = [entity for entity in truth["entities"] if entity["type"] == "person"]
    whole = [max((name["exact"] for name in person["names"]), key=len) for person in people]
    assert len(set(whole)) < len(whole)


def test_the_oracle_takes_documents_the_road_and_is_found_whole(folder: Path, truth: dict[str, Any], tmp_path: Path) -> None:
    run(folder, tmp_path / "data", "oracle", validated=True)
    with opened(Settings(data=tmp_path / "data")) as local:
        assert len(list(local.ledger.documents())) == NUMBER
    found = scored(folder, tmp_path / "data")
    assert found.claims.number == found.sentences == len(truth["sentences"])
    assert found.entities.number == found.names
    assert found.entities.f1 > 0.95


def test_documents_are_what_sayso_add_reads(folder: Path) -> None:
    for path in (folder / DOCUMENTS).glob("*.json"):
        (document,) = read(Source(path.name, path.read_bytes(), MediaType.JSON))
        assert not isinstance(document, Failure)
        assert document.metadata.url
        assert document.metadata.publisher
        assert document.metadata.published
        assert document.language == "en"
