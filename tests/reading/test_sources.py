"""Paths, folders, side files and standard input to documents; what cannot be read is one line, and the others go in."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest

from app.errors import TooLarge
from app.model.document import Document, Kind
from app.reading.documents import read_all
from app.reading.metadata import known
from app.reading.source import Failure
from app.reading.sources import sources

TEXT = "The ferry sailed at noon. “It is late,” said the captain."
LIMIT = 10_000


def read(*paths: object, stdin: bytes = b"", limit: int = LIMIT, **options: str) -> list[Document | Failure]:
    return list(read_all(sources([str(p) for p in paths], limit=limit, options=known(options), stdin=io.BytesIO(stdin))))


def one(*paths: object, stdin: bytes = b"", limit: int = LIMIT, **options: str) -> Document:
    (document,) = read(*paths, stdin=stdin, limit=limit, **options)
    assert isinstance(document, Document), str(document)
    return document


def failure(*paths: object, stdin: bytes = b"", limit: int = LIMIT) -> Failure:
    (failed,) = read(*paths, stdin=stdin, limit=limit)
    assert isinstance(failed, Failure)
    assert "\n" not in str(failed)
    return failed


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.txt", b"", "it is empty"),
        ("a.txt", b"abc\0", "binary"),
        ("a.txt", b"\x89PNG\r\n\x1a\n\0", "PNG"),
        ("a.txt", "café".encode()[:-1], "broken UTF-8 at byte 3"),
        ("a.txt", b"... --- ...", "no words"),
        ("a.html", b"<html><script>var a = 'a sentence in a script.';</script><nav>Home News</nav></html>", "no article text"),
        ("a.html", b"<html></html>", "no article text"),
        ("a.json", b'{"title": "Ferry"}', "neither text nor html"),
        ("a.json", b'{"text": " "}', "neither text nor html"),
        ("a.json", b'{"text": 7}', "text must be a string, not a number"),
        ("a.json", b'{"text": "abc', r"not valid JSON: .* \(line 1, column 10\)"),
        ("a.json", b"[]", "empty array"),
        ("a.json", b"null", "not null"),
        ("a.json", b"[" * 50_000, "nested too deep"),
        ("a.json", b'{"text": "x \\ud83d y"}', "half of a surrogate pair"),
        ("a.json", b'{"text": "x \\u0000 y"}', "a NUL character at character 2"),
        ("a.json", b'{"text": "caf\xe9"}', "broken UTF-8 at byte 13"),
        ("a.json", b'{"text": "A word.", "published": "01/02/2018"}', "published is not a date"),
        ("a.json", b'{"text": "A word.", "url": "ferry"}', "url must be an http or https address"),
        ("a.json", b'{"text": "A word.", "kind": "poem"}', "kind must be article or primary"),
        ("a.json", b'{"text": "A word.", "title": 3}', "title must be text"),
        ("a.jsonl", b"", "it is empty"),
        ("a.jsonl", b"\x89PNG\r\n\x1a\n\0", "PNG"),
        ("a.pdf", b"%PDF-1.7", "a PDF that is damaged"),
        ("a.odd", b"abc", "odd is not a format"),
        ('it\'s "new".txt', b"", "it is empty"),
        ("a\nb.txt", b"", "it is empty"),
    ],
)
def test_bad_input_is_one_line_and_the_others_go_in(tmp_path: Path, name: str, data: bytes, says: str) -> None:
    bad, good = tmp_path / name, tmp_path / 'good one\'s "best".txt'
    bad.write_bytes(data)
    good.write_text(TEXT)
    failed, document = read(bad, good, limit=100_000)
    assert isinstance(failed, Failure)
    assert isinstance(document, Document)
    assert re.search(says, str(failed))
    assert len(str(failed).splitlines()) == 1
    assert failed.error.exit_code in {1, 2}


def test_a_missing_file_and_an_address_are_reported(tmp_path: Path) -> None:
    assert "no such file" in str(failure(tmp_path / "gone.txt"))
    assert "not fetched" in str(failure("https://herald.example/ferry"))


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(20_000_000_000)  # sparse: reading it would fill the memory
    assert isinstance(failure(path).error, TooLarge)


def test_large_standard_input_and_lines_are_refused(tmp_path: Path) -> None:
    assert isinstance(failure("-", stdin=b"a " * LIMIT).error, TooLarge)
    lines = tmp_path / "a.jsonl"
    lines.write_bytes(json.dumps({"text": "a " * LIMIT}).encode() + b"\n" + json.dumps({"text": TEXT}).encode())
    failed, document = read(lines)
    assert isinstance(failed, Failure)
    assert isinstance(failed.error, TooLarge)
    assert failed.name.endswith("a.jsonl:1")
    assert isinstance(document, Document)


def test_a_broken_line_is_an_error_of_that_line_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"text": "The first one."}\r\n{oops\n\n{"text": "caf\xe9"}\n{"text": "The last one."}')
    found = [r.text if isinstance(r, Document) else r.name.rsplit(":", 1)[1] for r in read(path)]
    assert found == ["The first one.", "2", "4", "The last one."]


def test_an_array_gives_its_documents_by_place(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps([{"text": TEXT, "published": "Jan. 29, 2018", "kind": "primary"}, {"title": "None"}]))
    document, failed = read(path)
    assert isinstance(document, Document)
    assert (document.metadata.published, document.metadata.kind) == ("2018-01-29", Kind.PRIMARY)
    assert isinstance(failed, Failure)
    assert failed.name.endswith("a.json[1]")


def test_a_folder_is_read_in_order_without_hidden_side_and_other_files(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    (tmp_path / ".git").mkdir()
    for name in ("c.txt", "b/a.txt", "a.txt", ".hidden.txt", ".git/a.txt"):
        (tmp_path / name).write_text(f"{TEXT} {name}")
    for name in ("README.md", "ferry.jpg", "LICENSE"):
        (tmp_path / name).write_text("Not a document.")
    (tmp_path / "a.json").write_text('{"publisher": "Herald"}')
    found = read(tmp_path)
    assert [d.text.split()[-1] for d in found if isinstance(d, Document)] == ["a.txt", "c.txt", "b/a.txt"]
    assert len(found) == 3


def test_a_folder_without_documents_is_an_error(tmp_path: Path) -> None:
    assert "no documents" in str(failure(tmp_path))


def test_options_win_over_the_side_file_and_that_over_the_document(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"publisher": "Side", "title": "Side", "url": null}')
    (tmp_path / "articles.json").write_text('[{"file": "a.html", "publisher": "List", "author": "List", "kind": "primary"}]')
    page = '<html><head><title>Page</title><meta name="author" content="Page">'
    page += '<meta property="article:published_time" content="2018-01-29">'
    (tmp_path / "a.html").write_text(f"{page}</head><body><article><p>{TEXT}</p></article></body></html>")
    metadata = one(tmp_path / "a.html", title="Option").metadata
    assert (metadata.title, metadata.publisher, metadata.author, metadata.published) == ("Option", "Side", "List", "2018-01-29")
    assert metadata.kind is Kind.PRIMARY


def test_a_broken_side_file_is_named_and_its_document_not_read_without_it(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.json").write_text('{"published": "soon"}')
    assert "side file a.json: published is not a date" in str(failure(tmp_path / "a.txt"))
    (tmp_path / "a.json").unlink()
    (tmp_path / "articles.json").write_text("[{")
    assert "articles.json" in str(failure(tmp_path / "a.txt"))


def test_a_list_that_names_an_absent_file_is_reported(tmp_path: Path) -> None:
    (tmp_path / "articles.json").write_text('[{"file": "a.txt"}, {"file": "b.txt"}]')
    (tmp_path / "a.txt").write_text(TEXT)
    document, failed = read(tmp_path)
    assert isinstance(document, Document)
    assert "'b.txt', which is not there" in str(failed)


def test_side_files_named_by_a_shells_star_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "a.json").write_text('{"publisher": "Herald"}')
    (tmp_path / "articles.json").write_text('[{"file": "a.txt", "author": "Ann Lee"}]')
    assert one(*sorted(tmp_path.iterdir())).metadata.publisher == "Herald"


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (TEXT.encode(), TEXT),
        (b'{"text": "Some words."}', "Some words."),
        (b'[{"text": "Some words."}]', "Some words."),
        (b'{\n"text":\n"Some words."\n}', "Some words."),
        (b"<p>The ferry sailed at noon. It was late.</p>", "The ferry sailed at noon. It was late."),
        (
            b"<!DOCTYPE html><html><body><p>The ferry sailed at noon. It was late.</p></body></html>",
            "The ferry sailed at noon. It was late.",
        ),
        (b"[The ferry sailed.]", "[The ferry sailed.]"),
    ],
)
def test_the_format_of_standard_input_is_seen(data: bytes, text: str) -> None:
    assert one("-", stdin=data).text == text


def test_json_lines_come_from_standard_input() -> None:
    results = read("-", stdin=b'{"text": "One word."}\n{"text": "Two words."}\n')
    assert [r.text for r in results if isinstance(r, Document)] == ["One word.", "Two words."]


def test_a_page_in_a_text_file_is_a_page(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("<!doctype html><html><body><p>The ferry sailed at noon. It was late.</p></body></html>")
    assert one(tmp_path / "a.txt").text == "The ferry sailed at noon. It was late."


def test_text_is_kept_exactly(tmp_path: Path) -> None:
    text = "The “ferry”\u00a0sailed.\r\n\r\nE\u0301tienne 🚢 waited.\r\n"
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert one(tmp_path / "a.txt").text == text
