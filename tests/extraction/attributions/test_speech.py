"""Who says what: direct, mixed and indirect speech, and what is no attribution."""

from __future__ import annotations

import pytest

from app.model.extraction import Style

from .conftest import Reader


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "style"),
    [
        ("“The roof leaks,” the mayor said.", "the mayor", "said", ["“The roof leaks,”"], Style.DIRECT),
        ("“The roof leaks,” said Ana Moss, the mayor.", "Ana Moss, the mayor", "said", ["“The roof leaks,”"], Style.DIRECT),
        ("“We saw it,” she said, “and we ran.”", "she", "said", ["“We saw it,”", "“and we ran.”"], Style.DIRECT),
        ("The letter reads: “We quit.”", "The letter", "reads", ["“We quit.”"], Style.DIRECT),
        ("“Why stay here?” asked Mr. Brown.", "Mr. Brown", "asked", ["“Why stay here?”"], Style.DIRECT),
        ("The mayor said that the roof leaks.", "The mayor", "said", ["that the roof leaks"], Style.INDIRECT),
        ("The mayor said the roof leaks.", "The mayor", "said", ["the roof leaks"], Style.INDIRECT),
        ("The roof leaks, the mayor said.", "the mayor", "said", ["The roof leaks"], Style.INDIRECT),
        (
            "The agency, the audit found, lost 40 laptops.",
            "the audit",
            "found",
            ["The agency", "lost 40 laptops"],
            Style.INDIRECT,
        ),
        ("It was reported that the bridge fell.", None, "was reported", ["that the bridge fell"], Style.INDIRECT),
        ("He described the plan as “a disaster.”", "He", "described", ["the plan as “a disaster.”"], Style.MIXED),
        ("The mayor promised to hire 50 officers.", "The mayor", "promised", ["to hire 50 officers"], Style.INDIRECT),
        ("The mayor denied that money was lost.", "The mayor", "denied", ["that money was lost"], Style.INDIRECT),
        ("He accused the council of hiding bills.", "He", "accused", ["the council of hiding bills"], Style.INDIRECT),
        ("Police believe the fire was set.", "Police", "believe", ["the fire was set"], Style.INDIRECT),
        ("According to the mayor, the roof leaks.", "the mayor", "According to", ["the roof leaks"], Style.INDIRECT),
        ("The letters warned the towns they will be sued.", "The letters", "warned", ["they will be sued"], Style.INDIRECT),
        ("BOSTON (AP) — The bank said it will close.", "The bank", "said", ["it will close"], Style.INDIRECT),
    ],
)
def test_one_attribution(read: Reader, text: str, source: str | None, cue: str, content: list[str], style: Style) -> None:
    (found,) = read(text)
    assert (found.source, found.cue, found.content, found.found.style) == (source, cue, content, style)


@pytest.mark.parametrize(
    "text",
    [
        "They got a “detainer” last week.",
        "She wrote a book called “The Long Road to Nowhere Again.”",
        "Bob “The Knife” Miller was released in May.",
        "The dogs slept in the sun.",
    ],
)
def test_nothing_is_attributed(read: Reader, text: str) -> None:
    assert read(text) == []


def test_a_quotation_that_stands_alone_goes_on_with_who_spoke_last(read: Reader) -> None:
    (found,) = read("“The roof leaks,” Ana Moss told reporters. “It has for years.”\n\n“Nobody came to help.”\n\nRain fell.")
    assert found.source == "Ana Moss"
    assert found.content == ["“The roof leaks,”", "“It has for years.”", "“Nobody came to help.”"]


def test_a_quotation_that_runs_over_paragraphs_has_one_speaker(read: Reader) -> None:
    (found,) = read("“This is how the long speech began.\n\n“This is how it ended,” the senator said.")
    assert found.source == "the senator"
    assert len(found.content) == 2


def test_the_next_sentence_has_its_own_speaker(read: Reader) -> None:
    first, second = read("He said: “I am done.” She replied, “Good for you.”")
    assert (first.source, second.source) == ("He", "She")


def test_it_continued_takes_the_quotation_and_not_what_is_between(read: Reader) -> None:
    _, second = read("“The pumps failed,” the report said.\n\n“Nobody fixed them,” it continued.")
    assert (second.source, second.content) == ("it", ["“Nobody fixed them,”"])


def test_brackets_and_ellipses_stay_inside_a_quotation(read: Reader) -> None:
    (found,) = read('"We [the council] had no choice ... but to act," Lee said.')
    assert found.content == ['"We [the council] had no choice ... but to act,"']


def test_a_headline_attributes_with_a_colon_after_a_name(read: Reader) -> None:
    (found,) = read("Mayor Moss: City will close three schools", headline=True)
    assert (found.source, found.content) == ("Mayor Moss", ["City will close three schools"])


def test_a_headline_with_a_rubric_attributes_nothing(read: Reader) -> None:
    assert read("Opinion: Cities will close three schools", headline=True) == []


def test_spans_count_from_the_beginning_of_the_document(read: Reader) -> None:
    text = "🙂 First.\n\n“The roof leaks,” the mayor said."
    (found,) = read(text)
    assert found.found.content[0].start == text.index("“")


def test_the_verb_of_a_question_reports_nothing_before_it(read: Reader) -> None:
    found = read("The panel had one task to do: does the state find every leak in its pipes?")
    assert all(each.cue != "find" for each in found)
