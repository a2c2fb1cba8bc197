"""The id of a document: the only place where it is made."""

from __future__ import annotations

import json
from hashlib import sha256


def document_id(url: str | None, publisher: str | None, text: str) -> str:
    """Sixteen hex digits of SHA-256 over url, publisher and text.

    The three are joined as a JSON array, so that no two triples are written alike.
    """
    joined = json.dumps([url, publisher, text], ensure_ascii=False, separators=(",", ":"))
    return sha256(joined.encode()).hexdigest()[:16]


def text_digest(text: str) -> str:
    """SHA-256 of the text in UTF-8, in hex: what shows whether a text is still the one that was read."""
    return sha256(text.encode()).hexdigest()
