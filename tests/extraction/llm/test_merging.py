"""What a language model found adds to what the rules found, and changes nothing that is there."""

from __future__ import annotations

from dataclasses import replace

from app.extraction.llm.merging import merged
from app.model.extraction import Attribution, Style
from app.model.text import Span

KNOWN = Attribution((Span(20, 40),), Style.INDIRECT, source=Span(0, 10), cue=Span(11, 15), speaker=0)


def test_an_attribution_elsewhere_is_added_in_the_order_of_the_text() -> None:
    before = Attribution((Span(1, 5),), Style.DIRECT, source=Span(6, 9))
    after = Attribution((Span(50, 60),), Style.DIRECT, source=Span(61, 65))
    assert merged([KNOWN], [after, before]) == (before, KNOWN, after)


def test_an_attribution_of_the_same_words_changes_nothing_that_is_there() -> None:
    other = Attribution((Span(15, 45),), Style.MIXED, source=Span(50, 60), cue=Span(46, 49), speaker=3, via=(4,))
    assert merged([KNOWN], [other]) == (KNOWN,)


def test_a_source_is_added_where_there_is_none() -> None:
    nameless = replace(KNOWN, source=None, speaker=None)
    other = Attribution((Span(20, 30),), Style.INDIRECT, source=Span(50, 60), speaker=3)
    assert merged([nameless], [other]) == (replace(nameless, source=Span(50, 60), speaker=3),)


def test_a_source_within_the_content_is_not_added() -> None:
    nameless = replace(KNOWN, source=None, speaker=None)
    other = Attribution((Span(30, 40),), Style.INDIRECT, source=Span(22, 28), speaker=3)
    assert merged([nameless], [other]) == (nameless,)


def test_a_via_is_added_where_both_name_the_same_source() -> None:
    other = Attribution((Span(20, 30),), Style.INDIRECT, source=Span(2, 10), speaker=0, via=(0, 4))
    assert merged([KNOWN], [other]) == (replace(KNOWN, via=(4,)),)
    assert merged([replace(KNOWN, via=(5,))], [other]) == (replace(KNOWN, via=(5,)),)


def test_what_the_outlet_states_stands_only_while_nobody_is_found_who_said_it() -> None:
    stated = Attribution((Span(100, 140),), Style.ASSERTED)
    said = Attribution((Span(110, 140),), Style.INDIRECT, source=Span(100, 105), cue=Span(105, 109), speaker=2)
    part = replace(said, content=(Span(110, 115),))
    assert merged([stated], [said]) == (said,)
    assert merged([stated], [part]) == (stated, part)


def test_what_the_model_told_twice_in_other_words_is_one() -> None:
    one = Attribution((Span(50, 60),), Style.INDIRECT, source=Span(61, 65))
    assert merged([], [one, replace(one, content=(Span(50, 58),))]) == (one,)


def test_of_several_the_one_that_shares_most_is_the_same() -> None:
    first = replace(KNOWN, content=(Span(20, 30),))
    second = Attribution((Span(31, 60),), Style.INDIRECT)
    other = Attribution((Span(28, 60),), Style.INDIRECT, source=Span(70, 80), speaker=1)
    assert merged([first, second], [other]) == (first, replace(second, source=Span(70, 80), speaker=1))
