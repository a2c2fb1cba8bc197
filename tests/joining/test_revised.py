"""What changed between two texts at one address, with sentences of our own."""

from __future__ import annotations

import re
from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.joining.revised import changes
from app.joining.sentences import counterparts, sentences
from app.model.document import Document, Metadata, Role, Segment
from app.model.extraction import Activity, Attribution, Comparator, Extraction, Period, Quantity, Style, TimeMention
from app.model.joined import DiscrepancyKind
from app.model.text import Span

ACTIVITY = Activity("sayso 0.1.0", "rules 1", "2026-01-02T03:04:05Z", "2026-01-02T03:04:06Z")
NUMBER = re.compile(r"(?:(about|at least) )?(\d+(?:\.\d+)?) (ferries|islands|percent|harbors)")
DAY = re.compile(r"\b(?:Monday|Tuesday|Friday)\b")

BRIDGE = "The new bridge over the bay will open in spring."
FERRIES = "The harbor office counted about 14 ferries on the route last year."
MAYOR = "“We will not close a single pier before the winter is over,” Mayor Ann Reed told the council."
ISLANDS = "The rest of the timetable holds for 7 islands, Dr. J. Poole wrote on Monday."
BODY = [BRIDGE, FERRIES, MAYOR, ISLANDS]


def document(paragraphs: list[str], title: str = "Bridge opens in spring", furniture: str = "Sign up here.") -> Document:
    text = "\n\n".join([title, *paragraphs, furniture])
    segments, at = [], 0
    for place, part in enumerate([title, *paragraphs, furniture]):
        role = Role.HEADLINE if place == 0 else Role.BOILERPLATE if place == len(paragraphs) + 1 else Role.BODY
        segments.append(Segment(Span(at, at + len(part)), role, "as the test has it"))
        at += len(part) + 2
    digest = sha256(text.encode()).hexdigest()
    return Document(digest[:16], text, Metadata(title=title), tuple(segments), "en", digest)


def read(known: Document) -> Extraction:
    """What the tests' sentences hold of numbers, days and quotations."""
    quantities = tuple(
        Quantity(
            Span(*found.span()),
            float(found[2]),
            None,
            None,
            found[3],
            Comparator.GREATER_EQUAL if found[1] == "at least" else Comparator.EQUAL,
            approximate=found[1] == "about",
            hedge=found[1],
        )
        for found in NUMBER.finditer(known.text)
    )
    times = tuple(TimeMention(Span(*found.span()), Period(None, None)) for found in DAY.finditer(known.text))
    said = tuple(Attribution((Span(*found.span(1)),), Style.DIRECT) for found in re.finditer("“([^”]+)”", known.text))
    return Extraction(known.id, ACTIVITY, quantities=quantities, times=times, attributions=said)


def found(old: Document, new: Document):
    return changes(old, read(old), new, read(new))


def changed(*pairs: tuple[str, str]) -> list[str]:
    body = BODY
    for old, new in pairs:
        assert any(old in each for each in body)
        body = [each.replace(old, new) for each in body]
    return body


@pytest.mark.parametrize(
    ("pairs", "kind", "values"),
    [
        ([("14 ferries", "19 ferries")], DiscrepancyKind.QUANTITY, ("about 14 ferries", "about 19 ferries")),
        ([("about 14", "14")], DiscrepancyKind.HEDGE, ("about 14 ferries", "14 ferries")),
        ([("about 14", "at least 14")], DiscrepancyKind.HEDGE, ("about 14 ferries", "at least 14 ferries")),
        ([("7 islands", "7 harbors")], DiscrepancyKind.UNIT, ("7 islands", "7 harbors")),
        ([("on Monday", "on Friday")], DiscrepancyKind.DATE, ("Monday", "Friday")),
        ([("last year", "in the last year"), ("14", "15")], DiscrepancyKind.QUANTITY, ("about 14 ferries", "about 15 ferries")),
    ],
)
def test_a_number_that_changed_in_the_same_sentence(pairs, kind, values) -> None:
    old, new = document(BODY), document(changed(*pairs))
    (only,) = found(old, new)
    assert (only.kind, tuple(side.value for side in only.sides), only.drift) == (kind, values, False)
    assert [side.place.document for side in only.sides] == [old.id, new.id]
    assert [side.place.span.of(each.text) for side, each in zip(only.sides, (old, new), strict=True)] == list(values)
    assert only.explanation.count("“") == 2
    assert only.explanation.endswith(".")


