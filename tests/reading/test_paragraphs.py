"""Where paragraphs begin and end."""

from textwrap import fill

import pytest

from app.reading.segments.paragraphs import paragraphs

LONG = "The commission met for six hours on Tuesday and heard forty people who live along the river and want the dam to stay. "


def texts(text: str) -> list[str]:
    return [one.text for one in paragraphs(text)]


def test_every_line_is_a_paragraph() -> None:
    assert texts("One line.\nAnother line.\n\nA third.") == ["One line.", "Another line.", "A third."]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\x85"])
def test_all_line_ends_are_known(end: str) -> None:
    assert texts(f"One.{end}Two.") == ["One.", "Two."]


@pytest.mark.parametrize("width", [60, 72, 80])
def test_lines_of_a_wrapped_text_belong_together(width: int) -> None:
    wrapped = fill(LONG * 3, width) + "\n\n" + fill(LONG * 2, width)
    assert [one.split() for one in texts(wrapped)] == [(LONG * 3).split(), (LONG * 2).split()]


def test_an_indented_line_begins_a_paragraph_of_a_wrapped_text() -> None:
    wrapped = fill(LONG * 2, 70, initial_indent="    ") + "\n" + fill(LONG * 2, 70, initial_indent="    ")
    assert len(texts(wrapped)) == 2


def test_a_list_of_short_lines_is_not_taken_for_wrapped_text() -> None:
    lines = ["Springfield, Ohio", "Graduated with honors", "Languages: English, Welsh", "Topics: rivers, dams"]
    assert texts("\n".join(lines)) == lines
