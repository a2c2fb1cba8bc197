"""What a source states about its own publication, and how several statements are put together."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import quote, urlsplit

from app.errors import InvalidInput
from app.model.document import Kind, Metadata
from app.reading.published import normal_date

FIELDS = ("kind", "url", "title", "publisher", "author", "published")
UNSAFE_IN_IRI = re.compile(r'[<>"{}|\\^`]')
CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Known:
    """Metadata of which any part may be missing: one voice among options, side file and the document itself.

    It differs from ``Metadata`` in that ``kind`` may be unknown, so a weaker voice can still give it. Values are normal:
    ``published`` is ISO 8601, ``url`` an absolute web address.
    """

    kind: Kind | None = None
    url: str | None = None
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: str | None = None

    def over(self, weaker: Known) -> Known:
        """This, with what it does not say taken from ``weaker``."""
        return replace(weaker, **{name: value for name in FIELDS if (value := getattr(self, name)) is not None})

    def metadata(self) -> Metadata:
        """The document's metadata, where an unknown kind means an article."""
        return Metadata(self.kind or Kind.ARTICLE, self.url, self.title, self.publisher, self.author, self.published)

    @classmethod
    def of(cls, metadata: Metadata) -> Known:
        """What a whole ``Metadata`` says, with its values made normal. Raises ``InvalidInput`` for a value that cannot be."""
        return known({name: getattr(metadata, name) for name in FIELDS})


def known(values: Mapping[str, object]) -> Known:
    """Take the metadata fields out of a mapping (a JSON object, a side file's entry, options); other keys are left alone.

    Raises ``InvalidInput`` naming the field, for a value of the wrong type, a date that is none, an address that is none.
    """
    stated = {name: _text(name, values.get(name)) for name in FIELDS}
    return Known(
        kind=_kind(stated["kind"]),
        url=_url(stated["url"]),
        title=stated["title"],
        publisher=stated["publisher"],
        author=stated["author"],
        published=normal_date(stated["published"]) if stated["published"] else None,
    )


NOTHING_KNOWN = Known()
"""No statement at all."""


def is_web_address(value: str) -> bool:
    """Whether it is an absolute http or https address without white space."""
    try:
        parts = urlsplit(value)
    except ValueError:
        return False
    return parts.scheme.lower() in {"http", "https"} and bool(parts.hostname) and not re.search(r"\s", value)


def _text(name: str, value: object) -> str | None:
    if name == "author" and isinstance(value, list | tuple) and all(isinstance(one, str) for one in value):
        value = ", ".join(value)
    if value is None:
        return None
    if not isinstance(value, str):
        raise InvalidInput(f"{name} must be text, not {type(value).__name__}")
    if any("\ud800" <= c <= "\udfff" for c in value):
        raise InvalidInput(f"{name} holds half of a surrogate pair (a \\ud800 to \\udfff escape without its partner)")
    return " ".join(CONTROL.sub(" ", value).split()) or None


def _kind(value: str | None) -> Kind | None:
    if value is None:
        return None
    try:
        return Kind(value.lower())
    except ValueError as error:
        raise InvalidInput(f"kind must be article or primary, not {value!r}") from error


def _url(value: str | None) -> str | None:
    if value is None:
        return None
    if not is_web_address(value):
        raise InvalidInput(f"url must be an http or https address, not {value!r}")
    return UNSAFE_IN_IRI.sub(lambda found: quote(found[0]), value)
