"""The researchers' questions have answers in the generated data, and never come twice in the same text."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from bench.sparql.queries import TEXTS, Again, Asking, Question, questions, solutions


def named(store: Store, name: str) -> Question:
    """The question of this name, about this data set."""
    return {question.name: question for question in questions(store)}[name]


@pytest.mark.parametrize("name", TEXTS)
def test_a_question_has_answers(store: Store, name: str) -> None:
    ask = Asking(named(store, name), seed=1)
    texts = [ask() for _ in range(20)]
    assert not any("$" in text for text in texts)
    assert sum(len(list(solutions(store, text))) > 0 for text in texts) >= 5


@pytest.mark.parametrize("name", TEXTS)
def test_no_two_requests_have_the_same_text(store: Store, name: str) -> None:
    asks = [Asking(named(store, name), seed=1, client=client) for client in range(3)]
    texts = [ask() for ask in asks for _ in range(200)]
    assert len(set(texts)) == len(texts)


def test_all_servers_get_the_same_questions(store: Store) -> None:
    question = named(store, "regex")
    one, other = Asking(question, seed=1, client=2), Asking(question, seed=1, client=2)
    assert [one() for _ in range(5)] == [other() for _ in range(5)]


def test_the_same_is_asked_again() -> None:
    again = Again("ASK {}")
    assert [again(), again()] == ["ASK {}", "ASK {}"]
