"""What a stranger's query may not name when another engine answers it: the doors that engines have in their own languages.

Virtuoso runs what has an IRI beginning with ``bif:`` or ``sql:`` as a function of its own, for anybody: ``<bif:http_get>("…")``
fetches an address, ``<bif:exec>("…")`` runs SQL; so it does behind ``<LONG::``. Jena loads ``<java:…>``. All of these are good
SPARQL 1.1, which lets any IRI be a function; the guard lets them pass to the embedded engine, which knows none of them.
"""

from __future__ import annotations

import re

from app.errors import QueryRefused

GAP = r"(?:\s|#[^\r\n]*+)*+"
DOOR = re.compile(r"[<:](?:bif|sql|java):|<\w+::", re.IGNORECASE)
HALF_A_NAME = re.compile(rf"prefix{GAP}[^:\s<>#]*{GAP}:{GAP}<(?![A-Za-z][A-Za-z0-9+.-]*:)", re.IGNORECASE)


def closed(text: str) -> None:
    """Refuse a query that names one of them, in a string or a comment, too. ``text`` has no escapes of code points any more.

    Raises ``QueryRefused``.
    """
    if DOOR.search(text):
        raise QueryRefused("the query names what the graph engine might run as a function of its own (bif:, sql:, java:)")
    if HALF_A_NAME.search(text):
        raise QueryRefused("write the IRIs of prefixes in full")
