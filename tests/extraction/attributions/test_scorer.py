"""The scorer of ``bench/attribution``, on cases small enough to count by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bench.attribution.polnear import Relation, read_relations, read_split
from bench.attribution.score import match, overlap, score, style, tidy

TEXT = "The mayor said the old roof leaks. “We left,” Ana Moss said."
#       0123456789012345678901234567890123456789


def at(words: str) -> tuple[tuple[int, int], ...]:
    return ((TEXT.index(words), TEXT.index(words) + len(words)),)


INDIRECT = Relation(at("The mayor"), at("said"), at("the old roof leaks"))
DIRECT = Relation(at("Ana Moss"), ((56, 60),), at("“We left,”"))


def test_the_same_annotation_scores_one() -> None:
    scores = score([(TEXT, [INDIRECT, DIRECT], [INDIRECT, DIRECT])])
    assert all(count.f1 == 1 for name, count in scores.counts.items() if name != "pair mixed")


def test_ends_are_trimmed_of_punctuation() -> None:
    loose = Relation(INDIRECT.source, INDIRECT.cue, ((15, 34),))
    assert TEXT[15:34] == "the old roof leaks."
    assert score([(TEXT, [loose], [INDIRECT])])["exact content"].f1 == 1


def test_half_of_a_content_is_near_but_not_exact() -> None:
    near = Relation(INDIRECT.source, INDIRECT.cue, at("old roof leaks"))
    scores = score([(TEXT, [near], [INDIRECT])])
    assert scores["exact content"].f1 == 0
    assert scores["iou content"].f1 == 1
    assert scores["token content"].precision == 1
    assert scores["token content"].recall == pytest.approx(3 / 4)
    assert scores["pair indirect"].f1 == 1


def test_the_wrong_source_breaks_the_pair_and_not_the_content() -> None:
    wrong = Relation(at("Ana Moss"), INDIRECT.cue, INDIRECT.content)
    scores = score([(TEXT, [wrong], [INDIRECT])])
    assert scores["pair"].f1 == 0
    assert scores["iou content"].f1 == 1


def test_the_wrong_cue_breaks_only_the_relation() -> None:
    wrong = Relation(INDIRECT.source, at("leaks"), INDIRECT.content)
    scores = score([(TEXT, [wrong], [INDIRECT])])
    assert (scores["pair"].f1, scores["relation"].f1) == (1, 0)


def test_what_is_missing_lowers_recall_alone() -> None:
    scores = score([(TEXT, [DIRECT], [INDIRECT, DIRECT])])
    assert (scores["pair"].precision, scores["pair"].recall) == (1, 0.5)
    assert (scores["pair direct"].f1, scores["pair indirect"].f1) == (1, 0)


def test_an_attribution_without_source_is_no_pair() -> None:
    without = Relation((), INDIRECT.cue, INDIRECT.content)
    scores = score([(TEXT, [without], [without])])
    assert (scores["pair"].found, scores["pair"].gold) == (0, 0)
    assert scores["exact content"].f1 == 1


def test_matching_is_one_to_one_and_closest_first() -> None:
    assert match([5, 6], [6], lambda mine, theirs: 1 - abs(mine - theirs) / 4) == [(1, 0)]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("“We left,”", "direct"), ("the plan was “bad”", "mixed"), ("“bad” and worse", "mixed"), ("the dogs’ bowls", "indirect")],
)
def test_styles(words: str, expected: str) -> None:
    assert style(words, ((0, len(words)),)) == expected


def test_pieces_that_only_punctuation_parts_are_one() -> None:
    assert tidy("a, b. c", ((0, 2), (3, 5))) == ((0, 4),)
    assert overlap(((0, 4),), ((2, 6),)) == pytest.approx(2 / 6)


def test_a_brat_file_is_read() -> None:
    annotation = "T1\tSource 0 9\tThe mayor\nT2\tCue 10 14\tsaid\nT3\tContent 15 18;20 24\tthe\nwrapped\n"
    annotation += "T4\tAttribution 10 14\tsaid\nT5\tDiscuss 0 9\tThe mayor\nE1\tAttribution:T4 Content:T3 Cue:T2 Source:T1\n"
    assert list(read_relations(annotation)) == [Relation(((0, 9),), ((10, 14),), ((15, 18), (20, 24)))]


def test_dev_has_its_articles(shared_data: Path) -> None:
    assert len(list(read_split(shared_data / "polnear" / "dev"))) == 84
