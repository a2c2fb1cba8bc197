"""Nothing that ships is under a licence that would bind those who use it: read from the installed packages' own metadata."""

from __future__ import annotations

import re
from importlib import metadata
from pathlib import Path

import pytest

LOCK = Path(__file__).parents[1] / "requirements-runtime.lock"
PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|PSF|Python|Zlib|CC0|CNRI|W3C|MPL|Mozilla|Public.Domain|0BSD|Unlicense)", re.IGNORECASE
)
BINDING = re.compile(r"\b(A?GPL|LGPL|General Public License|NonCommercial|CC[- ]BY[- ]NC|SSPL|BUSL)", re.IGNORECASE)
KNOWN = {
    "pebble": "LGPL-3.0, used as an ordinary library that anyone may replace",
    "tld": "MPL-1.1 or GPL-2.0 or LGPL-2.1: taken under MPL-1.1",
    "owlrl": "W3C-20150513, the permissive W3C Software and Document licence",
}
"""Packages whose metadata need a word, and the word."""


def locked() -> list[str]:
    """The names in the lock file of what ships."""
    return re.findall(r"^([\w.-]+)==", LOCK.read_text("utf-8"), re.MULTILINE)


def licence(name: str) -> str:
    """All that a package's metadata say of its licence; the first line of a licence text that was put in whole."""
    found = metadata.metadata(name)
    classifiers = [line.split("::")[-1] for line in found.get_all("Classifier") or [] if line.startswith("License ::")]
    texts = [found.get("License-Expression"), (found.get("License") or "").split("\n")[0], *classifiers]
    return "; ".join(text.strip() for text in texts if text)


@pytest.mark.parametrize("name", locked())
def test_licence_is_permissive_or_known(name: str) -> None:
    try:
        text = licence(name)
    except metadata.PackageNotFoundError:
        pytest.skip(f"{name} is for another platform or Python")
    if name in KNOWN:
        return
    assert PERMISSIVE.search(text), f"{name}: {text!r}"
    assert not BINDING.search(text), f"{name}: {text!r}"


def test_the_known_exceptions_are_written_down() -> None:
    page = (LOCK.parent / "docs" / "libraries.md").read_text("utf-8")
    assert [name for name in KNOWN if f"`{name}`" not in page] == []
