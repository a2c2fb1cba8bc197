from __future__ import annotations

import pytest

from app.extraction.acronyms import find_definitions, find_uses, fits
from app.extraction.candidate import settle
from app.extraction.shapes import find_shaped
from app.model.extraction import Form
from tests.extraction.conftest import MakeParagraphs


@pytest.mark.parametrize(
    ("acronym", "name"),
    [
        ("ERO", "Enforcement and Removal Operations"),
        ("KSTEP", "Known or Suspected Terrorist Encounter Protocol"),
        ("DoJ", "Department of Justice"),
        ("IRCA", "Immigration Reform and Control Act"),
    ],
)
def test_initials_fit_with_or_without_small_words(acronym: str, name: str) -> None:
    assert fits(acronym, name)


@pytest.mark.parametrize(
    ("acronym", "name"), [("ERO", "Enforcement and Removal"), ("ICE", "Internal Revenue Service"), ("A", "Army")]
)
def test_other_initials_do_not_fit(acronym: str, name: str) -> None:
    assert not fits(acronym, name)


def test_a_definition_in_brackets_gives_name_and_acronym(paragraphs: MakeParagraphs) -> None:
    text = "The Harbor Safety Commission (HSC) met. The HSC adjourned."
    named = find_definitions(paragraphs(text), [])
    assert [(c.span.of(text), c.form) for c in named] == [
        ("Harbor Safety Commission", Form.NAME),
        ("HSC", Form.ACRONYM),
    ]
    uses = find_uses(paragraphs(text), settle(named))
    assert [use.expands.of(text) for use in uses if use.expands] == ["Harbor Safety Commission"] * 2


def test_brackets_that_define_nothing_are_left_alone(paragraphs: MakeParagraphs) -> None:
    assert find_definitions(paragraphs("The mayor of Harbor City (D) met the council (NBC)."), []) == []


def test_of_two_definitions_the_nearer_before_the_use_holds(paragraphs: MakeParagraphs) -> None:
    texts = (
        "The Civil Inspection Service (CIS) opened.",
        "CIS has forty staff.",
        "The Coastal Ice Survey (CIS) began.",
        "CIS has two ships.",
    )
    parts = paragraphs(*texts)
    whole = "\n\n".join(texts)
    uses = [use for use in find_uses(parts, settle(find_definitions(parts, []))) if use.expands]
    assert [use.expands.of(whole) for use in uses if use.expands] == ["Civil Inspection Service"] * 2 + [
        "Coastal Ice Survey"
    ] * 2


def test_a_definition_keeps_the_place_before_the_name(paragraphs: MakeParagraphs) -> None:
    text = "The Arden Bureau of Canal Safety (BCS) met. The BCS adjourned."
    parts = paragraphs(text)
    named = find_definitions(parts, find_shaped(parts))
    assert [c.span.of(text) for c in named] == ["Arden Bureau of Canal Safety", "BCS"]


def test_an_acronym_may_leave_out_the_place_of_the_one_body_it_fits(paragraphs: MakeParagraphs) -> None:
    text = "The Arden Department of Canal Safety met. DCS officers left."
    parts = paragraphs(text)
    (use,) = find_uses(parts, find_shaped(parts))
    assert (use.span.of(text), use.form) == ("DCS", Form.ACRONYM)
    both = paragraphs("The Arden Department of Canal Safety met the Norland Department of Canal Safety. DCS officers left.")
    assert find_uses(both, find_shaped(both)) == []
