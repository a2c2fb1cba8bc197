"""Facets and sayings made by hand, as short as tests can read them."""

from __future__ import annotations

from app.joining.facets import Facets, Measure
from app.joining.sayings import Outlet, Quote, Saying
from app.joining.words import telling

Period = tuple[str | None, str | None]


def measure(
    value: float | None,
    counted: str = "",
    hedge: str = "",
    *,
    comparator: str = "=",
    scope: str = "",
    period: Period | None = None,
    ends: tuple[float, float] | None = None,
    act: str = "",
    prospective: bool = False,
    share: bool = False,
) -> Measure:
    """A number of things, as a claim has it."""
    lower, upper = ends or (None, None)
    number = f"{value:g}" if value is not None else f"{lower:g} to {upper:g}"
    return Measure(
        value=value,
        lower=lower,
        upper=upper,
        counted=tuple(telling(counted)),
        comparator=comparator,
        approximate=hedge in ("about", "nearly"),
        hedge=hedge or None,
        restriction=tuple(telling(scope)),
        period=period,
        written=f"{hedge} {number} {counted}".strip(),
        narrowed=scope,
        act=tuple(telling(act)),
        acted=act,
        prospective=prospective,
        share=share,
    )


def facets(
    words: str,
    *measures: Measure,
    named: tuple[str, ...] = (),
    context: tuple[str, ...] = (),
    wish: bool = False,
    polarity: str = "positive",
    published: str | None = None,
    key: str | None = None,
    period: Period | None = None,
) -> Facets:
    """What somebody says; ``named`` and ``context`` are ids of entities."""
    return Facets(
        key=key or f"words:{words} {measures} {named} {context}",
        words=tuple(dict.fromkeys((*telling(words), *map(entity, named)))),
        context=tuple(map(entity, context)),
        measures=measures,
        wish=wish,
        polarity=polarity,
        period=period,
        published=published,
    )


def entity(name: str) -> str:
    """The token of an entity with this id, which is its name, too."""
    return f"@{name}|agency|{name}"


def outlet(name: str, *, primary: bool = False, published: str | None = None, own: str | None = None, **more: object) -> Outlet:
    """An outlet with the document that it published."""
    named, speak_for = more.get("named", ()), more.get("speak_for", ())
    return Outlet(name, name.casefold(), published, primary, own, tuple(named), tuple(speak_for))  # type: ignore[arg-type]


def saying(
    document: str,
    said: Facets,
    where: Outlet | None = None,
    *,
    origin: str | None = None,
    source: str | None = None,
    via: tuple[str, ...] = (),
    asserted: bool = False,
    quotes: tuple[str, ...] = (),
    whole: bool = True,
    headline: bool = False,
    place: int = 0,
) -> Saying:
    """What a document says; contents and numbers stand at made-up places, one after the other."""
    start = 100 * place
    return Saying(
        document=document,
        place=place,
        facets=said,
        outlet=where or outlet(document),
        content=((start, start + 90),),
        source_place=(start + 91, start + 95) if origin or source else None,
        figures=tuple((start + 5 * n, start + 5 * n + 4) for n in range(len(said.measures))),
        quotes=tuple(Quote(start + 1, start + 80, words, whole) for words in quotes),
        source=source or origin,
        origin=origin,
        via=via,
        asserted=asserted,
        headline=headline,
    )
