"""The encoder that ships, on sentences of our own."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from app.errors import DataFolder
from app.extraction.encoder.encoder import Encoder, Reading
from app.model.text import Span

SPOKEN = "The mayor said on Monday that the bridge would stay closed until June."


def read(encoder: Encoder, *lines: str) -> tuple[str, Reading]:
    text = "\n".join(lines)
    starts = [text.index(line) for line in lines]
    return text, encoder.read(text, [Span(start, start + len(line)) for start, line in zip(starts, lines, strict=True)])


def test_who_says_what_with_which_word(encoder: Encoder) -> None:
    text, reading = read(encoder, SPOKEN)
    (relation,) = reading.relations
    assert relation.source is not None
    assert relation.cue is not None
    assert (relation.source.of(text), relation.cue.of(text).split()[0]) == ("The mayor", "said")
    assert "the bridge would stay closed until June" in relation.content[0].of(text)
    assert 0 < relation.confidence <= 1


def test_a_text_is_read_alike_every_time(encoder: Encoder) -> None:
    first = encoder.read(SPOKEN, [Span(0, len(SPOKEN))])
    encoder.read("Nothing was reported. " * 40, [Span(0, 880)])
    assert encoder.read(SPOKEN, [Span(0, len(SPOKEN))]) == first


def test_nothing_and_blank_lines_hold_nothing(encoder: Encoder) -> None:
    assert encoder.read("", []) == Reading()
    assert encoder.read("  \n ", [Span(0, 2)]) == Reading()


def test_a_text_longer_than_a_window_is_read_to_its_end(encoder: Encoder) -> None:
    lines = [f"Section {number} of the harbor plan has {number} pages." for number in range(80)]
    text, reading = read(encoder, *lines, SPOKEN)
    assert any("the bridge would stay closed" in span.of(text) for each in reading.relations for span in each.content)


def test_an_acronym_in_capitals_is_a_body(encoder: Encoder) -> None:
    text, reading = read(encoder, "Officers of ICE and the FBI searched the warehouse in Ohio, said Anna Kowalski.")
    found = {name.span.of(text): name.type for name in reading.names}
    assert found.get("ICE") in ("agency", "organization")
    assert found.get("Ohio") == "place"
    assert found.get("Anna Kowalski") == "person"


@pytest.fixture
def copied(encoder_folder: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(encoder_folder, tmp_path / "encoder"))


def test_other_weights_than_the_record_names_are_refused(copied: Path) -> None:
    with (copied / "links.npz").open("ab") as file:
        file.write(b"!")
    with pytest.raises(DataFolder, match="checksum"):
        Encoder.load(copied)


@pytest.mark.parametrize("missing", ["model.json", "encoder.onnx", "tokenizer.json"])
def test_a_folder_without_one_of_its_files_is_refused(copied: Path, missing: str) -> None:
    (copied / missing).unlink()
    with pytest.raises(DataFolder, match="no model"):
        Encoder.load(copied)


@pytest.mark.parametrize("record", ["{", "{}", "[]", '{"sha256": {}, "special": {}}'])
def test_a_broken_record_is_refused(copied: Path, record: str) -> None:
    (copied / "model.json").write_text(record, "utf-8")
    with pytest.raises(DataFolder, match="no model"):
        Encoder.load(copied)


def test_the_folder_is_small_enough_to_ship(encoder_folder: Path) -> None:
    assert sum(path.stat().st_size for path in encoder_folder.iterdir()) < 30_000_000


def test_every_file_of_the_model_has_a_checksum_or_is_the_card(encoder_folder: Path) -> None:
    named = json.loads((encoder_folder / "model.json").read_text("utf-8"))["sha256"]
    assert {path.name for path in encoder_folder.iterdir()} == {*named, "model.json", "README.md"}
