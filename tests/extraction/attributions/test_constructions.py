"""Sentences that hide who says what: clauses that hang on another phrase, nouns that stand for what is said."""

from __future__ import annotations

import pytest

from .conftest import Reader


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The board had written in a previous report that 3,424 wells were dry in 2007.",
            "The board",
            "that 3,424 wells were dry in 2007",
        ),
        ("Lao confirmed from the agency's own files that 78 judges had left.", "Lao", "that 78 judges had left"),
        (
            "The office verified with records of another kind that 31 percent of the pumps broke down.",
            "The office",
            "that 31 percent of the pumps broke down",
        ),
        ("The audit makes clear that 54 cranes stood idle.", "The audit", "that 54 cranes stood idle"),
        ("The letter made it plain that 54 cranes stood idle.", "The letter", "that 54 cranes stood idle"),
        ("The agency lost 37 children, as the board spelled out.", "the board", "The agency lost 37 children"),
        ("The agency lost track of 37 children, as the audit lays out.", "the audit", "The agency lost track of 37 children"),
        (
            "The auditor pressed the agency to inspect every kitchen within 45 days.",
            "The auditor",
            "the agency to inspect every kitchen within 45 days",
        ),
        (
            "One recommendation of the report is that the agency hire 55 clerks.",
            "the report",
            "that the agency hire 55 clerks",
        ),
        (
            "The auditor pushed for each letter to be answered within 30 days.",
            "The auditor",
            "each letter to be answered within 30 days",
        ),
        (
            "The audit's recommendation to the county: answer each letter within 30 days.",
            "The audit",
            "answer each letter within 30 days",
        ),
        (
            "To prevent a repeat, the board would require that the agency test 40 wells.",
            "the board",
            "that the agency test 40 wells",
        ),
        ("In an account in the Herald, Lao was quoted as asserting that 43 wells ran dry.", "Lao", "that 43 wells ran dry"),
        (
            "Pressure was low in 35 percent of the hydrants, as the audit detailed.",
            "the audit",
            "Pressure was low in 35 percent of the hydrants",
        ),
        (
            "A request for between 58 and 76 judges in addition came from the Selby County Court Administration, "
            "Miriam Winslow, now chair of the CAAO, acknowledged.",
            "Miriam Winslow, now chair of the CAAO",
            "A request for between 58 and 76 judges in addition came from the Selby County Court Administration",
        ),
        ("The board directed that every 16 days, the pumps be tested.", "The board", "that every 16 days, the pumps be tested"),
        ("The audit flagged that 54 cranes stood idle.", "The audit", "that 54 cranes stood idle"),
        ("The board grumbled that 54 cranes stood idle.", "The board", "that 54 cranes stood idle"),
        ("The agency lost 37 children in May, Mira Lao chimed in.", "Mira Lao", "The agency lost 37 children in May"),
        ("The agency lost 37 children in May, the auditor tallied.", "the auditor", "The agency lost 37 children in May"),
        (
            "The board's main finding was that 55 clerks had left.",
            "The board",
            "that 55 clerks had left",
        ),
        (
            "Among the recommendations of the audit office was that the agency hire 40 clerks.",
            "the audit office",
            "that the agency hire 40 clerks",
        ),
        (
            "The service junked 126 computers in 2015, Otis Wren, chief of staff at the board, informed the Herald.",
            "Otis Wren, chief of staff at the board",
            "The service junked 126 computers in 2015",
        ),
        (
            "A request for 58 judges came from the county court, Mira Lao, now chair of the board, acknowledged.",
            "Mira Lao, now chair of the board",
            "A request for 58 judges came from the county court",
        ),
    ],
)
def test_who_says_it_is_found(read: Reader, text: str, source: str, content: str) -> None:
    assert [(each.source, each.content) for each in read(text)] == [(source, [content])]


@pytest.mark.parametrize(
    "text",
    [
        "The board wrote in a book that nobody reads.",
        "The finding of the child was a relief: 30 people wept.",
        "The board made sure that 54 cranes stood idle.",
        "The pumps meant that 54 cranes stood idle.",
        "When the 40 pumps failed, the mayor left.",
        "It is clear that 54 cranes stood idle.",
        "By noon, 991 truckloads of ash went into the ground.",
        "The mayor, Ann Lee, acknowledged.",
        "The 1,676 households told to boil their water live in the hills.",
    ],
)
def test_nobody_says_anything(read: Reader, text: str) -> None:
    assert not read(text)
