"""Which format a source is in, by its name or by its first bytes."""

from __future__ import annotations

import json
import re
from pathlib import PurePath

from app.reading.source import MediaType
from app.reading.vocabulary import word_set

BY_EXTENSION = {
    ".txt": MediaType.TEXT,
    ".text": MediaType.TEXT,
    ".html": MediaType.HTML,
    ".htm": MediaType.HTML,
    ".xhtml": MediaType.HTML,
    ".json": MediaType.JSON,
    ".pdf": MediaType.PDF,
}
LINES = frozenset({".jsonl", ".ndjson"})
"""Extensions of JSON Lines: one document a line."""

READ = "give .txt, .html, .pdf, .json or .jsonl"
BESIDE = word_set(
    ".md .markdown .rst .css .js .mjs .map .svg .png .jpg .jpeg .gif .webp .ico .woff .woff2 .ttf .otf .csv .tsv .yaml "
    ".yml .toml .ini .cfg .log .lock .py .sh .sha256 .md5 .bak .tmp .swp .rq .ttl .trig .nq .nt"
)
"""Extensions of files that commonly lie beside documents in a folder and are none."""

BESIDE_NAMES = re.compile(
    r"^(?:readme|licen[cs]e|copying|notice|changelog|contributing|authors|makefile|dockerfile|thumbs\.db)(?:\.txt)?$",
    re.IGNORECASE,
)
PAGE = re.compile(rb"^(?>\s+|<!--.*?-->|<\?xml[^>]*\?>)*+<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE | re.DOTALL)
FRAGMENT = re.compile(rb"^\s*<(?:p|div|article|section|main|h[1-6]|meta|title)\b[^<>]*>", re.IGNORECASE)
PDF = re.compile(rb"%PDF-\d")
PDF_WITHIN = 1024
"""A PDF's first line may have other bytes before it (PDF 32000-1, annex H, note 13)."""

LOOKED_AT = 4096


def extension(name: str) -> str:
    """The lower-case extension of a file name, with its dot."""
    return PurePath(name).suffix.lower()


def is_beside(name: str) -> bool:
    """Whether a file in a folder is passed over in silence: README, licence, pictures, style sheets and the like."""
    return extension(name) in BESIDE or bool(BESIDE_NAMES.match(name))


def is_page(data: bytes) -> bool:
    """Whether bytes begin as a whole HTML page does, whatever the file's name says."""
    return bool(PAGE.match(data[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf")))


def is_pdf(data: bytes) -> bool:
    """Whether bytes are a PDF, whatever the file's name says; a text that only speaks of PDFs has no objects."""
    found = PDF.search(data[:PDF_WITHIN])
    return found is not None and (not data[: found.start()].strip(b"\xef\xbb\xbf\0\t\r\n ") or b" obj" in data)


def sniff(data: bytes) -> MediaType:
    """The format of bytes that have no name: a PDF, a page or part of one, JSON, else text."""
    if is_pdf(data):
        return MediaType.PDF
    start = data[:LOOKED_AT].removeprefix(b"\xef\xbb\xbf")
    if PAGE.match(start) or FRAGMENT.match(start):
        return MediaType.HTML
    if start.lstrip()[:1] in (b"{", b"[") and (_is_json(data) or re.match(rb'\s*(?:\{\s*"|\[\s*\{)', start)):
        return MediaType.JSON
    return MediaType.TEXT


def is_json_line(line: bytes) -> bool:
    """Whether a line is one whole JSON object, so that what follows it is JSON Lines."""
    return line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") and _is_json(line)


def _is_json(data: bytes) -> bool:
    try:
        json.loads(data.removeprefix(b"\xef\xbb\xbf"))
    except (ValueError, RecursionError):
        return False
    return True