@pytest.mark.parametrize(
    ("pairs", "values", "how"),
    [
        (
            [("We will not close a single pier before the winter is over,", "We will not close a single pier,")],
            ("We will not close a single pier before the winter is over,", "We will not close a single pier,"),
            "cut",
        ),
        (
            [("a single pier before", "any of the piers before")],
            (
                "We will not close a single pier before the winter is over,",
                "We will not close any of the piers before the winter is over,",
            ),
            "changed",
        ),
        (
            [
                ("“We will not close a single pier before the winter is over,” Mayor", "Mayor"),
                ("told the council", "met the council"),
            ],
            ("We will not close a single pier before the winter is over,", "not in the newer text"),
            "no longer",
        ),
    ],
)
def test_a_quotation_that_was_cut_or_changed_or_is_gone(pairs, values, how) -> None:
    old, new = document(BODY), document(changed(*pairs))
    (only,) = found(old, new)
    assert (only.kind, tuple(side.value for side in only.sides)) == (DiscrepancyKind.WORDING, values)
    assert how in only.explanation
    assert (only.sides[0].attribution, only.sides[0].content) == (0, read(old).attributions[0].content[0])


def test_a_number_within_a_quotation_is_told_once() -> None:
    said = "“We own {} ferries and none of them is for sale this year,” the mayor said."
    old, new = (document([*BODY, said.format(number)]) for number in (3, 4))
    (only,) = found(old, new)
    assert only.kind is DiscrepancyKind.QUANTITY


def test_another_headline() -> None:
    (only,) = found(document(BODY), document(BODY, title="Bridge opens late"))
    assert only.kind is DiscrepancyKind.HEADLINE
    assert only.explanation == "The headline was “Bridge opens in spring” and is now “Bridge opens late”."


def test_a_title_that_is_not_in_the_text_is_a_headline() -> None:
    text = "\n\n".join(BODY)
    segments = (Segment(Span(0, len(text)), Role.BODY, "all there is"),)
    old, new = (Document(name, text, Metadata(title=name * 8), segments, "en", name) for name in "ab")
    (only,) = found(old, new)
    assert (only.kind, [side.value for side in only.sides]) == (DiscrepancyKind.HEADLINE, ["aaaaaaaa", "bbbbbbbb"])


@pytest.mark.parametrize(
    "new",
    [
        document(BODY, furniture="Read more: 12 ferries to see. “All the news that is fit for you,” we said."),
        document(list(reversed(BODY))),
        document([" ".join(BODY)]),
        document(BODY, title="BRIDGE OPENS IN SPRING"),
        document([each.replace("’", "'").replace(" ", "  ") for each in BODY]),
        document(
            [
                *BODY,
                "The council meets again with 3 harbors on the list.",
                "“This is a sentence that nobody has said,” he said.",
            ]
        ),
        document([MAYOR.replace("Mayor Ann Reed told the council", "said the mayor"), BRIDGE, FERRIES, ISLANDS]),
    ],
    ids=["furniture", "moved", "one paragraph", "case", "spaces", "more", "other frame"],
)
def test_what_is_no_change(new: Document) -> None:
    assert found(document(BODY), new) == ()


def test_another_sentence_with_another_number_is_no_changed_number() -> None:
    new = document([BRIDGE, MAYOR, ISLANDS, "A storm in autumn kept 19 ferries away from the coast for two weeks."])
    assert found(document(BODY), new) == ()


def test_a_section_number_that_counts_nothing_is_a_number() -> None:
    old, new = (document([*BODY, f"The rule is in section {number} of the harbor code."]) for number in ("12b", "14b"))
    (only,) = found(old, new)
    assert only.kind is DiscrepancyKind.QUANTITY


def test_sentences_end_where_they_end() -> None:
    whole = document(["Dr. J. Poole came. “Who?” she asked. The U.S. fleet left at 3.5 knots. It did."])
    said = [each.span.of(whole.text) for each in sentences(whole)]
    assert said == ["Dr. J. Poole came.", "“Who?” she asked.", "The U.S. fleet left at 3.5 knots.", "It did."]


@settings(max_examples=60, deadline=None)
@given(st.permutations(BODY), st.text('ab .“”"0\n', max_size=80))
def test_nothing_changes_by_itself_whatever_the_text(body, more) -> None:
    same = document([*body, more or "x"])
    assert changes(same, read(same), same, read(same)) == ()
    known = sentences(same)
    distinct = {each.words for each in known}
    assert len(distinct) < len(known) or counterparts(known, known) == {place: place for place in range(len(known))}
    for other in (document(BODY), document(["x"])):
        for each in found(same, other):
            assert [side.place.document for side in each.sides] == [same.id, other.id]
