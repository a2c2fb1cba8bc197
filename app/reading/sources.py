"""Paths, folders and standard input to sources, one after the other, so that a large folder is never in memory."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from app.errors import SaysoError, UnreadableDocument, UnsupportedFormat
from app.reading.binary import refuse_binary, refuse_known_format
from app.reading.files import bounded_lines, read_file, read_stream, too_large, unopened
from app.reading.formats import BY_EXTENSION, LINES, PDF_WITHIN, READ, extension, is_beside, is_json_line, is_pdf, sniff
from app.reading.metadata import NOTHING_KNOWN, Known, is_web_address
from app.reading.sidefiles import LIST, SideFiles
from app.reading.source import Failure, MediaType, Source

STANDARD_INPUT = "-"
LONGEST_MAGIC = 400


@dataclass(frozen=True, slots=True)
class Stated:
    """What options and side file say of one path."""

    options: Known
    side: Known = NOTHING_KNOWN

    def source(self, name: str, data: bytes, media_type: MediaType) -> Source:
        """A source with this metadata."""
        return Source(name, data, media_type, self.options, self.side)


def sources(
    paths: Iterable[str | os.PathLike[str]], *, limit: int, options: Known | None = None, stdin: BinaryIO | None = None
) -> Iterator[Source | Failure]:
    """Open what was named, in order: files, folders (with all below them, sorted), ``-`` for standard input.

    In folders hidden files, side files and what commonly lies beside documents (README, pictures) are passed over. A line of
    a JSON Lines file is a source of its own, ``name:line``. ``limit`` is the most bytes of one document; ``options`` are what
    was said on the command line. What cannot be opened is a ``Failure`` in its place.
    """
    stated = Stated(options or NOTHING_KNOWN)
    side_files = SideFiles(limit)
    for path in paths:
        name = os.fspath(path)
        if name == STANDARD_INPUT:
            yield from _from_stream(stdin if stdin is not None else io.BytesIO(), stated, limit)
        elif is_web_address(name):
            yield Failure(name, UnsupportedFormat("addresses are not fetched; save the page as .html and add that with --url"))
        elif Path(name).is_dir():
            yield from _from_folder(Path(name), stated, side_files)
        elif not _is_quiet_side_file(Path(name), side_files):
            yield from _from_file(Path(name), stated, side_files)


def _is_quiet_side_file(path: Path, side_files: SideFiles) -> bool:
    """Whether it was named only because a shell's ``*`` names everything; a broken one is left to be reported."""
    try:
        return path.is_file() and side_files.is_side_file(path)
    except SaysoError:
        return False


def _from_folder(folder: Path, stated: Stated, side_files: SideFiles) -> Iterator[Source | Failure]:
    found = False
    errors: list[OSError] = []
    for path in _files_below(folder, errors):
        if path.name == LIST:
            found = True
            yield from _check_list(path, stated, side_files)
        elif not is_beside(path.name) and not _is_quiet_side_file(path, side_files):
            found = True
            yield from _from_file(path, stated, side_files)
    for error in errors:
        yield Failure(str(error.filename), unopened(error))
    if not found and not errors:
        yield Failure(str(folder), UnreadableDocument(f"the folder has no documents; {READ}"))


def _files_below(folder: Path, errors: list[OSError]) -> Iterator[Path]:
    """The files that are not hidden, sorted; what the system does not let us list goes to ``errors``."""
    for here, folders, files in os.walk(folder, onerror=errors.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(here, name) for name in sorted(files) if not name.startswith("."))


def _check_list(path: Path, stated: Stated, side_files: SideFiles) -> Iterator[Source | Failure]:
    """A folder's list: report what is wrong with it; read it as documents where it holds documents."""
    try:
        if not side_files.is_side_file(path):
            yield from _from_file(path, stated, side_files)
        for name in side_files.absent(path.parent):
            yield Failure(str(path), UnreadableDocument(f"it describes {name!r}, which is not there"))
    except SaysoError as error:
        yield Failure(str(path), error)


def _from_file(path: Path, stated: Stated, side_files: SideFiles) -> Iterator[Source | Failure]:
    kind = extension(path.name)
    try:
        if not path.exists() or kind in BY_EXTENSION or kind in LINES or not kind or _begins_as_pdf(path):
            yield from _open(path, stated, side_files)
        else:
            refuse_binary(read_file(path, side_files.limit))
            yield Failure(str(path), UnsupportedFormat(f"{kind} is not a format that is read; {READ}"))
    except SaysoError as error:
        yield Failure(str(path), error)
    except OSError as error:
        yield Failure(str(path), unopened(error))


def _begins_as_pdf(path: Path) -> bool:
    if not path.is_file():
        return False
    with path.open("rb") as stream:
        return is_pdf(stream.read(PDF_WITHIN))


def _open(path: Path, stated: Stated, side_files: SideFiles) -> Iterator[Source | Failure]:
    if extension(path.name) in LINES and not _begins_as_pdf(path):
        with path.open("rb") as stream:
            refuse_known_format(stream.peek(LONGEST_MAGIC)[:LONGEST_MAGIC])
            yield from _from_lines(str(path), stream, Stated(stated.options, side_files.known(path)), side_files.limit)
        return
    data = read_file(path, side_files.limit)
    here = Stated(stated.options, side_files.known(path))
    yield here.source(str(path), data, BY_EXTENSION.get(extension(path.name)) or sniff(data))


def _from_stream(stream: BinaryIO, stated: Stated, limit: int) -> Iterator[Source | Failure]:
    first = stream.readline(limit + 1)
    if is_json_line(first):
        yield from _from_lines(STANDARD_INPUT, stream, stated, limit, first)
        return
    try:
        data = first + read_stream(stream, max(0, limit - len(first)))
        if len(data) > limit:
            raise too_large(limit)
        yield stated.source(STANDARD_INPUT, data, sniff(data))
    except SaysoError as error:
        yield Failure(STANDARD_INPUT, error)


def _from_lines(name: str, stream: BinaryIO, stated: Stated, limit: int, first: bytes = b"") -> Iterator[Source | Failure]:
    """A source for each line that is not blank; ``first`` is a line that was read ahead."""
    count = 0
    lines = iter((first.rstrip(b"\r\n"),)) if first else iter(())
    for number, line in enumerate(_chained(lines, bounded_lines(stream, limit)), start=1):
        if line is not None and not line.strip():
            continue
        count += 1
        if line is None:
            yield Failure(f"{name}:{number}", too_large(limit))
        elif count == 1 and (refused := _refused(line)):
            yield Failure(name, refused)
            return
        else:
            yield stated.source(f"{name}:{number}", line, MediaType.JSON)
    if not count:
        yield Failure(name, UnreadableDocument("it is empty"))


def _chained(ahead: Iterator[bytes], rest: Iterator[bytes | None]) -> Iterator[bytes | None]:
    yield from ahead
    yield from rest


def _refused(line: bytes) -> SaysoError | None:
    """Why a file of JSON Lines is none at all, seen from its first line."""
    try:
        refuse_binary(line)
    except SaysoError as error:
        return error
    return None
