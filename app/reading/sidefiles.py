"""Metadata in files beside the documents: ``NAME.json`` beside ``NAME.txt``, or ``articles.json`` for a whole folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from app.errors import InvalidInput, SaysoError, TooLarge
from app.reading.files import read_file
from app.reading.formats import BY_EXTENSION, extension
from app.reading.metadata import NOTHING_KNOWN, Known, known
from app.reading.records import has_content, parse_json

LIST = "articles.json"
DESCRIBED = tuple(ext for ext in BY_EXTENSION if ext != ".json")


@dataclass
class SideFiles:
    """The side files of the folders that one call reads, each parsed once; not shared between calls."""

    limit: int
    _lists: dict[Path, Mapping[str, object]] = field(default_factory=dict)

    def known(self, path: Path) -> Known:
        """What side files say of the document at ``path``; ``NAME.json`` wins over ``articles.json``.

        Raises ``InvalidInput`` naming the side file that is broken: without it the document would go in as somebody else's.
        """
        own = self._own(path)
        entry = self._list(path.parent).get(path.name)
        listed = _stated(entry, LIST) if entry is not None else NOTHING_KNOWN
        return own.over(listed)

    def is_side_file(self, path: Path) -> bool:
        """Whether a JSON file only describes documents that lie beside it."""
        if extension(path.name) != ".json":
            return False
        if path.name == LIST:
            return bool(self._entries(path)) or not self._readable_document(path)
        return any(path.with_suffix(ext).is_file() for ext in DESCRIBED) and not self._readable_document(path)

    def absent(self, folder: Path) -> list[str]:
        """File names that the folder's list describes and that are not there."""
        return [name for name in self._list(folder) if not (folder / name).exists()]

    def _own(self, path: Path) -> Known:
        beside = path.with_suffix(".json")
        if extension(path.name) not in DESCRIBED or beside.name == LIST or not beside.is_file():
            return NOTHING_KNOWN
        value = self._parsed(beside)
        return NOTHING_KNOWN if has_content(value) else _stated(value, beside.name)

    def _list(self, folder: Path) -> Mapping[str, object]:
        if folder not in self._lists:
            path = folder / LIST
            self._lists[folder] = self._entries(path) if path.is_file() else {}
        return self._lists[folder]

    def _entries(self, path: Path) -> Mapping[str, object]:
        value = self._parsed(path)
        if not isinstance(value, list):
            return {}
        return {str(one["file"]): one for one in value if isinstance(one, Mapping) and isinstance(one.get("file"), str)}

    def _readable_document(self, path: Path) -> bool:
        try:
            return has_content(self._parsed(path))
        except SaysoError:
            return True

    def _parsed(self, path: Path) -> object:
        try:
            return parse_json(read_file(path, self.limit))
        except TooLarge:
            raise
        except SaysoError as error:
            raise InvalidInput(f"the side file {path.name} cannot be used: {error}") from error


def _stated(value: object, name: str) -> Known:
    if not isinstance(value, Mapping):
        raise InvalidInput(f"its side file {name} must hold an object")
    try:
        return known(value)
    except InvalidInput as error:
        raise InvalidInput(f"in its side file {name}: {error}") from error
