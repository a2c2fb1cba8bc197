"""What narrows the thing counted, which period is its own, and which hedges stand before it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from app.extraction.paragraph import Paragraph
from app.extraction.quantities import find_quantities
from app.model.document import Role
from app.model.extraction import Comparator, Period, Quantity

PUBLISHED = "2018-01-29"
Find = Callable[[str], tuple[Quantity, ...]]


@pytest.fixture
def find(nlp: Language) -> Find:
    return lambda text: find_quantities(Paragraph(0, nlp(text), Role.BODY), PUBLISHED)


@pytest.mark.parametrize(
    ("text", "unit", "restriction"),
    [
        ("The list names 340 guards who used force.", "guards", "who used force"),
        ("The board found 19 letters that had been lost.", "letters", "that had been lost"),
        ("Police freed 61 people held in a barn.", "people", "held in a barn"),
        ("The 61 families living in the camp were moved.", "families", "living in the camp"),
        ("The drought wiped out 900 tons of grain.", "tons", "of grain"),
        ("There are 12 schools without heat.", "schools", "without heat"),
        ("Forty newly arrived sailors from Cuba waited.", "newly arrived sailors", "from Cuba"),
        ("Prices rose 3.4 percent in London.", "percent", "in London"),
        ("Gas costs $3.59 per gallon.", "USD", "per gallon"),
        ("They want a $15-an-hour wage.", "USD", "an hour"),
        ("The rate was 6.2 deaths per 100,000 people.", "deaths", "per 100,000 people"),
        ("Nearly half of all farms in the valley failed.", "share", "farms in the valley"),
        ("Half its staff left.", "share", "staff"),
        ("The court heard 675\N{NO-BREAK SPACE}cases in Ohio.", "cases", "in Ohio"),
        ("Some 4,000 soldiers, who had marched all night, slept.", "soldiers", None),
    ],
)
def test_phrases_and_clauses_narrow_what_is_counted(find: Find, text: str, unit: str, restriction: str | None) -> None:
    (quantity,) = find(text)
    assert (quantity.unit, quantity.restriction) == (unit, restriction)


def test_a_participle_that_tells_what_happened_narrows_nothing(nlp: Language) -> None:
    (quantity,) = find_quantities(Paragraph(0, nlp("40 Files Lost by State Agency"), Role.HEADLINE), None)
    assert quantity.restriction is None


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("In 2016, the port moved 267 ships, up from 256 in 2015.", ["2016", "2015"]),
        ("Arrests rose from 40 in 2015 to 60 in 2016.", ["2015", "2016"]),
        ("The port took 12 ships last year and nine ships this year.", ["2017", "2018"]),
        ("The paper covers the 412 inmates who died in 2016.", ["2016"]),
        ("In the first quarter of 2016, 14 percent of loans failed.", ["2016-01"]),
        ("The port took 12 ships.", [None]),
    ],
)
def test_each_quantity_has_the_period_that_is_its_own(find: Find, text: str, periods: list[str | None]) -> None:
    assert [quantity.period.start if quantity.period else None for quantity in find(text)] == periods


def test_the_period_of_a_quantity_may_be_open(find: Find) -> None:
    (quantity,) = find("Since 2010, more than 80 dams have failed.")
    assert quantity.period == Period("2010", None)


@pytest.mark.parametrize(
    ("hedged", "comparator", "hedge"),
    [
        ("at least another 300 workers", Comparator.GREATER_EQUAL, "at least"),
        ("more than an estimated 300 workers", Comparator.GREATER, "more than an estimated"),
        ("upward of 300 workers", Comparator.GREATER, "upward of"),
        ("no fewer than 300 workers", Comparator.GREATER_EQUAL, "no fewer than"),
        ("another 300 workers", Comparator.EQUAL, None),
        ("an additional 300 workers", Comparator.EQUAL, None),
    ],
)
def test_words_that_only_add_are_no_hedge_but_may_follow_one(
    find: Find, hedged: str, comparator: Comparator, hedge: str | None
) -> None:
    (quantity,) = find(f"The mill hired {hedged}.")
    assert (quantity.value, quantity.unit, quantity.comparator, quantity.hedge) == (300, "workers", comparator, hedge)


def test_a_margin_of_error_is_hedged(find: Find) -> None:
    (quantity,) = find("The margin of error is plus or minus 3 percentage points.")
    assert (quantity.value, quantity.hedge, quantity.approximate) == (3, "plus or minus", True)
