"""What the network is trained on, by hand-made articles: nothing here needs torch."""

from __future__ import annotations

import random

import pytest
from tokenizers import Tokenizer

from app.extraction.encoder.links import Link, Role
from app.extraction.encoder.pieces import read_tokenizer
from app.extraction.encoder.tagging import stretches
from app.resources import resources
from bench.attribution.examples import Example, example_of, goal_of, named, shuffled, windows_of
from bench.attribution.labels import NAME_TYPES, UNKNOWN, Special
from bench.attribution.names import apart, read_conll, together
from bench.attribution.polnear import Article, Relation
from bench.attribution.silver import by_vote

TEXT = "The mayor said that taxes fall.\nCritics doubt this, and Ann says so."
WORDS = TEXT.index


def part(words: str) -> tuple[tuple[int, int], ...]:
    return ((WORDS(words), WORDS(words) + len(words)),)


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    return read_tokenizer(resources() / "models" / "encoder" / "tokenizer.json")


@pytest.fixture(scope="module")
def example(tokenizer: Tokenizer) -> Example:
    relations = (
        Relation(part("The mayor"), part("said"), part("that taxes fall")),
        Relation(part("Critics"), part("doubt"), part("this")),
        Relation((), part("says"), part("so")),
    )
    return example_of(Article("a", TEXT, relations), tokenizer)


def words(example: Example, role: Role) -> list[str]:
    return [example.pieces.span(*stretch).of(TEXT) for stretch in example.spans[role]]


def test_spans_and_links_are_those_of_the_relations(example: Example) -> None:
    assert words(example, Role.SOURCE) == ["The mayor", "Critics"]
    assert words(example, Role.CONTENT) == ["that taxes fall", "this", "so"]
    assert (example.cue_of, example.source_of) == ({0: 0, 1: 1, 2: 2}, {0: 0, 1: 1})


def test_the_goal_of_a_whole_text_has_all_spans_as_tags_and_links(example: Example) -> None:
    goal = goal_of(example, 0, len(example.pieces))
    for place, role in enumerate(Role):
        assert list(stretches(goal.tags[:, place])) == example.spans[role]
    assert goal.links == {Link.CONTENT_CUE: [0, 1, 2], Link.CUE_SOURCE: [0, 1, -1], Link.CONTENT_SOURCE: [0, 1, -1]}


def test_a_window_that_cuts_a_cue_off_tags_its_content_and_links_nothing_to_it(example: Example) -> None:
    start = example.spans[Role.CONTENT][0][0]
    goal = goal_of(example, start, len(example.pieces))
    assert goal.tags[0, list(Role).index(Role.CONTENT)] == 1
    assert len(goal.spans[Role.CONTENT]) == 2
    assert goal.links[Link.CONTENT_CUE] == [0, 1]


def test_windows_cover_a_text_once(example: Example) -> None:
    edges = windows_of(example, 1000, random.Random(1))
    assert edges == [(0, len(example.pieces))]


def test_an_epoch_has_all_windows_in_batches(example: Example) -> None:
    batches = shuffled([example] * 5, 1000, 2, random.Random(1))
    assert sorted(map(len, batches)) == [1, 2, 2]


def test_names_are_begun_and_gone_on_with_and_digits_unknown_where_no_quantities_are_marked(tokenizer: Tokenizer) -> None:
    text = "The 2 men met Ann Lee"
    made = named(example_of(Article("b", text, ()), tokenizer), [(14, 21, "person")], numbers_known=False)
    assert made.names is not None
    person = 1 + 2 * NAME_TYPES.index("person")
    assert made.names.tolist() == [0, UNKNOWN, 0, 0, person, person + 1]


def test_a_conll_sentence_is_written_as_in_print() -> None:
    ((text, labels),) = read_conll("Ann\tB-person\nLee\tI-person\n's\tO\nIBM\tB-corporation\n,\tO\n\n", "\t")
    assert text == "Ann Lee's IBM,"
    assert labels == [(0, 7, "person"), (10, 13, "organization")]


def test_two_names_side_by_side_stay_two_where_the_tags_say_so() -> None:
    ((_, labels),) = read_conll("Ann\tB-person\nBob\tB-person\n", "\t")
    assert labels == [(0, 3, "person"), (4, 7, "person")]


def test_sentences_are_put_together_up_to_a_length() -> None:
    sentences = [("Ann ran.", [(0, 3, "person")]), ("Bob sat.", [(0, 3, "person")]), ("Cy hid.", [(0, 2, "person")])]
    made = list(together(sentences, 18))
    assert [text for text, _ in made] == ["Ann ran. Bob sat.", "Cy hid."]
    assert [text[start:end] for text, labels in made for start, end, _ in labels] == ["Ann", "Bob", "Cy"]


def test_of_overlapping_labels_the_first_and_longest_stays() -> None:
    assert apart([(5, 9, "place"), (0, 6, "person"), (0, 3, "person")]) == [(0, 6, "person")]


def test_silver_names_have_the_type_that_most_of_their_mentions_have() -> None:
    found = [("a", [((0, 3, "person"), "ICE"), ((5, 8, "agency"), "ICE")]), ("b", [((1, 4, "agency"), "ICE")])]
    assert [label[2] for _, labels in by_vote(found) for label in labels] == ["agency"] * 3


def test_special_pieces_are_found_and_short_words_are_words(tokenizer: Tokenizer) -> None:
    special = Special.of(tokenizer)
    assert [tokenizer.id_to_token(each) for each in (special.begin, special.end, special.fill)] == ["[CLS]", "[SEP]", "[PAD]"]
    assert all(2 <= len(str(tokenizer.id_to_token(each))) <= 5 for each in special.short)
    assert tokenizer.token_to_id("ice") in special.short
