"""The templates: how values are written in them, and what every page needs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse

from app import __version__
from app.answers.models import Period, Quantity
from app.api.page.paths import path_of, path_to, place_of

FOLDER = Path(__file__).parent
STATIC = FOLDER / "static"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SIGNS = {"=": "", ">": "more than", ">=": "at least", "<": "less than", "<=": "at most"}
TYPES = ("agency", "organization", "person", "place", "law", "program", "report", "policy", "group")
"""The types of entities, in the order in which pages offer them."""


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


class Templates:
    """The templates of the pages, read once; everything that goes into them is escaped."""

    def __init__(self) -> None:
        self._templates = Environment(
            loader=FileSystemLoader(FOLDER / "templates"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        filters = (day, moment, number, counted, period, amount, link_text, words, path_of, place_of)
        self._templates.filters.update({function.__name__: function for function in filters})
        self._templates.globals.update(version=__version__, path_to=path_to, asset=_assets().get, types=TYPES)

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
