"""Long stretches of the same words are found wherever they stand; what everybody must repeat is none."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.joining.copying import SHINGLE, WINDOW, Stretch, copied, fingerprints, stretches
from app.joining.own_words import own_words
from app.model.document import Document
from app.model.extraction import Activity, Attribution, EntityType, Extraction, Form, Mention, Style
from app.model.text import Span
from tests.joining.texts import PIER, SCHOOL, read

QUOTED = (
    "“We were promised a pier that would last for fifty years and we were handed a bill for one that did not last for ten, and "
    "nobody in this building has yet explained to the people who paid for it where all of that money went,” Ibarra said."
)
LAW = (
    "(a) In general.—Notwithstanding any other provision of law, a harbor board may not prohibit, or in any way restrict, any "
    "vessel of the United States from tying up at a public pier in weather that endangers the vessel or those aboard."
)
TITLE = (
    "Harbor Boards Face Persistent Challenges in Keeping Records of Repairs to Timber Piers and Breakwaters After Winter Storms"
)
STOCK = "did not immediately respond to a request for comment on Tuesday afternoon"


def shared(one: Document, other: Document) -> tuple[Stretch, ...]:
    return copied(fingerprints(one), fingerprints(other))


@pytest.mark.parametrize("count", [2, 3, 4])
def test_consecutive_sentences_are_a_copy(count: int) -> None:
    found = shared(read(*PIER), read(SCHOOL[0], *PIER[:count], *SCHOOL[1:]))
    assert len(found) == 1
    assert found[0].words >= 20 * count - 2 * WINDOW


def test_paragraphs_may_be_cut_otherwise() -> None:
    assert shared(read(*PIER), read(" ".join(PIER[:2]), " ".join(PIER[2:])))


def test_the_same_words_in_other_dress_are_the_same() -> None:
    assert shared(read(SCHOOL[0], *PIER), read(*(sentence.upper().replace("'", "’") for sentence in (*SCHOOL[:2], *PIER))))


def edited(sentence: str, word: int) -> str:
    words = sentence.split()
    return " ".join((*words[:word], "certain", *words[word + 1 :]))


@pytest.mark.parametrize("word", [0, 3, 8, 11, 15, 19])
def test_a_word_changed_in_every_sentence_hides_nothing(word: int) -> None:
    assert shared(read(*PIER), read(*(edited(sentence, word) for sentence in PIER), SCHOOL[0]))


def test_other_news_shares_nothing() -> None:
    assert stretches(fingerprints(read(*PIER)), fingerprints(read(*SCHOOL))) == ()


@pytest.mark.parametrize(
    "repeated",
    [
        QUOTED,
        QUOTED.replace("“", '"').replace("”", '"'),
        QUOTED.replace("“", "‘").replace("”", "’"),
        QUOTED.replace("”", ""),
        LAW,
        f"The harbor board {STOCK}.",
    ],
)
def test_what_all_who_report_it_must_repeat_is_no_copy(repeated: str) -> None:
    assert shared(read(*PIER, repeated), read(SCHOOL[0], repeated, *SCHOOL[1:])) == ()


def test_a_title_is_no_copy() -> None:
    one = read(*PIER, f"The audit, “{TITLE}”, was posted at noon.", f"In {TITLE}, the office lists nine piers.")
    assert not shared(one, read(*SCHOOL, f"Nobody had read {TITLE} before the vote was put off."))


def test_a_quotation_without_marks_after_a_colon_is_no_copy() -> None:
    words = " ".join(SCHOOL)
    assert shared(read(*PIER, "The letter reads:", words), read("It reads:", words, PIER[0].replace("county", "town"))) == ()


def test_one_sentence_of_many_is_no_copy_but_half_of_a_brief_is() -> None:
    brief = read(f"{PIER[1]} {PIER[2][:81]}.", "The mayor and the harbor board spoke at noon, and a band played.")
    assert shared(read(*PIER, *SCHOOL), brief)
    assert not shared(read(*SCHOOL, PIER[1]), read(*PIER))


def test_contents_of_direct_attributions_and_long_titles_are_left_out() -> None:
    sentence = f"The audit, {TITLE}, was posted. " + PIER[0]
    document = read(sentence, *SCHOOL)
    activity = Activity("sayso 0", "rules 1", "2026-01-01T00:00:00Z", "2026-01-01T00:00:01Z")
    start, spoken = document.text.index(TITLE), document.text.index(PIER[0])
    extraction = Extraction(
        document.id,
        activity,
        mentions=(Mention(Span(start, start + len(TITLE)), EntityType.REPORT, Form.NAME),),
        attributions=(Attribution((Span(spoken, spoken + len(PIER[0])),), Style.DIRECT),),
    )
    runs = [" ".join(word.normal for word in run) for run in own_words(document, extraction)]
    assert runs[0] == "the audit"
    assert runs[1] == "was posted"
    assert runs[2].startswith("enrollment in the")


def test_headline_byline_and_boilerplate_are_not_compared() -> None:
    document = read(
        "County reopens its pier", "By Jane Doe", *PIER, "Sign up for our newsletter.", title="County reopens its pier"
    )
    words = [word.normal for run in own_words(document) for word in run]
    assert words[:4] == ["the", "county", "reopened", "the"]
    assert "newsletter" not in words


WORDS = st.lists(st.sampled_from("ant bee cat dog elk fox gnu hen".split()), max_size=80)


@settings(deadline=None)  # the first text that is read loads the languages
@given(WORDS, WORDS, st.lists(st.integers(0, 10**6), min_size=SHINGLE + WINDOW - 1, max_size=30))
def test_words_shared_in_a_row_share_a_fingerprint(before: list[str], after: list[str], middle: list[int]) -> None:
    words = " ".join(f"w{number}" for number in middle)
    one, other = (fingerprints(read(f"x {' '.join(around)} {words} {' '.join(around)}")) for around in (before, after))
    assert set(one.numbers) & set(other.numbers)


@settings(deadline=None)  # the first text that is read loads the languages
@given(WORDS, WORDS)
def test_stretches_are_the_same_from_both_sides_and_do_not_overlap(first: list[str], second: list[str]) -> None:
    one, other = (fingerprints(read(f"x {' '.join(words)}")) for words in (first, second))
    for found in (stretches(one, other), stretches(other, one)):
        assert all(a.one.end <= b.one.start for a, b in pairwise(found))
    assert bool(stretches(one, other)) == bool(stretches(other, one))
