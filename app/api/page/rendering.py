"""The templates: how values are written in them, and what every page needs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cached_property
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from rdflib import SDO
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app import __version__
from app.answers.models import Period, Quantity, Statement
from app.api.page.differences import compared
from app.api.page.paths import path_of, path_to, place_of
from app.graph.names import PREFIXES, SAYSO

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SIGNS = {"=": "", ">": "more than", ">=": "at least", "<": "less than", "<=": "at most"}
TYPES = ("agency", "organization", "person", "place", "law", "program", "report", "policy", "group")
"""The types of entities, in the order in which pages offer them."""


DISCREPANCIES = {
    "quantity": "Another number",
    "unit": "Another thing counted",
    "hedge": "More or less sure",
    "scope": "About other things",
    "polarity": "So, and not so",
    "wording": "Another wording",
    "date": "Another date",
    "act": "Another act",
    "headline": "Another headline",
}
"""What people call the kinds of discrepancies."""
DEPENDENCES = {
    "origin": "same origin",
    "via": "through the same",
    "citation": "cites the other",
    "copy": "same words",
    "wire": "same news agency",
}
"""What people call what shows that two documents do not stand apart."""


def day(value: str | None) -> str:
    """A date as exact as known, as people write it: ``2018``, ``January 2018``, ``29 January 2018``."""
    parts = (value or "").partition("T")[0].split("-")
    try:
        return " ".join([str(int(part)) for part in parts[2:3]] + [MONTHS[int(part) - 1] for part in parts[1:2]] + parts[:1])
    except (ValueError, IndexError):
        return value or ""


def moment(value: str) -> str:
    """A date with time as a day; what is none as it is."""
    try:
        return day(datetime.fromisoformat(value).date().isoformat())
    except ValueError:
        return value


def number(value: float) -> str:
    """A number with commas between thousands."""
    return f"{int(value):,}" if float(value).is_integer() else f"{value:,}"


def counted(count: int, one: str, many: str | None = None) -> str:
    """A count with its noun: ``1 document``, ``2 documents``."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def period(value: Period) -> str:
    """A period in words; empty where nothing is known."""
    start, end = day(value.from_), day(value.to)
    if start and end:
        return start if start == end else f"{start} to {end}"
    return f"from {start}" if start else f"until {end}" if end else ""


def amount(quantity: Quantity) -> str:
    """A quantity's value in words: ``about 675``, ``more than 29,269``, ``10 to 20``."""
    if quantity.value is not None:
        value = number(quantity.value)
    else:
        value = " to ".join(number(bound) for bound in (quantity.lower, quantity.upper) if bound is not None)
    words = ["about"] if quantity.approximate else []
    return " ".join(word for word in [*words, SIGNS[quantity.comparator], value] if word)


def words(name: str) -> str:
    """The name of a variable as words: ``sourceName`` is ``source name``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name).lower()


def link_text(value: str) -> str:
    """A web address as people read it: without scheme and final slash."""
    return value.removeprefix("https://").removeprefix("http://").removeprefix("www.").rstrip("/")


def record_name(iri: str) -> str:
    """What people call a record of an authority file: the end of its IRI (``us-federal/ice``)."""
    return "/".join(re.split(r"[/#]", iri.rstrip("/"))[-2:])


Alike = list[Statement]
"""Statements that have the same support and can share a line."""


EVIDENT = frozenset({("rdf:type", str(iri)) for iri in (SAYSO.Entity, SAYSO.Claim, SDO.Claim)})
"""What a page need not say: that an entity is an entity."""


def by_property(statements: Sequence[Statement]) -> list[tuple[str, list[Alike]]]:
    """Statements under the property that they have, those with the same support in one line; what is evident is left out."""
    shown = [statement for statement in statements if (statement.property, statement.value) not in EVIDENT]
    return [(name, _alike(found)) for name, found in groupby(shown, key=lambda statement: statement.property)]


def _alike(statements: Iterable[Statement]) -> list[Alike]:
    lines: dict[tuple[object, ...], Alike] = {}
    for statement in statements:
        support = (*(document.id for document in statement.documents), statement.total, *statement.authority)
        lines.setdefault(support, []).append(statement)
    return list(lines.values())


def expanded(name: str) -> str:
    """The IRI of a prefixed name of ours; any other name as it is."""
    prefix, colon, local = name.partition(":")
    return PREFIXES[prefix] + local if colon and prefix in PREFIXES else name


def discrepancy_name(kind: str) -> str:
    """What people call a kind of discrepancy."""
    return DISCREPANCIES[kind]


def dependence_name(kind: str) -> str:
    """What people call what shows that two documents do not stand apart."""
    return DEPENDENCES[kind]


class Templates:
    """The templates of the pages, read once; everything that goes into them is escaped."""

    def __init__(self, label: Callable[[str], str]) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        filters = (day, moment, number, counted, period, amount, link_text, words, path_of, place_of, by_property, record_name)
        self._templates.filters.update({function.__name__: function for function in filters})
        joined = (compared, discrepancy_name, dependence_name)
        self._templates.filters.update({function.__name__: function for function in joined})
        self._templates.filters["property_label"] = lambda name: label(expanded(name))
        self._templates.globals.update(version=__version__, path_to=path_to, asset=_assets().get, types=TYPES)

    @cached_property
    def edition(self) -> str:
        """What stands for the templates and built files, as they are now."""
        files = sorted([*(FOLDER / "templates").glob("*.html"), *(STATIC / "build").glob("*.[cj]s*")])
        return sha256(b"".join(file.read_bytes() for file in files)).hexdigest()[:10]

    def page(
        self,
        request: Request,
        name: str,
        values: Mapping[str, Any],
        status: int = 200,
        headers: Mapping[str, str] | None = None,
    ) -> HTMLResponse:
        """The page of this name with these values. ``q`` fills the search box in its head."""
        html = self._templates.get_template(f"{name}.html").render({"here": request.url.path, "q": "", **values})
        return HTMLResponse(html, status, dict(headers or {}))


def _assets() -> dict[str, str]:
    """The address of each built file, with a digest so that browsers fetch it anew when it has changed."""
    built = sorted((STATIC / "build").glob("*.[cj]s*"))
    return {path.name: f"/static/build/{path.name}?{sha256(path.read_bytes()).hexdigest()[:10]}" for path in built}
