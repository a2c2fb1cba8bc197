"""How single values are shown: dates, periods, quantities, chains."""

from __future__ import annotations

import pytest

from app.answers.models import Attribution, Passage, Period, Quantity, Ref
from app.api.page.chains import chain
from app.api.page.rendering import amount, counted, day, moment, number, period, words


def ref(name: str, kind: str = "agency") -> Ref:
    return Ref(id=name.lower(), iri=f"http://127.0.0.1:8000/entity/{name.lower()}", type=kind, name=name)


DOCUMENT = Ref(id="d", iri="http://127.0.0.1:8000/document/d", type="document", name="A title")
PLACE = Passage(start=0, end=3, exact="675", prefix="", suffix="", document=DOCUMENT)
NO_PERIOD = Period(from_=None, to=None)


def said(
    source: Ref | None, origin: Ref | None, via: tuple[Ref, ...] = (), basis: tuple[Ref, ...] = (), by: Passage | None = None
) -> Attribution:
    claim = Ref(id="c", iri="http://127.0.0.1:8000/claim/c", type="claim", name="A claim")
    return Attribution(
        id="a",
        iri="http://127.0.0.1:8000/attribution/a",
        document=DOCUMENT,
        source=source,
        source_passage=by,
        cue=None,
        content=[PLACE],
        via=list(via),
        basis=list(basis),
        origin=origin,
        about=[],
        style="indirect",
        source_kind="named",
        cue_kind="report",
        cue_negated=False,
        polarity="positive",
        certainty="certain",
        quantities=[],
        times=[],
        claim=claim,
    )


def parts(attribution: Attribution, publisher: Ref | None = None) -> list[tuple[str, str, bool]]:
    return [(step.part, step.name, step.origin) for step in chain(attribution, publisher)]


def test_a_chain_goes_from_the_outlet_to_the_origin() -> None:
    outlet, institute, report, office, unit = ref("Outlet"), ref("Institute"), ref("Report"), ref("Office"), ref("Unit")
    assert parts(said(report, office, (institute,), (unit,)), outlet) == [
        ("reports", "Outlet", False),
        ("via", "Institute", False),
        ("says", "Report", False),
        ("on the basis of", "Unit", False),
        ("origin", "Office", True),
    ]


def test_an_origin_that_is_the_source_is_marked_where_it_stands() -> None:
    assert parts(said(ref("Office"), ref("Office"))) == [("reports", "A title", False), ("says, origin", "Office", True)]


def test_an_outlet_that_speaks_itself_is_one_step() -> None:
    assert parts(said(ref("Outlet"), ref("Outlet")), ref("Outlet")) == [("says itself, origin", "Outlet", True)]


def test_a_source_that_nobody_knows_is_shown_in_its_words() -> None:
    assert parts(said(None, None, by=PLACE))[-1] == ("says", "“675”", False)


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("2018", "2018"),
        ("2018-01", "January 2018"),
        ("2018-01-29", "29 January 2018"),
        (None, ""),
        ("soon", "soon"),
        ("2018-13", "2018-13"),
    ],
)
def test_dates_are_shown_as_exact_as_known(value: str | None, shown: str) -> None:
    assert day(value) == shown


def test_moments_are_shown_as_days() -> None:
    assert moment("2026-01-02T03:04:05Z") == "2 January 2026"
    assert moment("long ago") == "long ago"


def test_numbers_and_nouns() -> None:
    assert [number(29269), number(2.4), number(2_370_000.0)] == ["29,269", "2.4", "2,370,000"]
    assert [counted(1, "document"), counted(2, "document"), counted(0, "entity", "entities")] == [
        "1 document",
        "2 documents",
        "0 entities",
    ]
    assert words("sourceName") == "source name"


@pytest.mark.parametrize(
    ("start", "end", "shown"),
    [
        ("2014-01", "2017-05", "January 2014 to May 2017"),
        ("2018-01-24", "2018-01-24", "24 January 2018"),
        ("2014", None, "from 2014"),
        (None, "2014", "until 2014"),
        (None, None, ""),
    ],
)
def test_periods_are_shown_in_words(start: str | None, end: str | None, shown: str) -> None:
    assert period(Period(from_=start, to=end)) == shown


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ({"value": 675, "approximate": True}, "about 675"),
        ({"value": 29269, "comparator": ">"}, "more than 29,269"),
        ({"value": 23, "comparator": "<="}, "at most 23"),
        ({"value": None, "lower": 10, "upper": 20}, "10 to 20"),
    ],
)
def test_quantities_are_shown_in_words(given: dict[str, object], shown: str) -> None:
    unset = {
        "lower": None,
        "upper": None,
        "unit": None,
        "comparator": "=",
        "approximate": False,
        "hedge": None,
        "restriction": None,
    }
    assert amount(Quantity(**{**unset, **given}, period=NO_PERIOD, passage=PLACE)) == shown
