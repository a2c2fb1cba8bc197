"""Only what stands in the text word for word is kept, at the place that fits the rest."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.extraction.attributions.found import FoundAttribution
from app.extraction.llm.grounded import Ground, all_found
from app.extraction.llm.pieces import pieces_of
from app.extraction.llm.told import Told
from app.extraction.llm.words import Words
from app.model.document import Document, Role
from app.model.extraction import Style
from app.model.text import Span
from tests.extraction.llm.texts import document_of, span_of

HARBOUR = document_of(
    "The harbour will close, the mayor said on Monday.",
    "“We have\u00a0no choice,” Ana Ruiz told the Daily Planet, “and no money.”",
    "Fishermen said the mayor had lied. It was reported that boats are for sale.",
)


def found(told: Told, document: Document = HARBOUR) -> FoundAttribution | None:
    pieces = pieces_of(document)
    return next(iter(all_found(document.text, pieces, [[told]])), None)


def words(document: Document, *spans: Span | None) -> list[str | None]:
    return [span and span.of(document.text) for span in spans]


def test_source_cue_and_content_are_found() -> None:
    kept = found(Told("the mayor", "said", ("The harbour will close",)))
    assert kept is not None
    assert words(HARBOUR, kept.source, kept.cue, *kept.content) == ["the mayor", "said", "The harbour will close"]
    assert kept.style is Style.INDIRECT


def test_white_space_and_the_shape_of_quotation_marks_do_not_matter() -> None:
    kept = found(Told("Ana Ruiz", "told", ('"We have no  choice,"', "and no money"), ("the Daily Planet",)))
    assert kept is not None
    assert words(HARBOUR, *kept.content) == ["“We have\u00a0no choice,”", "“and no money.”"]
    assert words(HARBOUR, *kept.via) == ["the Daily Planet"]
    assert kept.style is Style.DIRECT


def test_of_several_places_the_one_nearest_to_the_rest_is_meant() -> None:
    kept = found(Told("Fishermen", "said", ("the mayor had lied",)))
    assert kept is not None
    assert kept.cue == Span(HARBOUR.text.index("Fishermen said") + 10, HARBOUR.text.index("Fishermen said") + 14)


def test_content_that_stands_twice_is_taken_where_its_source_is() -> None:
    document = document_of("“No.” The mayor said so.", "“No.” Ana Ruiz shouted.")
    kept = found(Told("Ana Ruiz", "shouted", ("“No.”",)), document)
    assert kept is not None
    assert kept.content[0].start == document.text.rindex("“No.”")


@pytest.mark.parametrize(
    "told",
    [
        Told("the mayor", "said", ("The port will close",)),
        Told("the governor", "said", ("The harbour will close",)),
        Told("the mayor", "said", ("The harbour will close", "and reopen")),
        Told("the mayor", "said", ()),
        Told(None, None, ("The harbour will close",)),
        Told("the mayor", "declared", ("The harbour will close",)),
        Told("the mayor", None, ("The harbour will close",)),
        Told(None, "declared", ("The harbour will close",)),
        Told("may", "said", ("The harbour will close",)),
        Told("Monday", "said", ("The harbour will close, the mayor said on Monday.",)),
        Told("the mayor", "said", ("…",)),
        Told("the mayor", "said", ("on Monday.\n\n“We have",)),
    ],
)
def test_what_is_not_in_the_text_is_left_out(told: Told) -> None:
    assert found(told) is None


def test_of_quoted_words_a_cue_or_a_via_that_is_not_in_the_text_is_left_out_alone() -> None:
    kept = found(Told("Ana Ruiz", "announced", ("We have no choice",), ("the Evening Star",)))
    assert kept is not None
    assert (kept.cue, kept.via) == (None, ())
    assert words(HARBOUR, kept.source) == ["Ana Ruiz"]


def test_what_has_a_cue_needs_no_source() -> None:
    kept = found(Told(None, "was reported", ("boats are for sale",)))
    assert kept is not None
    assert kept.source is None


def test_nothing_is_found_in_boilerplate() -> None:
    document = document_of("It is cold.", ("“Subscribe now,” said Ana Ruiz.", Role.BOILERPLATE))
    assert found(Told("Ana Ruiz", "said", ("Subscribe now",)), document) is None


def test_a_source_from_another_part_of_the_text_is_none() -> None:
    document = document_of("Ana Ruiz arrived.", *["It rained."] * 5, "“We sail,” he said.")
    assert found(Told("Ana Ruiz", "said", ("We sail",)), document) is None


def test_what_is_told_twice_is_kept_once() -> None:
    told = Told("the mayor", "said", ("The harbour will close",))
    assert len(all_found(HARBOUR.text, pieces_of(HARBOUR), [[told, told]])) == 1


def test_offsets_are_those_of_the_stored_text() -> None:
    document = document_of("😀 caf\u00e9\u200b ‘’ \t\n x", "“Yes\u00ad,” said  \n Bo.")
    places = Words(document.text, [segment.span for segment in document.segments]).places('"Yes," said Bo')
    assert places == (span_of(document, "“Yes\u00ad,” said  \n Bo"),)


@settings(deadline=None)
@given(st.text(st.sampled_from("ab “”\"' ’\u00a0\n.,"), max_size=60), st.data())
def test_every_stretch_of_whole_words_is_found_as_it_stands(text: str, data: st.DataObject) -> None:
    whole = f"x {text} x"
    first = data.draw(st.integers(0, len(whole) - 1))
    stretch = whole[first : data.draw(st.integers(first + 1, len(whole)))]
    places = Words(whole, [Span(0, len(whole))]).places(stretch)
    letters = "".join(filter(str.isalnum, stretch))
    assert all("".join(filter(str.isalnum, place.of(whole))) == letters for place in places)
    cut = (whole[max(0, first - 1) : first] + stretch[0]).isalpha() and first > 0
    end = first + len(stretch)
    cut = cut or (end < len(whole) and (stretch[-1] + whole[end]).isalpha())
    if letters and not cut and stretch.strip() == stretch:
        assert any(place.start <= first + 2 and place.end >= end - 2 for place in places)


def test_a_ground_knows_only_its_piece() -> None:
    document = document_of("“We sail,” he said.", "“We stay,” she said.")
    ground = Ground(document.text, type(pieces_of(document)[0])((document.segments[1].span,)))
    assert ground.found(Told("he", "said", ("We sail",))) is None
    assert ground.found(Told("she", "said", ("We stay",))) is not None
