"""Numbers whose noun is left out, and those in the same places that are labels, ages, scores or codes."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.language import Language

from app.extraction.paragraph import Paragraph
from app.extraction.quantities import find_quantities
from app.model.document import Role

Values = Callable[..., list[float | None]]


@pytest.fixture
def values(nlp: Language) -> Values:
    def found(text: str, role: Role = Role.BODY) -> list[float | None]:
        return [quantity.value for quantity in find_quantities(Paragraph(0, nlp(text), role), None)]

    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The flood killed 12 in Ohio and 9 in Iowa.", [12, 9]),
        ("The flood killed 12 people in Ohio and nine in Iowa.", [12, 9]),
        ("Two were arrested and three escaped.", [2, 3]),
        ("Four people were killed and a dozen wounded.", [4, 12]),
        ("At least 12 died, 40 of them children.", [12, 40]),
        ("Of the 212 sailors on board, 47 were ill.", [212, 47]),
        ("Arrests rose from 40 to 60.", [40, 60]),
        ("The death toll rose to 89.", [89]),
        ("The death toll stands at 42.", [42]),
        ("The rate was 14 for every 1,000 births.", [14]),
        ("The office should inspect them every 90 days.", [90]),
        ("Every 12 minutes, a ferry leaves.", [12]),
        ("There is a nurse for every 12 schools.", []),
        ("The rate was 6.2 deaths per 100,000 people.", [6.2]),
        ("More than half said so.", [0.5]),
        ("Four in 10 said they rent.", [0.4]),
        ("The state lost almost half of them.", [0.5]),
        ("She won seven of the past eight races.", [7]),
        ("They raced Formula One in two countries.", [2]),
    ],
)
def test_a_number_may_count_what_it_does_not_name(values: Values, text: str, expected: list[float]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("23 CITIES GET LETTERS FROM THE GOVERNOR", [23]),
        ("MAYOR FIRES 40 OFFICERS IN BRIBERY PROBE", [40]),
        ("Three dead, 14 hurt in crash", [3, 14]),
        ("Report: 1.5M Files Lost by State Agency", [1_500_000]),
        ("Quake Kills 2,300 in the North", [2300]),
    ],
)
def test_headlines_leave_words_out(values: Values, text: str, expected: list[float]) -> None:
    assert values(text, Role.HEADLINE) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Women between the ages of 15 and 24 were asked.",
        "Adults ages 18 to 29 were the least likely to vote.",
        "He turned 50 and his brother died at 84.",
        "The Bears beat the Lions 27-13 and then won 27 to 13.",
        "The vote was 52 to 48.",
        "Call (202) 555-0143 or 1-800-555-0199.",
        "The ZIP code is 20500.",
        "He lives at 1600 Pennsylvania Avenue in the 2100 block.",
        "Mail it to P.O. Box 440, Salem, OR 97301.",
        "An F-16 crashed near Exit 14 on Interstate 40.",
        "The doors opened around 3 in the morning.",
        "The two met, and these three left.",
        "It reopened two months later.",
    ],
)
def test_labels_ages_scores_and_codes_count_nothing(values: Values, text: str) -> None:
    assert values(text) == []
